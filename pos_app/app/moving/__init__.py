"""Moves a till to another computer: one encrypted file, out here and in there."""
