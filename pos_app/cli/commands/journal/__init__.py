"""Commands about the journal: audit, day close, backup, restore, verify and rebuild."""
