"""Words for the office, as a till says them."""
