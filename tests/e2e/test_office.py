"""A window that joins its office, and one whose journal is gone and comes back from it."""

import asyncio
from pathlib import Path

import pytest
from office.whole_office import whole_office
from PySide6.QtCore import Qt
from window import Cashier, play

from pos_app.installation.credentials import PASSPHRASE
from pos_app.installation.profile import Profile

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen plugin has none


async def sells(cashier: Cashier, amount: str) -> None:
    await cashier.charge("vpos", amount)
    await cashier.sees_verdict("Pago")


def test_a_till_joins_by_key_presses_and_comes_back_from_the_office(
    office_url: str, shop: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSPHRASE, "three sad tigers")  # this computer has no keyring
    with whole_office(office_url, tmp_path / "office.log") as office:
        code = asyncio.run(office.code())

        async def first(cashier: Cashier) -> None:
            await cashier.sees(cashier.may_charge)
            cashier.click("tab_settings")
            cashier.click("settings_office")
            cashier.fill("office_address", f"pos-app-office:{office.address}#{code}")
            cashier.press(Qt.Key.Key_Return)
            await cashier.sees(lambda: cashier.shows("office_line"))
            cashier.click("tab_sell")
            await sells(cashier, "700")
            await cashier.sees(lambda: office.has_all(shop.journal))

        play(shop, first)
        for file in shop.root.glob("journal.sqlite3*"):
            file.unlink()
        again = asyncio.run(office.code(again=shop.known_till_id()))

        async def second(cashier: Cashier) -> None:
            await cashier.sees(lambda: cashier.may_do("damage_do"))
            assert cashier.holds("damage_office_address") == office.address
            cashier.type("BBBBBBBBBB")
            cashier.press(Qt.Key.Key_Return)
            await cashier.sees(lambda: cashier.may_do("damage_do"))
            cashier.fill("damage_office_code", again)
            cashier.press(Qt.Key.Key_Return)
            await cashier.sees(lambda: cashier.reads("damage") == "O diário foi reposto")
            cashier.press(Qt.Key.Key_Return)
            await cashier.sees(cashier.may_charge)
            await sells(cashier, "800")
            await cashier.sees(
                lambda: cashier.shows("office_line") and office.has_all(shop.journal)
            )

        play(shop, second)
        assert office.ask("SELECT count(*) FROM branch WHERE branch > 0") == [(0,)]
