"""Output of commands for scripts, where it is more than a sale."""
