"""The log file, and reports of unhandled errors, for support."""
