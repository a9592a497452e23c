"""The simulated Wikipay."""
