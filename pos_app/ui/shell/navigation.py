"""The window once the till is up: sales are heard, screens are made when they are asked for."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from pos_app.domain.errors import NotAllowed
from pos_app.ports.shop import Theme
from pos_app.till.phone_numbers import read_phone
from pos_app.ui.actions.action_dialog import Hands
from pos_app.ui.actions.approval import Permission
from pos_app.ui.actions.controller import Doing
from pos_app.ui.actions.recovery_codes import ShowsCodes
from pos_app.ui.header.provider_lights import HealthLights
from pos_app.ui.lock.lock import Lock
from pos_app.ui.onscreen_keys.keyboard_controller import TouchedFields
from pos_app.ui.qt.coroutines import Tasks
from pos_app.ui.sell.charge_controller import Charging
from pos_app.ui.sell.checkout_popup import Checkouts
from pos_app.ui.sell.sales.panel import Side
from pos_app.ui.sell.sound_notifier import Bell
from pos_app.ui.settings.ready_methods import ready_methods

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QStackedWidget

    from pos_app.domain.errors import PeopleLost
    from pos_app.domain.method import Method
    from pos_app.domain.sale import Sale
    from pos_app.ports.settings_service import AccountForm, Setting
    from pos_app.ports.shop import Shop
    from pos_app.ui.attention.doubts_page import DoubtsPage
    from pos_app.ui.customer.display import CustomerDisplay
    from pos_app.ui.header.header import Header
    from pos_app.ui.journal.page import JournalPage
    from pos_app.ui.sell.page import SellPage
    from pos_app.ui.services import Desk, KnowsWhoIsThere
    from pos_app.ui.settings.page import SettingsPage
    from pos_app.ui.setup.wizard import FirstRun
    from pos_app.ui.theme.theme import Look

# Settings that the open window follows at once, by the names that they have in the file.
_LIVE = frozenset(
    {
        "name",
        "till",
        "language",
        "theme",
        "keypad",
        "sounds",
        "recent_customers",
        "lock_after",
        "slip_note",
        "customer_screen",
    }
)


class Opened(QObject):
    """Leads between the screens."""

    look_changed = Signal(str, str)  # language, theme
    page_shown = Signal(str)
    mode_asked = Signal(bool)  # whether training

    def __init__(
        self,
        shop: Shop,
        look: Look,
        desk: Desk,
        header: Header,
        sell: SellPage,
        pages: QStackedWidget,
    ) -> None:
        super().__init__(sell)
        self.shop = shop
        self._look = look
        self._desk = desk = self._showing_codes(desk)
        self._header = header
        self._sell = sell
        self._pages = pages
        self._tasks = Tasks()
        self._journal: JournalPage | None = None
        self._settings: SettingsPage | None = None
        self._doubts: DoubtsPage | None = None
        self._customer: CustomerDisplay | None = None
        self._printed: set[str] = set()  # sales whose next slip is a copy
        self._pins = desk.people is not None
        self._side = Side(shop, look, desk.till, self._tasks, pins=self._pins)
        self._doing = Doing(shop, look, desk, self._tasks, sell.window())
        self._hands = hands = Hands(
            desk.till, desk.people, self._tasks, shop.training, sell.window()
        )
        self._permission = Permission(desk.office, hands)
        self._checkouts = Checkouts(self._is_shown, self._doing.show_checkout)
        self._health = HealthLights(shop.methods, desk.till, header.lights, sell.form.tiles)
        self._charging = Charging(sell.form, desk.till, self._tasks)
        sell.fill_side(self._side)
        self._charging.charged.connect(self._show_charged)
        self._charging.pointed_at.connect(self._point_at)
        sell.form.passed.connect(self._side.acknowledge)
        self._side.acknowledged.connect(self._forget_customer)
        self._side.slip_asked.connect(self._open_slip)
        self._side.deed_asked.connect(self._doing.begin)
        self._side.doubt_asked.connect(self.show_doubts)
        self._doing.acted.connect(self._show_charged)
        self._load_number_plan()
        if page := desk.customer_page:
            self._offer_customer_page(page)
        sell.form.phone.read = read_phone
        sell.form.closes_first = self._doing.close_checkout
        sell.form.open()
        self._offer_recent()
        self._side.start()
        desk.till.listen(self._checkouts.hear)
        self.use_customer_screen(shop.customer_screen)
        if desk.sounds:
            desk.till.listen(Bell(desk.sounds, lambda: self.shop.sounds).hear)
        self._health.show()
        self._first: FirstRun | None = None
        if shop.is_new:
            self._show_first_run()
        self._touched = TouchedFields(sell.window(), lambda: self.shop.keypad, self)
        self._lock = self._make_lock(desk.presence)
        if not shop.training:
            self._tasks.start(self._open_keys(), or_else=lambda _: None)

    def _load_number_plan(self) -> None:
        """It is heavy: loaded as soon as nothing else waits. Not in a thread: the garbage collector
        could then run there, and take apart what belongs to this one."""
        QTimer.singleShot(0, self, lambda: import_module("phonenumbers"))

    def close(self) -> None:
        self._side.stop()
        self._touched.put_away()
        self._doing.close_checkout()
        if self._customer is not None:
            self._customer.close()
        self._tasks.close()

    def retranslate(self) -> None:
        if self._lock is not None:
            self._lock.page.retranslate()
        self._health.show()
        self._charging.retranslate()
        self._touched.retranslate()
        for page in (self._journal, self._settings, self._doubts, self._first):
            if page is not None:
                page.retranslate()
        if self._customer is not None:
            self._customer.retranslate()

    def use_customer_screen(self, where: str) -> None:
        """Shows the customer what concerns them there, as `Shop.customer_screen` has it."""
        if self._customer is not None and not where:
            self._customer.hide()
        elif where:
            self._customer_display().show_on(where)

    # --- a new till -------------------------------------------------------------------------------

    def _show_first_run(self) -> None:
        from pos_app.ui.setup.wizard import FirstRun  # noqa: PLC0415 - once in a till's life

        self._first = first = FirstRun(
            self.shop, self._look, self._desk, self._permission, self._tasks
        )
        first.spoken.connect(lambda language: self.look_changed.emit(language, self.shop.theme))
        first.training_asked.connect(lambda: self.mode_asked.emit(True))
        first.finished.connect(lambda: self.mode_asked.emit(False))
        self._pages.addWidget(first)
        self._pages.setCurrentWidget(first)
        self._header.show_ways(wanted=False)
        first.begin()

    def lock(self) -> None:
        """For the next one at the till, where there is anybody to tell apart."""
        if self._lock is not None:
            self._lock.lock()

    def _make_lock(self, presence: KnowsWhoIsThere | None) -> Lock | None:
        if presence is None:
            self._sell.form.admit()
            return None
        lock = Lock(self._header, self._pages, self._look, presence, self._tasks, self.shop)
        for unknown in (lock.asks, lock.shut):
            unknown.connect(self._sell.form.keep_out)
        lock.opened.connect(lambda: self.go_to("sell"))
        for known in (lock.opened, lock.left_open):
            known.connect(self._sell.form.admit)
        lock.lost.connect(self._ask_to_recover)
        lock.shut.connect(self._sell.form.ahead.forget)  # it would be asked for by the next one
        lock.lock()
        return lock

    # --- the people of the shop -------------------------------------------------------------------

    def _showing_codes(self, desk: Desk) -> Desk:
        if desk.people is None:
            return desk
        showing = ShowsCodes(desk.people, self)
        showing.code_made.connect(self._show_code)
        return replace(desk, people=showing)

    def _show_code(self, code: str) -> None:
        """Beside whatever dialog it was made in, which goes on."""
        from pos_app.ui.actions.recovery_code_dialog import CodeDialog  # noqa: PLC0415 - seldom

        window = self._sell.window()
        CodeDialog(code, self._look, self._desk.paper, self._tasks, window).show()

    def _ask_to_recover(self, lost: PeopleLost | None) -> None:
        """Nobody's PIN is good, or the manager's is forgotten."""
        from pos_app.ui.actions.recover_pins_dialog import RecoverDialog  # noqa: PLC0415 - seldom

        dialog = RecoverDialog(lost, self._hands)
        dialog.acted.connect(lambda _: self._is_recovered())
        self._doing.show(dialog)

    def _is_recovered(self) -> None:
        if self._lock is not None:
            self._lock.meet()
        if self._settings is not None:
            self._settings.read_people()

    # --- where to ---------------------------------------------------------------------------------

    def go_to(self, name: str) -> None:
        if self._lock is not None and self._lock.is_locked:
            return
        if self._first is not None:
            self._header.show_ways(wanted=False)
            self._pages.setCurrentWidget(self._first)
            return
        pages = {
            "sell": self._sell_page,
            "journal": self._journal_page,
            "doubts": self._doubts_page,
        }
        page = pages.get(name, self._settings_page)()
        self._pages.setCurrentWidget(page)
        self.page_shown.emit(name)
        if page is self._sell:
            self._sell.form.amount.edit.setFocus()

    def show_doubts(self, sale_id: str) -> None:
        """What to do about an unknown outcome; about this one, if it is one."""
        self._doubts_page().lead_to(sale_id)
        self.go_to("doubts")

    def settings_of(self, method: Method) -> None:
        """The account that a method is missing."""
        self.go_to("settings")
        self._settings_page().lead_to(method)

    def _sell_page(self) -> SellPage:
        return self._sell

    def _journal_page(self) -> JournalPage:
        if self._journal is None:
            from pos_app.ui.journal.page import JournalPage  # noqa: PLC0415 - on first use

            self._journal = JournalPage(
                self.shop,
                self._look,
                self._desk.till,
                self._tasks,
                self._desk.copies,
                pins=self._pins,
            )
            self._journal.close_asked.connect(self._doing.close_day)
            self._doing.failed.connect(self._journal.tell)
            self._journal.slip_asked.connect(self._open_slip)
            self._journal.deed_asked.connect(self._doing.begin)
            self._journal.pay_out_asked.connect(self._pay_out)
            self._journal.doubts.clicked.connect(lambda: self.show_doubts(""))
            self._journal.strays.take_asked.connect(self._doing.take)
            self._doing.taken.connect(self._journal.strays.read)
            self._journal.use_methods(self._sell.form.tiles.ready_methods)
            self._pages.addWidget(self._journal)
        return self._journal

    def _doubts_page(self) -> DoubtsPage:
        if self._doubts is None:
            from pos_app.ui.attention.doubts_page import DoubtsPage  # noqa: PLC0415 - on first use

            self._doubts = DoubtsPage(
                self.shop, self._look, self._desk.till, self._tasks, pins=self._pins
            )
            self._doubts.deed_asked.connect(self._doing.begin)
            self._doubts.left.connect(lambda: self.go_to("sell"))
            self._pages.addWidget(self._doubts)
        return self._doubts

    def _customer_display(self) -> CustomerDisplay:
        if self._customer is None:
            from pos_app.ui.customer.display import CustomerDisplay  # noqa: PLC0415 - on first use

            self._customer = CustomerDisplay(
                self.shop, self._look, self._desk.till, self._sell, self._side
            )
            self._charging.charged.connect(self._customer.charged)
        return self._customer

    def _settings_page(self) -> SettingsPage:
        if self._settings is None:
            from pos_app.ui.settings.page import SettingsPage  # noqa: PLC0415 - on first use

            self._settings = SettingsPage(
                self.shop,
                self._look,
                self._desk,
                self._permission,
                self._tasks,
            )
            self._settings.shop_saved.connect(self._be)
            self._settings.accounts_changed.connect(self._use_accounts)
            if self._lock is not None:
                self._settings.people_changed.connect(self._lock.meet)
            self._settings.recovery_asked.connect(self._ask_to_recover)
            self._settings.mode_asked.connect(self.mode_asked)
            self._pages.addWidget(self._settings)
        return self._settings

    # --- what is heard ----------------------------------------------------------------------------

    def _show_charged(self, sale: Sale) -> None:
        """What was begun here, or what somebody has just settled."""
        self._side.hear(sale)
        self._side.select(sale.id)
        self._checkouts.expect(self._side.model.sale(sale.id) or sale)

    def _point_at(self, sale: Sale) -> None:
        """A sale that is there already, however long ago it was begun."""
        self._side.hear(sale)
        self._side.select(sale.id)

    def _forget_customer(self) -> None:
        if self._customer is not None:
            self._customer.acknowledge()

    def _is_shown(self, sale_id: str) -> bool:
        shown = self._side.verdict.sale
        sells = self._pages.currentWidget() is self._sell
        return sells and shown is not None and shown.id == sale_id

    def _pay_out(self) -> None:
        methods = [method for method in self._sell.form.tiles.ready_methods if method.can_pay_out]
        if methods:
            self._doing.pay_out(methods)

    async def _open_keys(self) -> None:
        """Keys that only a passphrase opens are of no use until somebody gives it."""
        if await self._desk.office.keys_are_locked():
            await self._permission.unlock_keys(chosen=True)

    def _offer_customer_page(self, page: str) -> None:
        self._header.play_customer.clicked.connect(lambda: self._show_customer_page(page))
        self._header.play_customer.show()

    def _show_customer_page(self, page: str) -> None:
        if not QDesktopServices.openUrl(QUrl(page)):
            self._header.play_customer.say(page)  # no browser here: the address to type elsewhere

    def _open_slip(self, sale: Sale) -> None:
        from pos_app.ui.printing.slip_dialog import SlipDialog  # noqa: PLC0415 - on first use

        window = self._sell.window()
        try:
            dialog = SlipDialog(
                sale, self.shop, self._look, self._desk.paper, self._tasks, self._printed, window
            )
        except NotAllowed:
            return  # it was paid or ran out while the button was still there
        self._doing.show(dialog)

    def _be(self, changes: Mapping[str, Setting]) -> None:
        """The shop as somebody has just set it: what is not of the window waits for the next
        start."""
        of_the_window = {name: changes[name] for name in _LIVE & changes.keys()}
        if "theme" in of_the_window:
            of_the_window["theme"] = Theme(str(of_the_window["theme"]))
        self.shop = shop = replace(self.shop, **of_the_window)  # type: ignore[arg-type]  # by name
        self._header.rename(shop.name, shop.till)
        self._sell.show_keypad(wanted=shop.keypad)
        if not shop.keypad:
            self._touched.put_away()
        self._offer_recent()
        if self._lock is not None:
            self._lock.allow(shop.lock_after)
        self.use_customer_screen(shop.customer_screen)
        if self._customer is not None:
            self._customer.rename(shop.name)
        self.look_changed.emit(shop.language, shop.theme.value)

    def _offer_recent(self) -> None:
        wanted = self.shop.recent_customers
        self._sell.form.offer_recent(self._side.model.newest_first if wanted else None)

    def _use_accounts(self, accounts: Sequence[AccountForm]) -> None:
        if not self.shop.training:  # in training every way to pay can be tried
            self._sell.form.tiles.set_ready(ready_methods(self.shop.methods, accounts))
        if self._journal is not None:
            self._journal.use_methods(self._sell.form.tiles.ready_methods)
        self._health.show()
