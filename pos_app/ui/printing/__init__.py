"""Dialogs that print a slip or save it as a PDF."""
