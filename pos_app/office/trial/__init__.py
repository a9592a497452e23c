"""An office on this computer, with a PostgreSQL of its own: to try it, and for tests."""
