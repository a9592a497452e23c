"""Slips: what they say, how they look, and the way to paper and to a file."""
