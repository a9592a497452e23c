"""A printer of the network at the real window: typed, tried on paper, and remembered."""

import pytest
from printers.listener import Listener
from window import Cashier, play

from pos_app.domain.paper.printer import DocumentKind, PrinterConnection
from pos_app.installation import settings
from pos_app.installation.printers import PrinterFile
from pos_app.installation.profile import Profile

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints|raise|grabbing")  # offscreen has none


def test_a_typed_address_becomes_a_printer_whose_test_page_is_on_paper(shop: Profile) -> None:
    settings.save(shop.settings, {("shop", "language"): "en"})
    with Listener() as listener:

        async def set_up(cashier: Cashier) -> None:
            await cashier.sees(cashier.may_charge)
            cashier.click("tab_settings")
            await cashier.sees(lambda: cashier.may_do("settings_printer"))
            cashier.click("settings_printer")
            await cashier.sees(lambda: cashier.shows("printer_type"))
            cashier.click("printer_type")
            cashier.fill("printer_name", "Counter")
            cashier.fill("printer_address", listener.address)
            cashier.click("printer_save")
            await cashier.sees(lambda: cashier.shows("printer_test_Counter"))
            await cashier.sees(lambda: "Ready" in cashier.reads("printer_status"))
            cashier.click("printer_test_Counter")
            await cashier.sees(lambda: "confirmed" in cashier.reads("printer_test_state"))

        play(shop, set_up)
        assert len(listener.printer.pieces) == 1
    kept = PrinterFile(shop.settings).chosen(DocumentKind.RECEIPT)
    assert kept is not None
    assert (kept.name, kept.connection) == ("Counter", PrinterConnection.NETWORK)
