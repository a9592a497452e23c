"""Ports of printing: documents, the spool, the printers and the processes that drive them."""
