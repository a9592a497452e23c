"""What follows one sale until it is final, by itself."""
