"""Customer display controller: chooses the one sale that the customer sees, and for how long."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from pos_app.domain.events import Purpose
from pos_app.domain.rules.receipts import offers_receipt
from pos_app.printing.documents.shop_documents import ShopDocuments
from pos_app.ui.customer.view import BLANK, CustomerView, is_over, view_of_draft, view_of_sale
from pos_app.ui.customer.window import CustomerWindow
from pos_app.ui.format import times
from pos_app.ui.qt import customer_screen
from pos_app.ui.qt.customer_screen import (
    WINDOW,
    Standing,
    covers,
    free_spot,
    named_screen,
    standing_of,
)
from pos_app.ui.theme.status_style import StatusStyle

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtGui import QScreen
    from PySide6.QtWidgets import QWidget

    from pos_app.domain.sale import Sale
    from pos_app.ports.shop import Shop
    from pos_app.ui.sell.page import SellPage
    from pos_app.ui.sell.sales.panel import SalesPanel
    from pos_app.ui.services import TillService
    from pos_app.ui.theme.theme import CurrentTheme

_THANKS = 20_000  # milliseconds for which the outcome stays on the screen


class CustomerDisplay(QObject):
    """Controller that follows the form and the till, and chooses the customer view.

    The draft in the form comes first, then an open sale that the cashier has chosen from the list,
    then the last sale charged here. A finished sale leaves the screen when the next one is typed,
    when the cashier acknowledges it, after its time, or when another one takes its place. The
    screen is blank while nobody is signed in.
    """

    turned = Signal(object)  # CustomerView

    def __init__(
        self,
        shop: Shop,
        look: CurrentTheme,
        till: TillService,
        sell: SellPage,
        side: SalesPanel,
        now: Callable[[], datetime] = times.now,
    ) -> None:
        super().__init__(sell)
        self._shop = shop
        self._documents = ShopDocuments(lambda: self._shop)
        self._methods = {method.id: method for method in shop.methods}
        self._form = sell.form
        self._counter: QWidget = sell.window()
        self._side = side
        self._now = now
        self._own: Sale | None = None  # charged here last
        self._their_number = False  # the customer of that sale is still at the counter
        self._chosen: Sale | None = None  # by the cashier, from the list
        self._where = ""
        self._is_homeless = False  # a movable window has no place yet, or has lost it
        self.face = BLANK
        self.window = CustomerWindow(look, shop.name, training=shop.training)
        # Several changes in one go are handled once.
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._decide)
        self.blanking = QTimer(self, interval=_THANKS, singleShot=True)
        self.blanking.timeout.connect(self.acknowledge)
        self._passing = ""  # the id of the sale whose end is shown
        self._form.changed.connect(self._soon.start)
        self._form.attended.connect(self._attend)
        side.list.picked.connect(self._choose)
        till.listen(self._hear)
        # When a screen goes, Qt first signals that and then moves the windows of that screen.
        self._again = QTimer(self, interval=0, singleShot=True)
        self._again.timeout.connect(self._place)
        self._follow_screens()
        self._soon.start()

    # --- the screen -------------------------------------------------------------------------------

    def show_on(self, where: str) -> None:
        """Shows the window full screen on the screen of this name or number.

        It hides while that screen is missing or has the till's window on it. `WINDOW` or an empty
        text means a window that can be moved.
        """
        self._where = where or WINDOW
        self._is_homeless = True
        self._place()

    def hide(self) -> None:
        self._where = ""
        self.window.hide()

    def close(self) -> None:
        """Closes the window for good, with the till."""
        for timer in (self.blanking, self._soon, self._again):
            timer.stop()
        self.hide()
        self.window.deleteLater()

    # --- calls from the window --------------------------------------------------------------------

    def charged(self, sale: Sale) -> None:
        """Makes this sale the one of the customer at the counter."""
        known = self._side.model.sale(sale.id) or sale
        self._own = self._whole_of(known) or known
        self._their_number = True
        self._chosen = None
        self._soon.start()

    def acknowledge(self) -> None:
        """Clears a finished sale, which the cashier has seen. An open one stays."""
        self._forget_what_is_over()
        self._decide()

    def follow(self, shop: Shop) -> None:
        """Takes the shop's settings as of now."""
        self._shop = shop
        self.rename(shop.name)
        self._decide()

    def rename(self, name: str) -> None:
        self.window.rename(name)

    def retranslate(self) -> None:
        """Makes the view again after a change of language."""
        self._decide()

    # --- inside -----------------------------------------------------------------------------------

    def _hear(self, sale: Sale) -> None:
        if self._own is not None and self._own.id == sale.id:
            self._own = self._whole_of(sale) or sale
        if self._chosen is not None and self._chosen.id == sale.id:
            self._chosen = sale
        self._soon.start()

    def _whole_of(self, part: Sale) -> Sale | None:
        """Returns the split sale of a part that is over, which says what is still to pay; but the
        part while it says how much change there is."""
        if part.purpose is not Purpose.PAYMENT or not is_over(part) or part.change is not None:
            return None
        return self._side.model.sale(part.parent or "")

    def _attend(self) -> None:
        """Forgets whose customer is there on a change of person: the next cashier may serve
        another."""
        if not self._form.knows_who:
            self._their_number = False
        self._decide()

    def _choose(self) -> None:
        """Shows the chosen sale only while it is open: a customer sees no other customer's past."""
        sale = self._side.verdict.sale
        if not self._side.loaded:
            return  # not chosen by hand
        own = self._own is not None and sale is not None and sale.id == self._own.id
        self._chosen = None if sale is None or own or is_over(sale) else sale
        self._soon.start()

    def _forget_what_is_over(self) -> None:
        if self._own is not None and is_over(self._own):
            self._own = None
        if self._chosen is not None and is_over(self._chosen):
            self._chosen = None

    def _decide(self) -> None:
        self._soon.stop()
        if not self._form.knows_who:
            self._turn(BLANK, "")
            return
        draft = self._form.draft
        if draft.amount_text:
            self._forget_what_is_over()
            self._their_number = False
            self._turn(view_of_draft(draft), "")
            return
        if self._chosen is not None and self._own is not None and is_over(self._own):
            self._own = None
        sale = self._chosen or self._own
        if sale is None:
            self._turn(BLANK, "")
            return
        whole = sale is self._own and self._their_number
        method = self._methods.get(sale.method)
        face = view_of_sale(sale, method, self._now(), whole_number=whole)
        is_kept = self._shop.customer_receipt and offers_receipt(sale)
        if face.tone is StatusStyle.PAID and is_kept:
            face = replace(face, receipt=self._documents.receipt_facts(sale))
        self._turn(face, sale.id)

    def _turn(self, face: CustomerView, sale_id: str) -> None:
        passing = sale_id if face.passing else ""
        if not passing:
            self.blanking.stop()
        elif passing != self._passing:
            self.blanking.start()
        self._passing = passing
        if face != self.face:
            self.face = face
            self.window.show_face(face)
            self.turned.emit(face)

    # --- screens that come and go -----------------------------------------------------------------

    def _follow_screens(self) -> None:
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenAdded.connect(self._find_screen)
            application.screenRemoved.connect(self._lose_screen)
        for screen in customer_screen.connected():
            screen.geometryChanged.connect(self._again.start)
        if handle := self._counter.windowHandle():
            handle.screenChanged.connect(self._again.start)
            # What these tell is a number, which a timer would take for its interval.
            moved = (handle.xChanged, handle.yChanged, handle.widthChanged, handle.heightChanged)
            for signal in moved:
                signal.connect(lambda _: self._again.start())

    def _place(self) -> None:
        """Places the window, but never over the till's: the cashier could not sell under it."""
        screens, tills = customer_screen.connected(), self._counter.screen()
        own = self._counter.geometry()
        standing = standing_of(self._where, screens, tills, own)
        screen = named_screen(self._where, screens)
        if self._where == WINDOW:
            covered = self.window.is_free and covers(self.window.frameGeometry(), own)
            if self._is_homeless or covered:
                self.window.stand_free(free_spot(self.window.usual_size, screens, tills, own))
            self._is_homeless = False
        elif standing is Standing.THERE and screen is not None:
            self.window.fill(screen)
        elif standing is not Standing.FREE:
            self.window.hide()

    def _find_screen(self, screen: QScreen) -> None:
        self._is_homeless = self.window.isMinimized()  # it had no room beside the till
        screen.geometryChanged.connect(self._again.start)
        self._again.start()

    def _lose_screen(self, screen: QScreen) -> None:
        """Hides the window before Qt moves it to another screen, over the till."""
        if self.window.screen() == screen:
            self._is_homeless = self.window.isVisible()
            self.window.hide()
        self._again.start()
