"""Assembly of the window once the till is up: its parts, and the signals that connect them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl, Signal

from pos_app.domain.people.approval import ManagerOnly
from pos_app.till.phone_numbers import read_phone
from pos_app.ui.actions.action_dialog import DialogContext
from pos_app.ui.actions.approval import Permission
from pos_app.ui.actions.controller import ActionController
from pos_app.ui.actions.recovery.recovery_codes import showing_codes
from pos_app.ui.format.times import wall_of
from pos_app.ui.header.provider_lights import HealthLights
from pos_app.ui.lock.lock import Lock
from pos_app.ui.onscreen_keys.keyboard_controller import OnScreenKeyboardController
from pos_app.ui.printing.paper_controller import PaperController
from pos_app.ui.printing.paper_strip import PaperStrip
from pos_app.ui.qt.coroutines import GuiTasks
from pos_app.ui.qt.network_watch import NetworkWatch
from pos_app.ui.sell.charge_controller import ChargeController
from pos_app.ui.sell.checkout_popup import Checkouts
from pos_app.ui.sell.form.repeat_last import RepeatLast
from pos_app.ui.sell.sales.panel import SalesPanel
from pos_app.ui.sell.sound_notifier import SoundNotifier
from pos_app.ui.shell.live_settings import LiveSettings
from pos_app.ui.shell.navigation import Navigation
from pos_app.ui.shell.sign_in import SignIn

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QStackedWidget, QWidget

    from pos_app.domain.errors import PosError
    from pos_app.domain.method import Method
    from pos_app.domain.people.approval import Approval
    from pos_app.domain.people.roles import Person
    from pos_app.domain.sale import Sale
    from pos_app.ports.office.status import TellsOffice
    from pos_app.ports.shop import Shop
    from pos_app.ui.customer.display import CustomerDisplay
    from pos_app.ui.header.header import Header
    from pos_app.ui.sell.page import SellPage
    from pos_app.ui.sell.sales.sales_model import SalesModel
    from pos_app.ui.services import UiServices
    from pos_app.ui.shell.office_signs import OfficeSigns
    from pos_app.ui.theme.theme import CurrentTheme


_LATER = 2000  # milliseconds: what nobody looks at comes after what they see


class OpenWindow(QObject):
    """Connection of the till, the screens and the dialogs."""

    look_changed = Signal(str, str)  # language, theme
    page_shown = Signal(str)
    mode_asked = Signal(bool)  # True: to training
    move_asked = Signal(object)  # MoveOrder
    news_changed = Signal(int)  # how many sales changed unseen

    def __init__(
        self,
        shop: Shop,
        look: CurrentTheme,
        desk: UiServices,
        header: Header,
        sell: SellPage,
        pages: QStackedWidget,
    ) -> None:
        super().__init__(sell)
        window = sell.window()
        self._look = look
        self._tasks = tasks = GuiTasks()
        self._paper = paper = PaperController(shop, look, desk, tasks, window)
        self._desk = desk = showing_codes(desk, window, paper.show_code)
        self._header = header
        self._sell = sell
        self._network = NetworkWatch(self)
        self._pages = pages
        self._customer: CustomerDisplay | None = None
        self._is_asking = False  # for a manager's PIN, to leave a kiosk
        self._side = SalesPanel(shop, look, desk.till, tasks, pins=desk.people is not None)
        self._doing = ActionController(shop, look, desk, tasks, window)
        hands = DialogContext(desk.till, desk.people, tasks, shop.training, window)
        self._permission = permission = Permission(desk.settings, hands)
        self._checkouts = Checkouts(self._is_shown, self._doing.show_checkout)
        self._health = HealthLights(shop.methods, desk.till, header.lights, sell.form.tiles)
        self._office: OfficeSigns | None = None
        self._charging = ChargeController(sell.form, desk.till, tasks)
        self._repeat = RepeatLast(
            sell.form, shop.methods, self._side.model.newest_first, sell.bring_back,
            self._side.verdict.may_charge_again,
        )  # fmt: skip
        self._touched = OnScreenKeyboardController(window, lambda: self.shop.keypad, self)
        self._sign_in = sign_in = SignIn(self._make_lock(shop), sell.form, hands, self._doing)
        self._live = live = LiveSettings(
            shop, header, sell, self._side, self._health, self._touched, sign_in
        )
        self._navigation = Navigation(
            live, look, desk, tasks, header, sell, pages,
            doing=self._doing, permission=permission, sign_in=sign_in, paper=paper,
        )  # fmt: skip
        sell.fill_side(self._side)
        self._connect()
        self._begin()

    @property
    def shop(self) -> Shop:
        """Returns the shop's settings as of now."""
        return self._live.shop

    @property
    def person(self) -> Person | None:
        """Returns who is signed in; None where nobody has to."""
        return self._desk.presence.person if self._desk.presence else None

    @property
    def sales(self) -> SalesModel:
        return self._side.model

    def close(self) -> None:
        self._side.stop()
        self._touched.put_away()
        self._doing.close_checkout()
        if self._customer is not None:
            self._customer.close()
        self._tasks.close()
        self._paper.close()

    def retranslate(self) -> None:
        self._sign_in.retranslate()
        self._health.show()
        if self._office is not None:
            self._office.retranslate()
        self._charging.retranslate()
        self._touched.retranslate()
        self._navigation.retranslate()
        if self._customer is not None:
            self._customer.retranslate()

    def go_to(self, name: str) -> None:
        self._navigation.go_to(name)

    def ask_manager(self, what: str, then: Callable[[], None]) -> None:
        """Calls `then` once a manager has allowed it; at once where nobody has a PIN."""
        if self._is_asking:
            return
        self._is_asking = True
        self._tasks.start(self._with_approval(what, then), or_else=self._stays)

    async def _with_approval(self, what: str, then: Callable[[], None]) -> None:
        people = self._desk.people

        async def allowed(approval: Approval | None) -> None:
            if people is not None:
                await people.allow(ManagerOnly.LEAVE_KIOSK, approval)

        await self._permission.change(what, allowed, leaves=True)
        self._is_asking = False
        then()

    def _stays(self, _: PosError) -> None:
        """Nobody gave a PIN, or nobody can be asked: the window stays."""
        self._is_asking = False

    def leave(self, then: Callable[[], None]) -> None:
        """Calls `then`, but first asks about what was typed in settings and not saved."""
        self._navigation.leave(then)

    def settings_of(self, method: Method) -> None:
        """Shows the account that a method lacks."""
        self._navigation.show_settings(method)

    def close_checkout(self) -> bool:
        """Closes the QR that lies over the window. Returns whether there was one."""
        return self._doing.close_checkout()

    def paper_strip(self, parent: QWidget) -> PaperStrip:
        """Makes the strip that says when paper needs somebody."""
        strip = PaperStrip(self._paper.news, parent)
        strip.clicked.connect(self._show_print_jobs)
        return strip

    def print_shown(self) -> None:
        """Prints what is shown: the sale of the Sell screen or of the journal, or the reading."""
        if not self._sign_in.is_locked:
            self._navigation.print_shown()

    def lock(self) -> None:
        """Locks the till for the next person, where people sign in."""
        self._sign_in.lock()

    def _make_lock(self, shop: Shop) -> Lock | None:
        presence = self._desk.presence
        if presence is None:
            return None
        return Lock(self._header, self._pages, self._look, presence, self._tasks, shop)

    def _show_office(self, office: TellsOffice) -> None:
        """Shows how the till stands with the office that it belongs to."""
        if self._office is not None:
            return
        from pos_app.ui.shell.office_signs import OfficeSigns  # noqa: PLC0415 - for a till of an office

        self._office = OfficeSigns(office, self._header, self._look, wall_of(self.shop))
        self._office.asked.connect(self._navigation.show_office)

    # --- connections ------------------------------------------------------------------------------

    def _connect(self) -> None:
        self._charging.charged.connect(self._show_charged)
        self._charging.pointed_at.connect(self._point_at)
        self._sell.form.passed.connect(self._side.acknowledge)
        self._sell.form.closes_first = self._close_over_form
        paper = self._paper
        self._side.print_asked.connect(self._print_sale)
        self._side.paper_of = paper.news.latest_of
        paper.news.changed.connect(self._side.hear_paper)
        paper.settings_asked.connect(self._navigation.show_printers)
        paper.failed.connect(self._side.show_error)
        paper.is_locked = lambda: self._sign_in.is_locked
        self._doing.print_asked.connect(paper.show_close)
        self._side.deed_asked.connect(self._doing.begin)
        self._side.doubt_asked.connect(self._navigation.show_doubts)
        self._doing.acted.connect(self._show_charged)
        self._doing.rest_asked.connect(self._charge_rest)
        self._live.changed.connect(self._follow_shop)
        self._network.came_back.connect(self._desk.till.network_is_back)
        for asks in (self._live, self._navigation):
            asks.look_changed.connect(self.look_changed)
        self._navigation.page_shown.connect(self.page_shown)
        self._navigation.mode_asked.connect(self.mode_asked)
        self._navigation.move_asked.connect(self.move_asked)
        self._navigation.office_joined.connect(self._show_office)
        self._side.model.news_changed.connect(self.news_changed)
        self.news_changed.connect(lambda count: self._header.show_news(wanted=count > 0))

    def _begin(self) -> None:
        self._load_number_plan()
        if self._desk.office is not None:
            self._show_office(self._desk.office)
        QTimer.singleShot(_LATER, self, self._network.begin)
        if page := self._desk.customer_page:
            self._offer_customer_page(page)
        self._sell.form.phone.read = read_phone
        self._sell.form.open()
        self._live.offer_recent()
        self._side.model.rowsInserted.connect(self._repeat.look)
        self._side.start()
        self._paper.news.start()
        self._desk.till.listen(self._checkouts.hear)
        self._show_customer(self.shop.customer_screen)
        if self._desk.sounds:
            notifier = SoundNotifier(
                self._desk.sounds,
                lambda: self.shop.sounds,
                is_watched=self._side.is_watched,
            )
            self._desk.till.listen(notifier.hear)
        self._health.show()
        if self.shop.is_new:
            self._navigation.show_first_run()
        self._sign_in.begin()
        if not self.shop.training:
            self._tasks.start(self._open_keys(), or_else=lambda _: None)

    def _load_number_plan(self) -> None:
        """Imports the number plan, which is heavy, once the loop is idle.

        It does so on this thread: on another one the garbage collector could run, and take apart
        objects of this one.
        """
        QTimer.singleShot(0, self, lambda: import_module("phonenumbers"))

    async def _open_keys(self) -> None:
        """Asks for the passphrase, if the keys are in an encrypted file."""
        if await self._desk.settings.keys_are_locked():
            await self._permission.unlock_keys(chosen=True)

    # --- sales ------------------------------------------------------------------------------------

    def _show_print_jobs(self) -> None:
        if not self._sign_in.is_locked:
            self._paper.show_jobs()

    def _print_sale(self, sale: Sale) -> None:
        self._paper.print_sale(sale, self._side.show_error)

    def _show_charged(self, sale: Sale) -> None:
        """Shows a sale that was charged or acted on here, and its QR if it has one."""
        self._side.show_charged(sale)
        self._checkouts.expect(self._side.model.sale(sale.id) or sale)

    def _charge_rest(self, split: Sale) -> None:
        """Leads from wherever it was asked for to the form."""
        self._navigation.go_to("sell")
        self._sell.charge_rest(split)

    def _point_at(self, sale: Sale) -> None:
        """Selects a sale, however old it is."""
        self._side.hear(sale)
        self._side.select(sale.id)

    def _close_over_form(self) -> bool:
        """Closes what an Esc in the form is meant for first. Returns whether there was anything."""
        return self._doing.close_checkout() or self._side.verdict.acts.withdraw()

    def _is_shown(self, sale_id: str) -> bool:
        shown = self._side.verdict.sale
        sells = self._pages.currentWidget() is self._sell
        return sells and shown is not None and shown.id == sale_id

    # --- the customer -----------------------------------------------------------------------------

    def _follow_shop(self, shop: Shop) -> None:
        self._show_customer(shop.customer_screen)
        if self._customer is not None:
            self._customer.follow(shop)

    def _show_customer(self, where: str) -> None:
        """Shows or hides the customer display, as `Shop.customer_screen` says."""
        if self._customer is not None and not where:
            self._customer.hide()
        elif where:
            self._customer_display().show_on(where)

    def _customer_display(self) -> CustomerDisplay:
        if self._customer is None:
            from pos_app.ui.customer.display import CustomerDisplay  # noqa: PLC0415 - on first use

            self._customer = CustomerDisplay(
                self.shop, self._look, self._desk.till, self._sell, self._side
            )
            self._charging.charged.connect(self._customer.charged)
            self._side.acknowledged.connect(self._customer.acknowledge)
        return self._customer

    def _offer_customer_page(self, page: str) -> None:
        self._header.play_customer.clicked.connect(lambda: self._show_customer_page(page))
        self._header.play_customer.show()

    def _show_customer_page(self, page: str) -> None:
        from pos_app.ui.qt.outside import open_outside  # noqa: PLC0415 - in training, on a click

        if not open_outside(QUrl(page)):
            # No browser here: the address, to be typed elsewhere.
            self._header.play_customer.set_text(page)
