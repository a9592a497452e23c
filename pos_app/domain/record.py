"""Frozen records, made as fast as a journal of a million events needs."""

from typing import Any, TypeVar

T = TypeVar("T")


def record(kind: type[T], known: dict[str, Any]) -> T:
    """Does the work of a frozen class's constructor in a tenth of its time. `known` has to have
    every field without a default, and nobody else may change it from then on."""
    made = object.__new__(kind)
    object.__setattr__(made, "__dict__", known)
    return made
