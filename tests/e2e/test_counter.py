"""A cashier at the real window: key presses in, the sandbox's ledger and the journal out."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from qasync import QEventLoop
from support import PHONES, World

from pos_app import settings
from pos_app.domain.sale import Sale, State
from pos_app.front import shop_front
from pos_app.gateways.catalogue import METHODS
from pos_app.journal.schema import read_journal
from pos_app.journal.store import Reader
from pos_app.journal.verify import verify
from pos_app.profile import Profile
from pos_app.resources import resources_folder
from pos_app.session import session
from pos_app.ui.application import make_application
from pos_app.ui.window import MainWindow

PATIENCE = 30.0  # seconds
TICK = 0.02  # seconds between two looks at the screen

KEYS = {
    "vpos": Qt.Key.Key_F2,
    "proxypay": Qt.Key.Key_F3,
    "clicpay.mpesa": Qt.Key.Key_F4,
    "clicpay.emola": Qt.Key.Key_F5,
    "clicpay.mkesh": Qt.Key.Key_F6,
}


class Cashier:
    """Hands on the keyboard, eyes on the screen."""

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

    def may_charge(self) -> bool:
        button = self.window.findChild(QWidget, "charge")
        return button is not None and button.isEnabled()

    async def sees(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not condition():  # noqa: ASYNC110 - a screen tells nobody that it changed
                await asyncio.sleep(TICK)

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window


Scenario = Callable[[Cashier], Awaitable[None]]
AtTheCounter = Callable[[Scenario], None]


@pytest.fixture
def at_the_counter(shop: Profile) -> AtTheCounter:
    """Opens the window as the application does, plays the scenario, closes the window."""

    def play(scenario: Scenario) -> None:
        known = settings.load(shop.settings)
        found = QApplication.instance()
        application = found if isinstance(found, QApplication) else None
        application = application or make_application(
            ["pos-app"], resources_folder(), language="pt", theme="light"
        )
        front = shop_front(known, training=False)
        window = MainWindow(front)
        window.show()
        failures: list[dict[str, Any]] = []

        async def evening() -> None:
            asyncio.get_running_loop().set_exception_handler(lambda _, what: failures.append(what))
            open_till = asyncio.create_task(session(application, window, shop, front))
            try:
                await scenario(Cashier(window))
            finally:
                window.close()
                await open_till

        _run(application, evening())
        window.deleteLater()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert not failures

    return play


def _run(application: QApplication, work: Coroutine[Any, Any, None]) -> None:
    with asyncio.Runner(loop_factory=lambda: QEventLoop(application)) as runner:
        runner.run(work)


def journal_of(shop: Profile) -> list[Sale]:
    db = read_journal(shop.journal)
    try:
        assert verify(db).sound
        return list(Reader(db).last_sales(10))
    finally:
        db.close()


async def charge(cashier: Cashier, method: str) -> None:
    """The digits of amount and phone, and two more keys; and one to choose another way to pay."""
    await cashier.sees(cashier.may_charge)
    cashier.press(KEYS[method])
    cashier.type("1500")
    cashier.press(Qt.Key.Key_Return)
    if METHODS[method].needs_phone:
        cashier.type(PHONES[method])
        cashier.press(Qt.Key.Key_Return)


@pytest.mark.parametrize("method", list(METHODS))
def test_a_sale_from_the_keyboard_alone(
    method: str, at_the_counter: AtTheCounter, shop: Profile, world: World
) -> None:
    async def sale(cashier: Cashier) -> None:
        await charge(cashier, method)
        if not METHODS[method].needs_phone:
            await cashier.sees(lambda: "À espera" in cashier.reads("verdict_state"))
            reference = journal_of(shop)[0].reference
            assert reference
            world.pay(reference)
        await cashier.sees(lambda: cashier.reads("verdict_state") == "Pago")

    at_the_counter(sale)
    (sold,) = journal_of(shop)
    assert (sold.state, sold.method) == (State.PAID, method)
    assert [(e["amount"], e["reference"]) for e in world.ledger()] == [("1500.00", sold.reference)]


def test_enter_held_down_charges_once(
    at_the_counter: AtTheCounter, shop: Profile, world: World
) -> None:
    async def bouncing(cashier: Cashier) -> None:
        await charge(cashier, "clicpay.mpesa")
        for _ in range(20):
            cashier.press(Qt.Key.Key_Return)
        await cashier.sees(lambda: cashier.reads("verdict_state") == "Pago")

    at_the_counter(bouncing)
    assert len(journal_of(shop)) == len(world.ledger()) == 1


def test_a_refusal_is_red_and_an_answer_lost_is_violet_and_the_next_sale_goes_on(
    at_the_counter: AtTheCounter, shop: Profile, world: World
) -> None:
    async def bad_day(cashier: Cashier) -> None:
        world.fault("drop_after", "clicpay", method="POST")
        await charge(cashier, "clicpay.mpesa")
        await cashier.sees(lambda: cashier.reads("verdict_state") == "Resultado desconhecido")
        await charge(cashier, "clicpay.emola")
        await cashier.sees(lambda: cashier.reads("verdict_state") == "Pago")

    at_the_counter(bad_day)
    assert [sale.state for sale in journal_of(shop)] == [State.PAID, State.UNKNOWN]
    assert len(world.requests("POST", "/c2b/")) == 2


def test_what_cannot_be_charged_stays_in_the_form_and_nothing_is_sent(
    at_the_counter: AtTheCounter, shop: Profile, world: World
) -> None:
    async def mistake(cashier: Cashier) -> None:
        await cashier.sees(cashier.may_charge)
        cashier.press(KEYS["vpos"])
        cashier.type("1500")
        cashier.press(Qt.Key.Key_Return)
        cashier.type("92312")
        cashier.press(Qt.Key.Key_Return)
        await cashier.sees(lambda: cashier.reads("phone_hint") == "Faltam algarismos")
        cashier.type("3456")
        cashier.press(Qt.Key.Key_Return)
        await cashier.sees(lambda: cashier.reads("verdict_state") == "Não pago")

    at_the_counter(mistake)
    (sale,) = journal_of(shop)
    assert sale.phone
    assert (sale.amount.plain, sale.phone.national) == ("1500.00", "923123456")
    assert not world.ledger()
