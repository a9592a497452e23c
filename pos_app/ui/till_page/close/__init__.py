"""The close of a day: what it says now, its exceptions, and the list of days."""
