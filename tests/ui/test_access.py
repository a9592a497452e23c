"""Everything by keyboard alone, by touch alone, by ear, and for eyes that do not see well."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from ui.access import faint, out_of_reach, unheard
from ui.counter import Counter, CounterOf, make_shop, until
from ui.misfits import settle
from ui.tour import TOURS

from pos_app.domain.events import Accepted, OutcomeUnknown
from pos_app.domain.reasons import Reason
from pos_app.gateways.catalogue import ALL_METHODS, METHODS
from pos_app.ports.shop import Theme
from pos_app.ui.qt import accessibility
from pos_app.ui.qt.application import install_language, wear_theme

pytestmark = pytest.mark.qt_log_ignore(r"propagateSizeHints|raise\(\)|grabbing")  # offscreen

LOOKS = ((Theme.LIGHT, "en"), (Theme.DARK, "pt"))


@pytest.mark.parametrize(("theme", "language"), LOOKS, ids=str)
@pytest.mark.parametrize("tour", list(TOURS))
async def test_every_state_can_be_heard_reached_and_read(
    application: QApplication,
    translations: Path,
    counter_of: CounterOf,
    tour: str,
    theme: Theme,
    language: str,
) -> None:
    install_language(application, language, translations)
    wear_theme(application, theme)
    shop = replace(
        make_shop(tuple(ALL_METHODS.values()), frozenset(METHODS)),
        language=language,
        theme=theme,
        shifts=True,
    )
    counter = counter_of(shop, (1024, 600))
    found: list[str] = []
    done = set()
    async for name, shown in TOURS[tour](counter):
        settle(shown)
        problems = unheard(shown) + faint(shown)
        kind = name.partition(":")[0].partition(",")[0]
        if theme is Theme.LIGHT and kind not in done:
            done.add(kind)
            shown.window().activateWindow()
            await until(shown.window().isActiveWindow)
            problems += out_of_reach(shown)
        found.extend(f"{name} | {one}" for one in problems)
    assert not found, "\n" + "\n".join(found)


async def test_the_verdict_is_said_when_it_changes_with_what_to_do(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    class Reader:
        """A screen reader that listens."""

        isActive = staticmethod(lambda: True)  # noqa: N815 - Qt's name
        updateAccessibility = staticmethod(  # noqa: N815
            lambda event: said.append(event.message())
        )

    monkeypatch.setattr(accessibility, "QAccessible", Reader)
    counter.open()
    counter.push()
    counter.till.write("a", Accepted())
    counter.till.write("a", OutcomeUnknown(reason=Reason.NO_TRACE))
    verdict = QAccessible.queryAccessibleInterface(counter.find(QWidget, "verdict"))
    name = verdict.text(QAccessible.Text.Name)
    assert name.startswith("Outcome unknown. Do not hand over, do not charge again. 1\u202f500,00")
    what_to_do = verdict.text(QAccessible.Text.Description)
    assert "call the manager" in what_to_do
    assert said[-1] == f"{name}. {what_to_do}"
    assert [one.partition(".")[0] for one in said] == [
        "Sending the request",
        "Waiting for the customer",
        "Outcome unknown",
    ]
