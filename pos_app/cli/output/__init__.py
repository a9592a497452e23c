"""What commands print for scripts, where it is more than a sale."""
