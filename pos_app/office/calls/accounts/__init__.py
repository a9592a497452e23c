"""The accounts with providers that tills share: their keys, sealed, and who is told of them."""
