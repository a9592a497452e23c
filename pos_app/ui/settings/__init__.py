"""The settings page: the shop, the counter, its people, printer and provider accounts."""
