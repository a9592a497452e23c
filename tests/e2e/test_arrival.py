"""A window that opens on a profile from another computer: a choice, and then the next sale."""

import pytest
from cli.asking import sold
from PySide6.QtCore import Qt
from support import ANA, Terminal
from window import Cashier, play

from pos_app.domain.events import State
from pos_app.installation import computer
from pos_app.installation.pin_file import People
from pos_app.installation.profile import Profile
from pos_app.journal.database_file import read_journal
from pos_app.journal.store import Reader

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none


@pytest.mark.parametrize(("answer", "numbers"), [("moved", [2, 1]), ("another", [1])])
def test_it_is_asked_once_and_then_sells(
    answer: str,
    numbers: list[int],
    shop: Profile,
    terminal: Terminal,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sold(terminal, "vpos")
    People(shop.people).give_pin(ANA, "4321")
    monkeypatch.setattr(computer, "_of_the_system", lambda: "the second one")

    async def evening(cashier: Cashier) -> None:
        await cashier.sees(lambda: cashier.shows("arrival_pin"))
        assert (
            cashier.reads("arrival") == "Esta caixa esteve aberta pela última vez noutro computador"
        )
        cashier.type("1111")
        cashier.click(f"arrival_{answer}")
        await cashier.sees(lambda: cashier.shows("arrival_pin") and cashier.may_do("arrival_moved"))
        cashier.type("4321")
        cashier.press(Qt.Key.Key_Return)  # neither answer is the usual one
        assert cashier.shows("arrival")
        cashier.click(f"arrival_{answer}")
        await cashier.sees(cashier.may_charge)
        await cashier.charge("vpos", "700")
        await cashier.sees_verdict("Pago")

    async def next_day(cashier: Cashier) -> None:
        await cashier.sees(cashier.may_charge)

    play(shop, evening)
    play(shop, next_day)
    db = read_journal(shop.journal)
    sales = Reader(db).last_sales(9)
    db.close()
    assert [sale.number for sale in sales] == numbers
    assert {sale.state for sale in sales} == {State.PAID}
