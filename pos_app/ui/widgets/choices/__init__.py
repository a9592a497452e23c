"""Choices of one among a few: segments side by side, and the period of a page."""
