"""The pictures of README and manual: the real window, worked by key presses against the sandbox.

    python tests/screenshots.py [FOLDER]      writes packaging/screenshots/*.png, or into FOLDER

Runs on any Qt platform; `xvfb-run make screenshots` with QT_QPA_PLATFORM=xcb takes them on X11.
"""

import asyncio
import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

import httpx
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QTableView, QWidget
from support import VOUCHER, World, environment_of, settings_of
from window import KEYS, Cashier, play

from pos_app.app.sandbox_process import Sandbox
from pos_app.installation import settings
from pos_app.installation.profile import Profile
from pos_app.ports.shop import Theme
from pos_app.ui.customer.window import CustomerWindow
from pos_app.ui.settings.sheet import CardSheet

ROOT = Path(__file__).resolve().parents[1]
HERE = ROOT / "packaging" / "screenshots"
FOLDER = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
GUIDES = sorted((ROOT / "packaging" / "guides").glob("*.md"))
SHOWN = "".join(
    document.read_text(encoding="utf-8")
    for document in (ROOT / "README.md", ROOT / "packaging" / "MANUAL.md", *GUIDES)
)
USUAL, SMALL = QSize(1366, 768), QSize(1024, 600)
LARGE = QSize(960, 540)  # a Full HD screen at 200 %, for which this is run once more
IS_LARGE = os.environ.get("QT_SCALE_FACTOR") == "2"
LANGUAGES = ("pt", "en")
SPEED = 40
SETTLED = 0.3  # seconds until what has just been asked for is on the screen


class Studio:
    """One shop, one look, and pictures of it."""

    def __init__(self, world: World, look: str, language: str, size: QSize) -> None:
        self._world = world
        self._look = look
        self._language = language
        self._size = size

    def run(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            profile = Profile(Path(folder))
            profile.settings.write_text(settings_of(self._world.accounts.values()))
            settings.save(
                profile.settings,
                {
                    ("shop", "name"): "Mercearia Boa Vista",
                    ("shop", "language"): self._language,
                    ("shop", "theme"): self._look,
                },
            )
            self._world.reset()
            play(profile, self._day)

    def open_first(self) -> None:
        """A till that is new."""
        with tempfile.TemporaryDirectory() as folder:
            profile = Profile(Path(folder))
            settings.save(
                profile.settings,
                {("shop", "language"): self._language, ("shop", "theme"): self._look},
            )
            play(profile, self._first, is_new=True)

    async def _first(self, cashier: Cashier) -> None:
        cashier.window.resize(self._size)
        await cashier.sees(lambda: cashier.shows("first_AO"))
        await self._keep(cashier, "first-country")
        _press(cashier, "first_AO")
        await cashier.sees(lambda: cashier.shows("shop_name_edit"))
        await self._keep(cashier, "first-shop")
        for name, landmark in (
            ("providers", "account_vpos_base_url"),
            ("printer", "printer_search"),
            ("people", "people_name"),
            ("done", "first_ways"),
        ):
            _press(cashier, "first_next")
            await cashier.sees(partial(cashier.shows, landmark))
            await self._keep(cashier, f"first-{name}")

    async def _day(self, cashier: Cashier) -> None:
        cashier.window.resize(self._size)
        paid, no = ("Pago", "Não pago") if self._language == "pt" else ("Paid", "Not paid")
        await cashier.sees(cashier.may_charge)
        await self._keep(cashier, "first-sale")
        cashier.press(Qt.Key.Key_F1)
        await self._keep(cashier, "help")
        cashier.press(Qt.Key.Key_F1)
        await cashier.charge("vpos", "2100", "900003000")
        await cashier.sees_verdict(no)
        await self._keep(cashier, "not-paid")
        # It never arrives, and no list of the provider's shows it: nobody can know.
        self._world.fault("drop_before", "clicpay", method="POST")
        await cashier.charge("clicpay.mpesa", "900")
        await cashier.sees(lambda: _find(cashier, "doubt_strip").isVisible())
        await self._keep(cashier, "unknown")
        await self._doubt(cashier)
        await self._validity(cashier)
        await cashier.sees(lambda: _find(cashier, "slip").isVisible())
        await self._keep(cashier, "reference")
        await self._slip(cashier)
        await self._voucher(cashier)
        await self._card(cashier)
        await self._hold(cashier)
        await self._give_back(cashier)
        self._world.fault("status", "clicpay", method="GET", status=503, times=0)
        await cashier.charge("clicpay.emola", "4200")
        await cashier.sees(lambda: "e-Mola" in cashier.reads("verdict_sale"))
        await cashier.charge("vpos", "12750")
        await cashier.sees_verdict(paid)
        cashier.press(KEYS["vpos"])
        cashier.type("1500")
        _find(cashier, "phone").setFocus()
        cashier.type("923123456")
        await self._keep(cashier, "sell")
        self._pay_nobody()
        await self._page(cashier, "journal", "journal_table")
        await self._extend(cashier)
        await self._strays(cashier)
        await self._page(cashier, "settings", "account_vpos_base_url")
        for sheet in ("counter", "people", "printer", "providers"):
            _press(cashier, f"settings_{sheet}")
            await self._keep(cashier, f"settings-{sheet}")
        await self._account(cashier)
        await self._customer(cashier)
        await self._lock(cashier)

    async def _doubt(self, cashier: Cashier) -> None:
        """What to do about it, and the same once more by the next one at the till."""
        _press(cashier, "what_to_do")
        await cashier.sees(lambda: cashier.shows("doubt_state"))
        await self._keep(cashier, "doubts")
        _press(cashier, "doubts_back")
        await cashier.charge("clicpay.mpesa", "900")
        await cashier.sees(lambda: cashier.shows("second_charge"))
        await self._keep(cashier, "second-charge")
        _press(cashier, "second_see")

    async def _validity(self, cashier: Cashier) -> None:
        cashier.press(KEYS["proxypay"])
        cashier.type("38000")
        _press(cashier, "validity")
        await self._keep(cashier, "validity")
        cashier.press(Qt.Key.Key_Return)

    def _pay_nobody(self) -> None:
        """A payment of a reference that this till has not made."""
        account = self._world.accounts["proxypay"]
        headers = {"Authorization": f"Token {account.secret}"}
        url, body = f"{account.base_url}/references/4417", {"amount": "25000.00"}
        assert self._world.control.put(url, headers=headers, json=body).is_success
        self._world.pay("4417")

    async def _strays(self, cashier: Cashier) -> None:
        while not cashier.shows("stray_strip"):
            for tab in ("sell", "journal"):  # the strip reads when the page is shown
                _press(cashier, f"tab_{tab}")
            await asyncio.sleep(SETTLED)
        await self._keep(cashier, "stray-strip")
        _press(cashier, "stray_strip")
        await cashier.sees(lambda: cashier.shows("strays_dialog"))
        table = _find(cashier, "strays_table")
        assert isinstance(table, QTableView)
        table.selectRow(0)
        await self._save(_find(cashier, "strays_dialog"), "strays")
        _press(cashier, "strays_take")
        await cashier.sees(lambda: cashier.shows("take_dialog"))
        cashier.fill("take_why", "Renda de Novembro")
        await self._save(_find(cashier, "take_dialog"), "take")
        _press(cashier, "take_back")

    async def _extend(self, cashier: Cashier) -> None:
        table = _find(cashier, "journal_table")
        assert isinstance(table, QTableView)
        rows = [table.model().index(row, 1) for row in range(table.model().rowCount())]
        names = [table.model().index(index.row(), 4).data() for index in rows]
        place = next(row for row, name in enumerate(names) if "545" in str(name))
        table.selectRow(place)
        await self._keep(cashier, "journal-reference")
        _press(cashier, "journal_extend")
        await cashier.sees(lambda: cashier.shows("extend_dialog"))
        _press(cashier, "extend_7")
        await self._save(_find(cashier, "extend_dialog"), "extend")
        _press(cashier, "extend_do")
        await cashier.sees(lambda: not cashier.shows("extend_dialog"))

    async def _voucher(self, cashier: Cashier) -> None:
        cashier.press(KEYS["wipay"])
        cashier.type("100.50")
        cashier.press(Qt.Key.Key_Return)
        cashier.type(VOUCHER.upper())
        await self._keep(cashier, "voucher")
        cashier.press(Qt.Key.Key_Return)
        await cashier.sees(lambda: "WiPay" in cashier.reads("verdict_sale"))
        await self._keep(cashier, "voucher-paid")

    async def _card(self, cashier: Cashier) -> None:
        await cashier.charge("clicpay.card", "2500")
        await cashier.sees(lambda: cashier.shows("card_dialog"))
        await self._save(_find(cashier, "card_dialog"), "card")
        _press(cashier, "card_close")

    async def _hold(self, cashier: Cashier) -> None:
        cashier.press(KEYS["vpos"])
        _press(cashier, "hold")
        await cashier.charge("vpos", "4200")
        await cashier.sees(lambda: cashier.shows("deed_capture"))
        await self._keep(cashier, "held")

    async def _give_back(self, cashier: Cashier) -> None:
        """With the first PIN of this shop."""
        await cashier.charge("clicpay.mpesa", "1500")
        await cashier.sees(lambda: cashier.shows("deed_refund"))
        _press(cashier, "deed_refund")
        await cashier.sees(lambda: cashier.shows("refund_first_give"))
        for field in ("refund_first_pin", "refund_first_again"):
            cashier.fill(field, "4913")
        _press(cashier, "refund_first_give")
        await cashier.sees(lambda: cashier.shows("refund_pin"))
        await self._save(_find(cashier, "refund_dialog"), "refund")
        _press(cashier, "refund_do")
        back = "Devolvido" if self._language == "pt" else "Refunded"
        await cashier.sees_verdict(back)
        await self._keep(cashier, "given-back")
        _press(cashier, "verdict_done")
        await cashier.sees(lambda: not cashier.shows("verdict_done"))
        # A screen without a desktop gives nobody the keys that a closed dialog had.
        cashier.window.activateWindow()
        await cashier.sees(cashier.window.isActiveWindow)

    async def _page(self, cashier: Cashier, name: str, landmark: str) -> None:
        _press(cashier, f"tab_{name}")
        await cashier.sees(lambda: cashier.window.findChild(QWidget, landmark) is not None)
        await self._keep(cashier, name)

    async def _account(self, cashier: Cashier) -> None:
        """The longest of the accounts, after its test."""
        self._world.heal()
        _press(cashier, "account_clicpay_save")
        page = _sheet_of(cashier, "account_clicpay_message")
        page.ensureWidgetVisible(_find(cashier, "account_clicpay_message"))
        await cashier.sees(lambda: "treino" in cashier.reads("account_clicpay_message"))
        _press(cashier, "account_clicpay_wallets")
        await cashier.sees(lambda: cashier.shows("account_clicpay_listed"))
        page.ensureWidgetVisible(_find(cashier, "account_clicpay_listed"))
        await self._keep(cashier, "account")

    async def _customer(self, cashier: Cashier) -> None:
        """What the customer sees, while the cashier serves."""
        _press(cashier, "tab_settings")
        _press(cashier, "settings_counter")
        picker = _find(cashier, "customer_screen")
        assert isinstance(picker, QComboBox)
        picker.setCurrentIndex(picker.findData("window"))
        picker.activated.emit(picker.currentIndex())
        _press(cashier, "counter_save")
        await cashier.sees(lambda: _customer_window() is not None)
        window = _customer_window()
        assert window is not None
        window.resize(self._size)
        _press(cashier, "tab_sell")
        _press(cashier, "clear")
        await self._save(window, "customer-blank")
        cashier.press(KEYS["vpos"])
        cashier.type("1500")
        cashier.press(Qt.Key.Key_Return)
        cashier.type("900000000")
        await self._save(window, "customer-number")
        cashier.press(Qt.Key.Key_Return)
        await self._save(window, "customer-phone")
        await cashier.sees_verdict("Pago" if self._language == "pt" else "Paid")
        await self._save(window, "customer-thanks")

    async def _lock(self, cashier: Cashier) -> None:
        """The first cashier comes, and the till asks who is there."""
        _press(cashier, "tab_settings")
        _press(cashier, "settings_people")
        await cashier.sees(lambda: cashier.may_do("people_keep_cashier"))
        for field, text in (("name", "Bia Fernandes"), ("pin", "7305"), ("again", "7305")):
            cashier.fill(f"people_{field}", text)
        _press(cashier, "people_keep_cashier")
        await cashier.sees(lambda: cashier.shows("approval_pin"))
        cashier.fill("approval_pin", "4913")
        await self._save(_find(cashier, "approval_dialog"), "approval")
        _press(cashier, "approval_do")
        await cashier.sees(lambda: cashier.shows("lock_pin"))
        await self._keep(cashier, "lock")
        cashier.press(Qt.Key.Key_B)
        cashier.type("7305")
        cashier.press(Qt.Key.Key_Return)
        await cashier.sees(lambda: cashier.shows("who"))
        await self._keep(cashier, "signed-in")

    async def _slip(self, cashier: Cashier) -> None:
        _press(cashier, "slip")
        await cashier.sees(lambda: _named("print_dialog") is not None)
        dialog = _named("print_dialog")
        assert dialog is not None
        await self._save(dialog, "slip")
        dialog.close()

    async def _keep(self, cashier: Cashier, name: str) -> None:
        await self._save(cashier.window, name)

    async def _save(self, widget: QWidget, name: str) -> None:
        # Never processEvents() here: inside a coroutine it costs other tasks their wake-up.
        await asyncio.sleep(SETTLED)
        parts = [name, self._look, self._language, _name(self._size)]
        picture = f"{'-'.join(parts)}.png"
        if FOLDER != HERE or picture in SHOWN:  # a folder of one's own gets them all
            widget.grab().save(str(FOLDER / picture))


def _customer_window() -> QWidget | None:
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, CustomerWindow)), None)


def _find(cashier: Cashier, name: str) -> QWidget:
    found = cashier.window.findChild(QWidget, name)
    assert found is not None, name
    return found


def _sheet_of(cashier: Cashier, name: str) -> CardSheet:
    widget = _find(cashier, name)
    return next(one for one in cashier.window.findChildren(CardSheet) if one.isAncestorOf(widget))


def _press(cashier: Cashier, name: str) -> None:
    button = _find(cashier, name)
    assert isinstance(button, QAbstractButton)
    button.click()


def _named(name: str) -> QWidget | None:
    return next((w for w in QApplication.topLevelWidgets() if w.objectName() == name), None)


def _wanted() -> list[tuple[Theme, str, QSize]]:
    """Every look, where a folder of one's own gets them all; else those that a document shows."""
    sizes = (LARGE,) if IS_LARGE else (USUAL, SMALL)
    looks = [(theme, language, size) for theme in Theme for language in LANGUAGES for size in sizes]
    if FOLDER != HERE:
        return looks
    return [look for look in looks if f"-{look[0]}-{look[1]}-{_name(look[2])}.png" in SHOWN]


def _name(size: QSize) -> str:
    """A screen's width; of the one that is scaled, by how much."""
    return "200" if size == LARGE else f"{size.width()}"


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    sandbox = Sandbox.start(speed=SPEED)
    with httpx.Client(base_url=sandbox.control_url, verify=False, trust_env=False) as control:
        world = World(dict(sandbox.accounts), control)
        os.environ.update(environment_of(world.accounts))
        for look, language, size in _wanted():
            studio = Studio(world, look.value, language, size)
            studio.open_first()
            studio.run()
    sandbox.stop()
    if not IS_LARGE:
        twice = {**os.environ, "QT_SCALE_FACTOR": "2"}
        subprocess.run([sys.executable, __file__, str(FOLDER)], env=twice, check=True)


if __name__ == "__main__":
    main()
