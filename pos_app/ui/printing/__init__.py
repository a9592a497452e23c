"""Dialogs that print a slip or save it."""
