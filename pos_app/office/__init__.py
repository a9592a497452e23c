"""The office: one server in front of one PostgreSQL, to which the tills of many shops ship their
events, and where their owner sees them together. It needs no Qt and no SQLite."""
