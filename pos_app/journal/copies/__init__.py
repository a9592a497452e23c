"""Copies of a journal, and the ways back from one."""
