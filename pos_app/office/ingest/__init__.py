"""The way of a batch into the database: checked, gathered with others, stored once and in order."""
