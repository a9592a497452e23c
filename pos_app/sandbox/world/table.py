"""A table of rows (`Shelf`) that serialises itself and tracks its changes."""

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
        self._touched: dict[str, None] = {}
        self.emptied = False

    def __getitem__(self, key: str) -> Row:
        return self._rows[key]

    def __setitem__(self, key: str, row: Row) -> None:
        self._rows[key] = row
        self._touched[key] = None

    def __delitem__(self, key: str) -> None:
        del self._rows[key]
        self._touched[key] = None

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __reversed__(self) -> Iterator[str]:
        return reversed(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def clear(self) -> None:
        self._rows.clear()
        self._touched.clear()
        self.emptied = True

    @property
    def changed(self) -> bool:
        return self.emptied or bool(self._touched)

    def saved(self) -> None:
        self._touched.clear()
        self.emptied = False

    def dump(self) -> dict[str, Any]:
        return {key: asdict(row) for key, row in self._rows.items()}

    def changes(self) -> dict[str, Any]:
        """Return the rows changed since the last save; deleted ones as null."""
        rows = ((key, self._rows.get(key)) for key in self._touched)
        return {key: None if row is None else asdict(row) for key, row in rows}

    def load(self, saved: Mapping[str, Any]) -> None:
        self._rows = {key: self._row(**row) for key, row in saved.items()}

    def apply(self, changes: Mapping[str, Any]) -> None:
        for key, row in changes.items():
            if row is None:
                self._rows.pop(key, None)
            else:
                self._rows[key] = self._row(**row)
