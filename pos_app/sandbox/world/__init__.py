"""The simulated world behind the providers: money, customers, clock, webhooks, storage."""
