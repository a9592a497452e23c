"""The export of sales: what kind of file, a manager's PIN, where to, and how far it is."""
