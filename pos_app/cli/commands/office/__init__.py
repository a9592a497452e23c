"""The office's own commands: they need its database, and no till."""
