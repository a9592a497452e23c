"""How long from a key's press until it is painted, told on stdout. Run by keys.py.

    python tests/bench/keys_probe.py bare|till PROFILE PRESSES

`bare` is one line to type into, in a bare window on the same kind of loop. `till` is the window of
the profile with its real session; it says when it has settled. A cashier types amounts and phones
into it, over what stands there, and never charges.
"""

import asyncio
import json
import random
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

SETTLING = 6.0  # seconds from the window's opening until it is measured
PATIENCE = 2.0  # seconds; what is not painted by then is not painted
MOST_BETWEEN = 0.004  # seconds between a paint and the next key: they fall at any moment of a look


# Seconds of the clock, and of the processor in the window's thread: without what else the computer
# does, and without waiting for the till's other threads.
Took = tuple[float, float]


def tell(**what: Any) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def keys() -> Iterator[Qt.Key]:
    """An amount, Enter, a phone, Esc, over and over, with a slip of the finger now and then."""
    chance = random.Random(1)
    while True:
        amount = str(chance.randint(50, 250_000))
        for text, end in ((amount, Qt.Key.Key_Return), (phone(chance), Qt.Key.Key_Escape)):
            for figure in text:
                if chance.random() < 0.05:
                    yield Qt.Key.Key_9
                    yield Qt.Key.Key_Backspace
                yield Qt.Key(ord(figure))
            yield end


def phone(chance: random.Random) -> str:
    return f"923{chance.randrange(1_000_000):06d}"


class Painted(QObject):
    """Tells when a paint of what is typed into is done."""

    def __init__(self, *edits: QLineEdit) -> None:
        super().__init__()
        self._next: asyncio.Future[Took] | None = None
        self._at_once = False
        for edit in edits:
            edit.installEventFilter(self)

    async def after(self, target: QWidget, key: Qt.Key) -> Took:
        """From the press until a paint that came after it is done."""
        self._next = asyncio.get_running_loop().create_future()
        self._at_once = False
        pressed = now()
        QTest.keyClick(target, key)
        if self._at_once:  # painted while the key was handled
            _note(self._next)
        async with asyncio.timeout(PATIENCE):
            painted = await self._next
        return painted[0] - pressed[0], painted[1] - pressed[1]

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        key = self._next
        if event.type() is QEvent.Type.Paint and key:
            self._at_once = True
            QTimer.singleShot(0, partial(_note, key))  # comes after the paint that is being done
        return False


def now() -> Took:
    return time.perf_counter(), time.thread_time()


def _note(key: asyncio.Future[Took]) -> None:
    if not key.done():
        key.set_result(now())


async def typed(painted: Painted, presses: int) -> tuple[list[Took], int]:
    """The seconds that each key took, and how many were never painted."""
    found: list[Took] = []
    missed = 0
    chance = random.Random(2)
    for _, key in zip(range(presses), keys(), strict=False):
        target = QApplication.focusWidget()
        assert target
        try:
            found.append(await painted.after(target, key))
        except TimeoutError:
            missed += 1
        await asyncio.sleep(chance.uniform(0, MOST_BETWEEN))
    return found, missed


def bare(presses: int) -> None:
    from qasync import QEventLoop

    application = QApplication([])
    window = QWidget()
    window.resize(1366, 768)
    edit = QLineEdit(window)
    edit.resize(400, 60)
    window.show()
    window.activateWindow()
    edit.setFocus()

    async def type_all() -> tuple[list[Took], int]:
        painted = Painted(edit)
        found: list[Took] = []
        missed = 0
        for _, key in zip(range(presses), keys(), strict=False):
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
                edit.clear()  # a bare line knows nothing of these
                continue
            try:
                found.append(await painted.after(edit, key))
            except TimeoutError:
                missed += 1
            await asyncio.sleep(MOST_BETWEEN / 2)
        return found, missed

    with asyncio.Runner(loop_factory=lambda: QEventLoop(application)) as runner:
        found, missed = runner.run(type_all())
    tell(keys=found, missed=missed)


def till(profile: Path, presses: int) -> None:
    from window import Cashier, play

    from pos_app.installation.profile import Profile

    async def scenario(cashier: Cashier) -> None:
        await cashier.sees(cashier.may_charge)
        await asyncio.sleep(SETTLING)
        tell(settled=True)
        form = cashier.window.sell.form
        form.amount.edit.setFocus()
        painted = Painted(form.amount.edit, form.phone.edit)
        before, began = time.process_time(), time.perf_counter()
        found, missed = await typed(painted, presses)
        busy = (time.process_time() - before) / (time.perf_counter() - began)
        tell(keys=found, missed=missed, busy=busy)

    play(Profile(profile), scenario)


if __name__ == "__main__":
    what, root, count = sys.argv[1:]
    if what == "bare":
        bare(int(count))
    else:
        till(Path(root), int(count))
