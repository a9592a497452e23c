"""What something else has written in the journal's file is made right again from the events."""

import asyncio
import json
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hostile.files import NO_JOURNALS, STRANGE_JOURNALS, Harm, by_sql
from new_sales import new_sale
from sqlite_utils import Database
from support import ANA

from pos_app.app.root import open_till
from pos_app.cli import main
from pos_app.domain.audit_notes import Note, Rebuilt, SettingsChanged
from pos_app.domain.errors import (
    JournalDamaged,
    JournalHeld,
    JournalMissing,
    JournalUnsound,
    PosError,
)
from pos_app.domain.events import Accepted, Created, Flag, Mismatched, Paid, Sending
from pos_app.domain.money import Currency, Money
from pos_app.installation.pin_file import People
from pos_app.installation.profile import Profile
from pos_app.journal import database_file
from pos_app.journal.checks.last_shown import Shown
from pos_app.journal.checks.opening_checks import draft_of
from pos_app.journal.checks.verify import verify
from pos_app.journal.copies.backup import back_up
from pos_app.journal.copies.latest_copy import latest_first
from pos_app.journal.copies.rebuild import rebuild
from pos_app.journal.database_file import open_journal, read_journal
from pos_app.journal.store import Reader, Store
from pos_app.ports.backups import Rebuilding
from pos_app.ports.journal import Head, UnmatchedPayment

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
TILL = "0a1b2c3d4e5f"
OLD = Path(__file__).parents[1] / "old" / "journal-005-every-kind.sqlite3"
TABLES = ("sales", "payments", "identities", "strays")
PIN = "4729"


def created(number: int) -> Created:
    return Created(
        number=number,
        method="proxypay",
        amount=Money(1_500_00, Currency.AOA),
        phone=None,
        description="",
        key=f"key-{number}",
        business_day=AT.date(),
    )


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once, and copied for each harm."""
    place = Profile(tmp_path_factory.mktemp("whole") / "shop")
    place.prepare()
    (place.root / "till-id").write_text(TILL)
    ticks = iter(range(1000))
    with closing(open_journal(place.journal)) as db:
        store = Store(db, TILL, lambda: AT + timedelta(seconds=next(ticks)))
        for name in ("a", "b", "c"):
            new_sale(store, name, created, Sending(request="PUT /x", body="{}"))
            store.append(name, Accepted(reference=name), Paid(payment=f"p-{name}"))
        store.append("b", Mismatched(flag=Flag.SHORT, amount=Money(5, Currency.AOA), payment="q"))
        strays = [
            UnmatchedPayment("proxypay", name, "1", "", None, "{}", AT, AT) for name in ("s", "t")
        ]
        store.record_unmatched("proxypay", strays, whole=True)
        store.take_unmatched("proxypay", "s", "1", "Ana", "on the statement")
        store.note(SettingsChanged(what="shop.name", by="Ana"))
    return place.root


@pytest.fixture
def place(whole: Path, tmp_path: Path) -> Profile:
    """Sales, one with money beside it, payments of nobody, and one that was taken."""
    return Profile(shutil.copytree(whole, tmp_path / "shop"))


def rows(path: Path) -> Mapping[str, Sequence[tuple[Any, ...]]]:
    with closing(read_journal(path)) as db:
        return {
            table: sorted(db.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
            for table in TABLES
        }


def events(path: Path) -> Sequence[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT * FROM events ORDER BY seq").fetchall()


def again(place: Profile) -> Rebuilding:
    shown = Shown(place.journal, place.backups, TILL)
    return rebuild(place.journal, TILL, "Ana", AT + timedelta(days=1), shown)


ROWS: dict[str, Harm] = {
    "a sale repainted": by_sql("UPDATE sales SET state = 'declined' WHERE id = 'b'"),
    "a sale of nonsense": by_sql("UPDATE sales SET state = 'moon', flags = '⚑'"),
    "a sale that is gone": by_sql("DELETE FROM sales WHERE id = 'c'"),
    "a sale of nobody": by_sql(
        "CREATE TEMP TABLE t AS SELECT * FROM sales WHERE id = 'a'",
        "UPDATE t SET id = 'z', number = 99",
        "INSERT INTO sales SELECT * FROM t",
    ),
    "numbers that are not theirs": by_sql("UPDATE sales SET number = number + 1000"),
    "a payment that is gone": by_sql("DELETE FROM payments WHERE payment = 'q'"),
    "a payment of nobody": by_sql("INSERT INTO payments VALUES ('proxypay', 'x', 'a')"),
    "identities that are gone": by_sql("DELETE FROM identities"),
    "an identity of another": by_sql("UPDATE identities SET sale = 'a'"),
    "who took a payment": by_sql("UPDATE strays SET taken_by = 'Eva' WHERE taken_at IS NOT NULL"),
    "a payment that was taken": by_sql("DELETE FROM strays WHERE taken_at IS NOT NULL"),
}  # fmt: skip
# What may lie around sound events, which are read from their own table alone.
_NO_EVENTS = {"events as a view", "a condition of its own", "in UTF-16", "another database"}
_NO_SCHEMA = {name for name in STRANGE_JOURNALS if "none" in name or "no text" in name}
MENDED = {
    name: harm
    for name, harm in {**ROWS, **STRANGE_JOURNALS}.items()
    if name not in _NO_EVENTS | _NO_SCHEMA
}
LOST = {
    **{
        name: STRANGE_JOURNALS[name]
        for name in sorted(_NO_EVENTS | _NO_SCHEMA)
        if name != "in UTF-16"
    },
    **NO_JOURNALS,
    "an event changed": by_sql(
        "DROP TRIGGER events_are_not_changed",
        "UPDATE events SET data = replace(data, '150000', '950000') WHERE seq = 5",
    ),
    "an event gone": by_sql(
        "DROP TRIGGER events_are_not_deleted", "DELETE FROM events WHERE seq = 7"
    ),
}


@pytest.mark.parametrize("harm", MENDED.values(), ids=MENDED.keys())
def test_the_rows_are_what_the_events_come_to(harm: Harm, place: Profile) -> None:
    before, happened = rows(place.journal), events(place.journal)
    harm(place.journal)
    as_it_was = place.journal.read_bytes()
    done = again(place)
    assert done.problems
    assert (place.root / done.put_aside).read_bytes() == as_it_was
    after = rows(place.journal)
    lost = {row for row in before["strays"] if row not in after["strays"]}
    assert {table: after[table] for table in TABLES[:3]} == {
        table: before[table] for table in TABLES[:3]
    }
    assert len(lost) <= 1  # of one that a manager took, its provider's words may be gone
    now = events(place.journal)
    assert now[:-1] == happened
    with closing(read_journal(place.journal)) as db:
        verdict = verify(db)
        assert verdict.problems == []
        assert verdict.rebuilt == [
            f"made again from {len(happened)} events by Ana: the file as it was is {done.put_aside}"
        ]
        (noted,) = Reader(db).notes(Rebuilt)
        assert isinstance(noted.note, Rebuilt)
        assert noted.note.by == "Ana"
    place.backups.mkdir(exist_ok=True)
    assert back_up(place.journal, place.backups, TILL, AT + timedelta(days=2)).sales == 3
    opened(place)


def opened(place: Profile) -> None:
    async def open_and_close() -> None:
        async with open_till(place, training=False):
            pass

    asyncio.run(open_and_close())


@pytest.mark.parametrize("harm", LOST.values(), ids=LOST.keys())
def test_nothing_is_made_of_events_that_are_not_sound(harm: Harm, place: Profile) -> None:
    harm(place.journal)
    names = {file.name for file in place.root.iterdir()}
    before = place.journal.read_bytes() if place.journal.is_file() else None
    with pytest.raises(JournalDamaged):
        again(place)
    assert (place.journal.read_bytes() if place.journal.is_file() else None) == before
    assert {file.name for file in place.root.iterdir()} == names


def test_nothing_is_made_of_a_journal_that_was_put_back(place: Profile) -> None:
    older = place.journal.read_bytes()
    with closing(open_journal(place.journal)) as db:
        store = Store(db, TILL, lambda: AT)
        store.note(SettingsChanged(what="x", by="Ana"))
        Shown(place.journal, None, TILL).begin_anew(Head(*store.head()), 0, db)
    place.journal.write_bytes(older)
    ROWS["a sale repainted"](place.journal)
    with pytest.raises(JournalDamaged, match="is not in it"):
        again(place)


def test_whoever_has_it_made_again_is_told_all_that_was_wrong_with_it(place: Profile) -> None:
    harms = ("no guard", "no index", "a trigger on events")
    for harm in (ROWS["a sale repainted"], *(STRANGE_JOURNALS[name] for name in harms)):
        harm(place.journal)
    assert sorted(again(place).problems) == [
        "sale 2 is not what its events say: state",
        "the file is not as it was made: sales_by_number",
        "the file is not guarded any more: events_are_not_deleted",
        "there is something in the file that is not ours: t",
    ]


def test_a_journal_that_verifies_stays_as_it_is(place: Profile) -> None:
    before = place.journal.read_bytes()
    assert again(place) == Rebuilding((), 0, 0, "")
    assert place.journal.read_bytes() == before


def test_every_kind_of_event_comes_to_what_it_came_to(tmp_path: Path) -> None:
    place = Profile(tmp_path)
    shutil.copy(OLD, place.journal)
    with closing(open_journal(place.journal)) as db:
        assert verify(db).sound
    before = rows(place.journal)
    by_sql("UPDATE sales SET amount = amount + 1", "DELETE FROM identities")(place.journal)
    again(place)
    after = rows(place.journal)
    assert {table: after[table] for table in TABLES[:3]} == {
        table: before[table] for table in TABLES[:3]
    }
    assert len(after["strays"]) == len(before["strays"])


def test_what_a_killed_till_left_in_its_log_is_in_it(place: Profile) -> None:
    with closing(open_journal(place.journal)) as db:
        store = Store(db, TILL, lambda: AT + timedelta(hours=1))
        new_sale(store, "d", created, Sending(request="PUT /x", body="{}"))
        db.execute("UPDATE sales SET amount = 1 WHERE id = 'd'")
        left = {file.name: file.read_bytes() for file in place.root.glob("journal.sql*")}
    for name, content in left.items():
        (place.root / name).write_bytes(content)
    done = again(place)
    assert done.sales == 4
    assert (place.root / f"{done.put_aside}-wal").read_bytes() == left["journal.sqlite3-wal"]
    with closing(read_journal(place.journal)) as db:
        sale = Reader(db).sale("d")
        assert sale
        assert sale.amount.minor == 1_500_00


def test_nothing_is_made_of_a_log_that_lost_something(place: Profile) -> None:
    ROWS["a sale repainted"](place.journal)
    with closing(open_journal(place.journal)) as db:
        store = Store(db, TILL, lambda: AT + timedelta(hours=1))
        for name in ("d", "e", "f"):
            new_sale(store, name, created, Sending(request="PUT /x", body="{}"))
        left = {file: file.read_bytes() for file in place.root.glob("journal.sql*")}
    for file, content in left.items():
        file.write_bytes(content)
    log = place.root / "journal.sqlite3-wal"
    harmed = bytearray(log.read_bytes())
    harmed[100] ^= 0xFF
    log.write_bytes(harmed)
    with pytest.raises(JournalDamaged, match="what was written last cannot be read"):
        again(place)
    assert log.read_bytes() == bytes(harmed)


@pytest.mark.parametrize("content", [None, b""])
def test_nothing_is_made_of_a_journal_that_is_gone(content: bytes | None, place: Profile) -> None:
    place.journal.unlink()
    if content is not None:
        place.journal.write_bytes(content)
    with pytest.raises(JournalMissing):
        again(place)


def test_the_file_is_not_changed_under_a_program_that_has_it_open(
    place: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_file, "BUSY_TIMEOUT", 0.1)
    ROWS["a sale repainted"](place.journal)
    happened = events(place.journal)
    with closing(sqlite3.connect(place.journal, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode=wal").fetchall()  # as a till keeps it
        other.execute("BEGIN")
        assert other.execute("SELECT COUNT(*) FROM sales").fetchone() == (3,)
        with pytest.raises(JournalHeld):
            again(place)
        other.execute("ROLLBACK")
    assert events(place.journal) == happened
    assert again(place).problems


def _is_written_otherwise(draft: Database, _: Path, __: ExitStack) -> None:
    """By a disk that keeps something else than it was given."""
    draft.execute("UPDATE sales SET amount = 1 WHERE id = 'a'")
    draft.execute("DROP INDEX sales_by_number")


def _is_looked_into(_: Database, draft: Path, meanwhile: ExitStack) -> None:
    """By a program that looks through all new files: what is in the log is not in the file then."""
    other = meanwhile.enter_context(closing(sqlite3.connect(draft, isolation_level=None)))
    other.execute("BEGIN")
    other.execute("SELECT COUNT(*) FROM sales").fetchone()


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (_is_written_otherwise, "JournalDamaged: the file is not as it was made: sales_by_number"),
        (_is_looked_into, "JournalHeld: database is locked"),
    ],
)
def test_a_new_one_that_is_not_whole_in_itself_does_not_take_the_place(
    harm: Callable[[Database, Path, ExitStack], None],
    said: str,
    place: Profile,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ROWS["a sale repainted"](place.journal)
    before = place.journal.read_bytes()
    with ExitStack() as meanwhile, monkeypatch.context() as patch:
        patch.setattr(database_file, "BUSY_TIMEOUT", 0.1)
        note = Store.note

        def harmed(store: Store, what: Note) -> Head:
            head = note(store, what)
            harm(store._db, draft_of(place.journal), meanwhile)
            return head

        patch.setattr(Store, "note", harmed)
        with pytest.raises(PosError) as failed:
            again(place)
    assert f"{type(failed.value).__name__}: {failed.value}" == said
    assert place.journal.read_bytes() == before
    assert again(place).problems


# --- by a kill ------------------------------------------------------------------------------------


def killed_at(step: int, work: Callable[[], object]) -> bool:
    """Whether a process of its own was killed at this of its calls to the system that touch files,
    and not done before."""
    child = os.fork()
    if child == 0:
        left = step

        def count(event: str, _: tuple[object, ...]) -> None:
            nonlocal left
            if event in _TOUCHES:
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        try:
            work()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


_TOUCHES = {"open", "os.rename", "os.remove", "shutil.copyfile", "sqlite3.connect", "os.listdir"}


def test_a_kill_leaves_the_old_one_or_the_new_one(place: Profile, tmp_path: Path) -> None:
    ROWS["a sale repainted"](place.journal)
    kept = tmp_path / "kept"
    shutil.copytree(place.root, kept)
    happened = events(place.journal)
    outcomes = []
    step = 1
    while killed_at(step, lambda: again(place)):
        with closing(read_journal(place.journal)) as db:
            outcomes.append(verify(db).sound)
        assert events(place.journal)[: len(happened)] == happened
        again(place)  # by whoever comes after
        opened(place)
        assert {file.suffix for file in place.root.glob("journal.*")} <= {
            ".sqlite3", ".made", ".head", ".lock",
        }  # fmt: skip
        shutil.rmtree(place.root)
        shutil.copytree(kept, place.root)
        step += 1
    assert outcomes == sorted(outcomes)
    assert set(outcomes) == {False, True}


# --- as it is typed -------------------------------------------------------------------------------


def said(place: Profile, capsys: pytest.CaptureFixture[str], *command: str) -> tuple[int, Any]:
    code = main(["--profile", str(place.root), *command, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_a_manager_has_it_made_again(place: Profile, capsys: pytest.CaptureFixture[str]) -> None:
    People(place.people).give_pin(ANA, PIN)
    ROWS["a sale repainted"](place.journal)
    assert main(["--profile", str(place.root), "verify"]) == 1
    assert "pos-app rebuild" in capsys.readouterr().err
    assert said(place, capsys, "verify")[1]["can_be_rebuilt"]
    code, told = said(place, capsys, "backup")
    assert (code, told["error"], "pos-app rebuild" in told["message"]) == (
        5, JournalUnsound.__name__, True,
    )  # fmt: skip
    assert said(place, capsys, "rebuild", "--pin", "1111")[1]["error"] == "WrongPin"
    assert said(place, capsys, "verify")[0] == 1
    code, told = said(place, capsys, "rebuild", "--pin", PIN)
    assert (code, told["sales"]) == (0, 3)
    assert main(["--profile", str(place.root), "verify"]) == 0
    assert "by Ana" in capsys.readouterr().out
    assert latest_first(place.backups, TILL)  # and a copy is there
    assert said(place, capsys, "rebuild", "--pin", PIN)[1]["put_aside"] is None


def test_an_event_that_was_changed_is_not_said_to_be_mended(
    place: Profile, capsys: pytest.CaptureFixture[str]
) -> None:
    LOST["an event changed"](place.journal)
    code, told = said(place, capsys, "verify")
    assert (code, told["can_be_rebuilt"]) == (1, False)
    code, told = said(place, capsys, "rebuild")
    assert (code, told["error"]) == (5, "JournalDamaged")
