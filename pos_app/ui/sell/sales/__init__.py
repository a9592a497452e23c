"""The right side of the Sell screen: the verdict, the list of sales, and the day's total."""
