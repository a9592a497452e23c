"""Whatever is asked, and however far the index is: the answer is that of a scan of all sales."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from half_year.shop import CASHIERS, write_shop
from sqlite_utils import Database

from pos_app.domain.books.takings import GIVEN_BACK
from pos_app.domain.events import (
    GOES_OUT,
    Created,
    Flag,
    FlagCleared,
    Sending,
    SlipPrinted,
    State,
)
from pos_app.domain.money import Currency, Money
from pos_app.domain.sale import Sale
from pos_app.journal.books.ledger import movement_from_row
from pos_app.journal.codec import sale_from_row
from pos_app.journal.database_file import open_journal, read_journal
from pos_app.journal.search.filling import Filling
from pos_app.journal.search.finder import Finder
from pos_app.journal.search.index_file import open_to_fill, open_to_read
from pos_app.journal.search.sale_text import has, searched, text_of
from pos_app.journal.search.sql import teach
from pos_app.journal.search.terms import terms_of
from pos_app.journal.store import Store
from pos_app.ports.sale_filter import SaleFilter, SaleStatus
from pos_app.ports.sale_search import Cursor, SearchTotals

if TYPE_CHECKING:
    from pos_app.domain.books.movements import Movement

SALES = 600
DAYS = 20


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("shop") / "journal.sqlite3"
    write_shop(path, SALES, DAYS)
    return path


class Scan:
    """All sales and movements of a journal, looked through one by one."""

    def __init__(self, db: Database) -> None:
        rows = db.query("SELECT * FROM sales")
        self.sales = sorted(map(sale_from_row, rows), key=Cursor.of, reverse=True)
        self._texts = {sale.id: text_of(searched(sale)) for sale in self.sales}
        self.movements: dict[str, list[Movement]] = {}
        for row in db.query("SELECT * FROM ledger"):
            self.movements.setdefault(row["sale"], []).append(movement_from_row(row))

    def found(self, wanted: SaleFilter) -> list[Sale]:
        terms = terms_of(wanted.text)
        return [
            sale
            for sale in self.sales
            if has(self._texts[sale.id], terms) and is_wanted(sale, wanted)
        ]

    def totals(self, sales: Sequence[Sale]) -> dict[tuple[str, str], list[int]]:
        sums: dict[tuple[str, str], list[int]] = {}
        for moved in (one for sale in sales for one in self.movements.get(sale.id, [])):
            one = sums.setdefault((moved.method, moved.amount.currency.code), [0, 0, 0, 0])
            back = moved.kind in GIVEN_BACK
            one[back] += moved.amount.minor
            one[2 + back] += 1
        return sums


def is_wanted(sale: Sale, wanted: SaleFilter) -> bool:
    return (
        (wanted.start is None or wanted.start <= sale.business_day)
        and (wanted.end is None or sale.business_day <= wanted.end)
        and (not wanted.methods or sale.method in wanted.methods)
        and (not wanted.cashiers or sale.cashier in wanted.cashiers)
        and (not wanted.flags or bool(sale.flags & wanted.flags))
        and (not wanted.any_flag or bool(sale.flags))
        and (not wanted.states or any(has_status(sale, one) for one in wanted.states))
    )


def has_status(sale: Sale, status: SaleStatus) -> bool:
    match status:
        case SaleStatus.GIVEN_BACK:
            went = sale.purpose in GOES_OUT and sale.state is State.PAID
            return sale.refunded_minor > 0 or went
        case SaleStatus.SETTLED_BY_HAND:
            return sale.is_settled_by_hand
        case SaleStatus.WAITING:
            return sale.state in (State.NEW, State.SENDING, State.WAITING)
        case SaleStatus.BY_HAND:
            return sale.by_hand
        case _:
            return sale.state.value == status.value


TYPED = (
    "9", "92", "0 1", "e", "oleo", "ÓLEO farinha", "inês", "CP0000000", "12750", "1 2", "2.5", "-",
    "50,00 Kz", "923 4", "arroz 25", "zz", "q", "0012", "ana 1", "5000 MTn", "$", "b1", "g7x", "'",
    '"', 'a"b',
)  # fmt: skip


def questions(scan: Scan, chance: Random, count: int) -> Iterator[SaleFilter]:
    """Filters as a manager comes to them: a text, or a part of something that is there, and some
    of the rest."""
    yield SaleFilter()
    yield from (SaleFilter(text=text) for text in chance.sample(TYPED, min(count, len(TYPED))))
    for _ in range(count):
        sale, day = chance.choice(scan.sales), chance.choice(scan.sales).business_day
        wanted = SaleFilter(
            text=chance.choice(["", "", chance.choice(TYPED), typed_from(sale, chance)]),
            start=chance.choice([None, None, day]),
            end=chance.choice([None, None, day + timedelta(days=chance.randrange(9))]),
        )
        if chance.random() < 0.4:
            wanted = replace(wanted, methods=frozenset({sale.method, "vpos"}))
        if chance.random() < 0.3:
            wanted = replace(wanted, cashiers=frozenset(chance.sample([*CASHIERS, "Nobody"], 2)))
        if chance.random() < 0.4:
            wanted = replace(wanted, states=frozenset(chance.sample([*SaleStatus], 3)))
        if chance.random() < 0.2:
            wanted = replace(wanted, flags=frozenset(chance.sample([*Flag], 3)))
        yield replace(wanted, any_flag=chance.random() < 0.1)


def typed_from(sale: Sale, chance: Random) -> str:
    phone = sale.phone.grouped if sale.phone else ""
    known = [phone, sale.reference or "", str(sale.amount), sale.amount.plain, sale.description]
    text = chance.choice([*known, f"{sale.number:06d}", f"{sale.cashier} {sale.number}"])
    start = chance.randrange(len(text) + 1)
    return chance.choice([text, text[start : start + chance.randrange(1, 8)], text.upper()])


def assert_same(finder: Finder, scan: Scan, wanted: SaleFilter, chance: Random) -> None:
    sales = scan.found(wanted)
    assert walked(finder, wanted, chance.choice([7, 300])) == sales, wanted
    told = finder.totals(wanted)
    assert (told.sales, told.paid) == (len(sales), sum(one.state is State.PAID for one in sales))
    assert sums_of(told) == scan.totals(sales), wanted
    days = sorted({sale.business_day for sale in sales}, reverse=True)
    if days:
        lines = finder.day_lines(wanted, days[-1], days[0])
        assert [(line.day, line.sales) for line in lines] == [
            (day, sum(sale.business_day == day for sale in sales)) for day in days
        ]


def walked(finder: Finder, wanted: SaleFilter, limit: int) -> list[Sale]:
    """All that is found, page by page to the end."""
    found: list[Sale] = []
    cursor, more = None, True
    while more:
        page = finder.page(wanted, cursor, limit if len(found) < 5 * limit else SALES)
        assert all(one.matches for one in page.sales) or not terms_of(wanted.text)
        found += [one.sale for one in page.sales]
        cursor, more = (Cursor.of(found[-1]) if found else None), page.more
    return found


def sums_of(told: SearchTotals) -> dict[tuple[str, str], list[int]]:
    return {
        (one.method, one.received.currency.code): [
            one.received.minor, one.given_back.minor, one.payments, one.refunds,
        ]
        for one in told.methods
    }  # fmt: skip


def test_every_answer_is_that_of_a_scan_however_far_the_index_is(
    journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing indexed yet, a part of it, all of it, and sales that changed and came since."""
    monkeypatch.setattr("pos_app.journal.search.filling.SALES_AT_ONCE", 150)
    monkeypatch.setattr("pos_app.journal.search.filling.EVENTS_AT_ONCE", 50)
    monkeypatch.setattr("pos_app.journal.search.index_query._FEW", 20)
    monkeypatch.setattr("pos_app.journal.search.index_query._MANY", 60)
    monkeypatch.setattr("pos_app.journal.search.index_query._AT_ONCE", 7)
    path, chance = tmp_path / "search.sqlite3", Random(5)
    with (
        closing(open_journal(journal)) as owner,
        closing(read_journal(journal)) as db,
        closing(open_to_fill(path)) as filled,
    ):
        teach(db)
        filling = Filling(filled, db)

        def compare(count: int) -> None:
            scan = Scan(owner)
            with closing(opened(path)) as index:
                cashiers = {sale.cashier for sale in scan.sales}
                assert Finder(index, db).cashiers() == sorted(cashiers)
                assert Finder(index, db).earliest_day() == scan.sales[-1].business_day
                for wanted in questions(scan, chance, count):
                    assert_same(Finder(index, db), scan, wanted, chance)

        compare(5)
        filling.step()
        filling.step()
        compare(10)
        while filling.step():
            pass
        compare(30)
        change(owner)
        compare(10)
        filling.step()
        compare(10)
        while filling.step():
            pass
        compare(10)


def opened(path: Path) -> sqlite3.Connection:
    index = open_to_read(path)
    assert index
    return index


def change(owner: Database) -> None:
    """Some flags are cleared, some slips printed, and one more sale is on its way."""
    scan = Scan(owner)
    newest = scan.sales[0]
    store = Store(owner, "till-1", lambda: newest.updated_at)
    created = Created(
        number=max(sale.number for sale in scan.sales) + 1,
        method="vpos",
        amount=Money(12_750_00, Currency.AOA),
        phone=newest.phone,
        description="Óleo",
        key="k",
        business_day=newest.business_day,
        cashier="Somebody new",
    )
    store.create("a sale of now", created, Sending(request="POST /", body=""), newest.updated_at)
    for sale in scan.sales[::9]:
        store.append(sale.id, SlipPrinted(printer="Balcão"))
    for sale in [one for one in scan.sales if one.flags and not one.is_open][:6]:
        for flag in sale.flags:
            store.append(sale.id, FlagCleared(flag=flag, by="Teresa N.", why="entregue"))
