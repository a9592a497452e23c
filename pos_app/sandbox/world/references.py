"""What a provider of references lets a customer do: pay one."""

from typing import Any, Protocol


class UnknownReferenceError(Exception):
    """Never issued."""


class NotPayableError(Exception):
    """Deleted, or past its end."""


class AmountNeededError(Exception):
    """The reference leaves the amount to whoever pays it."""


class TakesReferences(Protocol):
    name: str

    def pay(self, number: int, amount: int | None, *, force: bool) -> dict[str, Any]:
        """Pay it, late or withdrawn too when forced, and return the payment as clients see it."""
