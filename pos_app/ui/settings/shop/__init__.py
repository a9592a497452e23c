"""The shop's sheet: its data, and what receipts say of it."""
