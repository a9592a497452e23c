"""On-screen keypad and keyboard, for a till without a keyboard."""
