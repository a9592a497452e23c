"""Lets a customer pay a reference, at any provider that issues them."""

from typing import Any, Protocol


class UnknownReferenceError(Exception):
    """The reference was never issued."""


class NotPayableError(Exception):
    """The reference is deleted, or past its end."""


class AmountNeededError(Exception):
    """The reference leaves the amount to the customer."""


class TakesReferences(Protocol):
    name: str

    def pay(self, number: int, amount: int | None, *, force: bool) -> dict[str, Any]:
        """Pay it, late or deleted too if forced, and return the payment as clients see it."""
