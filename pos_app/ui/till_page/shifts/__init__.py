"""Shifts: the open one, those of before, and their dialogs."""
