"""Tenders of the counter: what is taken by hand, and one sale that is paid by several tenders."""
