"""Reads the journal for its office, slice by slice, beside the till that writes it."""
