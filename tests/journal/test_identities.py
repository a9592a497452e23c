"""A provider's transaction, payment or charge is one sale's for ever, whatever is told of it."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from new_sales import new_sale
from sqlite_utils import Database

from pos_app.domain.events import (
    Accepted,
    AlreadyUsed,
    Authorized,
    Created,
    Declined,
    Event,
    Flag,
    Identified,
    Mismatched,
    Paid,
    Sending,
    State,
    StatusPathChanged,
)
from pos_app.domain.money import Currency, Money
from pos_app.domain.movement_identity import identities_of, provider_of
from pos_app.domain.reasons import Reason
from pos_app.journal.checks.verify import verify
from pos_app.journal.database_file import open_journal
from pos_app.journal.store import Store

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
METHODS = ("clicpay.mpesa", "clicpay.emola", "vpos", "proxypay")
SALES = 4


def created(method: str) -> Created:
    return Created(
        number=0,
        method=method,
        amount=Money(1_500_00, Currency.AOA),
        phone=None,
        description="",
        key=method,
        business_day=date(2026, 11, 20),
    )


def naming(name: str) -> Sequence[Event]:
    """Every event that names a movement, giving it this name."""
    return (
        Accepted(reference=name, follow=f"/{name}"),
        Identified(reference=name, follow=f"/{name}"),
        Identified(reference=name),
        StatusPathChanged(follow=f"/{name}"),
        Paid(reference=name),
        Paid(reference="475545250", payment=name),
        Authorized(reference=name),
        Mismatched(flag=Flag.SHORT, amount=None, payment=name),
    )


steps = st.lists(
    st.tuples(
        st.integers(0, SALES - 1),
        st.sampled_from("AB").flatmap(lambda name: st.sampled_from(naming(name)))
        | st.just(Declined(reason=Reason.OTHER)),
    ),
    max_size=12,
)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with closing(open_journal(tmp_path / "journal.sqlite3")) as db:
        yield db


def made(db: Database) -> Store:
    """A sale by each method, sent."""
    store = Store(db, "till-1", lambda: AT)
    for place, method in enumerate(METHODS):
        one = created(method)
        new_sale(store, f"s{place}", partial(numbered, one), Sending(request="POST /", body=""))
    return store


def numbered(created: Created, number: int) -> Created:
    return replace(created, number=number)


@settings(max_examples=60, deadline=None)
@given(steps)
def test_no_name_of_a_movement_is_two_sales_whatever_is_told(
    told: Sequence[tuple[int, Event]],
) -> None:
    with (
        TemporaryDirectory() as folder,
        closing(open_journal(Path(folder) / "journal.sqlite3")) as db,
    ):
        store = made(db)
        for place, event in told:
            store.append(f"s{place}", event)
        owners: dict[tuple[str, str], set[str]] = {}
        for place, method in enumerate(METHODS):
            for recorded in store.events_of(f"s{place}"):
                for name in identities_of(recorded.event):
                    owners.setdefault((provider_of(method), name), set()).add(f"s{place}")
        assert all(len(sales) == 1 for sales in owners.values())
        verdict = verify(db)
        assert (verdict.problems, verdict.doubles) == ([], [])


@pytest.mark.parametrize("event", naming("A"), ids=lambda event: type(event).__name__)
def test_the_second_sale_of_a_name_is_in_doubt_and_knows_the_first(
    event: Event, db: Database
) -> None:
    store = made(db)
    store.append("s0", event)
    second = store.append("s1", event)
    assert second.state is State.UNKNOWN
    assert second.flags == {Flag.ALREADY_USED}
    assert second.used_by == 1
    (*_, last) = store.events_of("s1")
    assert isinstance(last.event, AlreadyUsed)
    assert last.event.first == "s0"


def test_a_no_in_the_same_answer_does_not_end_what_was_given_anothers_name(db: Database) -> None:
    """Of whom that no is, nobody knows."""
    store = made(db)
    store.append("s0", Accepted(reference="A", follow="/A"))
    named = Identified(reference="A", follow="/A")
    second = store.append("s1", named, Declined(reason=Reason.OTHER))
    assert second.state is State.UNKNOWN
    assert second.status_path is None


def test_another_provider_may_use_the_same_name(db: Database) -> None:
    store = made(db)
    store.append("s0", Paid(reference="A"))
    assert store.append("s2", Paid(reference="A")).state is State.PAID


def test_the_database_refuses_a_second_owner(db: Database) -> None:
    store = made(db)
    store.append("s0", Paid(reference="A"))
    with pytest.raises(sqlite3.IntegrityError):
        db.execute("INSERT INTO identities VALUES ('clicpay', 'transaction A', 's1')")


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (
            "UPDATE identities SET sale = 's1'",
            "transaction A of clicpay is called a sale's, and no event says so",
        ),
        (
            "DELETE FROM identities",
            "transaction A of clicpay has an event, and is called no sale's",
        ),
    ],
)
def test_verify_finds_an_owner_that_was_changed(harm: str, told: str, db: Database) -> None:
    made(db).append("s0", Paid(reference="A"))
    db.execute(harm)
    assert told in verify(db).problems


def test_what_was_done_is_kept_in_words_that_stay(db: Database) -> None:
    store = made(db)
    for sale_id in ("s0", "s1"):
        store.append(sale_id, Paid(reference="A", raw="200 {}"))
    row = next(iter(db.query("SELECT kind, data FROM events ORDER BY seq DESC LIMIT 1")))
    assert row["kind"] == "alreadyused"
    assert json.loads(row["data"]) == {
        "first": "s0",
        "identity": "transaction A",
        "number": 1,
        "raw": "200 {}",
        "reference": "A",
    }
