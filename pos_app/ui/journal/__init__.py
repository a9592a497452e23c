"""The journal page: a day's sales, the timeline of each, and the day's totals."""
