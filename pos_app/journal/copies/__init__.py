"""Backups of a journal: make one, find the latest, restore from one, rebuild the file."""
