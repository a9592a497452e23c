"""What the journal page asks for: the search text, the period, and the filters."""
