"""The HTTP server of every simulated provider, and the faults that it can play."""
