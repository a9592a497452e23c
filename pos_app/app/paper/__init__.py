"""Wires what the till prints with: documents, spool, printers and their settings."""
