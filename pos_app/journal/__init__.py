"""The journal: an append-only SQLite file in WAL mode that survives a power cut."""
