"""Panels over the window: Esc closes the uppermost, and that of the keys covers no action."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hands import Finger, Keys
from PySide6.QtCore import QPoint, QRect, Qt, QUrl
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QLineEdit, QWidget
from ui.counter import ROOT, Counter, CounterOf, make_shop, until
from ui.tour import ADDRESS

from pos_app.domain.events import Accepted, Declined, OutcomeUnknown
from pos_app.domain.people.roles import Person, Role
from pos_app.domain.reasons import Reason
from pos_app.gateways.catalogue import METHODS
from pos_app.till.charge_request import parse_charge_request
from pos_app.ui.shell.help_panel import HelpPanel
from pos_app.ui.theme.tokens import SMALLEST
from pos_app.ui.widgets.line_entry import EntryFrame

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise")  # offscreen there is neither

SIZES = ((1024, 600), (1366, 768), SMALLEST)
# Keys and tiles stand for keys of a keyboard, which the panel names.
KEYS = ("key_", "letter_", "method")


def is_shown(counter: Counter, name: str) -> bool:
    found = counter.window.findChild(QWidget, name)
    return found is not None and found.isVisible()


async def active(counter: Counter) -> None:
    counter.window.activateWindow()
    await until(counter.window.isActiveWindow)


# --- what may lie over the window, how it comes, and by which name it is seen ---------------------


async def the_keys(counter: Counter) -> str:
    await active(counter)
    Keys().press(Qt.Key.Key_F1)
    return "help"


async def a_qr(counter: Counter) -> str:
    counter.window.sell.form.clear()
    sale_id = f"card{len(counter.till.sales)}"
    counter.till.begin(sale_id, parse_charge_request(METHODS["clicpay.card"], "2500"))
    counter.till.write(sale_id, Accepted(reference="n", follow="/x", checkout=ADDRESS))
    side = counter.window.sell.side
    assert side
    side.select(sale_id)
    counter.click("deed_checkout")
    return "card_dialog"


async def a_cancel_question(counter: Counter) -> str:
    counter.reference()
    side = counter.window.sell.side
    assert side
    side.select("r")
    counter.click("cancel")
    return "cancel_back"


async def a_closing_question(counter: Counter) -> str:
    counter.push("closing")
    counter.window.close()
    return "leaving_back"


async def the_keyboard(counter: Counter) -> str:
    Finger().tap("description")
    await until(lambda: is_shown(counter, "keyboard"))
    return "keyboard"


Comes = Callable[[Counter], Awaitable[str]]
HEIGHT = {"cancel_back": 0, "leaving_back": 0, "help": 1, "card_dialog": 1, "keyboard": 2}
# All that can meet: of the others one takes the other's place, and the keyboard on the screen goes
# with its field.
PAIRS: tuple[tuple[Comes, Comes], ...] = (
    (the_keys, a_qr),
    (a_qr, the_keys),
    (the_keys, a_cancel_question),
    (a_cancel_question, the_keys),
    (the_keys, a_closing_question),
    (a_closing_question, the_keys),
    (the_keys, the_keyboard),
)


@pytest.mark.parametrize(
    ("first", "second"),
    PAIRS,
    ids=lambda layer: layer.__name__,
)
async def test_esc_closes_the_uppermost_first(
    counter_of: CounterOf, first: Comes, second: Comes
) -> None:
    """Whichever came first; nothing behind it hears of that Esc."""
    counter = counter_of(make_shop(tuple(METHODS.values())), (1366, 768))
    counter.open()
    await active(counter)
    counter.type("1500")
    names = await first(counter), await second(counter)
    assert all(is_shown(counter, name) for name in names)
    below, above = sorted(names, key=HEIGHT.__getitem__)  # of two as high, the later one
    await active(counter)
    keys = Keys()
    keys.press(Qt.Key.Key_Escape)
    await until(lambda: not is_shown(counter, above))
    assert is_shown(counter, below)
    await active(counter)
    keys.press(Qt.Key.Key_Escape)
    await until(lambda: not is_shown(counter, below))
    assert is_shown(counter, "amount")


# --- what the keys' panel covers ------------------------------------------------------------------


def covered(counter: Counter) -> list[str]:
    """Buttons of the window that lie under the panel, and what is being typed, unless the window is
    the smallest."""
    panel = counter.find(QWidget, "help")
    window = counter.window
    found = []
    typed = window.findChildren(QLineEdit, "amount") if window.height() > SMALLEST[1] else []
    for part in [*window.findChildren(QAbstractButton), *typed]:
        name = part.objectName()
        if not part.isVisible() or part.window() is not window or panel.isAncestorOf(part):
            continue
        place = QRect(part.mapTo(window, QPoint(0, 0)), part.size())
        in_a_field = isinstance(part.parentWidget(), EntryFrame) and not typed
        is_option = isinstance(part, QAbstractButton) and (part.isCheckable() or in_a_field)
        if place.intersects(panel.geometry()) and not (is_option or name.startswith(KEYS)):
            found.append(name)
    return found


async def nothing(counter: Counter) -> None:
    await until(lambda: is_shown(counter, "charge"))


async def an_unknown_one(counter: Counter) -> None:
    counter.push()
    counter.till.write("a", Accepted(reference="x"), OutcomeUnknown(reason=Reason.NO_ANSWER))


async def a_refusal(counter: Counter) -> None:
    counter.push()
    counter.till.write("a", Accepted(reference="x"), Declined(reason=Reason.NO_MONEY))


async def a_reference(counter: Counter) -> None:
    await a_cancel_question(counter)


async def a_second_charge(counter: Counter) -> None:
    await active(counter)
    sale_id = await counter.sell()
    counter.till.write(sale_id, Accepted(), OutcomeUnknown(reason=Reason.NO_ANSWER))
    for text in ("1500", "923123456"):
        counter.type(text)
        counter.enter()
    await until(lambda: is_shown(counter, "second_charge"))


async def the_journal(counter: Counter) -> None:
    counter.click("tab_journal")


async def an_empty_journal(counter: Counter) -> None:
    await the_journal(counter)
    await until(lambda: is_shown(counter, "nothing_all_days"))


async def the_settings(counter: Counter) -> None:
    counter.click("tab_settings")
    await until(lambda: is_shown(counter, "shop_save"))


async def closing(counter: Counter) -> None:
    await a_closing_question(counter)


SCENES = (
    nothing, an_unknown_one, a_refusal, a_reference, a_second_charge, an_empty_journal,
    the_settings, closing,
)  # fmt: skip


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
async def test_the_keys_cover_no_action_whenever_it_comes(
    counter_of: CounterOf, scene: Callable[[Counter], Awaitable[None]]
) -> None:
    """Whether the panel is there first or the action, in Portuguese's length or English's."""
    counter = counter_of(replace(make_shop(tuple(METHODS.values()))), SIZES[0])
    counter.open()
    await scene(counter)
    for size in SIZES:
        counter.window.resize(*size)
        await the_keys(counter)
        assert not covered(counter), size
        panel = counter.find(QWidget, "help")
        assert counter.window.rect().contains(panel.geometry())
        counter.click("help_close")


async def test_an_action_that_comes_is_not_covered_either(counter_of: CounterOf) -> None:
    counter = counter_of(make_shop(tuple(METHODS.values())), SIZES[0])
    counter.open()
    await the_keys(counter)
    for scene in (a_refusal, a_reference, the_journal):
        await scene(counter)
        await until(lambda: not covered(counter))
    assert is_shown(counter, "help")


async def test_it_takes_no_key_but_esc_from_the_form(counter_of: CounterOf) -> None:
    counter = counter_of(make_shop(), SIZES[0])
    counter.open()
    await the_keys(counter)
    Keys().type("1500")
    assert counter.text("amount") == "1\u202f500"
    Keys().press(Qt.Key.Key_Escape)
    assert not is_shown(counter, "help")
    assert not counter.find(QLineEdit, "amount").selectedText()  # the form has not heard it
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog)]


@pytest.mark.parametrize("role", [None, *Role])
async def test_f1_leads_to_the_guide_of_whoever_is_there(
    counter: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, role: Role | None
) -> None:
    """Where nobody has made it, as in a fresh checkout, nothing leads to it."""
    opened: list[str] = []
    shows = True

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return shows

    monkeypatch.setattr("pos_app.ui.shell.help_panel.resources_folder", lambda: tmp_path)
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", open_url)
    counter.open()
    counter.presence.person = Person("Ana", role) if role else None
    await the_keys(counter)
    assert not is_shown(counter, "help_guide")
    guide = tmp_path / "guides" / f"{role or Role.CASHIER}.en.pdf"
    guide.parent.mkdir()
    guide.touch()
    Keys().press(Qt.Key.Key_F1)
    Keys().press(Qt.Key.Key_F1)
    await until(lambda: is_shown(counter, "help_guide"))
    counter.click("help_guide")
    assert opened == [str(guide)]
    assert not is_shown(counter, "help_message")
    shows = False
    counter.click("help_guide")
    assert str(guide) in counter.text("help_message")


async def test_the_cashiers_page_names_the_keys_that_the_panel_names(counter: Counter) -> None:
    counter.open()
    await the_keys(counter)
    panel = counter.find(HelpPanel, "help")
    caps = {one.text() for one in panel.findChildren(QLabel) if one.property("box") == "cap"}
    for page in (ROOT / "packaging" / "guides").glob("cashier.*.md"):
        named = set(re.findall("`([^`]+)`", page.read_text(encoding="utf-8")))
        assert named - caps == {"F1"}, page.name
