"""How fast a manager is answered at ten million events, and whether the totals are right there.

    PYTHONPATH=.:tests python tests/bench/office_reading.py [TILLS]

It starts a PostgreSQL of its own. A shop's half year is folded once, by the office's own fold, and
then given to 480 tills of 96 shops by SQL, rows and totals alike; phone numbers differ by till.
(The copies' hashes are the first till's: no chain is verified here.) Then one connection under
the managers' role asks what the owner's page asks: a day, what needs somebody (unknown and flagged
sales), and searches, of one shop and of an owner of forty. At last the totals of 100 random days
are held against a recount over the events.

Each question is asked many times, between two that ask for nothing (the floor): the median counts,
and the least is what the machine can do while nobody else is at work. What the office's own process
computes for it is told, too.

Bounds, of the medians, on an idle machine: 50 ms for each question; 150 ms for all that the owner's
first page asks together, and for a month's money; 600 ms for a month's list of days, of which forty
shops have six thousand. No total may differ.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median, quantiles

import psycopg
from half_year.shop import write_shop
from shipped import ShippedTill, lines_of, new_till, ship

from pos_app.domain.events import State
from pos_app.office.database.connections import Pool, connected
from pos_app.office.database.migrator import migrate
from pos_app.office.database.scoped import reading
from pos_app.office.folding.projector import Projector, folding_connection
from pos_app.office.folding.recount import wrong_totals
from pos_app.office.pages.now_page import NowAsked, look
from pos_app.office.reading.shops_reader import ShopsReader
from pos_app.office.reading.views import FigureBy, SalesQuestion
from pos_app.office.trial.cluster import temporary_cluster

TILLS, TILLS_OF_A_SHOP, SHOPS_OF_AN_OWNER = 480, 5, 40
SALES = 5_050  # of a till: with refunds and the like 2.5 million in all
RECOUNTED = 100  # days
ASKED = 40  # times
BOUND = 50.0  # ms
OTHER_BOUNDS = {
    "the owner's first page": 150.0,
    "a month's money by method": 150.0,
    "the days of a month": 600.0,
}
NOW = datetime(2026, 11, 30, 15, 20, tzinfo=UTC)
MAKING = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "max_wal_size": "16GB",
    "shared_buffers": "2GB",
    "maintenance_work_mem": "512MB",
    "work_mem": "64MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}
# Rows of the first till, given to the others. A phone's fifth digit is another one for each.
_PHONE = "overlay({} placing (n.till %% 10)::text from strpos({}, '+24492') + 5 for 1)"
_CHANGED = {
    "event": {"data": "CASE WHEN kind = 'created' AND strpos(data, '+24492') > 0 "
                      f"THEN {_PHONE.format('data', 'data')} ELSE data END"},
    "sale": {"phone": "CASE WHEN phone LIKE '+24492%%' "
                      f"THEN {_PHONE.format('phone', 'phone')} ELSE phone END"},
}  # fmt: skip
_COPIED = ("event", "sale", "movement", "day_total", "day_money", "hour_money", "day_open",
           "till_close", "till_clock", "branch", "fold")  # fmt: skip


def make(url: str, tills: int, folder: Path) -> ShippedTill:
    """Makes the database; prints how long each part took."""
    with _timed("a half year written"):
        write_shop(folder / "journal.sqlite3", SALES, closes=True)
    first = new_till(url, "till-1")
    with psycopg.connect(url) as db:
        db.execute(b"SELECT make_event_months('2026-06-01', 8)")
    with _timed("and folded"):
        lines = lines_of(folder / "journal.sqlite3")
        months: dict[str, list[int]] = {}
        for place, line in enumerate(lines):
            months.setdefault(line[3][:7], []).append(place)
        for month, places in sorted(months.items()):
            own = [lines[place] for place in places]
            ship(url, first, own, month=date.fromisoformat(f"{month}-01"))
        with folding_connection(url) as projector:
            Projector(projector).catch_up()
    with psycopg.connect(url, autocommit=True) as db:
        db.execute(b"DROP TABLE IF EXISTS event_default")
        _more_shops(db, first, tills)
        indexes = db.execute(
            b"""SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
                AND tablename IN ('sale', 'movement') AND indexname NOT LIKE '%_pkey'"""
        ).fetchall()
        for name, _ in indexes:
            db.execute(f"DROP INDEX {name}".encode())
        for table in _COPIED:
            with _timed(f"copied: {table}"):
                _copy(db, table, first)
        with _timed("indexed"):
            for _, definition in indexes:
                db.execute(definition.encode())
        with _timed("analyzed"):
            db.execute(b"VACUUM ANALYZE")
    return first


def _more_shops(db: psycopg.Connection[tuple[object, ...]], first: ShippedTill, tills: int) -> None:
    db.execute(
        b"""INSERT INTO shop (org, name, zone, country)
            SELECT org, 'Loja ' || n, zone, country
            FROM shop, generate_series(2, %s) AS n WHERE shop = %s""",
        [-(-tills // TILLS_OF_A_SHOP), first.shop],
    )
    db.execute(
        b"""INSERT INTO till (shop, public, name)
            SELECT %s + (n - 1) / %s, 'till-' || n, 'Caixa ' || n FROM generate_series(2, %s) AS n
        """,
        [first.shop, TILLS_OF_A_SHOP, tills],
    )


def _copy(db: psycopg.Connection[tuple[object, ...]], table: str, first: ShippedTill) -> None:
    found = db.execute(
        b"SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 "
        b"AND NOT attisdropped ORDER BY attnum",
        [table],
    )
    columns = [str(name) for (name,) in found]
    changed = {"shop": "n.shop", "till": "n.till", **_CHANGED.get(table, {})}
    told = ", ".join(changed.get(name, f"o.{name}") for name in columns)
    query = (
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {told} FROM till n, {table} o "
        "WHERE o.till = %s AND n.till <> %s ORDER BY n.till"
    )
    db.execute(query.replace("ORDER BY n.till", "").encode(), [first.till, first.till])


@contextmanager
def _timed(what: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    print(f"  {what:26} {time.perf_counter() - began:7.1f} s", flush=True)


async def ask_all(url: str, first: ShippedTill) -> bool:
    found = True
    async with connected(url) as pools:
        for shops in (1, SHOPS_OF_AN_OWNER):
            print(
                f"\n{shops} shop{'s' * (shops > 1)}, ms{'':27}least     p50     p95   floor     cpu"
            )
            chosen = range(first.shop, first.shop + shops)
            for what, question in _questions(url, first):
                took = [await _asked(pools.read, chosen, question) for _ in range(ASKED)]
                times = [one.took for one in took]
                bound = OTHER_BOUNDS.get(what, BOUND)
                is_missed = median(times) > bound
                figures = (
                    min(times),
                    median(times),
                    quantiles(times, n=20)[18],
                    median(one.floor for one in took),
                    median(one.computed for one in took),
                )
                more = f"   MORE THAN {bound:.0f}" * is_missed
                print(f"  {what:32}", *(f"{one:7.1f}" for one in figures), more, flush=True)
                found = found and not is_missed
    return found


@dataclass(frozen=True)
class Took:
    """Milliseconds: for the answer, for asking nothing, and of this process's computing."""

    took: float
    floor: float
    computed: float


async def _asked(pool: Pool, shops: Sequence[int], question: "Asking") -> Took:
    async with reading(pool, shops, True) as connection:
        first = time.perf_counter()
        await connection.execute(b"SELECT 1")
        began, computed = time.perf_counter(), time.process_time()
        await question(ShopsReader(connection))
        ended, done = time.perf_counter(), time.process_time()
    return Took((ended - began) * 1000, (began - first) * 1000, (done - computed) * 1000)


Asking = Callable[[ShopsReader], Awaitable[object]]


def _questions(url: str, first: ShippedTill) -> Sequence[tuple[str, Asking]]:
    chance = Random("sales that are there")
    with psycopg.connect(url) as db:
        phones = _some(db, b"phone LIKE '+244%%'", "phone", first)
        references = _some(db, b"length(reference) > 6", "reference", first)
        amounts = _some(db, b"amount > 0", "amount", first)
    day = NOW.date()
    month = day - timedelta(days=30)
    unknown = SalesQuestion(states=(State.UNKNOWN,))
    return [
        ("the owner's first page", lambda one: look(one, NOW, NowAsked(None, all_needs=False))),
        ("now: takings, tills, hours", lambda one: one.now(NOW)),
        ("what needs somebody", lambda one: one.needs(NOW)),
        ("unknown sales, a page", lambda one: one.sales(unknown)),
        ("flagged sales, a page", lambda one: one.sales(SalesQuestion(any_flag=True))),
        ("a day's sales, a page", lambda one: one.sales(SalesQuestion(start=day, end=day))),
        ("a till's day", lambda one: one.till_day(first.till, NOW)),
        ("the days of a month", lambda one: one.days(month, day, NOW)),
        ("a month's money by method", lambda one: one.figures(FigureBy.METHOD, month, day)),
        ("search: phone", lambda one: one.sales(SalesQuestion(text=chance.choice(phones)))),
        (
            "search: reference",
            lambda one: one.sales(SalesQuestion(text=chance.choice(references))),
        ),
        ("search: amount", lambda one: one.sales(SalesQuestion(text=_money(chance, amounts)))),
        ("search: number", lambda one: one.sales(SalesQuestion(text=f"{chance.randrange(5000)}"))),
        ("search: nothing there", lambda one: one.sales(SalesQuestion(text="911 000 111"))),
    ]


def _money(chance: Random, amounts: Sequence[str]) -> str:
    return f"{int(chance.choice(amounts)) / 100:.2f}".replace(".", ",")


def _some(
    db: psycopg.Connection[tuple[object, ...]], where: bytes, column: str, first: ShippedTill
) -> Sequence[str]:
    query = b"SELECT %s::text FROM sale WHERE till = %%s AND %s LIMIT 200"
    rows = db.execute(query % (column.encode(), where), [first.till])
    return [str(value) for (value,) in rows]


def recount(url: str, first: ShippedTill, tills: int) -> bool:
    chance, wrong = Random("days"), list[str]()
    began = time.perf_counter()
    with folding_connection(url) as db:
        for _ in range(RECOUNTED):
            till = first.till + chance.randrange(tills)
            day = date(2026, 6, 1) + timedelta(days=chance.randrange(183))
            wrong += wrong_totals(db, till, f"till-{till - first.till + 1}", day)
    took = time.perf_counter() - began
    print(
        f"\n{RECOUNTED} random days counted again over events in {took:.1f} s: {len(wrong)} wrong"
    )
    for line in wrong[:10]:
        print(f"  {line}")
    return not wrong


def main() -> int:
    tills = int(sys.argv[1]) if len(sys.argv) > 1 else TILLS
    began = time.perf_counter()
    with (
        tempfile.TemporaryDirectory() as folder,
        temporary_cluster(settings=MAKING) as cluster,
    ):
        with psycopg.connect(cluster.url(), autocommit=True) as db:
            db.execute(b"CREATE DATABASE office")
            db.execute(b"ALTER DATABASE office SET work_mem = '4MB'")  # as a server has it
        url = cluster.url("office")
        migrate(url)
        first = make(url, tills, Path(folder))
        with psycopg.connect(url) as db:
            for table in ("event", "sale", "movement"):
                (count,) = db.execute(f"SELECT count(*) FROM {table}".encode()).fetchone() or (0,)
                print(f"  {table:26} {count:12,} rows")
        print(f"  made in {time.perf_counter() - began:.0f} s")
        sound = asyncio.run(ask_all(url, first))
        right = recount(url, first, tills)
    return 0 if sound and right else 1


if __name__ == "__main__":
    sys.exit(main())
