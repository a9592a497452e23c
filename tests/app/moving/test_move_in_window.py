"""A till moves to another computer by the window's own buttons: out in the settings, in at the
first window of the other computer."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli.asking import sold
from PySide6.QtWidgets import QApplication, QFileDialog, QProgressBar
from support import PIN, Terminal
from window import Cashier, play

from pos_app.app.root import open_till
from pos_app.installation.credentials import PASSPHRASE
from pos_app.installation.moved_out import mark_of
from pos_app.installation.profile import Profile

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none

WORDS = "quatro tigres tristes"


@pytest.fixture(autouse=True)
def _cheap(cheap_passphrases: None, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001
    monkeypatch.setenv(PASSPHRASE, "three sad tigers")


@pytest.fixture(autouse=True)
def _outlives_its_window(qapp: QApplication) -> Iterator[None]:
    """The scenario goes on where the window has closed itself."""
    qapp.setQuitOnLastWindowClosed(False)
    yield
    qapp.setQuitOnLastWindowClosed(True)


@pytest.fixture
def old(shop: Profile, terminal: Terminal) -> Profile:
    """A shop with a manager and a sale."""
    sold(terminal, "vpos")

    async def begin() -> None:
        async with open_till(shop, training=False) as opened:
            await opened.till.managers.give_pin("Ana", PIN)

    asyncio.run(begin())
    return shop


async def choose(cashier: Cashier, file: Path) -> None:
    """Chooses the file as the dialog does once a person has pressed its button."""
    await cashier.sees(lambda: cashier.shows("move_file"))
    dialog = cashier.window.findChild(QFileDialog, "move_file")
    assert dialog is not None
    dialog.fileSelected.emit(str(file))
    dialog.close()


async def leave_by_the_settings(cashier: Cashier, old: Profile, file: Path) -> None:
    await cashier.sees(lambda: cashier.shows("lock_page") or cashier.may_charge())
    cashier.window.go_to("settings")
    await cashier.sees(lambda: cashier.shows("settings_move"))
    cashier.click("settings_move")
    cashier.fill("move_words", "short")
    cashier.click("move_out")
    assert not cashier.shows("move_file")
    cashier.fill("move_words", WORDS)
    cashier.fill("move_again", "something else")
    cashier.click("move_out")
    assert not cashier.shows("move_file")
    cashier.fill("move_again", WORDS)
    cashier.click("move_out")
    await choose(cashier, file)
    await cashier.sees(lambda: cashier.may_do("approval_do"))
    assert mark_of(old) is None
    cashier.fill("approval_pin", PIN)
    cashier.click("approval_do")
    await cashier.sees(lambda: not cashier.window.isVisible())
    assert cashier.window.reopens_in_training is False


def test_the_till_leaves_by_the_settings_and_arrives_in_the_first_window(
    old: Profile, tmp_path: Path
) -> None:
    file, new = tmp_path / "stick.till", Profile(tmp_path / "new")
    till = old.known_till_id()

    play(old, lambda cashier: leave_by_the_settings(cashier, old, file))
    mark = mark_of(old)
    assert mark is not None
    assert mark.by == "Ana"

    async def says_so(cashier: Cashier) -> None:
        await cashier.sees(lambda: cashier.shows("moved_out"))

    play(old, says_so)

    async def tries(cashier: Cashier, words: str) -> None:
        await cashier.sees(lambda: cashier.may_do("first_move_in"))
        cashier.click("first_move_in")
        cashier.fill("move_in_words", words)
        cashier.click("move_in_do")
        await choose(cashier, file)
        await cashier.sees(lambda: cashier.may_do("moving_on"))
        bar = cashier.window.findChild(QProgressBar, "moving_bar")
        assert bar is not None
        assert not bar.isVisible()

    async def mistypes(cashier: Cashier) -> None:
        await tries(cashier, "quatro tigres alegres")
        assert "frase-passe" in cashier.reads("moving")
        cashier.click("moving_on")
        await cashier.sees(lambda: not cashier.window.isVisible())
        assert cashier.window.reopens_in_training is False

    play(new, mistypes, is_new=True)
    assert not new.people.exists()

    async def arrives(cashier: Cashier) -> None:
        await tries(cashier, WORDS)
        assert "está aqui" in cashier.reads("moving")
        cashier.click("moving_on")
        await cashier.sees(lambda: not cashier.window.isVisible())
        assert cashier.window.reopens_in_training is False

    play(new, arrives, is_new=True)
    assert new.known_till_id() == till
    assert new.people.exists()
