"""How long the window takes to show what the office finds, in a journal of many sales.

    PYTHONPATH=.:tests:tests/bench python tests/bench/finding_window.py FOLDER [KEYS]

FOLDER has the journal and the index of an earlier `finding.py`. The real window opens it with its
real session: the journal's page is opened again and again, a person types what is there and what
is not, and scrolls. From the key to the paint that shows the answer: milliseconds of the clock, and
of the processor in the window's thread.
"""

import asyncio
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random

from finding import Spent, fill, now, row, some_sales, typed
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from window import TICK, Cashier, play

from pos_app.installation.profile import Profile
from pos_app.journal.database_file import read_journal
from pos_app.ui.journal.page import JournalPage

KEYS = 300
OPENINGS = 20
SCROLLS = 400


class Paints(QObject):
    """Tells when what was found has been painted, or that nothing was."""

    def __init__(self, page: JournalPage) -> None:
        super().__init__()
        self._shown = (page.table.viewport(), page.nothing)
        self._next: asyncio.Future[Spent] | None = None
        for part in self._shown:
            part.installEventFilter(self)

    def next(self) -> "asyncio.Future[Spent]":
        self._next = asyncio.get_running_loop().create_future()
        return self._next

    def whole(self) -> "asyncio.Future[Spent]":
        """The next ones of all that is shown, whether it changed or not."""
        painted = self.next()
        for part in self._shown:
            part.update()
        return painted

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and self._next:
            QTimer.singleShot(0, self._tell)  # comes after the paint that is being done
        return False

    def _tell(self) -> None:
        if self._next and not self._next.done():
            self._next.set_result(now())


async def measure(cashier: Cashier, journal: Path, keys: int) -> None:
    page = await first_opened(cashier)
    paints = Paints(page)
    opened = [await opening(cashier, page, paints) for _ in range(OPENINGS)]
    print(row("page open to painted, ms", opened))
    print(row("a key to painted, ms", await typing(page, paints, journal, keys)))
    found = told(page)
    line_of(page).clear()
    await found
    print(row("a frame of the scroll, ms", await scrolling(page, paints)))


async def first_opened(cashier: Cashier) -> JournalPage:
    """The page is made as it is opened for the first time."""
    while not (page := cashier.window.findChild(JournalPage)):
        QTest.keyClick(cashier.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
        await asyncio.sleep(TICK)
    await cashier.sees(lambda: page.table.model().rowCount() > 0)
    return page


async def opening(cashier: Cashier, page: JournalPage, paints: Paints) -> Spent:
    QTest.keyClick(cashier.window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    await cashier.sees(lambda: not page.isVisible())
    found = told(page)
    began = now()
    QTest.keyClick(cashier.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    return await until_painted(paints, found, began)


def told(page: JournalPage) -> "asyncio.Future[None]":
    """Done once the first page of the next search is there."""
    future = asyncio.get_running_loop().create_future()
    page._reading.found.connect(
        lambda: None if future.done() else future.set_result(None),
        Qt.ConnectionType.SingleShotConnection,
    )
    return future


async def until_painted(paints: Paints, found: "asyncio.Future[None]", began: Spent) -> Spent:
    async with asyncio.timeout(20):
        await found
        return await paints.whole() - began


async def typing(page: JournalPage, paints: Paints, journal: Path, keys: int) -> Sequence[Spent]:
    chance, times = Random(1), list[Spent]()
    stream = typed(some_sales(read_journal(journal), chance), chance)
    line = line_of(page)
    line.setFocus()
    while len(times) < keys:
        _, text = next(stream)
        if text.endswith(" "):  # asks for nothing new
            continue
        line.setText(text[:-1])
        await settled(page)
        found, began = told(page), now()
        line.setText(text)
        times.append(await until_painted(paints, found, began))
    return times


def line_of(page: JournalPage) -> QLineEdit:
    line = page.findChild(QLineEdit, "journal_search")
    assert line
    return line


async def settled(page: JournalPage) -> None:
    await asyncio.sleep(0)
    if running := page._reading._running:
        await asyncio.wait(running)


async def scrolling(page: JournalPage, paints: Paints) -> Sequence[Spent]:
    """Turns the wheel, a few rows at a time: from the turn until it is painted. Where the next rows
    are not read yet, it waits."""
    bar, times = page.table.verticalScrollBar(), list[Spent]()
    while len(times) < SCROLLS:
        if bar.value() < bar.maximum():
            painted, began = paints.next(), now()
            bar.setValue(bar.value() + 3 * bar.singleStep())
            times.append(await asyncio.wait_for(painted, 20) - began)
        elif page.sales.is_whole:
            break
        else:
            await asyncio.sleep(TICK)
    return times


def main(folder: Path, keys: int) -> None:
    # Tens of gigabytes are not copied: the files get another name, and go on by a few events.
    with tempfile.TemporaryDirectory(dir=folder) as made:
        profile = Profile(Path(made))
        stick = profile.root / "a stick that is not there"  # nothing is copied meanwhile
        profile.settings.write_text(f'[backup]\nfolder = "{stick}"\n')
        for file in folder.glob("*.sqlite3"):
            os.link(file, profile.root / file.name)
        fill(profile.journal)
        play(profile, lambda cashier: measure(cashier, profile.journal, keys))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else KEYS)
