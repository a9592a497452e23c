"""The cells of a row that has no room for columns: one after the other, in lines."""

from collections.abc import Callable, Iterable, Iterator

_BETWEEN = " · "


def joined(
    cells: Iterable[str], first: int, others: int, measure: Callable[[str], int]
) -> Iterator[str]:
    """Returns the lines. None is wider than `first` or, after that one, `others`, by `measure`, but
    for a cell that is alone on its line."""
    line, width = "", first
    for cell in filter(None, cells):
        longer = f"{line}{_BETWEEN}{cell}" if line else cell
        if line and measure(longer) > width:
            yield line
            longer, width = cell, others
        line = longer
    if line:
        yield line
