"""Chooses the earlier id that a provider gives again to a second request (a fault)."""

from collections.abc import Iterable


def latest_alike(before: Iterable[tuple[str, int | None]], amount: int | None) -> str | None:
    """Return the id of the latest of this amount, or else of the latest of any."""
    amounts = dict(before)
    alike = [key for key, each in amounts.items() if each == amount] or [*amounts]
    return alike[-1] if alike else None
