"""How pages are served, whatever is on them: their language, their headers, what they load."""
