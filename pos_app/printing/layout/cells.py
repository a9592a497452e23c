"""The cells of a row that has no room for columns: one after the other, in lines."""

from collections.abc import Callable, Iterable, Iterator

_BETWEEN = " · "


def joined(cells: Iterable[str], width: int, measure: Callable[[str], int]) -> Iterator[str]:
    """Returns the lines. None is wider than `width`, by `measure`, but a cell that is alone on its
    line."""
    line = ""
    for cell in filter(None, cells):
        longer = f"{line}{_BETWEEN}{cell}" if line else cell
        if line and measure(longer) > width:
            yield line
            longer = cell
        line = longer
    if line:
        yield line
