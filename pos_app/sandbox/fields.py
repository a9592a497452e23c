"""Reading the fields of a request, all of them, before complaining about any."""

from collections.abc import Callable, Mapping
from typing import Any

Reader = Callable[[Any], Any]
"""Makes a value of what was sent (None when nothing was), or raises ValueError saying why not."""


def read_fields(
    payload: Mapping[str, Any], readers: Mapping[str, Reader]
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return what could be read and, by field, what is wrong with the rest."""
    values: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for field, reader in readers.items():
        try:
            values[field] = reader(payload.get(field))
        except ValueError as error:
            wrong[field] = str(error)
    return values, wrong
