"""Telling an outcome does not change it: the exit code is the sale's, whatever the output takes."""

import io
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from cli.asking import ask
from cli.test_kill import reaches_provider, sales_of, until
from forked import CLOSED, UNREAD, Ended
from hypothesis import given
from hypothesis import strategies as st
from support import PATIENCE, Terminal, World

import pos_app.cli
from pos_app.app.backup_service import LocalBackups
from pos_app.cli import main
from pos_app.cli import terminal as the_terminal
from pos_app.cli.sale_json import print_json
from pos_app.cli.streams import ready_streams
from pos_app.domain.errors import BackupFailed, JournalUnavailable
from pos_app.installation.profile import Profile
from pos_app.journal.thread import JournalThread
from pos_app.till.till import Till
from pos_app.till.tracking import supervisor

CHARGE = ("charge", "--method", "vpos", "--amount", "1500", "--again", "--phone")
PAID, DECLINED, SILENT = "900000000", "900003000", "900002004"

FULL = "/dev/full"
# What a shell makes of the program's streams.
STREAMS: dict[str, dict[int, str]] = {
    "a full device": {1: FULL},
    "full devices": {1: FULL, 2: FULL},
    "no output": {1: CLOSED},
    "no errors": {2: CLOSED},
    "nothing at all": {0: CLOSED, 1: CLOSED, 2: CLOSED},
}
CODE_PAGES = ("ascii", "cp1252", "cp850")


def _anew(terminal: Terminal, streams: Mapping[int, str], *arguments: str, page: str = "") -> Ended:
    """The program from its first line on, as a shell starts it."""
    leads = " ".join(
        f"{number}{'<' if number == 0 else '>'}{place}" for number, place in streams.items()
    )
    done = subprocess.run(
        ["sh", "-c", f'exec "$@" {leads}', "sh", *terminal.program, *arguments],
        capture_output=True,
        env=os.environ | ({"PYTHONIOENCODING": page} if page else {}),
        timeout=PATIENCE * 2,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("streams", STREAMS)
@pytest.mark.parametrize("more", [[], ["--json"]], ids=["words", "json"])
def test_a_charge_that_was_sent_is_no_failure_where_nothing_can_be_written(
    streams: str, more: list[str], terminal: Terminal, world: World
) -> None:
    charge = (*CHARGE, PAID, "--wait", "30", *more)
    # What Python makes of its streams when it starts is the same, whatever it is to say then.
    begin = terminal.leading if more else partial(_anew, terminal)
    done = begin(STREAMS[streams], *charge)
    assert done.returncode == 0, done.stderr
    assert b"Traceback" not in done.stdout + done.stderr
    assert b"Exception ignored" not in done.stderr
    assert len(world.ledger()) == 1
    assert [sale.state.value for sale in sales_of(terminal)] == ["paid"]


def test_a_full_device_is_told_of_on_the_errors(terminal: Terminal) -> None:
    done = terminal.leading({1: FULL}, *CHARGE, PAID, "--wait", "30")
    assert os.strerror(28) in done.stderr.decode()


@pytest.mark.parametrize(("phone", "wait", "code"), [(DECLINED, "30", 3), (SILENT, "0.5", 7)])
def test_every_other_outcome_keeps_its_code_too(
    phone: str, wait: str, code: int, terminal: Terminal
) -> None:
    done = terminal.leading(STREAMS["full devices"], *CHARGE, phone, "--wait", wait)
    assert done.returncode == code


@pytest.mark.parametrize("more", [[], ["--json"]], ids=["words", "json"])
def test_nobody_reads_the_pipe(more: list[str], terminal: Terminal, world: World) -> None:
    """As where the other side of `|` has gone."""
    done = terminal.leading({1: UNREAD}, *CHARGE, PAID, "--wait", "30", *more)
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(world.ledger()) == 1


@pytest.mark.parametrize("page", CODE_PAGES)
def test_a_code_page_without_every_letter_is_written_in_the_nearest(
    page: str, terminal: Terminal
) -> None:
    """As Windows has it for `> file`."""
    begin = partial(_anew, terminal) if page == "ascii" else terminal.leading
    done = begin({}, *CHARGE, PAID, "--wait", "30", page=page)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "1 500,00" in done.stdout.decode(page).replace("\xa0", " ")
    code, shown = ask(terminal, "sales", "show", "1")
    listed = terminal.leading({}, "sales", "list", "--json", page=page)
    assert (code, listed.returncode) == (0, 0)
    (sale,) = json.loads(listed.stdout)
    assert {name: shown[name] for name in sale} == sale


# --- any text, any output -------------------------------------------------------------------------

LETTERS = st.text(st.characters(codec=None))  # halves of letters too, as JSON may bring them


class _Refusing(io.RawIOBase):
    """A device that takes nothing."""

    def writable(self) -> bool:
        return True

    def write(self, _: Any) -> int:
        raise OSError(28, os.strerror(28))


@contextmanager
def _output(stream: io.TextIOWrapper) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", stream)
        patch.setattr(sys, "stderr", stream)
        ready_streams()
        yield


@given(LETTERS, st.sampled_from(["utf-8", "latin-1", *CODE_PAGES]))
def test_any_text_can_be_said_and_json_is_the_same_in_every_encoding(text: str, page: str) -> None:
    written = io.BytesIO()
    with _output(io.TextIOWrapper(written, encoding=page, newline="")):
        print_json({"text": text})
        told = written.getvalue().decode(page)
        the_terminal.say(text)
        the_terminal.complain(text)
    assert json.loads(told) == {"text": text}
    assert told.isascii() or page == "utf-8"


@given(LETTERS)
def test_a_stream_that_takes_nothing_raises_nothing(text: str) -> None:
    refusing = io.TextIOWrapper(io.BufferedWriter(_Refusing()), encoding="utf-8")
    with _output(refusing):
        the_terminal.say(text)
        print_json(text)
        the_terminal.flush()
    with pytest.raises(OSError, match="No space"):
        refusing.close()


def test_one_place_writes_to_the_output_and_to_the_errors() -> None:
    folder = Path(pos_app.cli.__file__).parent
    writes = re.compile(r"(?<![\w.])print\(|\bsys\.(__)?std(out|err)|\binput\(")
    found = {file.name for file in folder.rglob("*.py") if writes.search(file.read_text("utf-8"))}
    assert found == {"streams.py", "terminal.py"}


# --- what comes after it was told -----------------------------------------------------------------


def _run(shop: Profile, *arguments: str) -> int:
    return main(["--profile", str(shop.root), *arguments])


async def _unavailable(*_: Any) -> Any:
    raise JournalUnavailable("the disk is full")


async def _mistaken(*_: Any) -> Any:
    raise AssertionError("a mistake of ours")


async def _no_copy(*_: Any) -> Any:
    raise BackupFailed("no room")


async def _again(*_: Any) -> Any:
    raise KeyboardInterrupt


LATER: dict[str, tuple[type, str, Callable[..., Any]]] = {
    "a journal that does not close": (JournalThread, "close", _unavailable),
    "a till that does not stop": (Till, "stop", _mistaken),
    "no copy": (LocalBackups, "make_if_due", _no_copy),
    "a mistake about the copy": (LocalBackups, "make_if_due", _mistaken),
    "a hand on Ctrl-C": (LocalBackups, "make_if_due", _again),
}


@pytest.mark.parametrize("what", LATER)
def test_what_goes_wrong_after_it_was_told_changes_nothing(
    what: str, shop: Profile, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind, name, failing = LATER[what]
    real = getattr(kind, name)

    async def fails(*arguments: Any) -> Any:
        await real(*arguments)  # or a thread would be left behind
        await failing()

    monkeypatch.setattr(kind, name, fails)
    assert _run(shop, *CHARGE, DECLINED, "--wait", "30") == 3
    assert len(world.requests("POST", "/transactions")) == 1


def test_a_mistake_in_the_telling_changes_nothing(
    shop: Profile, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def mistaken(*_: Any) -> Any:
        raise AssertionError("a mistake of ours")

    monkeypatch.setattr("pos_app.cli.wait_for_sale.sale_as_dict", mistaken)
    assert _run(shop, *CHARGE, PAID, "--wait", "30", "--json") == 0
    assert "a mistake of ours" in capsys.readouterr().err
    assert list(shop.log.glob("report-*"))


# --- Ctrl-C ---------------------------------------------------------------------------------------


def _with_little_grace() -> None:
    """What is under way when a till closes is given less time to be answered than in a shop."""
    supervisor.GRACE = 0.2


def _interrupted(terminal: Terminal, reached: Callable[[], bool], *arguments: str) -> Any:
    with terminal.started(*arguments, "--json", like=_with_little_grace) as process:
        until(reached)
        process.send_signal(signal.SIGINT)
        ended = process.wait(PATIENCE)
    assert ended.stderr == b""
    return ended.returncode, json.loads(ended.stdout)


def _is(terminal: Terminal, state: str) -> Callable[[], bool]:
    return lambda: [sale.state.value for sale in sales_of(terminal)] == [state]


def test_whoever_stops_waiting_is_told_that_it_waits(terminal: Terminal) -> None:
    waits = _is(terminal, "waiting")
    code, sale = _interrupted(terminal, waits, *CHARGE, SILENT, "--wait", "60")
    assert (code, sale["status"]) == (7, "waiting")


@pytest.mark.parametrize("wait", [[], ["--wait", "60"]], ids=["no wait", "wait"])
def test_whoever_stops_before_the_answer_is_told_that_nobody_knows(
    wait: list[str], terminal: Terminal, world: World
) -> None:
    world.fault("delay", "vpos", method="POST", seconds=60 * 40)
    reached = reaches_provider(world, "POST", "/transactions")
    code, sale = _interrupted(terminal, reached, *CHARGE, PAID, *wait)
    world.heal()
    assert (code, sale["status"]) == (4, "sending")


@pytest.mark.parametrize("more", [["cancel"], ["extend", "--until", "2099-12-31"]])
def test_a_wish_that_is_written_down_still_waits(
    more: list[str], terminal: Terminal, world: World
) -> None:
    made = ask(terminal, "charge", "--method", "proxypay", "--amount", "1500")
    assert (made[0], made[1]["status"]) == (0, "waiting")
    name, *rest = more
    method = "DELETE" if name == "cancel" else "PUT"
    before = len(world.requests(method, "/references/"))
    world.fault("delay", "proxypay", method=method, seconds=60 * 40)
    reached = lambda: len(world.requests(method, "/references/")) > before  # noqa: E731
    code, sale = _interrupted(terminal, reached, name, "1", *rest, "--wait", "60")
    world.heal()
    assert (code, sale["status"]) == (7, "waiting")
