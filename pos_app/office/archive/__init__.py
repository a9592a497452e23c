"""Old months of events: in files that can be verified, and no longer in the database."""
