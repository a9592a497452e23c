"""Card of the chosen sale: what it is, what happened, what belongs to it, what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout

from pos_app.domain.rules.actions import NEEDS_PIN, SaleAction, actions_for, offers_slip
from pos_app.domain.rules.receipts import offers_receipt
from pos_app.ui.actions.labels import deed_words
from pos_app.ui.format import sale_text
from pos_app.ui.journal.filters.filter_words import short_name
from pos_app.ui.journal.timeline import Timeline
from pos_app.ui.theme.icons import Icon
from pos_app.ui.theme.status_style import icon_of, tone_of
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label, restyle, wrapped
from pos_app.ui.widgets.choices.icon_button import IconButton
from pos_app.ui.widgets.status_icon import StateIcon
from pos_app.words.states import purpose_words, sale_words
from pos_app.words.translate import filled, joined
from pos_app.words.warnings import warnings_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import tzinfo

    from pos_app.domain.method import Method
    from pos_app.domain.sale import Sale
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.services import TillService
    from pos_app.ui.theme.theme import CurrentTheme

_ACTS_IN_A_ROW = 2
_AROUND = 56  # what stands beside and between two of them
_ICON = 18


class SaleLife(QFrame):
    """Card that follows one sale. Its timeline is read when the sale is chosen, and when the sale
    has more events."""

    paper_asked = Signal(object)  # Sale: its slip or its receipt is to be looked at
    copy_asked = Signal(object)  # Sale: its receipt, as text
    deed_asked = Signal(object, object)  # SaleAction, Sale
    sale_asked = Signal(object)  # Sale: one that this one belongs to, or that belongs to it
    failed = Signal(object)  # PosError
    shown = Signal()  # the timeline of the chosen sale

    def __init__(
        self,
        methods: Mapping[str, Method],
        look: CurrentTheme,
        wall: tzinfo,
        till: TillService,
        tasks: GuiTasks,
        *,
        pins: bool,
    ) -> None:
        super().__init__()
        self.setObjectName("journal_life")
        self.setProperty("box", "card")
        self._methods = methods
        self._till = till
        self._tasks = tasks
        self._pins = pins  # whether a PIN can be asked for
        self.sale: Sale | None = None
        self._title = wrapped(label(Size.BODY, strong=True, name="timeline_title"))
        self._icon = StateIcon(look, Icon.CLOCK, _ICON, ring=True)
        self._state = label(Size.LABEL, strong=True, name="life_state")
        self._facts = wrapped(label(Size.SMALL, tone="muted", name="life_facts"))
        self._alerts = wrapped(label(Size.SMALL, strong=True, tone="doubt", name="life_alerts"))
        self.timeline = Timeline(look, wall)
        self._related = QVBoxLayout()
        self._relatives: list[Button] = []
        self._slip = IconButton("journal_slip", Icon.PRINTER, look)
        self._receipt = IconButton("journal_receipt", Icon.PRINTER, look)
        self._copy = Button("journal_copy")
        self._deeds = {action: Button(f"journal_{action}") for action in SaleAction}
        self._acts = QGridLayout()
        self._arrange()
        for paper in (self._slip, self._receipt):
            paper.clicked.connect(lambda: self.paper_asked.emit(self.sale))
        self._copy.clicked.connect(lambda: self.copy_asked.emit(self.sale))
        for action, button in self._deeds.items():
            button.clicked.connect(
                lambda _=False, action=action: self.deed_asked.emit(action, self.sale)
            )
        self.show_sale(None)

    def show_sale(self, sale: Sale | None) -> None:
        """Shows this sale, or asks for one."""
        is_another = sale is None or self.sale is None or sale.id != self.sale.id
        if is_another:
            self.timeline.steps.show_events(())  # no sale's name stands over another's history
            self._show_relatives(())
            self._say_copy(copied=False)
        self.sale = sale
        self._describe()
        if sale is not None:
            self._tasks.start(self._read(sale), or_else=self.failed.emit)

    def hear(self, sale: Sale) -> None:
        """Takes a sale's new state."""
        if self.sale is not None and sale.id == self.sale.id:
            self.show_sale(sale)

    def tell_copied(self, sale: Sale) -> None:
        """Says that the receipt of this sale is in the clipboard now."""
        if self.sale is not None and sale.id == self.sale.id:
            self._say_copy(copied=True)

    def retranslate(self) -> None:
        self.timeline.setAccessibleName(self.tr("Sale history"))
        self._slip.set_text(self.tr("Slip"), self.tr("Reference slip"))
        self._receipt.set_text(self.tr("Receipt"))
        self._say_copy(copied=False)
        for action, button in self._deeds.items():
            button.set_text(deed_words(action))
        self.show_sale(self.sale)

    def use_width(self, wide: int) -> None:
        """Places the sale's buttons beside each other, where the column has the room."""
        buttons = (self._slip, self._receipt, *self._deeds.values(), self._copy)
        shown = [one for one in buttons if not one.isHidden()]
        widest = max((button.sizeHint().width() for button in shown), default=0)
        beside = _ACTS_IN_A_ROW if 2 * widest + _AROUND <= wide else 1
        for place, button in enumerate(shown):
            self._acts.addWidget(button, place // beside, place % beside)

    # --- inside -----------------------------------------------------------------------------------

    def _say_copy(self, *, copied: bool) -> None:
        meaning = self.tr("Copy the receipt as text, for a message")
        self._copy.set_text(self.tr("Copied") if copied else self.tr("Copy"), meaning)

    def _describe(self) -> None:
        sale = self.sale
        method = self._methods.get(sale.method) if sale else None
        self._slip.setVisible(bool(sale and offers_slip(sale, method)))
        for paper in (self._receipt, self._copy):
            paper.setVisible(bool(sale and offers_receipt(sale)))
        offered: frozenset[SaleAction] = frozenset()
        if sale is not None:
            tenders = self._till.tenders_for(sale.amount.currency)
            offered = actions_for(sale, method, tenders)
        if not self._pins:
            offered -= NEEDS_PIN
        for action, button in self._deeds.items():
            button.setVisible(action in offered)
        self.use_width(self.width())
        for part in (self._icon, self._state, self._facts, self.timeline):
            part.setVisible(sale is not None)
        self._alerts.setVisible(bool(sale and warnings_of(sale)))
        if sale is None:
            self._title.setText(self.tr("Select a sale to see its history"))
            restyle(self._title, tone="muted")
            return
        restyle(self._title, tone="")
        self._title.setText(joined(sale_text.number_of(sale), sale_text.amount_of(sale)))
        self._icon.icon, self._icon.tone = icon_of(sale), tone_of(sale)
        self._icon.update()
        self._state.setText(sale_words(sale))
        restyle(self._state, tone=tone_of(sale).value)
        who = sale.phone.masked if sale.phone else sale_text.customer_of(sale)
        invoice = filled(self.tr("Invoice {0}"), sale.invoice) if sale.invoice else ""
        known = (sale_text.method_of(sale, method), who, short_name(sale.cashier))
        self._facts.setText(joined(*known, sale.description, invoice))
        self._alerts.setText(" · ".join(warnings_of(sale)))

    async def _read(self, sale: Sale) -> None:
        events = await self._till.journal.events_of(sale.id)
        relatives = list(await self._till.journal.operations_of(sale.id))
        if sale.parent and (parent := await self._till.journal.sale(sale.parent)):
            relatives.insert(0, parent)
        if self.sale is None or self.sale.id != sale.id:
            return  # somebody has chosen another one meanwhile
        self.timeline.steps.show_events(events, self._methods.get(sale.method))
        self._show_relatives(relatives)
        self.shown.emit()

    def _show_relatives(self, sales: Sequence[Sale]) -> None:
        """Shows the refunds, captures and releases of the sale, or the sale that it belongs to."""
        for old in self._relatives:
            self._related.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._relatives = []
        for sale in sales:
            button = Button(f"life_relative_{sale.number}", "link")
            kind = purpose_words(sale.purpose)
            said = f"{kind} {sale_text.number_of(sale)}"  # more would be wider than the column
            whole = joined(said, sale_text.amount_of(sale), sale_words(sale))
            button.set_text(f"{said} →", whole)
            button.clicked.connect(lambda _=False, sale=sale: self.sale_asked.emit(sale))
            self._related.addWidget(button)
            self._relatives.append(button)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.SMALL)
        head.addWidget(self._title, 1)
        head.addWidget(self._icon)
        head.addWidget(self._state)
        self._acts.setSpacing(Space.SMALL)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.WIDE, Space.NORMAL, Space.WIDE, Space.WIDE)
        column.setSpacing(Space.TIGHT)
        column.addLayout(head)
        column.addWidget(self._facts)
        column.addWidget(self._alerts)
        column.addSpacing(Space.TIGHT)
        column.addWidget(self.timeline)
        column.addLayout(self._related)
        column.addStretch(1)
        column.addSpacing(Space.SMALL)
        column.addLayout(self._acts)
