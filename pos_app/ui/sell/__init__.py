"""The Sell screen: the form, the charge in progress, and the list of sales."""
