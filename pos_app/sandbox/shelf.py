"""A dictionary of rows that knows how to become JSON and whether it has changed."""

from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Row = TypeVar("Row", bound="DataclassInstance")


class Shelf(MutableMapping[str, Row], Generic[Row]):
    """Rows are frozen dataclasses of plain JSON values, so a row changes only by being replaced."""

    def __init__(self, row: type[Row]) -> None:
        self._row = row
        self._rows: dict[str, Row] = {}
        self.changed = False

    def __getitem__(self, key: str) -> Row:
        return self._rows[key]

    def __setitem__(self, key: str, row: Row) -> None:
        self._rows[key] = row
        self.changed = True

    def __delitem__(self, key: str) -> None:
        del self._rows[key]
        self.changed = True

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __reversed__(self) -> Iterator[str]:
        return reversed(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def dump(self) -> dict[str, Any]:
        return {key: asdict(row) for key, row in self._rows.items()}

    def load(self, saved: Mapping[str, Any]) -> None:
        self._rows = {key: self._row(**row) for key, row in saved.items()}
