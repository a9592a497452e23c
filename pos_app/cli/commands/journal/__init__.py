"""Commands about the journal: its day, its copies, and whether it is whole."""
