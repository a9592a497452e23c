"""The printed journal as data: its lines, and how they fall on pages."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto


class LineKind(Enum):
    """How a line looks."""

    DAY = auto()  # heads the sales of a day
    SALE = auto()
    TOTAL = auto()  # a label and an amount


@dataclass(frozen=True)
class JournalLine:
    """One line of the journal. A day and a total have two cells, a sale one for each column."""

    kind: LineKind
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class PrintedColumn:
    """A column of the printed journal, and its share of the width."""

    heading: str
    share: float
    is_figure: bool = False  # stands at the right edge of its column


@dataclass(frozen=True, kw_only=True)
class PrintedJournal:
    """All of a printed journal but its lines, which may be millions. Texts are in the shop's
    language."""

    shop: str
    till: str
    title: str
    scope: str  # what was chosen: days and filters
    made: str  # when, and by whom
    columns: tuple[PrintedColumn, ...]
    day_counts: Sequence[int]  # sales of each day, as the lines bring them
    total_count: int  # lines of totals
    page: str  # `Page {0} of {1}`
    continued: str  # beside a day that goes on on the next page
    legal: str
    training: str = ""


def pages_of(
    lines: Iterable[JournalLine], capacity: int, continued: str = ""
) -> Iterator[Sequence[JournalLine]]:
    """Yields the lines of each page: no day heads an empty rest of a page, and a page that goes on
    with a day says of which."""
    page: list[JournalLine] = []
    day = None
    for line in lines:
        needed = 2 if line.kind is LineKind.DAY else 1
        if len(page) + needed > capacity:
            yield page
            page = []
            if line.kind is LineKind.SALE and day:
                page.append(day)
        if line.kind is LineKind.DAY:
            name, more = line.cells
            day = replace(line, cells=(f"{name} {continued}".rstrip(), more))
        page.append(line)
    yield page


def page_count(journal: PrintedJournal, capacity: int) -> int:
    """Returns how many pages the lines fill."""
    return sum(1 for _ in pages_of(_shape(journal), capacity))


def _shape(journal: PrintedJournal) -> Iterator[JournalLine]:
    day, sale = JournalLine(LineKind.DAY, ("", "")), JournalLine(LineKind.SALE)
    for count in journal.day_counts:
        yield day
        for _ in range(count):
            yield sale
    for _ in range(journal.total_count):
        yield JournalLine(LineKind.TOTAL)
