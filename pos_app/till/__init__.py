"""What a person can ask of the till, and what goes on by itself."""
