"""`audit`, and `pin recover` where the file of PINs is lost."""

import re
import shutil
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from cli.asking import ask, typing
from support import PIN, Terminal

CHARGE = ("charge", "--method", "vpos", "--amount", "1500", "--phone", "900000000")
NOT_SENT, BAD_INPUT = 5, 2


def test_what_people_did_is_told_in_sentences_and_as_json(terminal: Terminal) -> None:
    assert ask(terminal, "audit") == (0, [])
    assert terminal.run("audit") == (0, "", "")
    ask(terminal, "pin", "set", "--name", "Ana", "--pin", PIN)
    for _ in range(2):
        ask(terminal, "pin", "set", "--name", "Eva", "--pin", "7294", "--approve", "9136")
    ask(terminal, "pin", "set", "--name", "Eva", "--pin", "7294", "--approve", PIN)
    code, told = ask(terminal, "audit")
    assert (code, [one["note"] for one in told]) == (
        0, ["shopclock", "pingiven", "recoverycodemade", "pinrefused", "pinrefused", "pinaccepted",
            "pingiven"],
    )  # fmt: skip
    assert all(one.keys().isdisjoint({"sealed_code", "digest"}) for one in told)
    assert (told[1]["name"], told[1]["by"], told[1]["role"]) == ("Ana", "", "manager")
    code, out, _ = terminal.run("audit")
    assert (code, out.count("\n")) == (0, 7)
    assert "argon2" not in out
    assert "Ana" in out.splitlines()[-1]
    assert "Eva" in out.splitlines()[-1]
    today = datetime.now(ZoneInfo("Africa/Luanda")).date()
    days = {(today + timedelta(days=days)).isoformat() for days in (-1, 0, 1)}
    assert sum(len(ask(terminal, "audit", "--day", day)[1]) for day in days) == len(told)
    assert ask(terminal, "audit", "--day", "2020-01-01") == (0, [])
    code, closed = ask(terminal, "close", "--pin", PIN)
    assert (code, closed["wrong_pins"], len(closed["audit"])) == (0, 2, 4)
    assert ask(terminal, "close", "--pin", PIN)[1]["audit"] == []  # since the close before


def test_whoever_deletes_the_file_of_pins_opens_nothing(terminal: Terminal) -> None:
    code, first = ask(terminal, "pin", "set", "--name", "Ana", "--pin", PIN)
    recovery = first["recovery_code"]
    assert (code, len(recovery.split())) == (0, 6)
    hired = ("pin", "set", "--name", "Bia", "--role", "cashier", "--pin", "1357")
    assert "recovery_code" not in ask(terminal, *hired, "--approve", PIN)[1]
    terminal.profile.people.unlink()
    code, told = ask(terminal, "pin", "set", "--name", "Eva", "--pin", "7294", "--approve", PIN)
    assert (code, told["error"]) == (NOT_SENT, "PeopleLost")
    code, out, err = terminal.run("pin", "set", "--name", "Eva", "--pin", "7294")
    assert (code, out) == (BAD_INPUT, "")  # it asks for the PIN of a manager
    assert ask(terminal, "refund", "1", "--pin", PIN)[0] != 0
    code, told = ask(terminal, *CHARGE)
    assert (code, told["error"]) == (BAD_INPUT, "NobodyAtTheTill")
    assert ask(terminal, *CHARGE, "--cashier", "Bia", "--cashier-pin", "1357")[0] == NOT_SENT
    assert not terminal.profile.people.exists()

    wrong = ("pin", "recover", "--name", "Ana", "--pin", "7294", "--code", "1" * 24)
    code, told = ask(terminal, *wrong)
    assert (code, told["error"]) == (BAD_INPUT, "WrongCode")
    code, out, err = typing(terminal, recovery, "pin", "recover", "--name", "Ana", "--pin", "7294")
    assert (code, err) == (0, "")
    assert recovery not in out
    assert ask(terminal, *CHARGE)[0] == 0  # nobody else has a PIN: there is nobody to tell apart
    assert ask(terminal, *hired, "--approve", "7294")[0] == 0
    assert [one["note"] for one in ask(terminal, "audit")[1]][-3:] == [
        "pinrefused", "recovered", "pingiven",
    ]  # fmt: skip


def test_another_recovery_code_is_told_once(terminal: Terminal) -> None:
    assert ask(terminal, "pin", "code", "--approve", PIN)[0] == NOT_SENT  # nobody has a PIN yet
    first = ask(terminal, "pin", "set", "--name", "Ana", "--pin", PIN)[1]["recovery_code"]
    second = ask(terminal, "pin", "code", "--approve", PIN)[1]["recovery_code"]
    recover = ("pin", "recover", "--name", "Ana", "--pin", "7294", "--code")
    assert ask(terminal, *recover, first)[0] == BAD_INPUT
    code, done = ask(terminal, *recover, second.replace(" ", "-"))
    assert (code, done["recovery_code"] not in (first, second)) == (0, True)


DOORS = (("restore", "--latest"), ("computer", "another-till"), ("computer", "moved"))


@pytest.mark.parametrize("door", DOORS, ids=" ".join)
@pytest.mark.parametrize("and_the_journal", [False, True])
def test_no_door_without_a_till_is_open_to_whoever_deletes_the_file_of_pins(
    door: tuple[str, ...],
    and_the_journal: bool,  # noqa: FBT001 - a case
    terminal: Terminal,
) -> None:
    """Another till would begin with nobody who has a PIN, and with the accounts of this one. What
    the journal knew the newest copy of it knows; the recovery code stands in the PIN's place."""
    code = ask(terminal, "pin", "set", "--name", "Ana", "--pin", PIN)[1]["recovery_code"]
    assert ask(terminal, "backup")[0] == 0
    terminal.profile.people.unlink()
    if and_the_journal:
        terminal.profile.journal.unlink()
    code_of_none, told = ask(terminal, *door, "--pin", PIN)
    assert (code_of_none, told["error"]) == (NOT_SENT, "PeopleLost")
    code_of_wrong, told = ask(terminal, *door, "--pin", "1" * 24)
    assert (code_of_wrong, told["error"]) == (BAD_INPUT, "WrongPin")
    assert ask(terminal, *door, "--pin", code)[0] == 0


def test_the_notes_of_a_journal_of_years_ago_are_sentences(terminal: Terminal) -> None:
    """A shop from before, with the file of PINs gone: it has managers, and no code to come back."""
    terminal.profile.prepare()
    old = Path(__file__).parents[1] / "journal" / "old" / "journal-005-every-kind.sqlite3"
    shutil.copy(old, terminal.profile.journal)
    code, out, err = terminal.run("audit")
    assert (code, err) == (0, "")
    assert "Rosa" in out
    assert not re.search(r"[{}_]", out)
    assert out.count("\n") == len(ask(terminal, "audit")[1]) > 10
    with sqlite3.connect(terminal.profile.journal) as db:
        (till,) = db.execute("SELECT till FROM events LIMIT 1").fetchone()
    db.close()
    terminal.profile.till_id(till)
    code, out, _ = terminal.run("pin", "set", "--name", "Eva", "--pin", "7294")
    assert (code, out) == (BAD_INPUT, "")  # a manager's PIN is needed
    code, told = ask(terminal, "pin", "set", "--name", "Eva", "--pin", "7294", "--approve", PIN)
    assert (code, told["error"]) == (NOT_SENT, "PeopleLost")
    assert "people.json" in told["message"]
    recover = ("pin", "recover", "--name", "Eva", "--pin", "7294", "--code", "1" * 24)
    assert ask(terminal, *recover)[1]["error"] == "NoRecoveryCode"
