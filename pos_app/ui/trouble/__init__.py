"""Panels, strips and dialogs for failures: start-up, journal, keyring, unhandled errors."""
