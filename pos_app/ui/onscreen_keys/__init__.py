"""Keys on the screen, for a till without a keyboard."""
