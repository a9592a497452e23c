"""The lock between one person at the till and the next."""
