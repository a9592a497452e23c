"""Queues of the print system (CUPS): what they are, and how a document gets through one."""
