"""The simulated vPOS."""
