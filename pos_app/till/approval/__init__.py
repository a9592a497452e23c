"""A manager's yes, and who is at the till."""
