"""Words for the program itself: its release, and what it is made of."""
