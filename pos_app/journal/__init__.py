"""The till's memory: an append-only SQLite journal that survives a power cut."""
