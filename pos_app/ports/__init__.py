"""Ports: the protocols by which the till and the window reach a gateway, the journal, a printer
..."""
