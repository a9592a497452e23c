"""Ports: protocols by which the till and the window reach gateways, journal, printer and sound."""
