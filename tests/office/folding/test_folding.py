"""The office understands what the till understands: row by row, to the cent, whatever comes."""

import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from half_year.shop import write_shop
from psycopg.rows import dict_row
from shipped import Line, ShippedTill, lines_of, new_till, ship

from pos_app.domain.events import EVENTS, SettledAsPaid
from pos_app.journal.books.sums import sums_of
from pos_app.journal.chain import link
from pos_app.journal.codec import SALE_COLUMNS
from pos_app.journal.database_file import read_journal
from pos_app.office.folding.projector import Projector, folding_connection
from pos_app.office.folding.rebuild import rebuild
from pos_app.office.folding.recount import wrong_totals
from pos_app.office.folding.sale_row import sale_row_of_till

SALES = 400
FOLDS = b"SELECT till, folded_seq, stuck_at, stuck_why FROM fold ORDER BY till"


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop's two months, with every trouble that there is and closes in time and late."""
    path = tmp_path_factory.mktemp("shop") / "journal.sqlite3"
    write_shop(path, SALES, days=40, closes=True)
    return path


def fold(url: str, *, tills: int = 64, events: int = 4000) -> int:
    with folding_connection(url) as db:
        return Projector(db, tills=tills, events=events).catch_up()


def rows(url: str, query: bytes, values: Sequence[object] = ()) -> list[dict[str, Any]]:
    with psycopg.connect(url, row_factory=dict_row, options="-c timezone=UTC") as db:
        return db.execute(query, values).fetchall()


def test_the_folds_of_till_and_office_are_equal_row_by_row(office_url: str, journal: Path) -> None:
    till, lines = new_till(office_url), lines_of(journal)
    ship(office_url, till, lines[:701])
    assert fold(office_url, events=97) == 701
    ship(office_url, till, lines[701:])
    assert fold(office_url, events=997) == len(lines) - 701
    assert fold(office_url) == 0
    equal_books(office_url, till, journal)
    day = date(2026, 6, 11)
    with folding_connection(office_url) as db:
        for later in range(0, 40, 4):
            this = day + timedelta(days=later)
            assert [*wrong_totals(db, till.till, till.public, this)] == []
        db.execute(b"UPDATE day_money SET amount = amount + 1 WHERE day = %s", [day])
        wrong = [*wrong_totals(db, till.till, till.public, day)]
        assert wrong
        assert all(line.startswith("day_money") for line in wrong)


def equal_books(url: str, till: ShippedTill, journal: Path) -> None:
    with closing(read_journal(journal)) as db:
        theirs = list(db.query(f"SELECT {', '.join(SALE_COLUMNS)} FROM sales ORDER BY id"))
        found = rows(url, b"SELECT * FROM sale WHERE till = %s ORDER BY sale", [till.till])
        ours = [sale_row_of_till(till.public, row) for row in found]
        assert ours == [{**row, "till": till.public} for row in theirs]
        equal_ledgers(url, till, list(db.query("SELECT * FROM ledger ORDER BY seq")))
        lines = sums_of(db, "", [])
        taken = rows(
            url,
            b"""SELECT method, kind, currency, sum(n)::int AS n, sum(amount)::bigint AS amount,
                sum(fee)::bigint AS fee FROM day_money WHERE till = %s AND n > 0
                GROUP BY method, kind, currency ORDER BY method, kind, currency""",
            [till.till],
        )
        sums: dict[tuple[str, str, str], list[int]] = {}
        for one in lines:
            key = (one.method, one.kind.value, one.amount.currency.code)
            known = sums.setdefault(key, [0, 0, 0])
            known[0] += one.count
            known[1] += one.amount.minor
            known[2] += one.fee.minor if one.fee else 0
        assert {
            (r["method"], r["kind"], r["currency"]): [r["n"], r["amount"], r["fee"]] for r in taken
        } == sums
        left = db.query(
            "SELECT day, currency, COUNT(*) AS n, SUM(amount) AS amount FROM ledger "
            "WHERE close IS NULL GROUP BY day, currency ORDER BY day, currency"
        )
        open_here = rows(
            url,
            b"""SELECT day::text, currency, n, amount::bigint FROM day_open
                WHERE till = %s AND n <> 0 ORDER BY day, currency""",
            [till.till],
        )
        assert open_here == list(left)
        totals = db.query(
            "SELECT business_day AS day, method, purpose, state, currency, COUNT(*) AS n, "
            "SUM(amount) AS amount, SUM(beside) AS beside FROM sales GROUP BY 1, 2, 3, 4, 5 "
            "ORDER BY 1, 2, 3, 4, 5"
        )
        assert totals_of(url, till) == list(totals)


def totals_of(url: str, till: ShippedTill) -> list[dict[str, Any]]:
    return rows(
        url,
        b"""SELECT day::text, method, purpose, state, currency, n, amount::bigint,
            beside::bigint FROM day_total WHERE till = %s AND n <> 0 ORDER BY 1, 2, 3, 4, 5""",
        [till.till],
    )


def equal_ledgers(url: str, till: ShippedTill, theirs: Sequence[Mapping[str, Any]]) -> None:
    names = "seq, day::text, sold_on::text, at, kind, sale, method, amount, currency, cashier"
    names += ", allowed_by, fee, period, to_char(local, 'YYYY-MM-DD\"T\"HH24:MI:SS') AS local"
    query = f"SELECT {names} FROM movement WHERE till = %s AND counts ORDER BY seq".encode()
    ours = rows(url, query, [till.till])
    for row in ours:
        row["at"] = row["at"].isoformat("T", "microseconds")
    assert ours == [{name: row[name] for name in ours[0]} for row in theirs]


def test_projectors_share_the_tills_and_fold_each_event_once(
    office_url: str, journal: Path
) -> None:
    lines = lines_of(journal)
    first = new_till(office_url)
    tills = [first, *(new_till(office_url, f"till-{n}", first.shop) for n in range(2, 5))]
    shipped = [as_of(lines[:600], till.public) for till in tills]
    for till, own in zip(tills, shipped, strict=True):
        ship(office_url, till, own)
    with ThreadPoolExecutor(3) as projectors:
        done = [*projectors.map(lambda _: fold(office_url, tills=2, events=80), range(3))]
    assert sum(done) == 4 * 600
    equal = [totals_of(office_url, till) for till in tills]
    assert equal[0]
    assert all(one == equal[0] for one in equal)


def as_of(lines: Sequence[Line], public: str) -> list[Line]:
    """Returns the events as another till would have written them."""
    head, found = "0" * 64, list[Line]()
    for seq, _, sale, at, kind, data, _ in lines:
        head = link(head, seq, public, sale, at, kind, data)
        found.append((seq, public, sale, at, kind, data, head))
    return found


def test_an_unknown_event_stops_its_till_alone_until_the_office_knows_it(
    office_url: str, journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = lines_of(journal)
    newer = new_till(office_url)
    older = new_till(office_url, "till-2", newer.shop)
    number = next(line[0] for line in lines if line[4] == "settledaspaid")
    told = lines[number - 1]
    lines[number - 1] = (*told[:4], "settledbyfuture", *told[5:])
    ship(office_url, newer, lines)
    ship(office_url, older, as_of(lines_of(journal)[:500], older.public))
    fold(office_url)
    stuck = rows(
        office_url, b"SELECT till, folded_seq, stuck_at, stuck_why FROM fold ORDER BY till"
    )
    assert stuck == [
        {
            "till": newer.till,
            "folded_seq": number - 1,
            "stuck_at": number,
            "stuck_why": "this version does not know 'settledbyfuture'",
        },
        {"till": older.till, "folded_seq": 500, "stuck_at": None, "stuck_why": ""},
    ]
    with folding_connection(office_url) as db:  # the same version, started anew
        Projector(db).retry_stuck()
        Projector(db).catch_up()
    assert (
        rows(office_url, b"SELECT folded_seq FROM fold ORDER BY till")[0]["folded_seq"]
        == number - 1
    )

    monkeypatch.setitem(EVENTS, "settledbyfuture", SettledAsPaid)
    with folding_connection(office_url) as db:
        Projector(db).retry_stuck()
        Projector(db).catch_up()
    equal_books(office_url, newer, journal)


def test_what_is_folded_is_made_again_beside_and_swapped(office_url: str, journal: Path) -> None:
    till, lines = new_till(office_url), lines_of(journal)
    ship(office_url, till, lines[:1500])
    fold(office_url)
    looks = b"""SELECT tablename, indexname, replace(indexdef, 'beside.', 'public.') AS made
        FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2"""
    rules = b"SELECT tablename, policyname FROM pg_policies ORDER BY 1, 2"
    options = b"SELECT relname, reloptions FROM pg_class WHERE relname = 'day_total'"
    before = [rows(office_url, query) for query in (looks, rules, options)]
    with psycopg.connect(office_url) as db:
        db.execute(b"UPDATE day_total SET n = n + 1")
        db.execute(b"UPDATE sale SET state = 'paid', amount = amount + 1")
    assert rebuild(office_url) == 1500
    ship(office_url, till, lines[1500:])
    assert fold(office_url) == len(lines) - 1500
    equal_books(office_url, till, journal)
    assert [rows(office_url, query) for query in (looks, rules, options)] == before
    with psycopg.connect(office_url, autocommit=True) as db:
        db.execute(
            b"SELECT set_config('role', 'office_read', false), set_config('app.shops', %s, false)",
            [f"{{{till.shop}}}"],
        )
        assert db.execute(b"SELECT count(*) > 0 FROM sale_seen").fetchone() == (True,)


def test_what_no_table_can_keep_stops_its_own_till_at_that_event(
    office_url: str, journal: Path
) -> None:
    """A number of seventy digits, and an amount that is none, from tills that somebody changed."""
    hostile = new_till(office_url)
    worthless = new_till(office_url, "till-3", hostile.shop)
    honest = new_till(office_url, "till-2", hostile.shop)
    lines = lines_of(journal)[:300]
    made = [line[0] for line in lines if line[4] == "created"]
    early, late = made[0], next(number for number in made if number > 100)
    name = '"cashier":"' + r"\\u0000" + "x" * 9000 + '"'
    lines[early - 1] = changed(lines[early - 1], r'"cashier":"[^"]*"', name)
    lines[late - 1] = changed(lines[late - 1], r'(?<="amount":\[)[0-9]+', "9" * 70)
    ship(office_url, hostile, lines)
    ship(office_url, honest, as_of(lines_of(journal)[:300], honest.public))
    odd = lines_of(journal)[:300]
    odd[late - 1] = changed(odd[late - 1], r'(?<="amount":\[)[0-9]+', '"x"')
    ship(office_url, worthless, odd)
    fold(office_url)
    first, odd_one, second = rows(office_url, FOLDS)
    assert (odd_one["folded_seq"], odd_one["stuck_at"]) == (late - 1, late)
    assert (first["folded_seq"], first["stuck_at"]) == (late - 1, late)
    assert "fits no table" in first["stuck_why"]
    assert (second["folded_seq"], second["stuck_at"]) == (300, None)
    asked = [hostile.till, lines[early - 1][2]]
    (found,) = rows(office_url, b"SELECT * FROM sale WHERE till = %s AND sale = %s", asked)
    assert len(found["cashier"]) == 400
    assert len(sale_row_of_till(hostile.public, found)["cashier"]) == 9001


def changed(line: Line, pattern: str, said: str) -> Line:
    return (*line[:5], re.sub(pattern, said, line[5]), line[6])
