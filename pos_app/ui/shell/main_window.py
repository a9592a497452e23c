"""Main window: the frame with header, form and panels; the rest loads once the till is up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from pos_app.ui.header.header import TABS, Header
from pos_app.ui.qt.constants import CONTROL, ESCAPE, F1, F12, ONE, PRINT_KEY
from pos_app.ui.sell.page import SellPage
from pos_app.ui.theme.theme import CurrentTheme
from pos_app.ui.theme.tokens import SMALLEST

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent

    from pos_app.domain.errors import PosError
    from pos_app.domain.method import Method
    from pos_app.ports.backups import MovedProfileService, OfficeRestoreService
    from pos_app.ports.journal import TellsTrouble
    from pos_app.ports.moving.move import MovedTillService, MoveOrder
    from pos_app.ports.people import LeavesKiosk
    from pos_app.ports.shop import Shop
    from pos_app.ui.moving.move_panel import MovePanel
    from pos_app.ui.services import UiServices
    from pos_app.ui.shell.closing_guard import ClosingGuard
    from pos_app.ui.shell.help_panel import HelpPanel
    from pos_app.ui.shell.open_window import OpenWindow
    from pos_app.ui.trouble.incident_notice import IncidentNotice

_USUAL = (1366, 768)


def fitted(room: QSize) -> QSize:
    """Returns the usual size, or as much as the screen allows."""
    return QSize(*_USUAL).boundedTo(room)


class MainWindow(QMainWindow):
    """Window that paints itself and takes keys before the till is up; `open_for_sales` lets it
    charge."""

    close_requested = Signal()
    look_changed = Signal(str, str)  # language, theme: for the application

    def __init__(self, shop: Shop) -> None:
        super().__init__()
        self._shop = shop
        self._look = CurrentTheme(shop.theme.value)
        self._closing = False
        self._asks_nobody = False  # the computer's session ends
        self._is_leaving = False  # it waits for something before it closes
        self.reopens_in_training: bool | None = None  # once it is closed; else it stays closed
        self.kiosk_door: LeavesKiosk | None = None  # while no till is open behind it
        self.moves: MoveOrder | None = None  # once the till is closed
        self._opened: OpenWindow | None = None
        self._guard: ClosingGuard | None = None
        self._notice: IncidentNotice | None = None
        self._help: HelpPanel | None = None
        self._header = Header(shop, self._look)
        self.sell = SellPage(shop, self._look)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.sell)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self._pages, 1)
        self.setCentralWidget(whole)
        self.setMinimumSize(*SMALLEST)
        self.resize(fitted(self.screen().availableSize()))
        self._header.use_size(self.size())  # before the first paint, which styles it once
        self._header.went_to.connect(self.go_to)
        self._header.help.clicked.connect(self._turn_help)
        self.sell.form.settings_asked.connect(self._ask_settings)
        self._retranslate()
        self._header.mark("sell")
        self.sell.form.amount.edit.setFocus()

    @property
    def shop(self) -> Shop:
        """Returns the shop's settings as of now."""
        return self._opened.shop if self._opened else self._shop

    # --- calls from the application ---------------------------------------------------------------

    def open_for_sales(self, desk: UiServices) -> None:
        """Connects the window to the running till, which can now charge what was typed
        meanwhile."""
        from pos_app.ui.qt.pasting import Pasting  # noqa: PLC0415 - as above
        from pos_app.ui.shell.closing_guard import ClosingGuard  # noqa: PLC0415 - as above
        from pos_app.ui.shell.open_window import OpenWindow  # noqa: PLC0415 - not before the first paint

        Pasting(self)
        self._opened = OpenWindow(
            self._shop, self._look, desk, self._header, self.sell, self._pages
        )
        self._guard = ClosingGuard(
            self._shop, self._look, desk.till, self._opened.sales, self._pages
        )
        self._opened.look_changed.connect(self._wear)
        self._opened.mode_asked.connect(self.reopen)
        self._opened.move_asked.connect(self._move)
        self._opened.page_shown.connect(self._header.mark)
        self._opened.news_changed.connect(self._name_window)
        self._header.add_strip(self._opened.paper_strip(self._header))
        if desk.journal:
            self._add_strip("journal", desk.journal, stops_sales=True)
        if desk.keyring and desk.keyring.trouble:
            self._add_strip("keyring", desk.keyring, stops_sales=False)

    def show_trouble(self, problem: PosError) -> None:
        """Shows the start-up error in the form's place."""
        from pos_app.ui.trouble.startup_error_panel import TroublePanel  # noqa: PLC0415 - not before the first paint

        panel = TroublePanel(problem, self._look)
        panel.close_asked.connect(self._leave_panel)
        self._stand_in(panel)

    def show_damage(
        self, problem: PosError, rescue: OfficeRestoreService, mended: Callable[[], None]
    ) -> None:
        """Offers to restore a backup, in the form's place. Calls `mended` once that is done and
        somebody has read it."""
        from pos_app.ui.trouble.restore_panel import DamagePanel  # noqa: PLC0415 - seldom

        panel = DamagePanel(problem, self._shop, rescue, self._look)
        panel.close_asked.connect(self._leave_panel)
        panel.mended.connect(mended)
        self._stand_in(panel)
        panel.begin()

    def show_arrival(
        self, problem: PosError, where: MovedProfileService, settled: Callable[[], None]
    ) -> None:
        """Asks in the form's place whether the till was moved here. Calls `settled` after the
        answer."""
        from pos_app.ui.trouble.moved_profile_panel import ArrivalPanel  # noqa: PLC0415 - seldom

        panel = ArrivalPanel(problem, where, self._look)
        panel.close_asked.connect(self._leave_panel)
        panel.settled.connect(settled)
        self._stand_in(panel)
        panel.begin()

    def show_moved_out(
        self, problem: PosError, left: MovedTillService, settled: Callable[[], None]
    ) -> None:
        """Says in the form's place that the till is on another computer. Calls `settled` once a
        manager has taken it back."""
        from pos_app.ui.trouble.moved_out_panel import MovedOutPanel  # noqa: PLC0415 - seldom

        panel = MovedOutPanel(problem, left, self._look)
        panel.close_asked.connect(self._leave_panel)
        panel.settled.connect(settled)
        self._stand_in(panel)
        panel.begin()

    def show_closing(self) -> None:
        """Shows what the window waits for before it closes. From here on it can only be asked to
        close at once."""
        from pos_app.ui.shell.closing_panel import ClosingPanel  # noqa: PLC0415 - seldom

        panel = ClosingPanel(self._look)
        panel.close_asked.connect(self.close_requested)
        self._is_leaving = True
        self._stand_in(panel)
        self._header.setEnabled(False)
        panel.begin()

    def show_moving(self, order: MoveOrder, read: Callable[[], None]) -> MovePanel:
        """Shows that the till moves, in the form's place, now that it is closed. Calls `read` once
        somebody goes on from what came of it."""
        from pos_app.ui.moving.move_panel import MovePanel  # noqa: PLC0415 - seldom

        if self._opened:
            self._opened.close()
        self._opened = None
        panel = MovePanel(order, self._look)
        panel.close_asked.connect(read)
        self._is_leaving = True
        self.setEnabled(True)
        self._stand_in(panel)
        self._header.setEnabled(False)
        return panel

    def end_trouble(self) -> None:
        """Puts the form back in its place."""
        from pos_app.ui.trouble.choice_panel import ChoicePanel  # noqa: PLC0415 - seldom

        panel = self._pages.currentWidget()
        if isinstance(panel, ChoicePanel):
            panel.end()
        self._pages.setCurrentWidget(self.sell)
        if panel is not None and panel is not self.sell:
            self._pages.removeWidget(panel)
            panel.deleteLater()
        self._header.mark("sell")
        self._header.show_ways(wanted=True)
        self.sell.form.amount.edit.setFocus()

    def _stand_in(self, panel: QWidget) -> None:
        self._pages.addWidget(panel)
        self._pages.setCurrentWidget(panel)
        self._header.mark("")
        self._header.show_ways(wanted=False)

    def show_incident(self, report: Callable[[], str], *, is_new: bool) -> None:
        """Shows the notice of an unhandled error; sales go on beside it."""
        if self._notice is None:
            from pos_app.ui.trouble.incident_notice import IncidentNotice  # noqa: PLC0415 - seldom

            self._notice = IncidentNotice(self)
        self._notice.show_report(report, is_new=is_new)

    def show_first(self) -> None:
        """Shows the window, maximized on a small screen, which has no room for a frame around it;
        a kiosk fills the screen."""
        if self._shop.kiosk:
            self.showFullScreen()
            return
        room = self.screen().availableSize()
        size = fitted(room)
        least = self.minimumSize()
        fills = size.width() == room.width() or size.height() == room.height()
        if fills and least.boundedTo(room) == least:
            self.showMaximized()
        else:
            self.show()

    def bring_to_front(self) -> None:
        if self.isMinimized():
            (self.showFullScreen if self._shop.kiosk else self.showNormal)()
        self.show()
        self.raise_()
        self.activateWindow()

    def reopen(self, training: bool) -> None:  # noqa: FBT001 - a signal's
        """Closes the window properly, and opens it again as the real shop or in training."""

        def reopen() -> None:
            self.reopens_in_training = training
            self.close_requested.emit()

        self._leave(reopen)

    def _move(self, order: MoveOrder) -> None:
        """Closes the till to move it; the window opens again on what came of it. A manager has
        allowed it, or there is none yet."""

        def move() -> None:
            self.moves, self.reopens_in_training = order, False
            self.close_requested.emit()

        opened, guard = self._opened, self._guard
        if opened and guard:
            opened.leave(lambda: guard.pass_through(move))

    def close_at_once(self) -> None:
        """Asks nobody: the computer's session ends, with the till or without."""
        self._asks_nobody = True
        self.close_requested.emit()

    def close_for_good(self) -> None:
        """Closes the window: the till has stopped, so nothing holds it any more."""
        self._closing = True
        if self._opened:
            self._opened.close()
        self.close()

    def go_to(self, name: str) -> None:
        """Shows a tab's screen. Before the till is up there is only the form."""
        if self._is_leaving:
            return
        if self._opened:
            self._opened.go_to(name)
        else:
            self._header.mark("sell")

    # --- Qt ---------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._header.use_size(event.size())
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._closing:
            event.accept()
            return
        event.ignore()
        self._leave(self.close_requested.emit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handles keys that no focused widget took."""
        if self._is_leaving or self._take_key(event):
            return
        if event.key() == ESCAPE and self._opened and self._opened.close_checkout():
            return
        if self._pages.currentWidget() is self.sell:
            if self.sell.take_key(event):
                return
        elif event.key() == ESCAPE:
            self.go_to("sell")
            return
        super().keyPressEvent(event)

    def _take_key(self, event: QKeyEvent) -> bool:
        """Handles the keys that work on every screen."""
        tab = event.key() - ONE
        if event.key() == F1:
            self._turn_help()
        elif event.key() == F12 and self._opened:
            self._opened.lock()
        elif event.modifiers().value == CONTROL and event.key() == PRINT_KEY and self._opened:
            if not event.isAutoRepeat():
                self._opened.print_shown()
        elif event.modifiers().value == CONTROL and 0 <= tab < len(TABS):
            self.go_to(TABS[tab])
        else:
            return False
        return True

    def _turn_help(self) -> None:
        if self._help is None:
            from pos_app.ui.shell.help_panel import HelpPanel  # noqa: PLC0415 - on first use

            self._help = HelpPanel(self, lambda: self._opened.person if self._opened else None)
        self._help.turn()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        if event.type() == QEvent.Type.WindowStateChange and self._shop.kiosk:
            self._stay_full()
        super().changeEvent(event)

    # --- inside -----------------------------------------------------------------------------------

    def _stay_full(self) -> None:
        """Undoes what a window manager's own keys have done to a kiosk."""
        if (self.isMinimized() or not self.isFullScreen()) and not self._closing:
            QTimer.singleShot(0, self, self.showFullScreen)

    def _leave(self, then: Callable[[], None]) -> None:
        """Calls `then` once nothing that was typed can be lost, and once a person has read which
        customers still wait. A window that is closing already asks nothing."""
        opened, guard = self._opened, self._guard
        if self._is_leaving:
            then()
        elif opened and guard:
            self._with_a_manager(lambda: opened.leave(lambda: guard.pass_through(then)))
        elif self._asks_nobody or not self._is_guarded:
            then()
        # else it is about to open, or shows why it cannot, with a button that closes it

    def _leave_panel(self) -> None:
        """Closes the window from a panel that says why there is no till; in a kiosk once a manager
        has allowed it."""
        door, before = self.kiosk_door, self._pages.currentWidget()
        if door is None or before is None or not self._is_guarded:
            self.close_requested.emit()
            return
        from pos_app.ui.trouble.leave_kiosk_panel import LeaveKioskPanel  # noqa: PLC0415 - seldom

        panel = LeaveKioskPanel(door, self._look)

        def go_back() -> None:
            panel.end()
            self._pages.setCurrentWidget(before)
            self._pages.removeWidget(panel)
            panel.deleteLater()

        def leave() -> None:
            go_back()
            self.close_requested.emit()

        panel.close_asked.connect(go_back)
        panel.allowed.connect(leave)
        self._stand_in(panel)
        panel.begin()

    @property
    def _is_guarded(self) -> bool:
        """Whether the window fills the screen, in a shop whose people have PINs."""
        return self._shop.kiosk and self._shop.signs_in

    def _with_a_manager(self, leave: Callable[[], None]) -> None:
        """Calls `leave`; in a kiosk once a manager has allowed it."""
        if self._opened and self._shop.kiosk and not self._asks_nobody:
            self._opened.ask_manager(self.tr("Leave the kiosk"), leave)
        else:
            leave()

    def _add_strip(self, name: str, source: TellsTrouble, *, stops_sales: bool) -> None:
        from pos_app.ui.trouble.trouble_strip import TroubleStrip  # noqa: PLC0415 - not before the first paint

        strip = TroubleStrip(name, source, self._header, stops_sales=stops_sales)
        self._header.add_strip(strip)

    def _ask_settings(self, method: Method) -> None:
        if self._opened:
            self._opened.settings_of(method)

    def _wear(self, language: str, theme: str) -> None:
        self._look.apply(theme)
        self.look_changed.emit(language, theme)
        self.update()

    def _name_window(self, news: int = 0) -> None:
        """Sets the title, which the task bar shows too: with the count of unseen news first."""
        count = f"({news}) " if news else ""
        self.setWindowTitle(f"{count}{self.shop.name} · {self.shop.till}")

    def _retranslate(self) -> None:
        self._name_window()
        self._header.retranslate()
        self.sell.retranslate()
        if self._help is not None:
            self._help.retranslate()
        if self._opened:
            self._opened.retranslate()
