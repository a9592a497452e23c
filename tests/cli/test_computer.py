"""A profile that was copied to a second computer: asked about once, and never sold on before."""

import json
from pathlib import Path
from typing import Any

import platformdirs
import pytest
from cli.asking import sold
from support import ANA, Terminal

from pos_app.app import moved_profile
from pos_app.cli import main
from pos_app.installation import computer
from pos_app.installation.pin_file import People
from pos_app.installation.profile import Profile

CHARGE = ("charge", "--method", "vpos", "--amount", "10", "--phone", "900000000")


class Here:
    def __init__(self, profile: Profile, capsys: pytest.CaptureFixture[str]) -> None:
        self.profile = profile
        self._capsys = capsys

    def run(self, *arguments: str) -> tuple[int, str, str]:
        code = main(["--profile", str(self.profile.root), *arguments])
        told = self._capsys.readouterr()
        return code, told.out, told.err

    def ask(self, *arguments: str) -> tuple[int, Any]:
        code, out, _ = self.run(*arguments, "--json")
        return code, json.loads(out)

    def numbers(self) -> list[int]:
        return [sale["number"] for sale in self.ask("sales", "list")[1]]


@pytest.fixture
def here(
    shop: Profile,
    terminal: Terminal,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Here:
    """On a second computer, with what was sold at the first."""
    sold(terminal, "vpos")
    monkeypatch.setattr(computer, "_of_the_system", lambda: "the second one")
    return Here(shop, capsys)


def files(profile: Profile) -> dict[str, bytes]:
    names = ("journal.sqlite3", "journal.head", "journal.made", "till-id", "computer")
    return {name: (profile.root / name).read_bytes() for name in names}


def test_nothing_is_sold_recovered_or_written_until_somebody_says_what_it_is(here: Here) -> None:
    before = files(here.profile)
    for command in (CHARGE, ("recover",)):
        code, out, err = here.run(*command)
        assert (code, out) == (5, "")
        assert f"--profile '{here.profile.root}' computer moved" in err
        assert f"--profile '{here.profile.root}' computer another-till" in err
    assert files(here.profile) == before
    assert here.numbers() == [1]  # who only looks is not asked


def test_one_that_was_moved_goes_on_as_the_same_till(here: Here) -> None:
    till = here.profile.known_till_id()
    code, told = here.ask("computer", "moved")
    assert (code, told["till"]) == (0, till)
    assert here.run(*CHARGE)[0] == 0
    assert here.numbers() == [2, 1]
    assert here.run("verify")[0] == 0


def test_another_till_has_a_name_a_journal_and_numbers_of_its_own(here: Here) -> None:
    here.run("backup")
    till, journal = here.profile.known_till_id(), here.profile.journal.read_bytes()
    code, told = here.ask("computer", "another-till")
    assert code == 0
    assert told["till"] == here.profile.known_till_id() != till
    (aside,) = here.profile.root.glob("journal-put-aside-*.sqlite3")
    assert aside.read_bytes() == journal
    assert here.ask("restore", "--latest")[1]["error"] == "NoCopy"  # those are the other one's
    assert here.run("recover")[0] == 0
    assert here.numbers() == []  # what the other one waits for is followed there alone
    assert here.run(*CHARGE)[0] == 0
    assert here.numbers() == [1]
    assert here.run("verify")[0] == 0


def test_training_and_a_new_profile_are_never_asked(here: Here, tmp_path: Path) -> None:
    assert here.run("--training", "recover")[0] == 0
    here.profile = Profile(tmp_path / "new")
    assert here.run("recover")[0] == 0


def test_only_a_manager_says_it_where_there_is_one(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    People(here.profile.people).give_pin(ANA, "4321")
    for answer in ("moved", "another-till"):
        code, told = here.ask("computer", answer, "--pin", "1111")
        assert (code, told["error"]) == (2, "WrongPin")
        assert here.run("recover")[0] == 5
    monkeypatch.setenv("POS_APP_PIN", "4321")
    assert here.ask("computer", "moved")[0] == 0
    assert here.run("recover")[0] == 0


# Before it all, once the journal is put aside, and once there is another till: who says "moved"
# then goes on in the journal, is told that it is gone, or is that other till.
CUT_SHORT = {"put_aside": (0, [2, 1]), "write_privately": (5, None), "settle_here": (0, [1])}


@pytest.mark.parametrize(("stop", "then"), CUT_SHORT.items())
def test_who_is_cut_short_is_asked_again_and_gives_no_number_twice(
    stop: str,
    then: tuple[int, list[int] | None],
    here: Here,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = here.profile.known_till_id()

    def dies(*_: object) -> None:
        raise OSError("the plug was pulled")

    with monkeypatch.context() as patch:
        patch.setattr(moved_profile, stop, dies)
        assert here.run("computer", "another-till")[0] == 5
    assert "computer moved" in here.run("recover")[2]
    assert here.run("computer", "moved")[0] == 0
    code, numbers = then
    assert here.run(*CHARGE)[0] == code
    assert numbers is None or here.numbers() == numbers
    assert (here.profile.known_till_id() == first) is (stop != "settle_here")


def test_the_mark_is_this_computers_and_gives_nothing_away(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(computer, "_of_the_system", lambda: "secret")
    first = computer.this_computer()
    assert "secret" not in first
    assert first == computer.this_computer()
    monkeypatch.setattr(computer, "_of_the_system", lambda: "")
    monkeypatch.setattr(platformdirs, "user_state_dir", lambda *_, **__: str(tmp_path))
    second = computer.this_computer()
    assert second == computer.this_computer() != first
