"""Commands about the accounts with the providers."""
