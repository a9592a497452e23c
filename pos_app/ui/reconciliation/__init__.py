"""A payment service's statement beside the journal: what differs, and why."""
