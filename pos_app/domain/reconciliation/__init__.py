"""Reconciliation: a provider's statement, beside what the till's journal has of the same money."""
