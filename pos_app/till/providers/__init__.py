"""Communication with providers: requests, payment queues, webhooks, health, and rate limits."""
