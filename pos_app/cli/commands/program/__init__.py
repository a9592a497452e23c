"""Commands about the program: window, PINs, profile's computer, sandbox and self-test."""
