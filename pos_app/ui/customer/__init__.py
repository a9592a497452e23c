"""The customer display: a second screen that the customer reads."""
