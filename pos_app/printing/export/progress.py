"""Progress of an export: tells now and then how many rows are written, never for each."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

EVERY = 500  # rows: some hundredths of a second

T = TypeVar("T")


def counted(rows: Iterable[T], tell: Callable[[int], None]) -> Iterator[T]:
    """Yields the rows and tells their number. What `tell` raises ends the export."""
    number = 0
    for number, row in enumerate(rows, start=1):
        yield row
        if number % EVERY == 0:
            tell(number)
    tell(number)
