"""What managers read agrees with the till's own books, and finds what somebody types."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
import pytest
from half_year.shop import CLOCK, write_shop
from postgres import _TEMPLATE  # as office_url makes one
from shipped import ShippedTill, at, chained, lines_of, new_till, ship
from sqlite_utils import Database

from pos_app.domain.books.shop_clock import ShopClock
from pos_app.domain.books.takings import given_back, net, received
from pos_app.domain.day_totals import Total, taken
from pos_app.domain.events import (
    GOES_OUT,
    Created,
    Flag,
    OutcomeUnknown,
    Paid,
    Purpose,
    Sending,
    State,
)
from pos_app.domain.money import Currency, Money
from pos_app.domain.phone import Phone
from pos_app.domain.reasons import Reason
from pos_app.journal.books.sums import sums_of
from pos_app.journal.books.takings import _day_statuses
from pos_app.journal.database_file import read_journal
from pos_app.office.database.connections import connected
from pos_app.office.database.scoped import reading
from pos_app.office.folding.projector import Projector, folding_connection
from pos_app.office.reading import sale_list
from pos_app.office.reading.asking import by_currency
from pos_app.office.reading.shops_reader import ShopsReader
from pos_app.office.reading.typed import TypedText, typed
from pos_app.office.reading.views import FigureBy, NeedKind, SalesQuestion
from pos_app.office.trial.cluster import Cluster
from pos_app.words.timeline import event_words

FIRST, LAST = date(2026, 6, 1), date(2026, 7, 15)
NOON = datetime(2026, 6, 20, 12, 31, tzinfo=UTC)


class Office(NamedTuple):
    url: str
    till: ShippedTill
    journal: Path


@pytest.fixture(scope="module")
def office(postgres: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A till's forty days, folded. No test of this module writes."""
    path = tmp_path_factory.mktemp("shop") / "journal.sqlite3"
    write_shop(path, 500, days=40, closes=True)
    with psycopg.connect(postgres.url(), autocommit=True) as db:
        db.execute(f"CREATE DATABASE office_reading TEMPLATE {_TEMPLATE}".encode())
    url = postgres.url("office_reading")
    till = new_till(url)
    ship(url, till, lines_of(path))
    fold(url)
    yield Office(url, till, path)
    with psycopg.connect(postgres.url(), autocommit=True) as db:
        db.execute(b"DROP DATABASE office_reading WITH (FORCE)")


def fold(url: str) -> None:
    with folding_connection(url) as db:
        Projector(db).catch_up()


@asynccontextmanager
async def asked(url: str, *shops: int, phones: bool = True) -> AsyncIterator[ShopsReader]:
    async with connected(url) as pools, reading(pools.read, shops, phones) as connection:
        yield ShopsReader(connection)


@pytest.fixture
def journal(office: Office) -> Iterator[Database]:
    with closing(read_journal(office.journal)) as db:
        yield db


async def test_days_and_figures_are_the_tills_own(office: Office, journal: Database) -> None:
    now = datetime(2026, 7, 15, 12, 0, tzinfo=UTC)
    async with asked(office.url, office.till.shop) as reader:
        lines = await reader.days(FIRST, LAST, now)
        theirs = _day_statuses(journal, FIRST, LAST, date(2026, 7, 15))
        statuses = {one.day: (one.state.value, by_currency(one.received)) for one in theirs}
        with_money = {line.day: (line.standing.value, line.received) for line in lines}
        assert with_money == {day: told for day, told in statuses.items() if told[1]}
        by_method = await reader.figures(FigureBy.METHOD, FIRST, LAST)
        by_hour = await reader.figures(FigureBy.HOUR, FIRST, LAST)
        by_till = await reader.figures(FigureBy.TILL, FIRST, LAST)
        every = sums_of(journal, "WHERE day <= ?", [LAST.isoformat()])
        lines_of_all = [*every]
        for told in (by_method, by_till):
            assert by_currency(one.received for one in told) == by_currency(received(lines_of_all))
            assert by_currency(one.returned for one in told) == by_currency(
                given_back(lines_of_all)
            )
        assert by_currency(one.received for one in by_hour) == by_currency(received(lines_of_all))
        assert {one.name for one in by_till} == {"Mercearia, Caixa 1"}
        moved = [one async for one in reader.movements(FIRST, LAST)]
        assert by_currency(one.amount for one in moved) == by_currency(net(lines_of_all))
        outcomes = await reader.outcomes(FIRST, LAST)
        counted = sum(n for one in outcomes for _, n in one.counts)
        assert counted == count(
            journal, "business_day <= '2026-07-15' AND purpose IN ('payment', 'authorization')"
        )


def count(journal: Database, where: str) -> int:
    (found,) = journal.conn.execute(f"SELECT COUNT(*) FROM sales WHERE {where}").fetchone()
    return int(found)


async def test_this_moment_is_the_tills_day_so_far(office: Office, journal: Database) -> None:
    """Only money that has come by then is in the database: the rest of the months is later days."""
    today = CLOCK.day_of(NOON)
    async with asked(office.url, office.till.shop) as reader:
        now = await reader.now(NOON)
        day = await reader.till_day(office.till.till, NOON)
        closes = await reader.closes(FIRST, LAST)
        assert await reader.till_day(office.till.till + 1, NOON) is None
    lines = [*sums_of(journal, "WHERE day = ?", [today.isoformat()])]
    assert [one.received for one in now.takings] == by_currency(received(lines))
    assert now.returned == by_currency(given_back(lines))
    assert now.payments == sum(one.count for one in lines if not one.is_given_back)
    yesterday = (today - timedelta(days=1)).isoformat()
    query = "day = ? AND at <= ? AND kind NOT IN ('refunded', 'paid_out')"
    (before,) = journal.conn.execute(
        f"SELECT COUNT(*) FROM ledger WHERE {query}",
        [yesterday, (NOON - timedelta(days=1)).isoformat("T", "microseconds")],
    ).fetchone()
    assert now.payments_yesterday == before > 0
    (shop,) = now.shops
    (till,) = shop.tills
    hours = journal.conn.execute(
        "SELECT CAST(substr(local, 12, 2) AS INTEGER) AS hour, COUNT(*) FROM ledger WHERE day = ? "
        "AND kind NOT IN ('refunded', 'paid_out') GROUP BY hour ORDER BY MIN(local)",
        [today.isoformat()],
    ).fetchall()
    assert [(one.hour, one.payments) for one in till.hours] == hours
    assert set(now.hours) >= {hour for hour, _ in hours}
    assert day
    assert (day.received, day.hours, day.payments) == (till.received, till.hours, till.payments)
    assert by_currency(one.received for one in day.methods) == day.received
    newest = journal.conn.execute(
        "SELECT number, cashier FROM sales WHERE business_day = ? ORDER BY created_at DESC, "
        "number DESC LIMIT 7",
        [today.isoformat()],
    ).fetchall()
    assert [one.number for one in day.last_sales] == [number for number, _ in newest]
    (cashier, sold_at) = journal.conn.execute(
        "SELECT cashier, created_at FROM sales ORDER BY number DESC LIMIT 1"
    ).fetchone()
    latest = datetime.fromisoformat(sold_at)
    async with asked(office.url, office.till.shop) as reader:
        (shop,) = (await reader.now(latest)).shops
    assert (shop.tills[0].cashier, shop.tills[0].last_sale_at) == (cashier, latest)
    assert till.cashier == ""
    documented = [one.note.document for one in closes if one.note.document]
    assert documented
    assert all(one.number for one in documented)
    assert {close.note.day for close in day.closes} <= {today}


def journal_totals(journal: Database) -> list[Total]:
    return [
        Total(
            row["method"],
            Purpose(row["purpose"]),
            State(row["state"]),
            row["n"],
            Money(row["amount"], Currency[row["currency"]]),
            row["beside"],
        )
        for row in journal.query(
            "SELECT method, purpose, state, currency, COUNT(*) AS n, SUM(amount) AS amount, "
            "SUM(beside) AS beside FROM sales GROUP BY 1, 2, 3, 4"
        )
    ]


async def test_sales_are_found_by_what_somebody_types(
    office: Office, journal: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = "SELECT id, number, phone, reference, amount FROM sales WHERE {} LIMIT 1"

    def one_where(where: str) -> Any:
        return journal.conn.execute(query.format(where)).fetchone()

    phoned, referred = one_where("phone LIKE '+244%'"), one_where("length(reference) > 6")
    async with asked(office.url, office.till.shop) as reader:

        async def found(text: str, **more: Any) -> set[str]:
            page = await reader.sales(SalesQuestion(text=text, limit=100, **more))
            return {row.sale for row in page.rows}

        national = phoned[2].removeprefix("+244")
        spaced = f"{national[:3]} {national[3:6]} {national[6:]}"
        theirs = {
            sale
            for (sale,) in journal.conn.execute("SELECT id FROM sales WHERE phone = ?", [phoned[2]])
        }
        assert await found(spaced) >= theirs
        assert await found(phoned[2]) == theirs
        assert referred[0] in await found(referred[3])
        assert referred[0] in await found(referred[3][:5])
        kwanzas = referred[4] / 100
        assert referred[0] in await found(f"{kwanzas:.2f}".replace(".", ","))
        assert referred[0] in await found(f"Kz {kwanzas:,.2f}")
        assert phoned[0] in await found(f"{phoned[1]:06d}")
        assert await found("no such thing") == set()
        assert await found(phoned[2], end=date(2026, 5, 1)) == set()
        totals = await reader.totals(SalesQuestion(text=phoned[2]))
        assert (totals.count, totals.tills, totals.more) == (len(theirs), 1, False)
        every = await reader.totals(SalesQuestion())
        monkeypatch.setattr(sale_list, "MOST_COUNTED", 7)
        few = await reader.totals(SalesQuestion())
    assert every.received == by_currency(
        amount
        for one in journal_totals(journal)
        if one.purpose not in GOES_OUT
        for amount in taken([one])
    )
    assert (few.count, few.more, every.more) == (7, True, False)
    async with asked(office.url, office.till.shop, phones=False) as reader:
        page = await reader.sales(SalesQuestion(text=phoned[2]))
        assert not {row.sale for row in page.rows} & theirs
    async with asked(office.url, office.till.shop + 1) as reader:
        assert not (await reader.sales(SalesQuestion())).rows
        assert await reader.sale(office.till.till, phoned[0]) is None


async def test_pages_follow_one_another_to_the_last_sale(office: Office, journal: Database) -> None:
    seen: list[str] = []
    question = SalesQuestion(start=FIRST, end=date(2026, 6, 30), limit=83)
    async with asked(office.url, office.till.shop) as reader:
        while True:
            page = await reader.sales(question)
            seen += [row.sale for row in page.rows]
            if page.next is None:
                break
            question = SalesQuestion(
                start=question.start, end=question.end, limit=83, after=page.next
            )
    rows = journal.conn.execute(
        "SELECT id FROM sales WHERE business_day <= '2026-06-30' "
        "ORDER BY business_day DESC, created_at DESC, number DESC"
    )
    assert seen == [sale for (sale,) in rows]


async def test_a_sales_life_is_told_to_its_last_event(office: Office, journal: Database) -> None:
    refund, parent = journal.conn.execute(
        "SELECT id, parent FROM sales WHERE purpose = 'refund' AND state = 'paid' LIMIT 1"
    ).fetchone()
    theirs = journal.conn.execute(
        "SELECT seq FROM events WHERE sale = ? ORDER BY seq", [parent]
    ).fetchall()
    for phones in (True, False):
        async with asked(office.url, office.till.shop, phones=phones) as reader:
            life = await reader.sale(office.till.till, parent)
            child = await reader.sale(office.till.till, refund)
        assert life
        assert child
        assert [one.seq for one in life.events] == [seq for (seq,) in theirs]
        assert all(one.event and event_words(one.event)[0] for one in life.events)
        assert refund in {one.sale for one in life.operations}
        assert child.parent
        assert child.parent.sale == parent
        assert (life.row.returned or Money(0, Currency.AOA)).minor > 0


async def test_what_needs_somebody_is_listed_the_most_urgent_first(office_url: str) -> None:
    till, now = new_till(office_url), at(0) + timedelta(hours=3)
    clock = ShopClock(zone="Africa/Luanda", starts_at="04:00")

    def created(number: int) -> Created:
        return Created(
            number=number,
            method="proxypay.reference",
            amount=Money(900_00, Currency.AOA),
            phone=Phone("AO", "923123114"),
            description="",
            key=f"{number:032x}",
            business_day=date(2026, 11, 27),
        )

    sending = Sending(request="POST /references", body="{}")
    lost = OutcomeUnknown(reason=Reason.NO_FINAL_WORD)
    steps: list[tuple[str, datetime, Any]] = [
        ("", at(0), clock),
        ("doubt", at(1), created(1)),
        ("doubt", at(1), sending),
        ("doubt", at(2), lost),
        ("odd", at(3), created(2)),
        ("odd", at(3), sending),
        ("odd", at(4), Paid(payment="8")),
        ("odd", at(4), Paid(payment="9")),
    ]
    lines = chained(till.public, steps)
    last = lines[-1]
    future = (last[0] + 1, till.public, "", last[3], "invention", "{}", last[6])
    ship(office_url, till, [*lines, future])
    fold(office_url)
    with psycopg.connect(office_url) as db:
        db.execute(b"UPDATE branch SET heard_at = %s", [at(0) + timedelta(hours=2)])
        db.execute(b"UPDATE till SET clone_seen_at = now() + '1 s', clock_off = '-10 min'")
        db.execute(
            b"""WITH made AS (
                INSERT INTO account (org, provider, path_token_sha256)
                SELECT org, 'proxypay', '' FROM org RETURNING account
            ), shops AS (INSERT INTO account_shop SELECT account, %s FROM made)
            INSERT INTO call (account, mark, kind, headers, body, payment, reference, received_at)
            SELECT account, 'x', 'entry', '{}', '', '1', '741820581', %s FROM made""",
            [till.shop, now - timedelta(minutes=6)],
        )
    async with asked(office_url, till.shop) as reader:
        needs = await reader.needs(now)
        few = await reader.needs(now, 2)
        life = await reader.sale(till.till, "doubt")
    assert [one.kind for one in needs.shown] == [
        NeedKind.CLONE,
        NeedKind.UNKNOWN,
        NeedKind.UNDELIVERED,
        NeedKind.FLAGGED,
        NeedKind.SILENT,
        NeedKind.STUCK,
        NeedKind.CLOCK,
    ]
    assert (needs.count, few.count, len(few.shown)) == (7, 7, 2)
    told = {one.kind: one for one in needs.shown}
    assert (told[NeedKind.UNKNOWN].number, told[NeedKind.UNKNOWN].since) == (1, at(2))
    assert told[NeedKind.FLAGGED].flags == (Flag.PAID_TWICE,)
    assert told[NeedKind.UNDELIVERED].shop == till.shop
    assert told[NeedKind.STUCK].seq == future[0]
    assert told[NeedKind.CLOCK].clock_off == -600
    assert life
    assert life.row.state is State.UNKNOWN
    async with asked(office_url, till.shop + 1) as reader:
        assert not (await reader.needs(now)).shown


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("12.750", TypedText(amounts=(1275000,), references=("12.750",))),
        ("12 750,00 Kz", TypedText(amounts=(1275000,), references=("12750,00Kz",))),
        ("12,750.5", TypedText(amounts=(1275050,), references=("12,750.5",))),
        ("003145", TypedText(
            phones=("+244003145", "+258003145", "+1003145"),
            references=("003145",),
            amounts=(314500,),
            numbers=(3145,),
        )),
        ("+244 923 123", TypedText(phones=("+244923123",), references=("+244923123",))),
        ("923.123.456", TypedText(
            phones=("+244923123456", "+258923123456", "+1923123456"),
            references=("923.123.456",),
            amounts=(923123456_00,),
        )),
        ("555\u20111234", TypedText(
            phones=("+2445551234", "+2585551234", "+15551234", "+18685551234"),
            references=("555-1234",),
        )),
        ("FT 2026/1", TypedText(references=("FT2026/1",))),
        ("\0", TypedText()),
        ("9" * 30, TypedText(
            phones=tuple(f"+{code}{'9' * 30}" for code in ("244", "258", "1")),
            references=("9" * 30,),
        )),
    ],
)  # fmt: skip
def test_what_is_typed_may_mean_several_things(text: str, meaning: TypedText) -> None:
    assert typed(text) == meaning
