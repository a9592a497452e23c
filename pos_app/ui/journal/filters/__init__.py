"""Search of the journal page: the text, the period, and the filters."""
