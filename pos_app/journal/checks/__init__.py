"""Whether a journal is whole: its file, its schema, its chain, and every fold."""
