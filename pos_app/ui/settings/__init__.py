"""The settings and the first run: what the shop is, its people, its accounts."""
