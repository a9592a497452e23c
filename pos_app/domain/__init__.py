"""What a sale is and what money is: standard library only, no Qt, no network, no disk."""
