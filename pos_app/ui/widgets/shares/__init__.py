"""Shares of a whole, as bars."""
