"""The Sell screen: the form, the charge on its way, and what became of the sales."""
