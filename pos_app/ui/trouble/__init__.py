"""Panels and strips that say what does not work, and what to do about it."""
