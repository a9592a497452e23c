"""The wiring: imports every other room, and starts and stops their objects in order."""
