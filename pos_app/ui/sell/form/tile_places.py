"""Places of the method tiles: how many stand in a row, and which wait behind "More"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from pos_app.ui.sell.form.method_tile import TileSize

if TYPE_CHECKING:
    from collections.abc import Sequence

    T = TypeVar("T")

_MOST = 6  # tiles of the usual size
_MOST_SMALL = 8
_A_PAGE = _MOST - 1  # the sixth turns to the next page
_COLUMNS, _SMALL_COLUMNS = 3, 4
_OWN_COLUMNS = {1: 1, 2: 2, 4: 2}  # by the number of tiles, where three columns leave a hole
_WITH_OTHERS = (1, 2, 3, 5)  # methods that leave a place for one more tile


class Arrangement(NamedTuple):
    """What stands where in the grid."""

    size: TileSize
    small: bool = False
    is_alone: bool = False  # one method, over two columns
    has_rest: bool = False  # a tile opens the methods for which there was no place
    has_others: bool = False  # a tile leads to the methods that are not set up

    def page(self, tiles: Sequence[T], number: int) -> Sequence[T]:
        """Returns the tiles of this page; the first is 0."""
        return tiles[number * _A_PAGE :][:_A_PAGE] if self.has_rest else tiles

    def places(self, count: int) -> Sequence[tuple[int, int, int]]:
        """Returns each tile's row, column and width in columns."""
        if self.is_alone and count > 1:
            return ((0, 0, 2), (0, 2, 1))
        columns = _SMALL_COLUMNS if self.small else self._columns(count)
        places = list(range(count))
        if self.has_rest:
            places[-1] = _A_PAGE  # in one place, whichever page is shown
        return [(*divmod(place, columns), 1) for place in places]

    def _columns(self, count: int) -> int:
        return _COLUMNS if self.has_rest else _OWN_COLUMNS.get(count, _COLUMNS)


def arrange(count: int, *, others: bool, training: bool) -> Arrangement:
    """Returns the arrangement of so many methods; `others` are not set up and have no tile."""
    small = _MOST < count <= _MOST_SMALL and training
    if small:
        return Arrangement(TileSize.SMALL, small=True)
    return Arrangement(
        TileSize.ALONE if count == 1 else TileSize.USUAL,
        is_alone=count == 1,
        has_rest=count > _MOST,
        has_others=others and count in _WITH_OTHERS,
    )


def page_of(place: int) -> int:
    """Returns the page on which the method of this place stands, where there are several."""
    return place // _A_PAGE
