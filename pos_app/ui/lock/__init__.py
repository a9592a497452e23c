"""The lock screen and its idle timer: who signs in at the till."""
