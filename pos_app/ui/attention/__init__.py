"""Sales in doubt, sales with a flag, and payments that match no sale."""
