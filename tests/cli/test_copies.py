"""`backup`, `restore`, `close`, and what every command says of a journal that was harmed."""

import asyncio
import json
import re
from pathlib import Path
from typing import Any

import pytest
from cli.asking import ask, sold
from support import ANA, OpenCounter, Run, Terminal

from pos_app.cli import main
from pos_app.installation.pin_file import People
from pos_app.installation.profile import Profile
from pos_app.till.approval.approvals import FREE_TRIES


class Here:
    """The same command line in this process, which takes a tenth of the time."""

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


@pytest.fixture
def here(shop: Profile, capsys: pytest.CaptureFixture[str]) -> Here:
    return Here(shop, capsys)


CHARGE = ["charge", "--method", "vpos", "--amount", "10", "--phone", "923123456"]


def copies(folder: Path) -> list[Path]:
    return sorted(folder.glob("journal-*.sqlite3"))


def test_a_copy_is_made_while_the_till_is_open_and_gone_on_from_when_it_is_closed(
    terminal: Terminal, counter: OpenCounter, run: Run, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    sold(terminal, "vpos")

    async def while_open() -> None:
        async with counter() as at:
            code, told = await asyncio.to_thread(ask, terminal, "backup", "--to", str(stick))
            assert (code, told["error"]) == (5, "BackupFolderMissing")
            stick.mkdir()
            code, told = await asyncio.to_thread(ask, terminal, "backup", "--to", str(stick))
            assert (code, told["sales"]) == (0, 1)
            held = Path(told["path"]).stat().st_size
            assert (told["room"]["copies"], told["room"]["held"]) == (1, held)
            code, told = await asyncio.to_thread(ask, terminal, "restore", told["path"])
            assert (code, told["error"]) == (6, "JournalInUse")
            await at.at_rest(await at.charge("vpos"))

    run(while_open())
    (copy,) = copies(stick)
    before = terminal.profile.journal.read_bytes()
    code, out, _ = terminal.run("restore", str(copy))
    assert code == 0
    (aside,) = terminal.profile.root.glob("journal-put-aside-*.sqlite3")
    assert aside.read_bytes() == before
    assert aside.name in out
    assert "2001" in out
    code, sales = ask(terminal, "sales", "list")
    assert [sale["number"] for sale in sales] == [2, 1]  # the second one was proved by the old file
    assert terminal.run("verify")[0] == 0


def test_a_lost_journal_is_said_by_every_command_and_the_last_copy_goes_on(
    here: Here,
) -> None:
    sold(Terminal(here.profile), "vpos")
    assert here.run("backup")[0] == 0
    here.profile.journal.unlink()
    for command in (["sales", "list"], ["recover"], ["backup"]):
        code, out, err = here.run(*command)
        assert (code, out) == (5, ""), command
        assert "Traceback" not in err
        assert f"--profile '{here.profile.root}' restore --latest" in err
    assert not here.profile.journal.exists()
    code, told = here.ask("restore", "--latest")
    assert (code, told["copy"]["sales"], told["put_aside"]) == (0, 1, None)
    assert [sale["number"] for sale in here.ask("sales", "list")[1]] == [1]


def test_what_is_cleared_away_by_its_name_is_lost_and_none_is_begun_in_its_place(
    here: Here,
) -> None:
    """The head and the mark of the journal are called like it, and go with it."""
    sold(Terminal(here.profile), "vpos")
    here.run("backup")
    for file in here.profile.root.glob("journal*"):
        file.unlink()
    for command in (["sales", "list"], ["recover"], CHARGE):
        code, out, err = here.run(*command)
        assert (code, out) == (5, ""), command
        assert f"--profile '{here.profile.root}' restore --latest" in err
    assert here.ask("restore", "--latest")[1]["copy"]["sales"] == 1
    assert here.run("verify")[0] == 0


def test_a_journal_that_was_put_back_is_said_by_whatever_would_write_in_it(here: Here) -> None:
    sold(Terminal(here.profile), "vpos")
    before = here.profile.journal.read_bytes()
    sold(Terminal(here.profile), "vpos")
    here.run("backup")
    here.profile.journal.write_bytes(before)
    for command in (["recover"], CHARGE):
        code, out, err = here.run(*command)
        assert (code, out) == (5, ""), command
        assert f"--profile '{here.profile.root}' restore --latest" in err
    assert here.run("verify")[0] == 1
    assert here.profile.journal.read_bytes() == before
    assert here.ask("restore", "--latest")[1]["next_number"] == 2001
    assert here.run("recover")[0] == 0
    assert here.run("verify")[0] == 0


def test_only_a_manager_restores_where_there_is_one(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    sold(Terminal(here.profile), "vpos")
    here.run("backup")
    People(here.profile.people).give_pin(ANA, "4321")
    monkeypatch.setenv("POS_APP_PIN", "4321")
    assert here.ask("restore", "--latest")[0] == 0
    for _ in range(FREE_TRIES):
        code, told = here.ask("restore", "--latest", "--pin", "1111")
        assert (code, told["error"]) == (2, "WrongPin")
    before = here.profile.journal.read_bytes()
    code, told = here.ask("restore", "--latest")  # the right one is not looked at either
    assert (code, told["error"]) == (2, "TooManyTries")
    assert here.profile.journal.read_bytes() == before


def test_there_may_be_nothing_to_copy_and_no_copy_to_go_on_from(here: Here) -> None:
    assert here.ask("backup")[0] == 2
    code, told = here.ask("restore", "--latest")
    assert (code, told["error"]) == (5, "NoCopy")
    assert not here.profile.journal.exists()


def test_a_day_is_closed_with_what_is_not_settled_first_and_its_head_last(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    sold(Terminal(here.profile), "vpos")
    here.run("charge", "--method", "proxypay", "--amount", "500")
    assert here.ask("close")[1]["error"] == "NoManager"
    People(here.profile.people).give_pin(ANA, "4321")
    monkeypatch.setenv("POS_APP_PIN", "4321")
    code, told = here.ask("close")
    assert (code, told["by"], told["closed_before"]) == (0, "Ana", None)
    assert [sale["number"] for sale in told["unsettled"]] == [2]
    assert (told["number"], told["net"], told["unprinted"][0]["number"]) == (
        1,
        {"AOA": "1500.00"},
        2,
    )
    assert [(one["method"], one["kind"], one["amount"]) for one in told["totals"]] == [
        ("vpos", "paid", "1500.00")
    ]
    code, reading = here.ask("close", "--so-far")
    assert (code, reading["number"], reading["net"], reading["by"]) == (0, 2, {}, None)
    code, told = here.ask("backup")
    assert code == 0
    code, out, _ = here.run("close")  # again: allowed, and said
    assert code == 0
    assert "Já foi fechado" in out
    assert out.index("0002") < out.index("Código de controlo")
    head = re.search(r"\n((?:  [0-9a-f]{4})(?: [0-9a-f]{4}|\s)+@\d+)\n", out)
    assert head
    printed = head[1].strip()
    assert here.run("verify", "--head", printed)[0] == 0
    other = "0" if printed[0] != "0" else "1"
    code, told = here.ask("verify", "--head", other + printed[1:])
    assert (code, told["sound"]) == (1, False)
    assert "written down" in told["problems"][0]


def test_a_day_that_has_not_come_is_not_closed(here: Here) -> None:
    People(here.profile.people).give_pin(ANA, "4321")
    code, told = here.ask("close", "--day", "2999-01-01", "--pin", "4321")
    assert (code, "2999-01-01" in told["message"]) == (2, True)


def test_a_command_that_opens_the_till_sees_to_the_copy_of_the_day(here: Here) -> None:
    shop = here.profile
    shop.settings.write_text(
        f'{shop.settings.read_text()}\n[backup]\nfolder = "{shop.root}/stick"\n'
    )
    charge = (
        "charge",
        "--method",
        "vpos",
        "--amount",
        "5",
        "--phone",
        "900000000",
        "--again",
        "--json",
    )
    code, out, err = here.run(*charge)
    assert (code, json.loads(out)["number"]) == (0, 1)
    assert str(shop.root / "stick") in err  # the stick is out: said, and nothing else is different
    (shop.root / "stick").mkdir()
    assert here.run(*charge)[2] == ""
    assert here.run(*charge)[2] == ""
    assert len(copies(shop.root / "stick")) == 1
