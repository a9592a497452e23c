"""Settings page: a sheet each for the shop, the counter, its people, printer and accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout

from pos_app.ui.about.about_card import AboutCard
from pos_app.ui.doctor.doctor_card import DoctorCard
from pos_app.ui.format import times
from pos_app.ui.moving.move_card import MoveCard
from pos_app.ui.settings.accounts.accounts_sheet import AccountsSheet
from pos_app.ui.settings.audit_card import AuditCard
from pos_app.ui.settings.counter_card import CounterCard
from pos_app.ui.settings.edits import edits_in
from pos_app.ui.settings.help_column import ROOM, HelpColumn
from pos_app.ui.settings.office.office_card import OfficeCard
from pos_app.ui.settings.people_card import PeopleCard
from pos_app.ui.settings.printers.destinations_card import DestinationsCard
from pos_app.ui.settings.printers.printers_card import PrintersCard
from pos_app.ui.settings.printers.receipts_card import ReceiptsCard
from pos_app.ui.settings.sheet import CardSheet, LongCard
from pos_app.ui.settings.sheet_help import sheet_help
from pos_app.ui.settings.shop.receipt_head_card import ReceiptHeadCard
from pos_app.ui.settings.shop.shop_card import ShopCard
from pos_app.ui.settings.start_card import StartCard
from pos_app.ui.settings.tenders_card import TendersCard
from pos_app.ui.theme.tokens import NAMES_WIDE, Space
from pos_app.ui.widgets.basic import Button, box, label, wrapped
from pos_app.ui.widgets.scroll_area import Scrolled
from pos_app.words.problems import problem_line
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtGui import QResizeEvent, QShowEvent
    from PySide6.QtWidgets import QWidget

    from pos_app.domain.errors import PosError
    from pos_app.domain.method import Method
    from pos_app.ports.shop import Shop
    from pos_app.ui.actions.approval import Permission
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.services import UiServices
    from pos_app.ui.settings.edits import EditsCard
    from pos_app.ui.theme.theme import CurrentTheme

_ABOUT = "about"
_ACCOUNTS = "providers"
_NEWER = "  ↑"
_EDITED = "  •"  # after the name of a sheet with something that is not saved


class SettingsPage(QFrame):
    """Page with a sheet for each subject, their names at the left. Each card saves itself and says
    so there; what is typed and not saved stays in its card, and its sheet's name says so."""

    _shown = "shop"  # the sheet
    shop_saved = Signal(object)  # Mapping[str, Setting], by the names of the settings file
    accounts_changed = Signal(object)  # Sequence[AccountForm]
    people_changed = Signal()
    recovery_asked = Signal(object)  # as in `PeopleCard`
    mode_asked = Signal(bool)  # True: to training
    office_joined = Signal(object)  # OfficeDesk
    move_asked = Signal(object)  # MoveOutOrder

    def __init__(
        self,
        shop: Shop,
        look: CurrentTheme,
        desk: UiServices,
        permission: Permission,
        tasks: GuiTasks,
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._settings = desk.settings
        self._training = shop.training
        self._tasks = tasks
        self._message = wrapped(label(strong=True, tone="fail", name="settings_message"))
        self._message.hide()
        self._shop_card = ShopCard(look, self._settings, permission, tasks)
        self._counter = CounterCard(
            look, self._settings, permission, tasks, shop.text_size, has_people=shop.signs_in
        )
        self._tenders = TendersCard(look, self._settings, permission, tasks)
        self._head = ReceiptHeadCard(look, self._settings, permission, tasks)
        self._shop_card.saved.connect(lambda known: self._head.use_country(str(known["country"])))
        self._receipts = ReceiptsCard(look, self._settings, permission, tasks)
        self._of_shop = (
            self._shop_card, self._head, self._counter, self._tenders, self._receipts,
        )  # fmt: skip
        for card in self._of_shop:
            card.saved.connect(self.shop_saved)
            card.entered.connect(card.keep_button.click)
        self._sheets: dict[str, QWidget] = {
            "shop": CardSheet(self._shop_card, self._head),
            "counter": CardSheet(self._counter),
            "tenders": CardSheet(self._tenders),
        }
        self._people = PeopleCard(desk.people, permission, tasks) if desk.people else None
        if self._people is not None:
            self._people.changed.connect(self.people_changed)
            self._people.recovery_asked.connect(self.recovery_asked)
            self._sheets["people"] = CardSheet(self._people)
        self._accounts = AccountsSheet(shop.methods, look, desk, permission, tasks)
        self._accounts.read.connect(self.accounts_changed)
        self._accounts.saved.connect(self._read)
        self._sheets[_ACCOUNTS] = self._accounts
        self._printers = PrintersCard(look, desk.paper, tasks)
        self._destinations = DestinationsCard(look, desk.paper.setup, tasks)
        self._printers.changed.connect(self._destinations.read)
        self._sheets["printer"] = CardSheet(self._printers, self._destinations, self._receipts)
        self._office = self._office_card(shop, desk, permission)
        self._audit = None
        if desk.people is not None:
            wall = times.wall_of(shop)
            self._audit = AuditCard(shop.methods, wall, look, desk.till, permission, tasks)
            self._sheets["audit"] = LongCard(self._audit)
        self._updates = desk.updates
        self._here = tuple(self._cards_of_computer(shop, look, desk, permission))
        for part in (*self._of_shop, self._people, self._accounts, self._printers):
            if part is not None:
                part.edited.connect(self._name_sheets)
        self._names = {name: Button(f"settings_{name}", "tab") for name in self._sheets}
        self._held_names = box("surface")
        self._names_area = Scrolled(self._held_names)
        self._stack = QStackedWidget()
        self._help = HelpColumn(self.cards)
        self._mode = Button("settings_mode")
        self._mode.clicked.connect(lambda: self.mode_asked.emit(not self._training))
        self._arrange()
        self._turn_to("shop")
        self.retranslate()

    def cards(self) -> Sequence[EditsCard]:
        """Returns every card that can be typed into, from the first sheet to the last."""
        people = [self._people] if self._people is not None else []
        shops = [self._shop_card, self._head, self._counter, self._tenders]
        return [*shops, *people, *self._accounts.cards(), self._printers, self._receipts]

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Settings"))
        self._name_sheets()
        self._mode.set_text(
            self.tr("Leave training") if self._training else self.tr("Training mode"),
            self.tr("Open the real shop")
            if self._training
            else self.tr("Practise with simulated payments: no money moves"),
        )
        for part in (*self._of_shop, self._printers, self._destinations, self._accounts):
            part.retranslate()
        for card in (
            self._people,
            self._office,
            self._audit,
            *self._here,
        ):
            if card is not None:
                card.retranslate()
        self._show_help()

    def lead_to(self, method: Method) -> None:
        """Scrolls to the account of this method's provider, ready to be filled in."""
        self._turn_to(_ACCOUNTS)
        self._accounts.lead_to(method)

    def turn_to(self, card: EditsCard) -> None:
        """Shows the sheet of a card."""
        for name, sheet in self._sheets.items():
            if sheet.isAncestorOf(card):
                self._turn_to(name)

    def turn_to_printers(self) -> None:
        """Shows where printers are set up."""
        self._turn_to("printer")

    def turn_to_office(self) -> None:
        """Shows how the till stands with its office."""
        if self._office is not None:
            self._turn_to("office")

    def read_people(self) -> None:
        """Reads the people again, after a recovery elsewhere."""
        if self._people is not None:
            self._people.read()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read()
        self._name_sheets()  # a newer version may be known since

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._help.setVisible(self.width() >= ROOM)

    # --- inside -----------------------------------------------------------------------------------

    def _office_card(
        self, shop: Shop, desk: UiServices, permission: Permission
    ) -> OfficeCard | None:
        if desk.open_office is None:
            return None
        office = desk.open_office() if desk.office is not None else None
        card = OfficeCard(
            times.wall_of(shop), office, desk.open_office, permission, self._tasks,
            training=shop.training,
        )  # fmt: skip
        card.joined.connect(self.office_joined)
        self._sheets["office"] = CardSheet(card)
        return card

    def _cards_of_computer(
        self, shop: Shop, look: CurrentTheme, desk: UiServices, permission: Permission
    ) -> Iterator[DoctorCard | StartCard | MoveCard | AboutCard]:
        """Makes what is about this computer and its program; a training till is moved nowhere."""
        wall = times.wall_of(shop)
        if desk.open_doctor is not None:
            doctor = DoctorCard(look, desk.open_doctor, self._tasks)
            self._sheets["doctor"] = LongCard(doctor)
            yield doctor
        if not shop.training:
            move = MoveCard(self._settings, desk.people, wall, permission, self._tasks)
            move.move_asked.connect(self.move_asked)
            starts = [StartCard(look, desk.autostart, self._tasks)] if desk.autostart else []
            self._sheets["move"] = CardSheet(*starts, move)
            yield from starts
            yield move
        if desk.bundled is not None:
            about = AboutCard(desk.bundled, wall, desk.updates, self._tasks)
            self._sheets[_ABOUT] = LongCard(about)
            yield about

    def _turn_to(self, name: str) -> None:
        self._shown = name
        self._stack.setCurrentWidget(self._sheets[name])
        for other, button in self._names.items():
            button.setChecked(other == name)
        self._show_name()
        self._show_help()

    def _show_name(self) -> None:
        self._names_area.ensureWidgetVisible(self._names[self._shown])

    def _show_help(self) -> None:
        self._help.use(*sheet_help(self._shown))

    def _name_sheets(self) -> None:
        said = {
            "shop": self.tr("Shop"),
            "counter": self.tr("At the counter"),
            "tenders": self.tr("Taken by hand"),
            "people": self.tr("People"),
            _ACCOUNTS: self.tr("Payments"),
            "printer": self.tr("Printers"),
            "office": self.tr("Office"),
            "audit": self.tr("Audit"),
            "doctor": self.tr("Computer"),
            _ABOUT: self.tr("About"),
            "move": self.tr("Start and move"),
        }
        edited = edits_in(self.cards())
        for name, button in self._names.items():
            if any(self._sheets[name].isAncestorOf(card) for card in edited):
                button.set_text(said[name] + _EDITED, filled(self.tr("{0}: not saved"), said[name]))
            elif name == _ABOUT and self._updates is not None and self._updates.newer is not None:
                button.set_text(said[name] + _NEWER, self.tr("There is a newer version"))
            else:
                button.set_text(said[name])

    def _read(self) -> None:
        self.read_people()
        self._destinations.read()
        for card in self._here:
            if isinstance(card, StartCard | MoveCard):
                card.read()
        self._tasks.start(self._load(), or_else=self._tell)

    async def _load(self) -> None:
        known = await self._settings.shop()
        for card in self._of_shop:
            card.show_shop(known)
        await self._accounts.load()
        self._message.hide()

    def _tell(self, error: PosError) -> None:
        self._message.setText(problem_line(error))
        self._message.show()

    def _arrange(self) -> None:
        names = box("surface")
        names.setFixedWidth(NAMES_WIDE)
        left = QVBoxLayout(self._held_names)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(Space.TIGHT)
        for name, button in self._names.items():
            button.setCheckable(True)
            button.setProperty("side", "left")
            button.clicked.connect(lambda _=False, name=name: self._turn_to(name))
            left.addWidget(button)
        left.addStretch(1)
        whole = QVBoxLayout(names)
        whole.setContentsMargins(Space.SMALL, Space.EDGE, Space.SMALL, Space.EDGE)
        whole.setSpacing(Space.SMALL)
        self._names_area.verticalScrollBar().rangeChanged.connect(self._show_name)
        whole.addWidget(self._names_area, 1)
        whole.addWidget(self._mode)
        for sheet in self._sheets.values():
            self._stack.addWidget(sheet)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._message)
        right.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(names)
        row.addLayout(right, 1)
        row.addWidget(self._help)
