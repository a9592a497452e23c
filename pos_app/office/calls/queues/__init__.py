"""Reads providers' payment queues, for all tills at once: one collector an account."""
