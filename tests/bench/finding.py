"""How fast the office finds sales, beside raw SQL over the same journal in the same run.

    PYTHONPATH=.:tests python tests/bench/finding.py [SALES] [KEYS] [FOLDER]

A shop's half year of a million sales, and as many half years as it takes, is searched as one types:
phones, references, amounts, numbers, names and goods that are there, and some that are not, key by
key, with filters and without. A day is opened, and the list is scrolled from the newest sale to the
oldest, a page at a time. The floor of a search reads the same sales by their numbers, and does not
have to find them. The figures of a day, a month and half a year are counted; a month also without
the days that are kept. What a write of the counter takes is measured before the index is filled,
and while it is. Times are of the clock, and of the processor in the thread that reads.
"""

import asyncio
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from random import Random

from half_year.bulk import TILL
from half_year.lives import WAYS
from half_year.longer import lengthen
from half_year.shop import CASHIERS, CLOCK, write_shop
from sqlite_utils import Database

from pos_app.domain.events import SlipPrinted
from pos_app.domain.figures.spans import DaySpan, question_of
from pos_app.domain.sale import Sale
from pos_app.journal.codec import sale_from_row
from pos_app.journal.database_file import read_journal
from pos_app.journal.search import sale_search
from pos_app.journal.search.filling import Filling
from pos_app.journal.search.finder import Finder
from pos_app.journal.search.index_file import open_to_fill, open_to_read, path_beside
from pos_app.journal.search.sale_search import SaleSearch
from pos_app.journal.search.sql import teach
from pos_app.journal.thread import JournalThread
from pos_app.ports.sale_filter import SaleFilter, SaleStatus
from pos_app.ports.sale_search import Cursor, SalePage

SALES = 1_000_000
KEYS = 2_000
WRITES = 400
A_PAGE = 50  # rows: more than a window shows


class Office:
    """Journal and index as the program's own readers have them open."""

    def __init__(self, journal: Path) -> None:
        self.db = read_journal(journal)
        self.db.conn.execute("PRAGMA cache_size=-64000")
        teach(self.db)
        index = open_to_read(path_beside(journal))
        assert index
        self.index = index

    def page(self, wanted: SaleFilter, beside: Cursor | None = None) -> SalePage:
        return Finder(self.index, self.db).page(wanted, beside, A_PAGE)

    def totals(self, wanted: SaleFilter) -> int:
        return Finder(self.index, self.db).totals(wanted).sales


def typed(sales: Sequence[Sale], chance: Random) -> Iterator[tuple[Sale, str]]:
    """Without an end: what people look for, from its first key on."""
    while True:
        sale = chance.choice(sales)
        phone = sale.phone.grouped if sale.phone else "923 000 000"
        known = [phone, phone.replace(" ", ""), phone[-6:], sale.reference or "x", str(sale.number)]
        texts = [*known, sale.amount.short_figures, sale.description or "sal", sale.cashier, "zzq"]
        text = chance.choice(texts)
        yield from ((sale, text[:length]) for length in range(1, len(text) + 1))


def filtered(sale: Sale, text: str, chance: Random) -> SaleFilter:
    """A text with a chip or two: those of a sale, or any, by which as a rule nothing is found."""
    mine = chance.random() < 0.7
    way, cashier = chance.choice(WAYS).method, chance.choice(CASHIERS)
    state = SaleStatus(sale.state.value) if mine else chance.choice([*SaleStatus])
    return SaleFilter(
        text=text,
        start=chance.choice([None, sale.business_day - timedelta(days=30)]),
        methods=frozenset({sale.method if mine else way} if chance.random() < 0.4 else ()),
        cashiers=frozenset({sale.cashier if mine else cashier} if chance.random() < 0.4 else ()),
        states=frozenset({state} if chance.random() < 0.5 else ()),
    )


def some_sales(db: Database, chance: Random) -> Sequence[Sale]:
    (last,) = db.conn.execute("SELECT MAX(number) FROM sales").fetchone()
    marks = ", ".join(str(chance.randrange(1, last)) for _ in range(300))
    return [
        sale_from_row(row) for row in db.query(f"SELECT * FROM sales WHERE number IN ({marks})")
    ]


@dataclass(frozen=True)
class Spent:
    """Milliseconds of the clock, and of the processor."""

    clock: float
    processor: float

    def __sub__(self, began: "Spent") -> "Spent":
        return Spent(self.clock - began.clock, self.processor - began.processor)


def now(of_processor: Callable[[], float] = time.thread_time) -> Spent:
    """Returns what is spent so far: by this thread, or by the whole process."""
    return Spent(time.perf_counter() * 1000, of_processor() * 1000)


def timed(work: Callable[[], object]) -> Spent:
    began = now()
    work()
    return now() - began


def search(office: Office, keys: int) -> None:
    chance = Random(1)
    stream = typed(some_sales(office.db, chance), chance)
    plain = [SaleFilter(text=text) for _, text in islice(stream, keys)]
    print(row("a key, ms", [timed(partial(office.page, one)) for one in plain]))
    narrow = [filtered(sale, text, chance) for sale, text in islice(stream, keys)]
    print(row("a key with filters, ms", [timed(partial(office.page, one)) for one in narrow]))
    found = [office.page(one) for one in plain[::4]]
    rows = [timed(partial(by_number, office.db, one)) for one in found]
    print(row("raw SQL of its rows, ms", rows))


def by_number(db: Database, page: SalePage) -> None:
    numbers = ", ".join(str(one.sale.number) for one in page.sales)
    db.conn.execute(f"SELECT * FROM sales WHERE number IN ({numbers})").fetchall()


async def write(journal: Path, *, filling: bool) -> None:
    """Slips are printed, one after the other, as a counter's events come."""
    sale_search._BEGINS_AFTER = 0
    opened = await JournalThread.open(journal, TILL, lambda: datetime.now(UTC), clock=CLOCK)
    search = SaleSearch(journal)
    if filling:
        search.start()
    times = []
    for sale in await opened.last_sales(WRITES):
        began = now(time.process_time)
        await opened.append(sale.id, SlipPrinted(printer="Balcão"))
        times.append(now(time.process_time) - began)
        await asyncio.sleep(0.02)
    await search.close()
    await opened.close()
    print(row(f"a write{' while it is filled' if filling else ''}, ms", times))


def scroll(office: Office, pages: int = 400) -> None:
    cursor, times = None, []
    for _ in range(pages):
        began = now()
        page = office.page(SaleFilter(), cursor)
        times.append(now() - began)
        if not page.more:
            break
        cursor = Cursor.of(page.sales[-1].sale)
    print(row("a page of the scroll, ms", times))


def a_day(office: Office) -> None:
    """A day's first rows and its totals, and the same by SQL alone."""
    day = newest_day(office.db) - timedelta(days=3)
    wanted = SaleFilter(start=day, end=day)
    ours = [timed(partial(day_of, office, wanted)) for _ in range(30)]
    raw = [timed(lambda: raw_day(office.db.conn, day)) for _ in range(30)]
    print(row("a day's rows and totals, ms", ours))
    print(row("the same by SQL, ms", raw))
    mine, theirs = (sum(one.processor for one in times) for times in (ours, raw))
    print(f"office     a day / SQL, of the processor: {mine / theirs:.2f}")


def day_of(office: Office, wanted: SaleFilter) -> None:
    office.page(wanted)
    office.totals(wanted)


def raw_day(conn: sqlite3.Connection, day: date) -> None:
    this = [day.isoformat()]
    rows = "SELECT * FROM sales WHERE business_day = ? ORDER BY number DESC LIMIT 50"
    counts = "SELECT method, state, COUNT(*) FROM sales WHERE business_day = ? GROUP BY 1, 2"
    sums = """
        SELECT ledger.method, ledger.currency, kind, COUNT(*), SUM(ledger.amount)
        FROM ledger WHERE sold_on = ? GROUP BY 1, 2, 3
    """
    for query in (rows, counts, sums):
        conn.execute(query, this).fetchall()


def totals(office: Office) -> None:
    day = newest_day(office.db)
    month = SaleFilter(start=day - timedelta(days=30))
    for name, wanted in (
        ("totals of 30 days, ms", month),
        ("totals of all days, ms", SaleFilter()),
        ("totals of a text in all, ms", SaleFilter(text="oleo")),
    ):
        print(row(name, [timed(partial(office.totals, wanted)) for _ in range(3)]))


def figures(office: Office) -> None:
    """The figures of a period, and of a month the same without the days that are kept."""
    day = newest_day(office.db)
    kept, plain = Finder(office.index, office.db), Finder(None, office.db)
    for name, days, finder, times in (
        ("figures of a day, ms", 1, kept, 9),
        ("figures of 30 days, ms", 30, kept, 9),
        ("figures of half a year, ms", 182, kept, 3),
        ("30 days counted anew, ms", 30, plain, 1),
    ):
        question = question_of(DaySpan(day - timedelta(days=days - 1), day))
        print(row(name, [timed(partial(finder.figures, question)) for _ in range(times)]))


def newest_day(db: Database) -> date:
    (day,) = db.conn.execute("SELECT MAX(business_day) FROM sales").fetchone()
    return date.fromisoformat(day)


def fill(journal: Path) -> None:
    with closing(read_journal(journal)) as db, closing(open_to_fill(path_beside(journal))) as index:
        filling = Filling(index, db)
        while filling.step():
            pass


def row(name: str, times: Sequence[Spent]) -> str:
    parts = (sorted(one.clock for one in times), sorted(one.processor for one in times))
    clock, processor = map(_spread, parts)
    return f"office     {name:<28} {clock}   processor {processor}"


def _spread(ordered: Sequence[float]) -> str:
    middle, p95, p99 = (ordered[int(len(ordered) * part)] for part in (0.5, 0.95, 0.99))
    return f"median {middle:7.2f}  p95 {p95:7.2f}  p99 {p99:7.2f}  max {ordered[-1]:8.2f}"


def write_years(journal: Path, sales: int) -> None:
    """Writes a journal of so many sales, a million of them a half year."""
    times = max(1, sales // SALES)
    if times == 1:
        write_shop(journal, sales)
        return
    months = journal.with_name("months.sqlite3")
    write_shop(months, sales // times)
    lengthen(months, times, journal)
    months.unlink()


def main(sales: int, keys: int, folder: Path | None = None) -> None:
    """`folder`: with a journal from an earlier run, or to keep this one's."""
    with tempfile.TemporaryDirectory() as made:
        journal = (folder or Path(made)) / "journal.sqlite3"
        if not journal.exists():
            write_years(journal, sales)
        if not path_beside(journal).exists():
            asyncio.run(write(journal, filling=False))
            asyncio.run(write(journal, filling=True))
        filling = timed(lambda: fill(journal))
        index, size = (path.stat().st_size / 1e6 for path in (path_beside(journal), journal))
        print(f"office     {sales:,} sales: journal {size:.0f} MB, index {index:.0f} MB")
        seconds, of_processor = filling.clock / 1000, filling.processor / 1000
        print(f"office     the index is filled in {seconds:.0f} s (processor {of_processor:.0f})")
        office = Office(journal)
        a_day(office)
        scroll(office)
        search(office, keys)
        totals(office)
        figures(office)


if __name__ == "__main__":
    given = sys.argv[1:]
    sales, keys = (int(one) for one in (given + [str(SALES), str(KEYS)][len(given) :])[:2])
    main(sales, keys, Path(given[2]) if len(given) > 2 else None)
