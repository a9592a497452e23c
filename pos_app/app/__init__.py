"""The wiring: the only room that knows every other, and starts and stops them in order."""
