"""The printers' sheet: those that are set up, what is found, and which document goes where."""
