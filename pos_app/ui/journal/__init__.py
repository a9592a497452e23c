"""The journal page: a day, its sales, their lives, and its totals."""
