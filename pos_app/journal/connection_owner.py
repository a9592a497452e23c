"""Ownership of a new SQLite connection: closes it if opening fails before the caller gets it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar


class Closes(Protocol):
    def close(self) -> None: ...


T = TypeVar("T", bound=Closes)


@contextmanager
def closed_on_failure(opened: T) -> Iterator[T]:
    """Closes the connection if an error or an interruption comes before the caller gets it."""
    try:
        yield opened
    except BaseException:
        opened.close()
        raise
