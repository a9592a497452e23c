"""Whoever gets at the file itself is found out: which event, which row, or which end is gone."""

import json
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from new_sales import new_sale
from sqlite_utils import Database

from pos_app.domain.audit_notes import PinRefused, Rebuilt, Restored
from pos_app.domain.events import Accepted, Created, Paid, Sending
from pos_app.domain.money import Currency, Money
from pos_app.journal.chain import BEGINNING, link
from pos_app.journal.chain_heads import KeptHead
from pos_app.journal.checks.replay import Partition
from pos_app.journal.checks.verify import Verification, verify, verify_sales
from pos_app.journal.database_file import open_journal, read_journal
from pos_app.journal.migrations import GUARDS
from pos_app.journal.store import Store
from pos_app.ports.journal import UnmatchedPayment

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
NAMES = ("a", "b", "c")  # of four events each


def created(number: int) -> Created:
    return Created(
        number=number,
        method="proxypay",
        amount=Money(1_500_00, Currency.AOA),
        phone=None,
        description="pão",
        key=f"key-{number}",
        business_day=date(2026, 11, 20),
    )


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """Three sales of four events each, a note, and a payment of nobody's that was taken."""
    db = open_journal(tmp_path / "journal.sqlite3")
    ticks = iter(range(1000))
    store = Store(db, "till-1", lambda: AT + timedelta(seconds=next(ticks)))
    for name in NAMES:
        new_sale(store, name, created, Sending(request="PUT /x", body="{}"))
        store.append(name, Accepted(reference=name), Paid(payment=f"p-{name}"))
    store.note(PinRefused())
    seen = UnmatchedPayment("proxypay", "s", "1", "", Money(5_00, Currency.AOA), "{}", AT, AT)
    store.record_unmatched("proxypay", [seen], whole=True)
    store.take_unmatched("proxypay", "s", "1", "Ana", "on the statement")
    assert verify(db).problems == []
    yield db
    db.close()


def harmed(db: Database, *statements: str) -> Verification:
    """The verdict on what somebody made of the file who put its guards back afterwards."""
    for name in GUARDS:
        db.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        db.execute(statement)
    for guard in GUARDS.values():
        db.execute(guard)
    return verify(db)


def let_the_schema_be_written(db: Database) -> None:
    """As by another program, which does not ask SQLite to keep it from that."""
    if sys.version_info >= (3, 12):
        db.conn.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, False)
    db.execute("PRAGMA writable_schema=ON")


def rehash(db: Database, first: int, last: int) -> list[str]:
    """What gives these events the hashes that would have been theirs."""
    rows = db.query("SELECT * FROM events WHERE seq BETWEEN ? AND ?", [first - 1, last])
    before, statements = BEGINNING, []
    for row in rows:
        if row["seq"] < first:
            before = row["hash"]
            continue
        given = (row[name] for name in ("seq", "till", "sale", "at", "kind", "data"))
        before = link(before, *given)
        statements.append(f"UPDATE events SET hash = '{before}' WHERE seq = {row['seq']}")
    return statements


RAISE = "UPDATE events SET data = replace(data, '150000', '950000') WHERE seq = 5"


@pytest.mark.parametrize(
    ("harm", "found"),
    [
        ([RAISE], ["event 5 was changed, or event 4 with its hash was",
                   "sale 2 is not what its events say: amount"]),
        (["UPDATE events SET hash = lower(hex(zeroblob(32))) WHERE seq = 5"],
         ["event 5 was changed, or event 4 with its hash was"]),
        (["UPDATE events SET hash = lower(hex(zeroblob(32))) WHERE seq = 14"],
         ["event 14 was changed, or event 13 with its hash was"]),
        (["UPDATE events SET at = replace(at, '+00:00', 'Z') WHERE seq = 1"],
         ["event 1 was changed"]),
        (["UPDATE events SET till = 'till-2' WHERE seq = 13"],
         ["event 13 was changed, or event 12 with its hash was"]),
        (["DELETE FROM events WHERE seq = 13"], ["event 13 is missing"]),
        (["UPDATE events SET till = 'till-2' WHERE seq BETWEEN 6 AND 8"],
         ["events 6 to 8 were changed, or one before them was put in or taken out"]),
        (["DELETE FROM events WHERE seq BETWEEN 5 AND 8"],
         ["events 5 to 8 are missing", "sale 2 has a row and no events",
          "payment p-b of proxypay is called known, and no event tells of it",
          "payment p-b of proxypay is called a sale's, and no event says so"]),
        (["UPDATE events SET seq = -seq WHERE seq IN (4, 8)",
          "UPDATE events SET seq = 12 + seq WHERE seq < 0"],
         ["events 4 to 5 were changed, or one before them was put in or taken out",
          "events 8 to 9 were changed, or one before them was put in or taken out"]),
        (["UPDATE sales SET created_at = updated_at, till = 'x' WHERE id = 'c'"],
         ["sale 3 is not what its events say: till, created_at"]),
        (["DELETE FROM sales WHERE id = 'c'"], ["sale 3 has events and no row"]),
        (["DELETE FROM payments WHERE sale = 'c'"],
         ["payment p-c of proxypay has an event, and is not known"]),
        (["UPDATE strays SET taken_by = 'Eva'"],
         ["payment s of proxypay was not taken as its row says"]),
        (["UPDATE strays SET taken_at = NULL"],
         ["payment s of proxypay was taken, and its row does not say so"]),
        (["DROP INDEX sales_by_number"], ["the file is not as it was made: sales_by_number"]),
        (["CREATE TRIGGER x AFTER INSERT ON events BEGIN DELETE FROM payments; END"],
         ["there is something in the file that is not ours: x"]),
    ],
)  # fmt: skip
def test_what_was_done_to_the_file_is_told(
    db: Database, harm: Sequence[str], found: Sequence[str]
) -> None:
    assert harmed(db, *harm).problems == found


def test_guards_that_are_gone_are_told(db: Database) -> None:
    db.execute("DROP TRIGGER events_are_not_changed")
    verdict = verify(db)
    assert verdict.problems == ["the file is not guarded any more: events_are_not_changed"]
    assert verdict.can_be_rebuilt


@pytest.mark.parametrize("harm", [RAISE, "DELETE FROM events WHERE seq = 5"])
def test_what_is_wrong_with_events_is_not_made_right_by_making_rows_again(
    harm: str, db: Database
) -> None:
    assert not verify(db).can_be_rebuilt  # there is nothing to mend
    head = KeptHead("1" * 64, 14)
    assert not verify(db, [head]).can_be_rebuilt
    assert not harmed(db, harm).can_be_rebuilt


def test_an_event_that_nobody_understands_is_not_made_right_either(db: Database) -> None:
    append(db, "a", "tipped", "{}")
    assert not verify(db).can_be_rebuilt


def test_when_a_file_was_made_again_is_told_with_who_did_it_and_is_no_problem(db: Database) -> None:
    store = Store(db, "till-1", lambda: AT)
    store.note(Rebuilt(put_aside="first", events=14))
    store.note(Rebuilt(put_aside="second", events=15, by="Ana"))
    verdict = verify(db)
    assert verdict.sound
    assert verdict.rebuilt == [
        "made again from 14 events: the file as it was is first",
        "made again from 15 events by Ana: the file as it was is second",
    ]


def test_an_event_that_was_put_in_with_a_right_hash_shows_in_those_after_it(db: Database) -> None:
    harm = [
        "UPDATE events SET seq = -seq - 1 WHERE seq > 12",
        "UPDATE events SET seq = -seq WHERE seq < 0",
        "INSERT INTO events SELECT 13, till, '', at, kind, data, hash FROM events WHERE seq = 14",
    ]
    harmed(db, *harm)
    (problem,) = harmed(db, *rehash(db, 13, 13)).problems
    assert problem.startswith("events 14 to 15 were changed, or one before them was put in")


def test_an_event_that_was_changed_with_its_hash_shows_in_the_next_one(db: Database) -> None:
    harmed(db, RAISE)
    problems = harmed(db, *rehash(db, 5, 5)).problems
    assert problems[0] == "event 6 was changed, or event 5 with its hash was"


def test_what_was_written_anew_from_some_event_on_shows_by_a_head_kept_elsewhere(
    db: Database,
) -> None:
    """The one who does everything right is found by a copy that is out of reach."""
    (noted,) = (
        KeptHead(row["hash"], 14) for row in db.query("SELECT hash FROM events WHERE seq = 14")
    )
    assert verify(db, [noted, KeptHead(noted.hash[:16]), KeptHead(noted.hash[:20], 14)]).sound
    harmed(db, "UPDATE events SET data = replace(data, 'on the', 'in a') WHERE seq = 14",
           "UPDATE strays SET why = replace(why, 'on the', 'in a')")  # fmt: skip
    assert harmed(db, *rehash(db, 14, 14)).sound
    assert verify(db, [noted]).problems == [
        f"events up to 14 are not those whose hash was written down: {noted}"
    ]
    assert verify(db, [KeptHead(noted.hash)]).problems == [
        f"no event has the hash that was written down: {noted.hash}"
    ]


def test_a_head_of_before_the_first_event_is_every_journals(db: Database) -> None:
    """A slip of a shop in which nothing had been sold yet."""
    assert BEGINNING == "0" * 64
    assert verify(db, [KeptHead(BEGINNING[:16], 0)]).sound
    strange = KeptHead("1" * 16, 0)
    assert verify(db, [strange]).problems == [
        f"event 0 is gone, whose hash was written down: {strange}"
    ]


def test_an_end_that_is_gone_shows_by_a_head_kept_elsewhere(db: Database) -> None:
    noted = KeptHead(verify(db).head, verify(db).last)
    harmed(db, "DELETE FROM events WHERE seq = 14", "UPDATE strays SET taken_at = NULL")
    assert verify(db).sound
    store = Store(db, "till-1", lambda: AT)
    store.note(Restored(head=verify(db).head, events=13, put_aside="put-aside"))
    store.note(PinRefused())
    assert verify(db, [noted]).problems == [
        f"events up to 14 are not those whose hash was written down: {noted}",
        "the journal was restored from a copy of 13 events: what came after them is in put-aside",
    ]
    gone = KeptHead("0" * 16, 99)
    assert f"event 99 is gone, whose hash was written down: {gone}" in verify(db, [gone]).problems


@given(st.from_regex(r"[0-9a-f]{16,64}", fullmatch=True), st.none() | st.integers(0, 10**17))
def test_a_head_is_read_back_as_it_was_printed(hash_: str, seq: int | None) -> None:
    head = KeptHead(hash_, seq)
    assert KeptHead.read(str(head)) == head
    assert KeptHead.read(f" {str(head).upper()[:8]} {str(head).upper()[8:]}\n") == head


@pytest.mark.parametrize("text", ["", "abc", "g" * 64, "0" * 65, f"{'0' * 64}@", f"{'0' * 15}@1"])
def test_what_is_no_head_is_not_taken_for_one(text: str) -> None:
    with pytest.raises(ValueError, match="not a head"):
        KeptHead.read(text)


def append(db: Database, sale: str, kind: str, data: str) -> None:
    last = verify(db)
    row = (last.last + 1, "till-1", sale, "2026-11-20T12:00:00.000000+00:00", kind, data)
    db.conn.execute("INSERT INTO events VALUES (?,?,?,?,?,?,?)", (*row, link(last.head, *row)))
    db.conn.commit()


@pytest.mark.parametrize(
    ("sale", "kind", "data", "unknown"),
    [
        ("", "drawercounted", "{}", "drawercounted"),
        ("a", "tipped", '{"amount":[100,"AOA"]}', "tipped"),
        ("a", "paid", '{"tip":5}', "tip"),
        ("a", "lost", '{"reason":"moon"}', "moon"),
    ],
)
def test_what_a_newer_version_wrote_is_called_so_and_not_damage(
    db: Database, sale: str, kind: str, data: str, unknown: str
) -> None:
    append(db, sale, kind, data)
    problems = [f"event 15 was written by a newer version of this program: '{unknown}'"]
    assert verify(db).problems == problems
    Store(db, "till-1", lambda: AT).note(PinRefused())  # and the chain goes on
    assert verify(db).problems == problems


def test_a_file_of_a_newer_version_is_called_so(db: Database) -> None:
    db.execute("ALTER TABLE sales ADD COLUMN tip INTEGER")
    db.execute("CREATE TABLE drawers (id TEXT)")
    row = {"migration_set": "journal", "name": "999_tips", "applied_at": ""}
    db.table("_sqlite_migrations").insert(row)
    assert verify(db).problems[-1] == (
        "a newer version of this program wrote the file, and can compare its rows: 999_tips"
    )


@pytest.mark.parametrize("data", ["[1]", "{}{}", '{"amount":5}', "[" * 10_000, '{"number":"x"}'])
def test_nonsense_under_a_right_hash_is_told_and_nothing_of_that_sale_after_it(
    db: Database, data: str
) -> None:
    append(db, "x", "created", data)
    append(db, "x", "paid", "{}")
    (problem,) = verify(db).problems
    assert problem.startswith("event 15 cannot be understood: ")


def test_two_shares_come_to_the_whole(db: Database) -> None:
    first, rest = verify(db, share=Partition(end="b")), verify_sales(db, Partition("b"))
    assert (first.sales, rest.sales, first.events) == (1, 2, 14)
    assert (rest.events, rest.last, rest.head) == (0, 0, BEGINNING)  # of the chain it tells nothing
    assert first.sound
    assert rest.sound
    harm = (RAISE, "DELETE FROM sales WHERE id = 'a'", "DELETE FROM payments")
    problems = harmed(db, *harm).problems
    first, rest = verify(db, share=Partition(end="b")), verify_sales(db, Partition("b"))
    assert sorted(first.problems + rest.problems) == sorted(problems)
    assert "sale 2 is not what its events say: amount" in rest.problems


TEXT = st.text(max_size=9)


@given(TEXT, st.integers(), TEXT, TEXT, TEXT, TEXT, TEXT)
def test_the_canonical_form_is_a_list_in_json(
    before: str, seq: int, till: str, sale: str, at: str, kind: str, data: str
) -> None:
    canonical = json.dumps([before, seq, till, sale, at, kind, data], ensure_ascii=False)
    expected = sha256(canonical.encode()).hexdigest()
    assert link(before, seq, till, sale, at, kind, data) == expected


# --- every column ---------------------------------------------------------------------------------

# Of a payment of nobody's: its provider's words, when its queue was looked at, and by whose till it
# was asked for. No event tells of them, and a queue tells of them again.
UNPROVED = {"sale", "first_seen", "last_seen", "queued", "gone_at", "raw"}
# To what might stand there as well.
_CHANGED = {
    "INTEGER": "COALESCE({0}, 0) + 1000",
    "TEXT": "CASE WHEN {0} LIKE '2026-%' THEN replace({0}, '2026', '2025')"
    " ELSE COALESCE({0}, '') || 'x' END",
}
TABLES = ("events", "sales", "payments", "identities", "strays")


@pytest.mark.parametrize("table", TABLES)
def test_whichever_column_of_whichever_row_is_changed_is_found(table: str, db: Database) -> None:
    for name in GUARDS:
        db.execute(f"DROP TRIGGER {name}")
    unguarded = verify(db).problems
    places = [row["place"] for row in db.query(f"SELECT rowid AS place FROM {table}")]
    for column in db.table(table).columns:
        if table == "strays" and column.name in UNPROVED:
            continue
        name = column.name
        changed = _CHANGED[column.type].format(name)
        for place in (places[0], places[-1]):
            (before,) = db.query(f"SELECT {name} AS was FROM {table} WHERE rowid = {place}")
            db.execute(f"UPDATE {table} SET {name} = {changed} WHERE rowid = {place}")
            found = [one for one in verify(db).problems if one not in unguarded]
            assert found, (name, place)
            if table == "sales" and name != "id":
                assert found == [f"{found[0].partition(':')[0]}: {name}"]
            if table in ("payments", "identities") and name != "sale":  # what is, and what is not
                assert len(found) == 2, (name, found)
            there = place + 1000 if name == "seq" else place
            db.execute(f"UPDATE {table} SET {name} = ? WHERE rowid = {there}", [before["was"]])
            assert verify(db).problems == unguarded


@pytest.mark.parametrize(
    ("apart", "is_sound"),
    [
        (timedelta(microseconds=731), True),
        (timedelta(microseconds=-999_999), True),
        (timedelta(seconds=1), False),
        (timedelta(seconds=-1), False),
    ],
)
def test_a_payment_was_taken_when_the_chain_says_to_the_second(
    apart: timedelta, db: Database, *, is_sound: bool
) -> None:
    """Older versions looked at the clock once for the row, and a moment later for the event."""
    (at,) = (row["at"] for row in db.query("SELECT at FROM events WHERE kind = 'paymenttaken'"))
    other = (datetime.fromisoformat(at) + apart).isoformat()
    db.execute("UPDATE strays SET taken_at = ?", [other])
    assert verify(db).sound is is_sound


def test_whose_a_movement_is_called_and_whose_it_is_by_its_event_are_both_told(
    db: Database,
) -> None:
    db.execute("UPDATE identities SET sale = 'b' WHERE identity = 'payment p-a'")
    verdict = verify(db)
    assert verdict.problems == ["payment p-a of proxypay is called a sale's, and no event says so"]
    assert verdict.doubles == ["payment p-a of proxypay is sale 2's, and sale 1 was given it too"]
    db.execute("UPDATE identities SET sale = 'x' WHERE identity = 'payment p-a'")
    assert verify(db).doubles == [
        "payment p-a of proxypay is sale None's, and sale 1 was given it too"
    ]


def test_what_was_taken_by_hand_is_told_in_its_order(db: Database) -> None:
    store = Store(db, "till-1", lambda: AT)
    for method, payment in (("wikipay", "1"), ("proxypay", "z"), ("proxypay", "a")):
        seen = UnmatchedPayment(method, payment, "1", "", None, "{}", AT, AT)
        store.record_unmatched(method, [seen], whole=False)
        store.take_unmatched(method, payment, "", "Ana", "asked")
    assert verify(db).sound
    db.execute("UPDATE strays SET why = 'for nothing'")
    assert verify(db).problems == [
        f"payment {name} was not taken as its row says"
        for name in ("a of proxypay", "s of proxypay", "z of proxypay", "1 of wikipay")
    ]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ('{"payment":5}', "payment 5 of proxypay has an event, and is not known"),
        ('{"payment":[]}', "payment [] of proxypay has an event, and is not known"),
        ('{"reference":7}', "payment p-a of proxypay has an event, and is not known"),
        (r'{"payment":"\ud800"}', r"payment \ud800 of proxypay has an event, and is not known"),
    ],
)
def test_whatever_stands_under_a_right_hash_is_told_and_never_raised(
    data: str, problem: str, db: Database
) -> None:
    append(db, "a", "paid", data)
    db.execute("DELETE FROM payments")
    assert any(one.startswith(problem) for one in verify(db).problems), verify(db).problems


def test_rows_of_another_type_than_their_columns_are_told_and_never_raised(db: Database) -> None:
    """Whoever writes in the schema may have any value in any row, and put the schema back."""
    let_the_schema_be_written(db)
    for table in ("payments", "identities"):
        of_table = f"WHERE name = '{table}'"
        (kept,) = db.query(f"SELECT sql FROM sqlite_schema {of_table}")
        db.execute(f"UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '') {of_table}")
        db.execute(f"UPDATE sqlite_schema SET sql = replace(sql, ' TEXT', '') {of_table}")
        db.execute("PRAGMA writable_schema=RESET")
        db.execute("PRAGMA writable_schema=ON")
        for value in ("x", *range(10, 20), b"\0"):
            db.conn.execute(f"INSERT INTO {table} VALUES ('proxypay', ?, 'a')", [value])
        db.conn.commit()
        db.execute(f"UPDATE sqlite_schema SET sql = ? {of_table}", [kept["sql"]])
        db.execute("PRAGMA writable_schema=RESET")
        db.execute("PRAGMA writable_schema=ON")
    problems = verify(db).problems
    assert [one for one in problems if one.startswith("the file is damaged")] == problems[:20]
    values = ("x", *range(10, 20), r"b'\x00'")
    assert problems[20:] == [
        *(f"payment {one} of proxypay is called known, and no event tells of it" for one in values),
        *(f"{one} of proxypay is called a sale's, and no event says so" for one in values),
    ]


@pytest.mark.parametrize("value", [7, b"x", None])
@pytest.mark.parametrize("column", ["till", "sale", "at", "kind", "data", "hash"])
def test_an_event_of_another_type_is_told_and_never_raised(
    column: str, value: object, db: Database
) -> None:
    as_it_was = db.execute("SELECT sql FROM sqlite_schema WHERE name = 'events'").fetchone()
    let_the_schema_be_written(db)
    harmed(
        db,
        "UPDATE sqlite_schema SET sql = replace(replace(replace(sql,"
        " ' TEXT', ''), ' NOT NULL', ''), 'STRICT', '') WHERE name = 'events'",
        "PRAGMA writable_schema=RESET",
    )
    for name in GUARDS:
        db.execute(f"DROP TRIGGER {name}")
    db.execute(f"UPDATE events SET {column} = ? WHERE seq = 14", [value])
    db.execute("PRAGMA writable_schema=ON")
    db.execute("UPDATE sqlite_schema SET sql = ? WHERE name = 'events'", [*as_it_was])
    db.execute("PRAGMA writable_schema=RESET")
    for guard in GUARDS.values():
        db.execute(guard)
    assert "event 14 was changed, or event 13 with its hash was" in verify(db).problems


def test_of_problems_of_one_sort_a_hundred_are_told_and_how_many_more_there_are(
    db: Database,
) -> None:
    rows = [("proxypay", f"n-{number:03}", "a") for number in range(103)]
    db.conn.executemany("INSERT INTO payments VALUES (?, ?, ?)", rows)
    db.conn.commit()
    told = "payment n-{:03} of proxypay is called known, and no event tells of it"
    assert verify(db).problems == [
        *(told.format(number) for number in range(100)),
        "… and 3 more like these",
    ]


def test_what_the_rows_do_not_know_is_told_in_its_order(db: Database) -> None:
    for table in ("payments", "identities", "sales"):
        db.execute(f"DELETE FROM {table}")
    verdict = verify(db)
    problems = verdict.problems
    assert verdict.doubles == []  # what is nobody's is not somebody else's
    assert sorted(problems[:3]) == [f"sale {number} has events and no row" for number in (1, 2, 3)]
    assert problems[3:] == [
        *(f"payment p-{name} of proxypay has an event, and is not known" for name in NAMES),
        *(f"payment p-{name} of proxypay has an event, and is called no sale's" for name in NAMES),
    ]


def test_a_file_that_cannot_be_read_to_its_end_is_not_said_to_be_mended(db: Database) -> None:
    path = next(Path(row["file"]) for row in db.query("PRAGMA database_list"))
    (root,) = (
        row["rootpage"] for row in db.query("SELECT * FROM sqlite_schema WHERE name = 'events'")
    )
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    with path.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xa5" * 4096)
    with closing(read_journal(path)) as read:
        verdict = verify(read)
    assert verdict.problems[-1].startswith("the file cannot be read on: ")
    assert (verdict.events, verdict.sales, verdict.last, verdict.head) == (0, 0, 0, BEGINNING)
    assert not verdict.can_be_rebuilt


def test_events_that_come_to_what_no_row_can_say_are_told(db: Database) -> None:
    """Such as an instant before all years."""
    data = '{"amount":[1,"AOA"],"business_day":"2026-11-20","key":"k","method":"vpos","number":9}'
    append(db, "x", "created", data)
    append(db, "x", "sending", "{}")
    append(db, "x", "accepted", '{"expires_at":"0001-01-01T00:00:00+14:00"}')
    db.execute("CREATE TEMP TABLE t AS SELECT * FROM sales WHERE id = 'a'")
    db.execute("UPDATE t SET id = 'x', number = 9")
    db.execute("INSERT INTO sales SELECT * FROM t")
    (problem,) = verify(db).problems
    assert problem.startswith("what the events of sale 9 come to is no sale: OverflowError")


def test_an_event_of_a_sale_that_nobody_made_is_told(db: Database) -> None:
    append(db, "x", "paid", "{}")
    assert verify(db).problems == [
        "event 15 cannot be understood: NotAllowed('nobody has created its sale')"
    ]
