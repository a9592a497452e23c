"""No widget takes what somebody else wrote for markup, and none shows what cannot be seen: not of
an old journal's sales either, which no gate had seen when they were written."""

import ast
import re
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hostile.texts import ESCAPE, GREEN, LONG, PICTURE, TEXTS
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QListView,
    QMessageBox,
    QTextEdit,
    QWidget,
)
from ui.counter import CounterOf, make_shop
from ui.lines import Lines
from ui.standin import StandInProviders, StandInTill
from ui.tour import TOURS

import pos_app
from pos_app.domain.events import Created, Event
from pos_app.domain.money import Currency, Money
from pos_app.domain.sale import Sale
from pos_app.domain.text.foreign_text import shown
from pos_app.gateways.catalogue import ALL_METHODS, METHODS
from pos_app.ports.provider_admin import KeyHolder, Wallet
from pos_app.ui.qt.plain_text import alarm, tip

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none

EVERYTHING = f"{PICTURE}{GREEN}\n{ESCAPE}\u202e1\u200b2\u2028\x00\ud83d{'P' + chr(0x301) * 40}"
SHORTER = [text[:20_000] for text in TEXTS.values()]  # Hypothesis writes its examples down
OF_PROVIDERS = ("reference", "entity", "detail", "checkout", "payment", "parent_reference")
# The tour prints the slip of one and shows the QR of the other: their numbers have to be numbers.
AS_THEY_ARE = ("reference", "card")


class OldTill(StandInTill):
    """Its journal was written before there was a gate: the providers' texts are hostile ones."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def _tell(self, sale: Sale) -> Sale:
        if sale.id not in AS_THEY_ARE:
            sale = self._tainted(sale)
        return super()._tell(sale)

    def _record(self, sale_id: str, event: Event, at: datetime) -> None:
        tainted = event if isinstance(event, Created) else self._tainted(event)
        super()._record(sale_id, tainted, at)

    def _tainted(self, thing: Any) -> Any:
        named = {field.name for field in fields(thing)}
        told = {name: self._text for name in OF_PROVIDERS if name in named}
        return replace(thing, **{name: text for name, text in told.items() if getattr(thing, name)})


class HostileProviders(StandInProviders):
    """As what a gateway makes of such texts."""

    async def try_account(self, provider: str) -> KeyHolder:
        self.tried.append(provider)
        return KeyHolder(f"{PICTURE} · {GREEN}", PICTURE, PICTURE)

    async def every_wallet(self, provider: str) -> list[Wallet]:  # noqa: ARG002
        return [Wallet("1", PICTURE, Money(123_456, Currency.MZN), GREEN)]


async def walk_through(
    counter_of: CounterOf, tour: str, text: str, lines: Lines | None = None
) -> list[str]:
    shop = make_shop(tuple(ALL_METHODS.values()), frozenset(METHODS))
    shop = replace(shop, name=f"<b>{PICTURE}", training=True, shifts=True)
    counter = counter_of(shop)
    counter.window.setUpdatesEnabled(False)  # looked into, not painted
    counter.till = OldTill(text)
    counter.till.back_office = HostileProviders()
    found: list[str] = []
    async for name, looked_at in TOURS[tour](counter):
        found += [f"{name} | {one}" for one in doubtful(looked_at.window())]
        if lines is not None:
            lines.fill_in(looked_at.window())
    return found


@pytest.mark.qt_log_ignore(r"propagateSizeHints|raise\(\)|grabbing")  # offscreen
@pytest.mark.parametrize("tour", list(TOURS))
async def test_no_screen_guesses_markup_or_hides_a_letter_and_its_lines_take_what_is_typed_cleaned(
    counter_of: CounterOf, tour: str
) -> None:
    lines = Lines()
    found = await walk_through(counter_of, tour, EVERYTHING, lines)
    assert not found, "\n" + "\n".join(found)
    assert lines.seen
    assert not lines.unclean


@pytest.mark.qt_log_ignore(r"propagateSizeHints|raise\(\)|grabbing")  # offscreen
@pytest.mark.parametrize("tour", ["verdicts", "journal", "doubts"])
async def test_a_text_of_any_length_stops_no_screen(counter_of: CounterOf, tour: str) -> None:
    found = await walk_through(counter_of, tour, LONG)
    assert not found, "\n" + "\n".join(found)


def doubtful(window: QWidget) -> Iterator[str]:
    for widget in (window, *window.findChildren(QWidget)):
        where = f"{type(widget).__name__} {widget.objectName()}"
        if isinstance(widget, QLabel) and widget.textFormat() is not Qt.TextFormat.PlainText:
            yield f"{where} guesses: {widget.text()[:80]!r}"
        if isinstance(widget, QTextEdit):
            yield f"{where} takes markup"
        for text in texts_of(widget):
            if shown(text) != text:
                yield f"{where} shows {text[:80]!r}"
        for text in (widget.toolTip(), *tips_of(widget)):
            if not is_plain(text):
                yield f"{where} has the tooltip {text[:80]!r}"


def is_rich(text: str) -> bool:
    """More than what Qt takes for markup: a sign of it anywhere."""
    return "<" in text or "&" in text


def is_plain(text: str) -> bool:
    """A tooltip has no markup but the one that escapes."""
    tags = re.findall(r"<[^>]*>", text) if is_rich(text) else []
    return shown(text, 10_000) == text and set(tags) <= {"<span>", "</span>", "<br>"}


def texts_of(widget: QWidget) -> Iterator[str]:
    yield from (widget.accessibleName(), widget.accessibleDescription())
    yield from (widget.windowTitle(), widget.statusTip(), widget.whatsThis())
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(widget.count()))
    for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
        yield from data_of(widget, role)


def tips_of(widget: QWidget) -> Iterator[str]:
    yield from data_of(widget, Qt.ItemDataRole.ToolTipRole)


def data_of(widget: QWidget, role: Qt.ItemDataRole) -> Iterator[str]:
    """What the model of a view says, and of its headings."""
    model = widget.model() if isinstance(widget, QAbstractItemView) else None
    if model is None:
        return
    for column in range(1 if isinstance(widget, QListView) else model.columnCount()):
        heading = model.headerData(column, Qt.Orientation.Horizontal, role)
        cells = (model.index(row, column).data(role) for row in range(model.rowCount()))
        yield from (text for text in (heading, *cells) if isinstance(text, str))


# --- tooltips -------------------------------------------------------------------------------------


@given(st.text(max_size=60) | st.sampled_from([*SHORTER, EVERYTHING]))
def test_a_tooltip_reads_as_its_text_does(text: str) -> None:
    told = tip(text)
    assert is_plain(told)
    if is_rich(told):
        read = QTextDocument()
        read.setHtml(told)
        assert read.toPlainText().split() == shown(text).split()
    else:
        assert told == shown(text)


@pytest.mark.usefixtures("application")
def test_an_alarm_shows_the_very_letters() -> None:
    told: list[tuple[str, Qt.TextFormat]] = []

    def read() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        told.append((box.text(), box.textFormat()))
        box.accept()

    QTimer.singleShot(0, read)
    alarm("pos_app", GREEN)
    assert told == [(GREEN, Qt.TextFormat.PlainText)]


# --- doors ----------------------------------------------------------------------------------------

# What takes a text for markup where it looks like it, or always.
DOORS = frozenset({
    "QLabel", "QToolTip", "QMessageBox", "QErrorMessage", "QInputDialog", "QProgressDialog",
    "QTextEdit", "QTextBrowser", "QTextDocument", "QGraphicsTextItem", "QStaticText", "QWhatsThis",
    "QSystemTrayIcon", "QSplashScreen", "QWizard", "QWebEngineView", "setToolTip", "setWhatsThis",
    "setStatusTip", "setHtml", "appendHtml", "insertHtml", "setTextFormat", "setMarkdown",
    "mightBeRichText", "setOpenExternalLinks", "showText",
})  # fmt: skip
THE_ONE = "ui/qt/plain_text.py"
SOURCES = Path(pos_app.__file__).parent


def doors_in(source: str) -> Iterator[str]:
    """Names that are used there; a type that is only named as one is no door."""
    tree = ast.parse(source)
    notes = {
        inner
        for node in ast.walk(tree)
        for note in (getattr(node, "annotation", None), getattr(node, "returns", None))
        if note is not None
        for inner in ast.walk(note)
    }
    for node in ast.walk(tree):
        name = getattr(node, "attr", None) or getattr(node, "id", None)
        if name in DOORS and node not in notes:
            yield f"{name}, line {getattr(node, 'lineno', 0)}"


def test_nobody_else_opens_a_door_to_markup() -> None:
    found = {
        str(path.relative_to(SOURCES)): doors
        for path in SOURCES.rglob("*.py")
        if (doors := list(doors_in(path.read_text(encoding="utf-8"))))
    }
    assert set(found) == {THE_ONE}, found


def test_every_tooltip_of_a_model_is_escaped() -> None:
    for path in SOURCES.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        assert "ToolTipRole" not in source or "import tip" in source, path


def test_a_door_is_found() -> None:
    assert list(doors_in("label = QLabel(text)")) == ["QLabel, line 1"]
    assert list(doors_in("class Odd(QLabel): pass"))
    assert list(doors_in("cell.setToolTip(text)"))
    assert not list(doors_in("def f(text: QLabel) -> QLabel: return text"))
