"""The right side of Sell: the verdict, the list of sales, and the day's total."""
