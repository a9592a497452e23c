"""Writes tables as files for spreadsheets and scripts, row by row, in bounded memory."""
