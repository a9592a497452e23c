"""Customer display controller: chooses the one sale that the customer sees, and for how long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from pos_app.ui.customer.view import BLANK, CustomerView, is_over, view_of_draft, view_of_sale
from pos_app.ui.customer.window import CustomerWindow
from pos_app.ui.format import times
from pos_app.ui.qt import customer_screen
from pos_app.ui.qt.customer_screen import WINDOW, Standing, named_screen, standing_of

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

_THANKS = 20_000  # milliseconds that an end is shown


class CustomerDisplay(QObject):
    """Follows the form and the till, and decides the face.

    What is being typed goes first; then an open sale that a hand has chosen from the list; then the
    sale that was charged here last. A sale that is over is forgotten as soon as the next one is
    typed, it was acknowledged, it had its time on the screen, or another one is in its place. While
    nobody is at the till, or it is not known who is, there is nothing to see.
    """

    turned = Signal(object)  # Face

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
        self._methods = {method.id: method for method in shop.methods}
        self._form = sell.form
        self._counter: QWidget = sell.window()
        self._side = side
        self._now = now
        self._own: Sale | None = None  # charged here last
        self._their_number = False  # whether nobody else can have come to the counter since
        self._chosen: Sale | None = None  # by a hand, from the list
        self._where = ""
        self.face = BLANK
        self.window = CustomerWindow(look, shop.name, training=shop.training)
        # What is typed in one go is looked at once.
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._decide)
        self.blanking = QTimer(self, interval=_THANKS, singleShot=True)
        self.blanking.timeout.connect(self.acknowledge)
        self._passing = ""  # the id of the sale whose end is shown
        self._form.changed.connect(self._soon.start)
        self._form.attended.connect(self._attend)
        side.list.picked.connect(self._choose)
        till.listen(self._hear)
        # Qt moves the windows of a screen that goes after it has told of it.
        self._again = QTimer(self, interval=0, singleShot=True)
        self._again.timeout.connect(self._place)
        self._follow_screens()
        self._soon.start()

    # --- where ------------------------------------------------------------------------------------

    def show_on(self, where: str) -> None:
        """Full on the screen of this name or number, for as long as that is there and the till is
        not on it; for no name, as a window that can be moved."""
        self._where = where or WINDOW
        if self._where == WINDOW:
            self.window.stand_free()
        else:
            self._place()

    def hide(self) -> None:
        self._where = ""
        self.window.hide()

    def close(self) -> None:
        """For good, with the till."""
        for timer in (self.blanking, self._soon, self._again):
            timer.stop()
        self.hide()
        self.window.deleteLater()

    # --- what is told -----------------------------------------------------------------------------

    def charged(self, sale: Sale) -> None:
        """The customer at the counter is this sale's."""
        self._own = self._side.model.sale(sale.id) or sale
        self._their_number = True
        self._chosen = None
        self._soon.start()

    def acknowledge(self) -> None:
        """The cashier has seen how it ended: nothing of it stays. What is open stays."""
        self._forget_what_is_over()
        self._decide()

    def rename(self, name: str) -> None:
        self.window.rename(name)

    def retranslate(self) -> None:
        """The same in the words of another language."""
        self._decide()

    # --- inside -----------------------------------------------------------------------------------

    def _hear(self, sale: Sale) -> None:
        if self._own is not None and self._own.id == sale.id:
            self._own = sale
        if self._chosen is not None and self._chosen.id == sale.id:
            self._chosen = sale
        self._soon.start()

    def _attend(self) -> None:
        """Whoever unlocks the till may have another customer before them."""
        if not self._form.knows_who:
            self._their_number = False
        self._decide()

    def _choose(self) -> None:
        """Only what is open: whoever stands there sees no other customer's past."""
        sale = self._side.verdict.sale
        if not self._side.loaded:
            return  # that is no hand's choice
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
        self._turn(view_of_sale(sale, method, self._now(), whole_number=whole), sale.id)

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

    def _place(self) -> None:
        """Never over the till, wherever that is now: nothing could be sold under it."""
        screens, tills = customer_screen.connected(), self._counter.screen()
        standing = standing_of(self._where, screens, tills)
        screen = named_screen(self._where, screens)
        if standing is Standing.THERE and screen is not None:
            self.window.fill(screen)
        elif standing is not Standing.FREE:
            self.window.hide()

    def _find_screen(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._again.start)
        self._again.start()

    def _lose_screen(self, screen: QScreen) -> None:
        """Qt would move the window to a screen that is left, and over the till."""
        if self.window.isFullScreen() and self.window.screen() == screen:
            self.window.hide()
        self._again.start()
