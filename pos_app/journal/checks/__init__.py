"""Integrity checks of a journal: its file, its schema, its hash chain, and every fold."""
