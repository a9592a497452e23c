"""What the window's tests have in common: a shop, a counter to act at, waiting without sleep."""

import asyncio
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from ui.figures.standin import StandInFigures
from ui.standin import (
    StandInExports,
    StandInJournal,
    StandInPeople,
    StandInPresence,
    StandInSettings,
    StandInSounds,
    StandInTill,
)
from ui.standin_doctor import DoctorStandIn
from ui.standin_office import StandInOffice
from ui.standin_paper import StandInPaper
from ui.standin_search import StandInSearch
from ui.standin_statements import StandInStatements

from pos_app.domain.events import Accepted
from pos_app.domain.method import Method
from pos_app.gateways.catalogue import METHODS
from pos_app.ports.office.status import OfficeState
from pos_app.ports.shop import Shop, Theme
from pos_app.till.charge_request import parse_charge_request
from pos_app.ui.services import UiServices
from pos_app.ui.shell.main_window import MainWindow

if TYPE_CHECKING:
    from pos_app.domain.errors import PosError
    from pos_app.ports.updates.newer_version import TellsNewerVersion

ROOT = Path(__file__).parents[2]
STANDIN_BUILD = ROOT / "tests" / "ui" / "shipped"  # the release and the licences of a build
LANGUAGES = ("pt", "en")
W = TypeVar("W", bound=QObject)

PUSH = METHODS["vpos"]
REFERENCE = METHODS["proxypay"]
WALLETS = tuple(method for method in METHODS.values() if method.country == "MZ")


def make_shop(
    methods: tuple[Method, ...] = (PUSH, REFERENCE, *WALLETS), ready: frozenset[str] | None = None
) -> Shop:
    return Shop(
        name="Mercearia Boa Vista",
        till="Caixa 1",
        language="en",
        theme=Theme.LIGHT,
        training=False,
        methods=methods,
        ready=frozenset(method.id for method in methods) if ready is None else ready,
        zone_name="UTC",
    )


def compile_translations(folder: Path) -> Path:
    """Compiles the words into a folder of their own: nothing is left behind in the checkout."""
    shutil.copytree(ROOT / "pos_app" / "bundled" / "fonts", folder / "fonts")
    words = folder / "translations"
    shutil.copytree(
        ROOT / "pos_app" / "bundled" / "translations", words, ignore=shutil.ignore_patterns("*.qm")
    )
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    subprocess.run([tool, "-silent", *words.glob("*.ts")], check=True)
    return folder


AT_ONCE = 50  # turns of the loop: whatever only needs its turn has had it by then
TICK = 0.005  # seconds between two looks at what needs a clock


async def until(happened: Callable[[], object]) -> None:
    """Waits for a condition, which no event tells of: it is the state of a widget. The loop's own
    time-out ends the wait."""
    turns = 0
    while not happened():
        await asyncio.sleep(0 if turns < AT_ONCE else TICK)
        turns += 1


class StandInAutostart:
    """The computer's own list; a problem stands for a list that cannot be written."""

    def __init__(self) -> None:
        self.on = False
        self.problem: PosError | None = None

    async def is_on(self) -> bool:
        return self.on

    async def turn(self, *, on: bool) -> bool:
        if self.problem:
            raise self.problem
        self.on = on
        return self.on


class Counter:
    """A cashier's hands at the window."""

    def __init__(self, application: QApplication, window: MainWindow) -> None:
        self.application = application
        self.window = window
        self.till = StandInTill()
        self.journal = StandInJournal()
        self.keyring = StandInJournal()
        self.settings = StandInSettings()
        self.paper = StandInPaper(lambda: window.shop)
        self.figures = StandInFigures()
        # A test may put another till in the place of this one.
        self.search = StandInSearch(lambda: self.till.sales.values())  # noqa: PLW0108
        self.people = StandInPeople()
        self.presence = StandInPresence()
        self.presence.people = self.people
        self.sounds = StandInSounds()
        self.exports = StandInExports()
        self.statements = StandInStatements()
        self.office = StandInOffice()
        self.doctor = DoctorStandIn()
        self.autostart = StandInAutostart()
        self.updates: TellsNewerVersion | None = None

    def open(self) -> None:
        belongs = self.office.status.state is not OfficeState.NOT_ENROLLED
        self.window.open_for_sales(
            UiServices(
                self.till,
                self.settings,
                self.paper.desk,
                self.figures,
                self.search,
                people=self.people,
                presence=self.presence,
                sounds=self.sounds,
                exports=self.exports,
                journal=self.journal,
                reconciliation=lambda: self.statements,
                keyring=self.keyring,
                office=self.office if belongs else None,
                open_office=self.office.open,
                autostart=self.autostart,
                open_doctor=lambda: self.doctor,
                bundled=STANDIN_BUILD,
                updates=self.updates,
            )
        )

    def push(self, sale_id: str = "a") -> str:
        """A request to a phone that the till has written down."""
        self.till.begin(sale_id, parse_charge_request(PUSH, "1500", "923123456"))
        return sale_id

    def reference(self, sale_id: str = "r") -> str:
        """A reference that waits to be paid."""
        self.till.begin(sale_id, parse_charge_request(REFERENCE, "38000"))
        self.till.write(sale_id, Accepted(reference="741820581", entity="00123"))
        return sale_id

    def find(self, kind: type[W], name: str) -> W:
        found = self.window.findChild(kind, name)
        assert found is not None, name
        return found

    def text(self, name: str) -> str:
        return str(self.find(QWidget, name).property("text"))

    def dialog(self, name: str) -> QWidget | None:
        """The dialog of this name, while it is shown."""
        found = self.window.findChild(QWidget, f"{name}_dialog")
        return found if found is not None and found.isVisible() else None

    def fill(self, name: str, text: str) -> None:
        self.find(QLineEdit, name).setText(text)

    def focus(self) -> QWidget:
        focused = self.window.focusWidget()
        assert focused is not None
        return focused

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.focus(), key)

    def type(self, text: str) -> None:
        """Key by key, into whatever has the focus then."""
        for letter in text:
            QTest.keyClicks(self.focus(), letter)

    def enter(self) -> None:
        self.press(Qt.Key.Key_Return)

    def click(self, name: str) -> None:
        widget = self.find(QWidget, name)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    async def sell(self, amount: str = "1500", phone: str = "923123456") -> str:
        """A whole sale by keyboard; the id under which it was charged."""
        before = len(self.till.charges)
        self.type(amount)
        self.enter()
        self.type(phone)
        self.enter()
        await until(lambda: len(self.till.charges) > before)
        await until(lambda: self.text("amount") == "")
        return self.till.charges[-1][0]


class CounterOf(Protocol):
    """Opens a window of this shop, which is closed when the test is over."""

    def __call__(self, shop: Shop, size: tuple[int, int] | None = None) -> Counter: ...
