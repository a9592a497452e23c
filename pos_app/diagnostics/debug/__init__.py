"""What `--debug` switches on for an engineer; nothing of it is loaded without."""
