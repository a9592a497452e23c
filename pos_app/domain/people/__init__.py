"""The people of a shop, and what a manager's yes is needed for."""
