"""Text rules: clean typed text, bound foreign text, and redact secrets."""
