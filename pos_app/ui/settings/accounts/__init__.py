"""Accounts with the payment services: their cards, their fields, and what the last test said."""
