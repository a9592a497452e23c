"""The manager's four questions at a shop of several weeks, by keys and by a finger: each in at most
three steps, and every total that is shown equals plain SQL over the money that moved."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Protocol

import pytest
from half_year.shop import CASHIERS, CLOCK, write_shop
from hands import Finger, Keys, focused, is_active, seen
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListView, QTableView
from window import Cashier, play

from pos_app.domain.money import Currency, Money
from pos_app.installation.profile import Profile

_WEEKS = 42  # days
_SALES = 1_500
_STEPS = 3
_PERIOD_KEYS = {"yesterday": Qt.Key.Key_F3, "week": Qt.Key.Key_F4, "month": Qt.Key.Key_F5}


class Manager(Protocol):
    """Asks at the journal page. What is typed into the search is no step, nor is an arrow key."""

    def opens_the_journal(self) -> None: ...
    async def finds(self, text: str) -> None: ...
    def turns_to(self, period: str) -> None: ...
    async def filters_the_first_cashier(self) -> None: ...
    async def compares_with_the_day_before(self) -> None: ...

    @property
    def steps(self) -> int: ...


class ByKeys:
    """Has no mouse."""

    def __init__(self, eyes: Cashier) -> None:
        self._eyes = eyes
        self._keys = Keys()
        self._free = 0  # presses that are no steps

    @property
    def steps(self) -> int:
        return self._keys.count - self._free

    def opens_the_journal(self) -> None:
        self._keys.press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)

    async def finds(self, text: str) -> None:
        self._keys.type(text)
        self._free += len(text)

    def turns_to(self, period: str) -> None:
        self._keys.press(_PERIOD_KEYS[period])

    async def filters_the_first_cashier(self) -> None:
        self._keys.press(Qt.Key.Key_F7)
        await self._eyes.sees(lambda: focused() == "journal_filter_choices")
        self._keys.enter()

    async def compares_with_the_day_before(self) -> None:
        self._keys.press(Qt.Key.Key_F11)
        await self._eyes.sees(lambda: focused() == "compare_days_grid")
        self._keys.press(Qt.Key.Key_Left)
        self._free += 1
        self._keys.enter()


class ByTouch:
    """Has no keyboard."""

    def __init__(self, eyes: Cashier) -> None:
        self._eyes = eyes
        self._finger = Finger()
        self._free = 0

    @property
    def steps(self) -> int:
        return self._finger.count - self._free

    def opens_the_journal(self) -> None:
        self._finger.tap("tab_journal")

    async def finds(self, text: str) -> None:
        self._finger.tap("journal_search")
        await self._eyes.sees(lambda: is_open("keyboard") and focused() == "journal_search")
        for letter in text:
            self._finger.tap(f"keyboard_key_{letter}")
        self._free += len(text)

    def turns_to(self, period: str) -> None:
        self._finger.tap(f"journal_{period}")

    async def filters_the_first_cashier(self) -> None:
        self._finger.tap("journal_filter_cashier")
        await self._eyes.sees(lambda: focused() == "journal_filter_choices")
        choices = seen("journal_filter_choices")
        assert isinstance(choices, QListView)
        self._finger.tap_row(choices, 0)

    async def compares_with_the_day_before(self) -> None:
        self._finger.tap("journal_compare")
        await self._eyes.sees(lambda: focused() == "compare_days_grid")
        self._finger.tap("compare_days_usual_0")


class Books:
    """The shop's money by plain SQL, as an accountant would ask for it."""

    def __init__(self, journal: Path) -> None:
        self._journal = journal

    def rows(self, query: str, *values: object) -> Sequence[tuple[str, int]]:
        with closing(sqlite3.connect(f"file:{self._journal}?mode=ro", uri=True)) as db:
            return db.execute(query, values).fetchall()

    def net(self, start: date, end: date, cashier: str = "%") -> Sequence[Money]:
        """What the sales of these days brought so far, in each currency."""
        found = self.rows(
            "SELECT l.currency, SUM(l.amount) FROM ledger l JOIN sales s ON s.id = l.sale"
            " WHERE s.business_day BETWEEN ? AND ? AND s.cashier LIKE ? GROUP BY l.currency",
            f"{start}", f"{end}", cashier,
        )  # fmt: skip
        return [Money(minor, Currency[code]) for code, minor in found]

    def by_method(self, start: date, end: date) -> Sequence[Money]:
        """What came by each method, without what went back."""
        found = self.rows(
            "SELECT l.currency, SUM(l.amount) FROM ledger l JOIN sales s ON s.id = l.sale"
            " WHERE s.business_day BETWEEN ? AND ? AND l.amount > 0 GROUP BY s.method, l.currency",
            f"{start}", f"{end}",
        )  # fmt: skip
        return [Money(minor, Currency[code]) for code, minor in found]

    def a_phone_of(self, day: date) -> tuple[str, int]:
        """The last six figures of a customer's number, and the sale's number."""
        ((phone, number),) = self.rows(
            "SELECT substr(phone, -6), number FROM sales WHERE business_day = ? AND phone <> ''"
            " ORDER BY number LIMIT 1",
            f"{day}",
        )
        return phone, number


@pytest.fixture(scope="module")
def weeks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The journal of the last weeks."""
    path = tmp_path_factory.mktemp("weeks") / "journal.sqlite3"
    first = CLOCK.day_of(datetime.now(UTC)) - timedelta(days=_WEEKS - 1)
    midnight = datetime(first.year, first.month, first.day, tzinfo=UTC)
    write_shop(path, _SALES, _WEEKS, first_day=midnight)
    return path


@pytest.fixture
def shop(weeks: Path, tmp_path: Path) -> Profile:
    profile = Profile(tmp_path)
    profile.journal.write_bytes(weeks.read_bytes())
    profile.settings.write_text(
        f'[shop]\nlanguage = "en"\nzone = "{CLOCK.zone}"\nday_starts_at = "{CLOCK.starts_at}"\n'
    )
    return profile


@pytest.mark.qt_log_ignore("propagateSizeHints", "raise\\(\\)", "grabbing")  # offscreen has none
@pytest.mark.parametrize("who", [ByKeys, ByTouch], ids=["keys", "touch"])
def test_a_manager_finds_it_in_three_steps(
    shop: Profile, who: Callable[[Cashier], Manager]
) -> None:
    books = Books(shop.journal)
    today = CLOCK.day_of(datetime.now(UTC))
    yesterday = today - timedelta(days=1)

    async def asks(eyes: Cashier) -> None:
        manager = who(eyes)
        eyes.window.resize(1366, 768)
        await eyes.sees(lambda: is_active(eyes.window) and eyes.may_charge())

        def told() -> str:
            return seen("journal_totals").accessibleName().replace("\u00a0", " ")

        async def reads(sums: Sequence[Money]) -> None:
            await eyes.sees(lambda: all(f"{one}".replace("\u00a0", " ") in told() for one in sums))

        @contextmanager
        def in_three_steps() -> Iterator[None]:
            before = manager.steps
            yield
            assert manager.steps - before <= _STEPS

        manager.opens_the_journal()
        await eyes.sees(lambda: eyes.shows("journal_totals"))
        phone, number = books.a_phone_of(yesterday)
        with in_three_steps():
            manager.turns_to("yesterday")
            await manager.finds(phone)
        await eyes.sees(lambda: numbers_of(eyes) == [f"{number:04d}"])
        eyes.fill("journal_search", "")
        with in_three_steps():
            manager.turns_to("week")
            await manager.filters_the_first_cashier()
        await reads(books.net(today - timedelta(days=6), today, min(CASHIERS)))
        popup = QApplication.activePopupWidget()
        if popup is not None:  # a finger may turn on more than one, and touches beside it then
            popup.close()
        eyes.click("journal_clear_filters")
        await eyes.sees(lambda: is_active(eyes.window) and focused() == "journal_search")
        with in_three_steps():
            manager.turns_to("month")
        await reads(books.by_method(today.replace(day=1), today))
        with in_three_steps():
            manager.turns_to("yesterday")
            await manager.compares_with_the_day_before()
        before = yesterday - timedelta(days=1)
        await reads([*books.net(yesterday, yesterday), *books.net(before, before)])

    play(shop, asks)


def is_open(panel: str) -> bool:
    """Whether this window lies over the till."""
    windows = QApplication.topLevelWidgets()
    return any(window.isVisible() and window.objectName() == panel for window in windows)


def numbers_of(eyes: Cashier) -> Sequence[str]:
    table = eyes.window.findChild(QTableView, "journal_table")
    assert table is not None
    rows = table.model()
    told = [rows.index(row, 0).data() for row in range(rows.rowCount())]
    return [one for one in told if one and one.isdigit()]
