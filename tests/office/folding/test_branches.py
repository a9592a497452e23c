"""A chain that went on in two ways: each sale counts once, by the way that lives, whatever came
first."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import psycopg
from psycopg.rows import dict_row
from shipped import Line, ShippedTill, at, chained, new_till, ship

from pos_app.domain.audit_notes import DayClosed, PaymentTaken, Restored
from pos_app.domain.books.shop_clock import ShopClock
from pos_app.domain.events import Accepted, Created, Event, Paid, ReceivedByHand, Sending
from pos_app.domain.money import Currency, Money
from pos_app.office.folding.projector import Projector, folding_connection
from pos_app.office.folding.recount import wrong_totals

DAY = date(2026, 11, 27)
TILL = "till-1"
Step = tuple[str, Any, Any]


def created(number: int, units: int, method: str = "proxypay.reference") -> Created:
    amount = Money(units * 100, Currency.AOA)
    return Created(
        number=number,
        method=method,
        amount=amount,
        phone=None,
        description="",
        key=f"{number:032x}",
        business_day=DAY,
    )


def sold(sale: str, number: int, units: int, minute: int) -> list[Step]:
    return [
        (sale, at(minute), created(number, units, "cash.ao")),
        (sale, at(minute), ReceivedByHand()),
    ]


def one(sale: str, minute: int, event: Event | Any) -> Step:
    return sale, at(minute), event


TAKEN = PaymentTaken(
    method="proxypay.reference",
    payment="77",
    reference="555",
    amount=Money(700_00, Currency.AOA),
    by="Domingos K.",
    why="",
)
TRUNK = chained(
    TILL,
    [
        one("", 0, ShopClock(zone="Africa/Luanda", starts_at="04:00")),
        one("a", 1, created(1, 100)),
        one("a", 1, Sending(request="POST /references", body="{}")),
        *sold("b", 2, 20, 2),
        one("late", 2, created(3, 40)),
        one("late", 2, Sending(request="POST /references", body="{}")),
    ],
)
LOST = chained(
    TILL,
    [
        one("a", 3, Paid(payment="1")),
        *sold("c", 4, 3, 4),
        one("", 5, TAKEN),
        one("", 5, DayClosed(day=DAY, by="Ana M.")),
        *sold("e", 5, 5, 6),
    ],
    TRUNK[-1],
)
LIVING = chained(
    TILL,
    [
        one("", 10, Restored(head="", events=0, put_aside="", number=100)),
        one("a", 11, Paid(payment="1")),
        *sold("d", 101, 1000, 12),
        one("", 13, TAKEN),
        one("late", 14, Paid(payment="2")),
    ],
    TRUNK[-1],
)
PARTED = TRUNK[-1][0]


def test_a_sale_of_both_ways_counts_once_and_one_of_the_lost_way_counts_too(
    office_url: str,
) -> None:
    shipped = [
        [(TRUNK, 0)],
        [(LOST[:4], 0), (LIVING[:3], 1)],
        [(LIVING[3:], 1), (LOST[4:], 0)],
    ]
    shop = 0
    found = []
    for times in range(3):
        till = new_till(office_url, f"{TILL}{times}", shop or None)
        shop = till.shop
        for step in shipped:
            for lines, branch in step:
                put(office_url, till, lines, branch)
                if times == 1:
                    fold(office_url)
            if times == 2:
                fold(office_url)
        fold(office_url)
        found.append(told(office_url, till))
        with folding_connection(office_url) as db:
            assert [*wrong_totals(db, till.till, till.public, DAY)] == []
    assert found[1:] == [found[0]] * 2
    assert found[0] == {
        "sales": [
            {"sale": "a", "state": "paid", "branch": 1, "alone": False},
            {"sale": "b", "state": "paid", "branch": 1, "alone": False},
            {"sale": "c", "state": "paid", "branch": 0, "alone": True},
            {"sale": "d", "state": "paid", "branch": 1, "alone": False},
            {"sale": "e", "state": "paid", "branch": 0, "alone": True},
            {"sale": "late", "state": "paid", "branch": 1, "alone": False},
        ],
        "money": (100 + 20 + 3 + 5 + 1000 + 700 + 40) * 100,
        "sold": (100 + 20 + 3 + 5 + 1000 + 40) * 100,
        "hours": (100 + 20 + 3 + 5 + 1000 + 700 + 40) * 100,
        # The close of the lost way counts the money of that way alone.
        "open": (100 + 20 + 5 + 1000 + 700 + 40) * 100,
        "ledger": (100 + 20 + 3 + 5 + 1000 + 700 + 40) * 100,
        "closes": [True],
        "explained": [False, True],
        "folded": [LOST[-1][0], LIVING[-1][0]],
    }


def test_a_third_way_that_leaves_before_the_second_takes_over_what_it_has(office_url: str) -> None:
    """As a till that is restored twice, each time from an older copy."""
    early = TRUNK[4]
    third = chained(
        TILL,
        [one("a", 20, Paid(payment="1")), *sold("f", 200, 2, 21), one("", 22, TAKEN)],
        early,
    )
    found: list[tuple[ShippedTill, dict[str, Any]]] = []
    for at_once in (True, False):
        shop = found[0][0].shop if found else None
        till = new_till(office_url, f"{TILL}{at_once}", shop)
        for lines, branch, leaves in ((TRUNK, 0, 0), (LOST, 0, 0), (LIVING, 1, PARTED)):
            ship(office_url, till, lines, branch, 0 if branch else None, leaves)
            if not at_once:
                fold(office_url)
        ship(office_url, till, third, 2, 0, early[0])
        fold(office_url)
        found.append((till, told(office_url, till)))
        with folding_connection(office_url) as db:
            assert [*wrong_totals(db, till.till, till.public, DAY)] == []
    (_, first), (_, second) = found
    assert first == second
    alone = {row["sale"]: row["alone"] for row in first["sales"]}
    assert [sale for sale, is_alone in alone.items() if is_alone] == ["c", "d", "e", "late"]
    assert first["money"] == (100 + 20 + 3 + 5 + 1000 + 40 + 2 + 700) * 100
    assert first["ledger"] == first["hours"] == first["money"]


def test_money_of_a_lost_way_that_the_living_one_takes_later_counts_once(office_url: str) -> None:
    """Also where the living way is folded already, and goes on; and where the lost one knew whose
    payment it is."""
    sold_and_taken = chained(
        TILL,
        [
            one("", 3, TAKEN),
            one("g", 4, created(9, 30)),
            one("g", 4, Sending(request="POST /references", body="{}")),
            one("g", 4, Accepted(reference="556")),
            one("g", 5, Paid(payment="78")),
        ],
        TRUNK[-1],
    )
    other = replace(TAKEN, payment="78", reference="556", amount=Money(30_00, Currency.AOA))
    living = chained(
        TILL, [*sold("d", 101, 1000, 12), one("", 13, TAKEN), one("", 14, other)], TRUNK[-1]
    )
    till = new_till(office_url)
    put(office_url, till, TRUNK, 0)
    put(office_url, till, sold_and_taken, 0)
    for lines in (living[:2], living[2:3], living[3:]):
        put(office_url, till, lines, 1)
        fold(office_url)
    books = told(office_url, till)
    assert books["money"] == (20 + 700 + 30 + 1000) * 100
    assert books["money"] == books["ledger"] == books["hours"] == books["open"]
    with folding_connection(office_url) as db:
        assert [*wrong_totals(db, till.till, till.public, DAY)] == []


def put(url: str, till: ShippedTill, lines: Sequence[Line], branch: int) -> None:
    ship(url, till, lines, branch, 0 if branch else None, PARTED if branch else 0)


def fold(url: str) -> None:
    with folding_connection(url) as db:
        Projector(db).catch_up()


def told(url: str, till: ShippedTill) -> dict[str, Any]:
    def ask(query: str) -> list[dict[str, Any]]:
        with psycopg.connect(url, row_factory=dict_row) as db:
            return db.execute(query.encode(), [till.till]).fetchall()

    def total(query: str) -> int:
        return int(ask(query)[0]["total"] or 0)

    return {
        # Which branch a sale of the trunk is said to be of is nobody's matter.
        "sales": [
            row | {"branch": int(not row["alone"])}
            for row in ask("SELECT sale, state, branch, alone FROM sale WHERE till = %s ORDER BY 1")
        ],
        "money": total("SELECT sum(amount)::bigint AS total FROM day_money WHERE till = %s"),
        "sold": total(
            "SELECT sum(amount)::bigint AS total FROM day_total WHERE till = %s AND state = 'paid'"
        ),
        "hours": total("SELECT sum(amount)::bigint AS total FROM hour_money WHERE till = %s"),
        "open": total("SELECT sum(amount)::bigint AS total FROM day_open WHERE till = %s"),
        "ledger": total(
            "SELECT sum(amount)::bigint AS total FROM movement WHERE till = %s AND counts"
        ),
        "closes": [row["alone"] for row in ask("SELECT alone FROM till_close WHERE till = %s")],
        "explained": [
            row["explained"]
            for row in ask("SELECT explained FROM fold WHERE till = %s ORDER BY branch")
        ],
        "folded": [
            row["folded_seq"]
            for row in ask("SELECT folded_seq FROM fold WHERE till = %s ORDER BY branch")
        ],
    }


def test_money_before_the_first_clock_counts_by_it(office_url: str) -> None:
    """As in a journal of a version that kept no clock."""
    clock = one("", 30, ShopClock(zone="Africa/Luanda"))
    lines = chained(TILL, [*sold("a", 1, 5, 1), *sold("b", 2, 7, 2), clock, *sold("c", 3, 9, 40)])
    till = new_till(office_url)
    ship(office_url, till, lines)
    fold(office_url)
    known = told(office_url, till)
    assert (known["money"], known["ledger"], known["open"]) == (2100, 2100, 2100)
    assert known["folded"] == [lines[-1][0]]


def test_what_a_provider_told_is_delivered_once_the_tills_chain_has_it(office_url: str) -> None:
    till = new_till(office_url)
    with psycopg.connect(office_url) as db:
        db.execute(
            b"""WITH made AS (
                INSERT INTO account (org, provider, path_token_sha256)
                SELECT org, 'proxypay', '' FROM org RETURNING account
            ), shops AS (INSERT INTO account_shop SELECT account, %s FROM made)
            INSERT INTO call (account, mark, kind, headers, body, payment)
            SELECT account, payment::bytea, 'entry', '{}', '', payment
            FROM made, (VALUES ('1'), ('2'), ('77')) AS told(payment)""",
            [till.shop],
        )
    ship(office_url, till, [*TRUNK, *LOST])
    fold(office_url)
    with psycopg.connect(office_url) as db:
        left = db.execute(b"SELECT payment FROM call WHERE delivered_at IS NULL").fetchall()
    assert left == [("2",)]


def test_a_till_that_lost_the_word_of_a_payment_hears_it_again(office_url: str) -> None:
    """Its provider was told that it is done: nobody else says it any more."""
    till = new_till(office_url)
    with psycopg.connect(office_url) as db:
        db.execute(
            b"""WITH made AS (
                INSERT INTO account (org, provider, path_token_sha256)
                SELECT org, 'proxypay', '' FROM org RETURNING account
            ), shops AS (INSERT INTO account_shop SELECT account, %s FROM made)
            INSERT INTO call (account, mark, kind, headers, body, payment, done_at)
            SELECT account, payment::bytea, 'entry', '{}', '', payment, now()
            FROM made, (VALUES ('1'), ('77')) AS told(payment)""",
            [till.shop],
        )

    def undelivered() -> list[Any]:
        with psycopg.connect(office_url) as db:
            query = b"SELECT payment, done_at FROM call WHERE delivered_at IS NULL"
            return db.execute(query).fetchall()

    for lines, branch, left in (
        (TRUNK, 0, [("1", True), ("77", True)]),
        (LOST, 0, []),
        (LIVING[:1], 1, [("1", False)]),  # what was taken as no sale's was told, and is counted
        (LIVING[1:2], 1, []),
    ):
        put(office_url, till, lines, branch)
        fold(office_url)
        assert [(payment, done is not None) for payment, done in undelivered()] == left
