"""A person at the real window: hands on the keyboard, eyes on the screen."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from qasync import QEventLoop
from support import AMOUNTS, PHONES, VOUCHER

from pos_app.app.session import session
from pos_app.app.shop_front import shop_front
from pos_app.domain.method import Kind
from pos_app.gateways.catalogue import METHODS
from pos_app.installation import settings
from pos_app.installation.profile import Profile
from pos_app.system.bundled import resources_folder
from pos_app.ui.qt.application import install_language, make_application, wear_theme
from pos_app.ui.shell.main_window import MainWindow

CORNER = QPoint(0, 0)
PATIENCE = 30.0  # seconds
TICK = 0.02  # seconds between two looks at the screen

# F2 and on, in the order of the rows, where every method is set up and the shop is in Angola.
KEYS = {method: Qt.Key(Qt.Key.Key_F2 + place) for place, method in enumerate(METHODS)}


class Cashier:
    """Works at the window as a person does."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClick(self._focus(), Qt.Key(ord(letter)))

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self._focus(), key)

    def reads(self, name: str) -> str:
        label = self.window.findChild(QLabel, name)
        assert label is not None, name
        return label.text()

    def holds(self, name: str) -> str:
        """What is typed there."""
        field = self.window.findChild(QLineEdit, name)
        assert field is not None, name
        return field.text()

    def texts(self, name: str) -> list[str]:
        """All that stands in this part of the window, from the top."""
        part = self.window.findChild(QWidget, name)
        assert part is not None, name
        labels = [label for label in part.findChildren(QLabel) if label.isVisible()]
        return [one.text() for one in sorted(labels, key=lambda one: one.mapTo(part, CORNER).y())]

    def shows(self, name: str) -> bool:
        found = self.window.findChild(QWidget, name)
        return found is not None and found.isVisible()

    def may_type_in(self, name: str) -> bool:
        """Whether the caret is there. A new dialog is seen before the system gives it the keys:
        until then they go to the window behind it."""
        focused = QApplication.focusWidget()
        return focused is not None and focused.objectName() == name

    def may_charge(self) -> bool:
        button = self.window.findChild(QWidget, "charge")
        return button is not None and button.isEnabled()

    def may_do(self, name: str) -> bool:
        button = self.window.findChild(QAbstractButton, name)
        return button is not None and button.isVisible() and button.isEnabled()

    def click(self, name: str) -> None:
        button = self.window.findChild(QAbstractButton, name)
        assert button is not None, name
        button.click()

    def fill(self, name: str, text: str) -> None:
        field = self.window.findChild(QLineEdit, name)
        assert field is not None, name
        field.setText(text)

    async def charge(self, method: str, amount: str = "", phone: str | None = None) -> None:
        """The digits of amount and phone and two more keys, and one to choose how to pay."""
        await self.sees(self.may_charge)
        self.press(KEYS[method])
        self.type(amount or AMOUNTS.get(method, "1500"))
        self.press(Qt.Key.Key_Return)
        if METHODS[method].kind is Kind.VOUCHER:
            self.type(VOUCHER.upper())
            self.press(Qt.Key.Key_Return)
        if METHODS[method].needs_phone:
            self.type(PHONES[method] if phone is None else phone)
            self.press(Qt.Key.Key_Return)

    async def sees(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not condition():  # noqa: ASYNC110 - a screen tells nobody that it changed
                await asyncio.sleep(TICK)

    async def sees_verdict(self, words: str) -> None:
        await self.sees(lambda: self.reads("verdict_state") == words)

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window.focusWidget() or self.window


Scenario = Callable[[Cashier], Awaitable[None]]


def play(
    profile: Profile, scenario: Scenario, *, is_new: bool = False, training: bool = False
) -> None:
    """Opens the window of the profile as the application does, plays, and closes it."""
    known = settings.load(profile.settings)
    application = _application(known)
    front = shop_front(known, training=training)
    # A suite makes no noise.
    front = replace(front, is_new=is_new, sounds=False, signs_in=profile.people.exists())
    window = MainWindow(front)
    window.show()
    failures: list[dict[str, Any]] = []

    async def evening() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _, what: failures.append(what))
        open_till = asyncio.create_task(session(application, window, profile, front))
        try:
            await scenario(Cashier(window))
        finally:
            window.close_at_once()  # whoever still waits
            await open_till

    try:
        _run(application, evening())
    finally:  # a window that is left over fails the tests that come after
        window.deleteLater()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not failures, failures


def _application(known: settings.Settings) -> QApplication:
    """The one application of this process, dressed for this shop, whoever made it."""
    found = QApplication.instance()
    if not isinstance(found, QApplication):
        found = make_application(["pos-app"], resources_folder(), language=known.language)
    else:
        install_language(found, known.language, resources_folder())
    wear_theme(found, known.theme.value)
    return found


def _run(application: QApplication, work: Coroutine[Any, Any, None]) -> None:
    with asyncio.Runner(loop_factory=lambda: QEventLoop(application)) as runner:
        runner.run(work)
