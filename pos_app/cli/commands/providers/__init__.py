"""Commands about the shop's accounts at the providers."""
