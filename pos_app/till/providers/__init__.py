"""The till's talk with the providers: requests, queues, webhooks, health, and how often."""
