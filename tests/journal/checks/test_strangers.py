"""A file that something else has made, or written in, is told from ours before anything of it runs,
by whatever door it comes."""

import asyncio
import json
import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hostile.files import NO_JOURNALS, STRANGE_JOURNALS, Harm, by_sql
from new_sales import new_sale

from pos_app.app.restore_service import LocalRestore
from pos_app.app.root import open_till
from pos_app.cli import main
from pos_app.domain.errors import (
    CopyUnusable,
    JournalDamaged,
    JournalRewritten,
    JournalUnavailable,
)
from pos_app.domain.events import Accepted, Created, Declined, Paid, Sending, State
from pos_app.domain.money import Currency, Money
from pos_app.domain.reasons import Reason
from pos_app.installation.pin_file import People
from pos_app.installation.profile import Profile
from pos_app.journal.chain import BEGINNING, link
from pos_app.journal.copies.backup import back_up, checked
from pos_app.journal.copies.latest_copy import latest_first
from pos_app.journal.copies.restore import restore
from pos_app.journal.database_file import open_journal, read_journal
from pos_app.journal.store import Reader, Store
from pos_app.journal.thread import JournalThread

AT = datetime(2026, 11, 20, 10, tzinfo=UTC)
TILL = "0a1b2c3d4e5f"
OLD = Path(__file__).parents[1] / "old" / "journal-005-every-kind.sqlite3"

strange = pytest.mark.parametrize("harm", STRANGE_JOURNALS.values(), ids=STRANGE_JOURNALS.keys())
wrong = pytest.mark.parametrize(
    "harm",
    [*STRANGE_JOURNALS.values(), *NO_JOURNALS.values()],
    ids=[*STRANGE_JOURNALS, *NO_JOURNALS],
)
A_FOLDER = NO_JOURNALS["a folder"]
wrong_file = pytest.mark.parametrize(
    "harm",
    [harm for harm in (*STRANGE_JOURNALS.values(), *NO_JOURNALS.values()) if harm is not A_FOLDER],
    ids=[name for name in (*STRANGE_JOURNALS, *NO_JOURNALS) if name != "a folder"],
)


def now() -> datetime:
    return AT


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


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Profile:
    """A profile for each test to harm."""
    shutil.copytree(made, tmp_path / "shop")
    return Profile(tmp_path / "shop")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile whose journal has a sale that is paid and one that was declined, with a copy."""
    place = Profile(tmp_path_factory.mktemp("made") / "shop")
    place.prepare()
    (place.root / "till-id").write_text(TILL)
    ticks = iter(range(1000))
    with closing(open_journal(place.journal)) as db:
        store = Store(db, TILL, lambda: AT + timedelta(seconds=next(ticks)))
        for name, end in (
            ("a", Paid(payment="p")),
            ("b", Declined(reason=Reason.CUSTOMER_REFUSED)),
        ):
            new_sale(store, name, created, Sending(request="PUT /x", body="{}"))
            store.append(name, Accepted(reference=name), end)
    place.backups.mkdir()
    back_up(place.journal, place.backups, TILL, AT)
    return place.root


def content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def states(path: Path) -> dict[str, State]:
    with closing(read_journal(path)) as db:
        return {sale.id: sale.state for sale in Reader(db).last_sales(99)}


# --- as the journal -------------------------------------------------------------------------------


@wrong
async def test_no_till_opens_on_it(harm: Harm, place: Profile) -> None:
    harm(place.journal)
    before = content(place.journal)
    with pytest.raises(JournalDamaged):
        async with open_till(place, training=False):
            pass
    assert content(place.journal) == before


COMMANDS = (
    ["sales", "list"],
    ["doubts"],
    ["flags"],
    ["backup"],
    ["recover"],
    ["charge", "--method", "vpos", "--amount", "10", "--phone", "923123456"],
)
DAMAGE = {"JournalDamaged", "JournalRewritten", "JournalUnsound"}


@wrong
def test_every_command_says_so(
    harm: Harm, place: Profile, capsys: pytest.CaptureFixture[str]
) -> None:
    harm(place.journal)
    before = content(place.journal)
    for command in COMMANDS:
        code, told = said(place, capsys, *command)
        assert (code, told["error"] in DAMAGE) == (5, True), (command, told)
    assert content(place.journal) == before


@wrong
def test_verify_says_so(harm: Harm, place: Profile, capsys: pytest.CaptureFixture[str]) -> None:
    harm(place.journal)
    before = content(place.journal)
    code, told = said(place, capsys, "verify")
    assert (code, told["sound"]) == (1, False)
    assert told["problems"]
    assert content(place.journal) == before


def said(place: Profile, capsys: pytest.CaptureFixture[str], *command: str) -> tuple[int, Any]:
    code = main(["--profile", str(place.root), *command, "--json"])
    return code, json.loads(capsys.readouterr().out)


@wrong
def test_what_it_still_proves_goes_on_from_a_copy(harm: Harm, place: Profile) -> None:
    """The file that is put aside is a stranger's too."""
    harm(place.journal)
    (copy,) = latest_first(place.backups, TILL)
    restore(copy.path, place.journal, TILL, "Ana", AT + timedelta(days=1), place.backups)
    assert states(place.journal) == {"a": State.PAID, "b": State.DECLINED}


# --- as a copy ------------------------------------------------------------------------------------


@pytest.fixture
def stranger(harm: Harm, place: Profile) -> Path:
    (named,) = latest_first(place.backups, TILL)
    copy = place.backups / named.path.name.replace("20261120", "20261121")
    shutil.copy(named.path, copy)
    harm(copy)
    return copy


@wrong
def test_nobody_goes_on_from_it(stranger: Path, place: Profile) -> None:
    before, journal = content(stranger), place.journal.read_bytes()
    with pytest.raises(CopyUnusable):
        checked(stranger)
    with pytest.raises(CopyUnusable):
        restore(stranger, place.journal, TILL, "Ana", AT, place.backups)
    assert place.journal.read_bytes() == journal
    assert content(stranger) == before


@wrong
def test_it_is_not_the_latest(
    stranger: Path, place: Profile, capsys: pytest.CaptureFixture[str]
) -> None:
    rescue = LocalRestore(place, place.backups, People(place.people), now)
    assert stranger not in [copy.path for copy in rescue.copies_now()]
    code, told = said(place, capsys, "restore", "--latest")
    assert (code, told["copy"]["path"] == str(stranger)) == (0, False)


@wrong
def test_the_command_refuses_it(
    stranger: Path, place: Profile, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = said(place, capsys, "restore", str(stranger))
    assert (code, told["error"]) == (5, "CopyUnusable")


@wrong_file
def test_a_draft_of_it_takes_nobodys_place(harm: Harm, place: Profile) -> None:
    """What a restore that was cut short left is looked at as everything else is."""
    draft = place.journal.with_suffix(".restoring")
    place.journal.replace(draft)
    harm(draft)
    (copy,) = latest_first(place.backups, TILL)
    restore(copy.path, place.journal, TILL, "Ana", AT, place.backups)
    assert states(place.journal) == {"a": State.PAID, "b": State.DECLINED}


def test_nothing_is_made_in_the_place_of_a_folder(place: Profile) -> None:
    """None of ours is one."""
    draft = place.journal.with_suffix(".restoring")
    place.journal.replace(draft)
    A_FOLDER(draft)
    (copy,) = latest_first(place.backups, TILL)
    with pytest.raises(JournalUnavailable):
        restore(copy.path, place.journal, TILL, "Ana", AT, place.backups)
    assert draft.is_dir()
    assert not place.journal.exists()


# --- of an older version --------------------------------------------------------------------------


def test_a_trigger_does_not_repaint_a_declined_sale_at_the_next_migration(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    shutil.copy(OLD, path)
    STRANGE_JOURNALS["a trigger on the migrations"](path)
    before = path.read_bytes()
    for opened in (open_journal, read_journal, partial(read_journal, as_found=True)):
        with pytest.raises(sqlite3.DatabaseError, match="not ours: t"):
            opened(path)
    with pytest.raises(CopyUnusable, match="not ours: t"):
        checked(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("data", ["[1]", "{", '{"number":"x"}', "[" * 10_000, '"\\ud800"', "{}"])
@pytest.mark.parametrize("kind", ["created", "lost", "accepted", "moon"])
def test_events_that_make_no_sense_to_a_migration_are_said(
    kind: str, data: str, tmp_path: Path
) -> None:
    """A chain proves nothing of a file that somebody made from its first event on."""
    path = tmp_path / "journal.sqlite3"
    shutil.copy(OLD, path)
    words = f"{data}{Reason.JOURNAL_RESTORED}" if kind == "lost" else data
    event = (1, "t", "a", "2026-11-20T12:00:00.000000+00:00", kind, words)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        guards = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            db.execute(f"DROP TRIGGER {name}")
        db.execute("DELETE FROM events")
        db.execute("INSERT INTO events VALUES (?,?,?,?,?,?,?)", (*event, link(BEGINNING, *event)))
        db.execute("UPDATE sales SET id = 'a', flags = 'paid_twice' WHERE number = 1")
        for _, guard in guards:
            db.execute(guard)
    with pytest.raises(CopyUnusable):
        checked(path)
    with suppress(JournalDamaged):  # where a migration reads it; else `verify` says so
        open_and_close(path)


def open_and_close(path: Path) -> None:
    async def open_it() -> None:
        await (await JournalThread.open(path, TILL, now)).close()

    asyncio.run(open_it())


# --- rows -----------------------------------------------------------------------------------------

ROWS = {
    "state": "'moon'",
    "method": "'moon'",
    "currency": "'XXX'",
    "phone": "'1'",
    "business_day": "'yesterday'",
    "created_at": "'now'",
    "expires_at": "'never'",
    "fields": "'{'",
    "flags": "'⚑'",
    "purpose": "'gift'",
    "reason": "'moon'",
    "amount": "-9223372036854775808",
    "checkout": "char(27)",
}


@pytest.mark.parametrize("column", ROWS)
def test_a_row_that_makes_no_sense_is_a_sentence_at_every_door(
    column: str, place: Profile, capsys: pytest.CaptureFixture[str]
) -> None:
    by_sql(f"UPDATE sales SET {column} = {ROWS[column]} WHERE id = 'b'")(place.journal)
    for command in COMMANDS:
        code, told = said(place, capsys, *command)
        assert code == 0 or "error" in told, command
    assert said(place, capsys, "verify")[0] == 1


def test_the_words_of_a_row_that_makes_no_sense(place: Profile) -> None:
    by_sql("UPDATE sales SET state = 'moon'")(place.journal)

    async def look() -> None:
        journal = await JournalThread.open(place.journal, TILL, now)
        try:
            await journal.last_sales(5)
        finally:
            await journal.close()

    with pytest.raises(JournalRewritten, match="moon"):
        asyncio.run(look())
