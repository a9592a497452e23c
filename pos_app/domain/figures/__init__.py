"""Figures of a period: what came in, how often a charge was paid, and the same period before."""
