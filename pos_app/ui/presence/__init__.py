"""Who is at the till, and the lock between one and the next."""
