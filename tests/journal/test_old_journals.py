"""Journals that older versions left are carried over whole, and together they hold every word that
the journal writes. How they were made: `old/README.md`."""

import json
import re
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, is_dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, cast, get_args, get_type_hints

import pytest
from sqlite_utils import Database

from pos_app.app.root import open_till
from pos_app.domain.audit_notes import NOTES as NOTES_TODAY
from pos_app.domain.events import EVENTS as EVENTS_TODAY
from pos_app.domain.events import Created, State
from pos_app.domain.fold import apply, open_sale
from pos_app.domain.money import Currency, Money
from pos_app.domain.phone import Phone
from pos_app.domain.reasons import Reason
from pos_app.domain.reconciliation.statement import unpacked
from pos_app.domain.sale import Sale
from pos_app.installation.profile import Profile
from pos_app.journal.books.reconciling import around
from pos_app.journal.checks.verify import verify
from pos_app.journal.codec import event_from_text, event_to_text, note_from_text, sale_to_row
from pos_app.journal.database_file import Connect, connect_to_file, open_journal, read_journal
from pos_app.journal.store import Reader

OLD = Path(__file__).parent / "old"
EVERY_KIND = "journal-005-every-kind.sqlite3"
DOUBLES = "journal-005-doubles.sqlite3"
LATER_KINDS = "journal-008-later-kinds.sqlite3"
STATEMENTS = "journal-009-statements.sqlite3"
COUNTER = "journal-011-counter.sqlite3"
SHIFTS = "journal-011-shifts.sqlite3"
DAYS = "journal-011-days.sqlite3"
PAPER = "journal-012-paper.sqlite3"
MOVES = "journal-013-moves.sqlite3"
NAMES = (
    "journal-001.sqlite3",
    EVERY_KIND,
    DOUBLES,
    LATER_KINDS,
    STATEMENTS,
    COUNTER,
    SHIFTS,
    DAYS,
    PAPER,
    MOVES,
)
ALL = pytest.mark.parametrize("name", NAMES)

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Left:
    """A file as its version left it, and a copy of it for this version."""

    path: Path
    tables: Mapping[str, Sequence[Row]]

    def of_one_table(self, name: str) -> Sequence[Row]:
        return self.tables.get(name, ())

    def values(self, table: str, column: str) -> set[str]:
        return {str(row[column]) for row in self.of_one_table(table)}

    def words(self, column: str) -> set[str]:
        return {word for row in self.of_one_table("sales") for word in row[column].split()}


def left(name: str, folder: Path) -> Left:
    path = folder / "journal.sqlite3"
    shutil.copy(OLD / name, path)
    return Left(path, tables_of(path))


def tables_of(path: Path) -> Mapping[str, Sequence[Row]]:
    """Every row of ours, by the names of the columns that the file has."""
    with closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        names = ("events", "sales", "payments", "identities", "strays")
        there = {name for (name,) in db.execute("SELECT name FROM sqlite_master")}
        return {
            name: [dict(row) for row in db.execute(f"SELECT * FROM {name}")]
            for name in names
            if name in there
        }


@pytest.fixture
def old(name: str, tmp_path: Path) -> Left:
    return left(name, tmp_path)


@pytest.fixture
def every_kind(tmp_path: Path) -> Left:
    return left(EVERY_KIND, tmp_path)


@pytest.fixture
def doubles(tmp_path: Path) -> Left:
    return left(DOUBLES, tmp_path)


@pytest.fixture
def later_kinds(tmp_path: Path) -> Left:
    return left(LATER_KINDS, tmp_path)


# --- carried over ---------------------------------------------------------------------------------


@ALL
def test_nothing_that_was_written_is_changed_or_lost(old: Left) -> None:
    open_journal(old.path).close()
    now = tables_of(old.path)
    for table, rows in old.tables.items():
        columns = list(rows[0]) if rows else []
        assert cut(now[table], columns) == cut(rows, columns), table


def cut(rows: Sequence[Row], columns: Sequence[str]) -> "Counter[tuple[object, ...]]":
    """What the rows say in these columns, in whatever order they stand."""
    return Counter(tuple(row[column] for column in columns) for row in rows)


@ALL
def test_whoever_only_looks_sees_it_as_its_till_will_and_leaves_the_file_alone(old: Left) -> None:
    before = old.path.read_bytes()
    with closing(read_journal(old.path)) as db:
        assert verify(db).sales == len(old.of_one_table("sales"))
        seen = db.table("sales").columns_dict
    assert old.path.read_bytes() == before
    with closing(open_journal(old.path)) as db:
        assert db.table("sales").columns_dict == seen


@ALL
def test_every_sale_folds_to_what_its_row_said(old: Left) -> None:
    with closing(open_journal(old.path)) as db:
        for row in old.of_one_table("sales"):
            for sale in (folded(db, row["id"]), Reader(db).sale(row["id"])):
                assert sale
                now = sale_to_row(sale)
                assert {column: now[column] for column in row} == row


def folded(db: Database, sale_id: str) -> Sale:
    made, *others = Reader(db).events_of(sale_id)
    assert isinstance(made.event, Created)
    sale = open_sale(sale_id, made.till, made.event, made.at)
    for one in others:
        sale = apply(sale, one.event, one.at)
    return sale


@ALL
async def test_the_till_starts_on_it(old: Left, tmp_path: Path) -> None:
    """Without accounts: nothing is asked, and what was being sent is in doubt."""
    (till,) = old.values("events", "till")
    (tmp_path / "till-id").write_text(till)
    async with open_till(Profile(tmp_path), training=False) as opened:
        flagged = {sale.id for sale in await opened.till.journal.flagged_sales()}
        assert flagged >= {row["id"] for row in old.of_one_table("sales") if row["flags"]}
    with closing(open_journal(old.path)) as db:
        for row in old.of_one_table("sales"):
            sale = Reader(db).sale(row["id"])
            assert sale
            if row["state"] == State.SENDING:
                assert (sale.state, sale.reason) == (State.UNKNOWN, Reason.STOPPED_MIDWAY)
            else:
                assert (sale.state, sale.reference) == (row["state"], row["reference"])


# --- one of every kind ----------------------------------------------------------------------------

EVENTS = {
    "accepted", "asked", "authorized", "cancelled", "cancelling", "captured", "created", "declined",
    "expired", "extending", "flagcleared", "lost", "mismatched", "moved", "notsent", "nottakenback",
    "numbered", "overdue", "paid", "refunded", "refused", "released", "sending", "settledaspaid",
    "settledasunpaid", "unchanged",
}  # fmt: skip
NOTES = {
    "dayclosed", "exported", "paymenttaken", "personleft", "pinaccepted", "pingiven", "pinrefused",
    "restored", "settingschanged",
}  # fmt: skip
METHODS = {
    "clicpay.card", "clicpay.emola", "clicpay.mkesh", "clicpay.mpesa", "proxypay", "vpos",
    "wikipay", "wipay",
}  # fmt: skip
STATES = {
    "authorized", "cancelled", "declined", "expired", "not_sent", "paid", "sending", "unknown",
    "waiting",
}  # fmt: skip
FLAGS = {
    "contradicted", "excess", "mismatch", "paid_after_cancel", "paid_after_end", "paid_twice",
    "short",
}  # fmt: skip
OPERATIONS = {
    ("authorization", "authorized"), ("authorization", "cancelled"), ("authorization", "declined"),
    ("authorization", "paid"), ("authorization", "unknown"), ("capture", "declined"),
    ("capture", "paid"), ("capture", "unknown"), ("payout", "paid"), ("payout", "unknown"),
    ("refund", "declined"), ("refund", "paid"), ("refund", "unknown"), ("release", "paid"),
}  # fmt: skip
DOUBTS = {
    ("clicpay.card", "no_trace"), ("clicpay.emola", "no_trace"),
    ("clicpay.mkesh", "unknown_to_provider"), ("clicpay.mpesa", "duplicate"),
    ("clicpay.mpesa", "no_trace"), ("proxypay", "journal_restored"), ("proxypay", "no_answer"),
    ("vpos", "no_answer"), ("vpos", "parent_used"), ("wikipay", "no_final_word"),
    ("wipay", "no_answer"), ("wipay", "stopped_midway"), ("wipay", "unreadable_answer"),
}  # fmt: skip
SETTLED = {
    ("clicpay.mpesa", "paid"),
    ("proxypay", "paid"),
    ("vpos", "declined"),
    ("wipay", "declined"),
}


def test_one_of_every_kind_is_in_it(every_kind: Left) -> None:
    """Of what that version knew: whatever is added since is in no old journal."""
    assert every_kind.values("events", "kind") == EVENTS | NOTES
    assert every_kind.values("sales", "state") == STATES
    assert every_kind.words("flags") == every_kind.words("cleared") == FLAGS


def test_every_method_and_every_operation_is_in_it(every_kind: Left) -> None:
    sales = every_kind.of_one_table("sales")
    paid = {row["method"] for row in sales if (row["purpose"], row["state"]) == ("payment", "paid")}
    assert paid == METHODS
    operations = {(row["purpose"], row["state"]) for row in sales if row["purpose"] != "payment"}
    assert operations == OPERATIONS


def test_every_doubt_is_in_it_and_what_a_manager_said_of_some(every_kind: Left) -> None:
    sales = every_kind.of_one_table("sales")
    doubts = {
        (row["method"], row["reason"])
        for row in sales
        if row["state"] == State.UNKNOWN and row["reason"]
    }
    assert doubts == DOUBTS
    by_hand = {(row["method"], row["state"]) for row in sales if row["reason"] == "settled_by_hand"}
    assert by_hand == SETTLED
    assert sum(row["under_way"] is not None for row in sales) == 2
    assert sum(row["cancelling"] for row in sales) == 1


def test_payments_of_nobody_are_in_it(every_kind: Left) -> None:
    seen = {
        (row["reference"], bool(row["queued"]), row["gone_at"] is None, row["taken_by"])
        for row in every_kind.of_one_table("strays")
    }
    assert seen == {
        ("000000777", True, True, ""),
        ("000000778", True, False, "Ana"),
        ("000000779", True, False, ""),
        ("000000780", False, True, ""),
    }


def test_it_is_sound_as_it_was(every_kind: Left) -> None:
    with closing(open_journal(every_kind.path)) as db:
        verdict = verify(db)
    assert verdict.sound, verdict.problems
    last = every_kind.of_one_table("events")[-1]
    assert (verdict.last, verdict.head) == (last["seq"], last["hash"])


# --- every word and every field -------------------------------------------------------------------

# Fields that no till gives: it would write nothing but their defaults, which are left out.
NEVER_WRITTEN = {
    ("accepted", "expected_at"),
    ("nottakenback", "reason"),
    ("released", "reason"),
}


def test_every_file_in_the_folder_is_tried() -> None:
    assert {path.name for path in OLD.glob("*.sqlite3")} == set(NAMES)
    assert not [path.name for path in OLD.iterdir() if path.suffix not in (".sqlite3", ".md")]


@ALL
def test_every_event_is_read_and_written_in_the_same_words(old: Left) -> None:
    for row in old.of_one_table("events"):
        read = event_from_text if row["sale"] else note_from_text
        assert event_to_text(read(row["kind"], row["data"])) == row["data"]


def test_every_word_that_the_journal_knows_is_in_one_of_them(tmp_path: Path) -> None:
    """Whoever adds an event or a note adds a file in which a till has written it."""
    found = {row["kind"] for row in every_event(tmp_path)}
    assert found == {*EVENTS_TODAY, *NOTES_TODAY}


def test_every_field_of_every_word_is_in_one_of_them(tmp_path: Path) -> None:
    """And of what its fields hold, such as the lines of a close."""
    kinds: dict[str, type] = {**EVENTS_TODAY, **NOTES_TODAY}
    found = {
        field
        for row in every_event(tmp_path)
        for field in written(row["kind"], kinds[row["kind"]], json.loads(row["data"]))
    }
    known = {field for word, kind in kinds.items() for field in known_of(word, kind)}
    assert found == known - NEVER_WRITTEN
    assert known >= NEVER_WRITTEN


Field = tuple[str, str]  # of a word on disk, or of the class of what it holds
hints_of = cache(get_type_hints)


def known_of(name: str, kind: type) -> Iterator[Field]:
    for field, hint in hints_of(kind).items():
        yield name, field
        for part in parts_of(hint):
            yield from known_of(part.__name__, part)


def written(name: str, kind: type, data: Mapping[str, Any]) -> Iterator[Field]:
    for field, value in data.items():
        yield name, field
        for part in parts_of(hints_of(kind)[field]):
            for one in value if isinstance(value, list) else [value]:
                yield from written(part.__name__, part, one)


def parts_of(hint: Any) -> Iterator[type]:
    """What the journal writes with the names of its fields."""
    if is_dataclass(hint) and hint not in (Money, Phone):
        yield cast("type", hint)
    for one in get_args(hint):
        yield from parts_of(one)


def every_event(folder: Path) -> Sequence[Row]:
    return [row for name in NAMES for row in left(name, folder).of_one_table("events")]


# --- what was added since -------------------------------------------------------------------------

LATER_EVENTS = {
    "accepted", "alreadyused", "cancelling", "created", "identified", "lost", "mismatched",
    "nottakenback", "numbered", "overdue", "paid", "sending", "settledasunpaid",
}  # fmt: skip
LATER_NOTES = {
    "dayclosed", "paymentsbycall", "personleft", "pinaccepted", "pingiven", "pinrefused",
    "providerasked", "queuemoves", "queuestuck", "rebuilt", "recovered", "recoverycodemade",
    "settingschanged",
}  # fmt: skip
DEEDS = {
    "collect_split", "create_webhook", "delete_reference", "delete_webhook", "put_reference",
    "renew_secret", "switch_event", "toggle_webhook", "update_webhook",
}  # fmt: skip
TOLD_OF_PEOPLE = [
    ("pingiven", "Ana", {"digest", "found", "version"}),
    ("pingiven", "Bia", {"digest", "found", "role", "version"}),
    ("recoverycodemade", None, {"by", "sealed_code"}),
    ("pinaccepted", None, {"by", "own"}),
    ("pinaccepted", None, {"by"}),
    ("pingiven", "Zeca", {"by", "digest", "role", "version"}),
    ("personleft", "Zeca", {"by", "digest", "version"}),
    ("recovered", "Rui", {"alone", "digest", "sealed_code", "version"}),
    ("recovered", "Ana", {"alone", "digest", "sealed_code", "version"}),
]


def told_by(journal: Left, *kinds: str) -> list[tuple[str, dict[str, Any]]]:
    rows = journal.of_one_table("events")
    return [(row["kind"], json.loads(row["data"])) for row in rows if row["kind"] in kinds]


def test_what_was_added_since_is_in_it(later_kinds: Left) -> None:
    assert later_kinds.values("events", "kind") == LATER_EVENTS | LATER_NOTES
    assert {data["deed"] for _, data in told_by(later_kinds, "providerasked")} == DEEDS
    assert later_kinds.words("flags") == {"already_used", "short"}


def test_everything_that_is_told_of_people_is_in_it(later_kinds: Left) -> None:
    kinds = ("pingiven", "personleft", "pinaccepted", "recovered", "recoverycodemade")
    told = [
        (kind, data.pop("name", None), set(data)) for kind, data in told_by(later_kinds, *kinds)
    ]
    assert told == TOLD_OF_PEOPLE
    assert [data["alone"] for _, data in told_by(later_kinds, "recovered")] == [False, True]


def test_what_was_made_again_from_its_events_is_sound(later_kinds: Left) -> None:
    with closing(open_journal(later_kinds.path)) as db:
        verdict = verify(db)
    assert verdict.sound, verdict.problems
    assert verdict.doubles == []
    last = later_kinds.of_one_table("events")[-1]
    assert (verdict.last, verdict.head) == (last["seq"], last["hash"])


def test_statements_and_what_differed_from_them_are_in_it(tmp_path: Path) -> None:
    journal = left(STATEMENTS, tmp_path)
    taken = [data for _, data in told_by(journal, "statementimported")]
    assert [(one["source"], one["count"], one.get("left_out", 0)) for one in taken] == [
        ("proxypay", 4, 1), ("vpos", 2, 0),
    ]  # fmt: skip
    for one in taken:
        lines = unpacked(one["lines"], Currency.AOA)
        assert sum(line.amount.minor for line in lines) == one["total"][0]
    resolved = [data for _, data in told_by(journal, "differenceresolved")]
    assert [(one["source"], one["difference"][0]) for one in resolved] == [
        ("proxypay", 250_00), ("vpos", -1),
    ]  # fmt: skip
    with closing(open_journal(journal.path)) as db:
        known = around(db, "proxypay", date(2026, 11, 1), date(2026, 12, 31))
        assert len(known.statements) == len(known.decisions) == 1
        assert verify(db).sound


# --- one movement, two sales ----------------------------------------------------------------------

# What the provider calls the movement, and the numbers of the sales that were both called paid.
SHARED = {
    ("clicpay.mpesa", "CP7"): [1, 2],
    ("vpos", "1kTFGhJH8i58uD9MdJpMjWnoE"): [3, 4],
    ("wipay", "5e8b0f3a2c714"): [5, 6],
    ("proxypay", "26356"): [7, 8],
}


def test_sales_that_share_a_movement_are_in_it(doubles: Left) -> None:
    found: dict[tuple[str, str], list[int]] = {}
    for row in doubles.of_one_table("sales"):
        assert (row["state"], row["flags"]) == ("paid", "")
        name = (row["method"], row["payment"] or row["reference"])
        found.setdefault(name, []).append(row["number"])
    assert found == SHARED


def test_its_chain_is_whole_though_sales_share_a_movement(doubles: Left) -> None:
    with closing(open_journal(doubles.path)) as db:
        verdict = verify(db)
    last = doubles.of_one_table("events")[-1]
    assert (verdict.sales, verdict.last, verdict.head) == (8, last["seq"], last["hash"])
    assert verdict.sound


def reversing(path: Path) -> sqlite3.Connection:
    """As SQLite may give rows that nobody has put in order."""
    connection = connect_to_file(path)
    connection.execute("PRAGMA reverse_unordered_selects=ON")
    return connection


@pytest.mark.parametrize("connect", [connect_to_file, reversing])
def test_every_movement_that_two_sales_were_given_is_the_firsts_and_is_told(
    connect: Connect, doubles: Left
) -> None:
    with closing(open_journal(doubles.path, connect)) as db:
        told = verify(db).doubles
    assert told == sorted(told, key=lambda one: one.partition(" of ")[2])
    for (_, name), (first, second) in SHARED.items():
        known = f"{name}.* is sale {first}'s, and sale {second} was given it too"
        assert [one for one in told if re.search(known, one)], known
