"""Navigation between screens and dialogs; makes each on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pos_app.ui.actions.action_dialog import DialogContext

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QStackedWidget

    from pos_app.domain.errors import PosError
    from pos_app.domain.method import Method
    from pos_app.ports.sale_filter import SaleFilter
    from pos_app.ports.settings_service import Setting
    from pos_app.ui.actions.approval import Permission
    from pos_app.ui.actions.controller import ActionController
    from pos_app.ui.attention.doubts_page import DoubtsPage
    from pos_app.ui.figures.page import FiguresPage
    from pos_app.ui.header.header import Header
    from pos_app.ui.journal.page import JournalPage
    from pos_app.ui.printing.paper_controller import PaperController
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.sell.page import SellPage
    from pos_app.ui.services import UiServices
    from pos_app.ui.settings.edits import EditsCard
    from pos_app.ui.settings.page import SettingsPage
    from pos_app.ui.setup.wizard import FirstRun
    from pos_app.ui.shell.live_settings import LiveSettings
    from pos_app.ui.shell.sign_in import SignIn
    from pos_app.ui.theme.theme import CurrentTheme
    from pos_app.ui.till_page.page import TillPage


class Navigation(QObject):
    """Switch between screens, and what each of them prints."""

    look_changed = Signal(str, str)  # language, theme
    page_shown = Signal(str)
    mode_asked = Signal(bool)  # True: to training
    office_joined = Signal(object)  # OfficeDesk
    move_asked = Signal(object)  # MoveOrder

    def __init__(
        self,
        live: LiveSettings,
        look: CurrentTheme,
        desk: UiServices,
        tasks: GuiTasks,
        header: Header,
        sell: SellPage,
        pages: QStackedWidget,
        *,
        doing: ActionController,
        permission: Permission,
        sign_in: SignIn,
        paper: PaperController,
    ) -> None:
        super().__init__(sell)
        self._live = live
        self._look = look
        self._desk = desk
        self._tasks = tasks
        self._header = header
        self._sell = sell
        self._pages = pages
        self._doing = doing
        self._permission = permission
        self._sign_in = sign_in
        self._paper = paper
        self._journal: JournalPage | None = None
        self._figures: FiguresPage | None = None
        self._settings: SettingsPage | None = None
        self._doubts: DoubtsPage | None = None
        self._till: TillPage | None = None
        self._first: FirstRun | None = None
        self._pins = desk.people is not None
        sign_in.let_in.connect(lambda: self.go_to("sell"))

    def go_to(self, name: str) -> None:
        if self._sign_in.is_locked:
            return
        if self._first is not None:
            self._header.show_ways(wanted=False)
            self._pages.setCurrentWidget(self._first)
            return
        pages = {
            "sell": self._sell_page,
            "journal": self._journal_page,
            "doubts": self._doubts_page,
            "figures": self._figures_page,
            "till": self._till_page,
        }
        page = pages.get(name, self._settings_page)()
        self._pages.setCurrentWidget(page)
        self.page_shown.emit(name)
        if page is self._sell:
            self._sell.form.amount.edit.setFocus()

    def show_doubts(self, sale_id: str) -> None:
        """Shows the doubts page, at this sale if its outcome is unknown."""
        self._doubts_page().lead_to(sale_id)
        self.go_to("doubts")

    def show_sale(self, number: int) -> None:
        """Shows the sale with this number in the journal."""
        self._journal_page().show_number(number)
        self.go_to("journal")

    def show_settings(self, method: Method) -> None:
        """Shows the account that a method lacks."""
        self.go_to("settings")
        self._settings_page().lead_to(method)

    def show_first_run(self) -> None:
        """Shows the first-run wizard of a new till, before anything else."""
        from pos_app.ui.setup.wizard import FirstRun  # noqa: PLC0415 - once in a till's life

        self._first = first = FirstRun(
            self._live.shop, self._look, self._desk, self._permission, self._tasks
        )
        first.spoken.connect(
            lambda language: self.look_changed.emit(language, self._live.shop.theme)
        )
        first.named.connect(self._header.rename)
        first.training_asked.connect(lambda: self.mode_asked.emit(True))
        first.move_asked.connect(self._ask_to_move_in)
        first.finished.connect(lambda: self.mode_asked.emit(False))
        self._pages.addWidget(first)
        self._pages.setCurrentWidget(first)
        self._header.show_ways(wanted=False)
        first.begin()

    def show_printers(self) -> None:
        """Shows where a printer is set up."""
        self.go_to("settings")
        self._settings_page().turn_to_printers()

    def show_office(self) -> None:
        """Shows how the till stands with its office."""
        self.go_to("settings")
        self._settings_page().turn_to_office()

    def print_shown(self) -> None:
        """Prints what the screen shows: the sale of the Sell screen or of the journal, the reading
        or the close of the till's."""
        shown = self._pages.currentWidget()
        if shown is self._sell:
            self._sell.print_shown()
        elif shown is self._journal and self._journal is not None:
            self._journal.print_shown()
        elif shown is self._till and self._till is not None:
            self._till.print_shown()

    def leave(self, then: Callable[[], None]) -> None:
        """Calls `then`, but first asks about what was typed in settings and not saved."""
        pages = [page for page in (self._settings, self._first) if page is not None]
        unsaved = [card for page in pages for card in page.cards() if card.has_edits()]
        if not unsaved:
            then()
            return
        from pos_app.ui.settings.unsaved_dialog import UnsavedDialog  # noqa: PLC0415 - seldom

        dialog = UnsavedDialog(unsaved, self._tasks, self._sell.window())
        dialog.settled.connect(then)
        dialog.stayed.connect(self._go_back_to)
        self._doing.show(dialog)

    def _go_back_to(self, card: EditsCard) -> None:
        if self._sign_in.is_locked:
            return
        self.go_to("settings")
        for page in (self._first, self._settings):
            if page is not None:
                page.turn_to(card)

    def retranslate(self) -> None:
        pages = (
            self._journal,
            self._till,
            self._figures,
            self._settings,
            self._doubts,
            self._first,
        )
        for page in pages:
            if page is not None:
                page.retranslate()

    # --- pages ------------------------------------------------------------------------------------

    def _sell_page(self) -> SellPage:
        return self._sell

    def _journal_page(self) -> JournalPage:
        if self._journal is None:
            self._journal = self._make_journal()
            self._pages.addWidget(self._journal)
        return self._journal

    def _make_journal(self) -> JournalPage:
        from pos_app.ui.journal.page import JournalPage  # noqa: PLC0415 - on first use

        shop, desk = self._live.shop, self._desk
        page = JournalPage(
            shop, self._look, desk.till, desk.search, self._tasks, desk.copies, pins=self._pins
        )
        page.close_asked.connect(self._doing.close_day)
        self._doing.failed.connect(page.show_error)
        paper = self._paper
        page.paper_asked.connect(lambda sale: paper.show_sale(sale, page.show_error))
        page.print_asked.connect(lambda sale: paper.print_sale(sale, page.show_error))
        copied = page.life.tell_copied
        page.copy_asked.connect(lambda sale: paper.copy_sale(sale, copied, page.show_error))
        page.list_asked.connect(paper.show_journal)
        page.deed_asked.connect(self._doing.begin)
        page.pay_out_asked.connect(self._pay_out)
        page.reconcile_asked.connect(self._reconcile)
        page.offer_reconciliation(wanted=self._pins and desk.reconciliation is not None)
        page.export_asked.connect(self._export)
        page.offer_export(wanted=self._pins and desk.exports is not None)
        page.doubts.clicked.connect(lambda: self.show_doubts(""))
        page.unmatched.take_asked.connect(self._doing.take)
        self._doing.taken.connect(page.unmatched.read)
        tiles = self._sell.form.tiles
        page.use_methods(tiles.ready_methods)
        self._live.accounts_changed.connect(lambda: page.use_methods(tiles.ready_methods))
        return page

    def _figures_page(self) -> FiguresPage:
        if self._figures is None:
            from pos_app.ui.figures.page import FiguresPage  # noqa: PLC0415 - on first use

            self._figures = FiguresPage(
                self._live.shop, self._look, self._desk.till, self._desk.figures, self._tasks
            )
            self._pages.addWidget(self._figures)
        return self._figures

    def _doubts_page(self) -> DoubtsPage:
        if self._doubts is None:
            from pos_app.ui.attention.doubts_page import DoubtsPage  # noqa: PLC0415 - on first use

            self._doubts = DoubtsPage(
                self._live.shop, self._look, self._desk.till, self._tasks, pins=self._pins
            )
            self._doubts.deed_asked.connect(self._doing.begin)
            self._doubts.left.connect(lambda: self.go_to("sell"))
            self._pages.addWidget(self._doubts)
        return self._doubts

    def _till_page(self) -> TillPage:
        if self._till is None:
            self._till = self._make_till()
            self._pages.addWidget(self._till)
        return self._till

    def _make_till(self) -> TillPage:
        from pos_app.ui.till_page.page import TillPage  # noqa: PLC0415 - on first use
        from pos_app.ui.till_page.shifts.shift_actions import ShiftActions  # noqa: PLC0415

        shop, desk, doing = self._live.shop, self._desk, self._doing
        page = TillPage(shop, self._look, desk.till, self._tasks, pins=self._pins)
        window = self._sell.window()
        hands = DialogContext(desk.till, desk.people, self._tasks, shop.training, window)
        actions = ShiftActions(lambda: self._live.shop, hands, doing.show, page)
        page.shift.open_asked.connect(actions.open_shift)
        page.shift.close_asked.connect(actions.close_shift)
        page.shift.cash_asked.connect(actions.move_cash)
        page.shift.float_saved.connect(self._save_float)
        actions.done.connect(page.read)
        actions.failed.connect(page.shift.show_error)
        page.close_day.close_asked.connect(doing.close_counted_day)
        page.close_day.print_asked.connect(self._paper.show_close)
        page.close_day.reading_asked.connect(self._paper.show_reading)
        page.shift.print_asked.connect(self._paper.show_shift)
        actions.print_asked.connect(lambda document: self._paper.show_shift(document, None))
        page.close_day.sale_asked.connect(self.show_sale)
        doing.day_closed.connect(page.close_day.begin_anew)
        doing.failed.connect(page.close_day.show_error)
        self._live.changed.connect(page.follow)
        return page

    def _save_float(self, amount: str) -> None:
        self._tasks.start(self._keep_float({"drawer_float": amount}), or_else=self._tell_float)

    async def _keep_float(self, change: Mapping[str, Setting]) -> None:
        await self._desk.settings.save_shop(change)
        self._live.apply(change)

    def _tell_float(self, error: PosError) -> None:
        self._till_page().shift.show_error(error)

    def _settings_page(self) -> SettingsPage:
        if self._settings is None:
            from pos_app.ui.settings.page import SettingsPage  # noqa: PLC0415 - on first use

            self._settings = page = SettingsPage(
                self._live.shop, self._look, self._desk, self._permission, self._tasks
            )
            page.shop_saved.connect(self._live.apply)
            page.accounts_changed.connect(self._live.use_accounts)
            page.people_changed.connect(self._sign_in.meet)
            page.recovery_asked.connect(self._sign_in.ask_to_recover)
            page.mode_asked.connect(self.mode_asked)
            page.move_asked.connect(self.move_asked)
            page.office_joined.connect(self.office_joined)
            self._sign_in.recovered.connect(page.read_people)
            self._pages.addWidget(page)
        return self._settings

    def _reconcile(self) -> None:
        desk, window = self._desk, self._sell.window()
        if desk.reconciliation is None:
            return
        from pos_app.ui.reconciliation.reconciliation_dialog import (  # noqa: PLC0415 - on first use
            ReconciliationDialog,
        )

        shop = self._live.shop
        hands = DialogContext(desk.till, desk.people, self._tasks, shop.training, window)
        service = desk.reconciliation()
        self._doing.show(ReconciliationDialog(shop.methods, service, self._look, hands))

    def _export(self, wanted: SaleFilter) -> None:
        desk, shop = self._desk, self._live.shop
        if desk.exports is None:
            return
        from pos_app.ui.exporting.export_dialog import ExportDialog  # noqa: PLC0415 - on first use

        hands = DialogContext(
            desk.till, desk.people, self._tasks, shop.training, self._sell.window()
        )
        self._doing.show(ExportDialog(wanted, shop, desk.exports, hands))

    def _ask_to_move_in(self) -> None:
        from pos_app.ui.moving.move_in_dialog import MoveInDialog  # noqa: PLC0415 - seldom

        desk, shop = self._desk, self._live.shop
        hands = DialogContext(
            desk.till, desk.people, self._tasks, shop.training, self._sell.window()
        )
        dialog = MoveInDialog(hands)
        dialog.acted.connect(self.move_asked)
        self._doing.show(dialog)

    def _pay_out(self) -> None:
        methods = [method for method in self._sell.form.tiles.ready_methods if method.can_pay_out]
        if methods:
            self._doing.pay_out(methods)
