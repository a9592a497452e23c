"""Closing the window while a copy of the journal is made: what it waits for is said."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Event

import pytest
from cli.asking import sold
from PySide6.QtWidgets import QApplication
from support import Terminal
from window import Cashier, play

from pos_app.app import backup_maker
from pos_app.domain.errors import BackupFailed
from pos_app.installation.profile import Profile
from pos_app.journal.checks.interruption import Halt
from pos_app.journal.copies.backup import back_up
from pos_app.ports.backups import Copy

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none

SENTENCE = "A caixa está a fechar: está a fazer uma cópia de segurança"


@dataclass
class Endless:
    has_begun: Event = field(default_factory=Event)
    is_over: Event = field(default_factory=Event)


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> Endless:
    """Copies of a journal that takes for ever to copy."""
    copying_now = Endless()

    def waiting(journal: Path, folder: Path, till: str, at: datetime, halt: Halt) -> Copy:
        copying_now.has_begun.set()
        while not copying_now.is_over.is_set():
            halt.look()
            time.sleep(0.01)
        return back_up(journal, folder, till, at, halt)

    monkeypatch.setattr(backup_maker, "back_up", waiting)
    return copying_now


@pytest.fixture(autouse=True)
def _goes_on_without_a_window(qapp: QApplication) -> Iterator[None]:
    """The loop outlives the window here, to see how that closed."""
    qapp.setQuitOnLastWindowClosed(False)
    yield
    qapp.setQuitOnLastWindowClosed(True)


def copies(shop: Profile) -> list[str]:
    with suppress(BackupFailed):
        return sorted(path.name for path in shop.backups.glob("*"))
    return []


@pytest.fixture
def sold_before(shop: Profile) -> Terminal:
    """There is something to copy, and no copy of it."""
    terminal = Terminal(shop)
    sold(terminal, "vpos")
    for copy in shop.backups.glob("*"):
        copy.unlink()
    return terminal


@pytest.mark.parametrize("by", ["button", "window", "patience"])
def test_it_waits_for_the_copy_says_so_and_need_not(
    sold_before: Terminal, endless: Endless, by: str
) -> None:
    shop = sold_before.profile

    async def leave(cashier: Cashier) -> None:
        await cashier.sees(cashier.may_charge)
        await cashier.sees(endless.has_begun.is_set)
        cashier.window.close()
        await cashier.sees(lambda: cashier.shows("closing_now"))
        assert cashier.reads("closing") == "A fazer a cópia de segurança do diário"
        cashier.type("15")  # a key that was meant for the form does nothing
        assert cashier.shows("closing_now")
        code, _, err = await asyncio.to_thread(sold_before.run, "recover")
        assert code == 6
        assert SENTENCE in err
        if by == "button":
            cashier.click("closing_now")
        elif by == "window":
            cashier.window.close()
        else:
            endless.is_over.set()
        await cashier.sees(lambda: not cashier.window.isVisible())

    began = time.monotonic()
    play(shop, leave)
    assert time.monotonic() - began < 30
    assert len(copies(shop)) == (1 if by == "patience" else 0)
    assert sold_before.run("recover")[0] == 0
