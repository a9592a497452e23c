"""Verdict panel: the selected sale's state, readable across the shop, and the next step."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from pos_app.domain.rules.charge_again import may_charge_again
from pos_app.ui.format import sale_text
from pos_app.ui.qt.accessibility import announce
from pos_app.ui.sell.sales.offline_look import NextTryRow
from pos_app.ui.sell.sales.verdict_actions import VerdictActs
from pos_app.ui.sell.sales.verdict_facts import VerdictFacts
from pos_app.ui.theme.icons import Icon
from pos_app.ui.theme.status_style import StatusStyle, icon_of, tone_of
from pos_app.ui.theme.theme import font
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import label, restyle, wrapped
from pos_app.ui.widgets.fitted_labels import Headline, Parted
from pos_app.ui.widgets.status_icon import StateIcon
from pos_app.words.sale_view import sale_view

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime, tzinfo

    from PySide6.QtGui import QHideEvent, QPaintEvent

    from pos_app.domain.method import Method
    from pos_app.domain.sale import Sale
    from pos_app.till.providers.connection import NextTry
    from pos_app.ui.theme.theme import CurrentTheme

_SIZES = (Size.VERDICT, 36, 32, 28)
_CLOSELY = (34, 30, 26, 22)  # on a small screen
_ICON = 44


class VerdictPanel(QFrame):
    """Panel of the selected sale. It is not modal: the next customer can be served meanwhile."""

    def __init__(
        self,
        look: CurrentTheme,
        methods: Mapping[str, Method],
        heard_at: Callable[[str], datetime | None],
        now: Callable[[], datetime],
        *,
        wall: tzinfo,
        pins: bool,
    ) -> None:
        super().__init__()
        self.setObjectName("verdict")
        # Returns the sale that a refund or capture belongs to, where the window knows it.
        self.parent_of: Callable[[Sale], Sale | None] = lambda _: None
        # Whether the till still polls a sale that ended unpaid, whatever the clock says.
        self.asks_late: Callable[[str], bool] = lambda _: False
        # Returns the till's next try, if no answer comes about the sale.
        self.offline: Callable[[Sale], NextTry | None] = lambda _: None
        # Whether the shop can charge by more than one method now.
        self.has_other_ways: Callable[[], bool] = lambda: False
        self._teaches = False
        self._methods = methods
        self._heard_at = heard_at
        self._now = now
        self.sale: Sale | None = None
        self._is_news = False  # the shown state was not announced yet
        self._seen_at: float | None = None  # monotonic: the first paint of the shown state
        self._icon = StateIcon(look, Icon.CLOCK, _ICON, ring=True)
        self._state = Headline(_SIZES, "verdict_state")
        self._order = Parted(Size.LEAD, "verdict_order")
        self._flag_icon = StateIcon(look, Icon.FLAG, 28, ring=False)
        self._flag_icon.tone = StatusStyle.DOUBT
        self._flags = wrapped(label(Size.BODY, strong=True, tone="doubt", name="verdict_flags"))
        self._next = wrapped(label(Size.BODY, name="verdict_next"))
        self._next_try = NextTryRow(look)
        self._is_offline = False  # as shown
        self._facts = VerdictFacts(wall)
        self.acts = VerdictActs(pins=pins)
        # The question takes the place of the sentence, so that the list below keeps its room.
        self.acts.questioned.connect(lambda asked: self._next.setVisible(not asked))
        self._arrange()
        self.retranslate()

    def show_sale(self, sale: Sale | None) -> None:
        if sale is None or self.sale is None or sale.id != self.sale.id:
            self.acts.settle()
        before = self.sale
        if before and sale and before.state is not sale.state:
            self.acts.clear_message()  # it told of another state
        if before is None or sale is None or (before.id, before.state) != (sale.id, sale.state):
            self._seen_at = None
            self._is_news = sale is not None
        self.sale = sale
        self._tell()

    @property
    def seen_for(self) -> float:
        """Returns the seconds since the first paint; 0 before it."""
        return 0.0 if self._seen_at is None else monotonic() - self._seen_at

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._seen_at is None:
            self._seen_at = monotonic()

    def hideEvent(self, event: QHideEvent) -> None:
        """Starts the time to read again: another person may come back to it."""
        super().hideEvent(event)
        self._seen_at = None

    def may_charge_again(self, sale: Sale) -> bool:
        """Returns whether the same may be charged once more, by what the till knows now."""
        method, late = self._methods.get(sale.method), self.asks_late(sale.id)
        return may_charge_again(sale, method, self._now(), asks_late=late)

    def show_hint(self, *, wanted: bool) -> None:
        """Shows a hint how to make a sale, while there is none to show."""
        if wanted is not self._teaches:
            self._teaches = wanted
            self._tell()

    def set_compact(self, *, closely: bool) -> None:
        """Moves the lines closer together, for a small screen."""
        above = Space.TIGHT if closely else Space.WIDE
        self._column.setContentsMargins(Space.EDGE, above, Space.EDGE, above)
        self._column.setSpacing(2 if closely else 6)
        around = 1 if closely else Space.SMALL
        self._flag_row.setContentsMargins(Space.SMALL, around, Space.SMALL, around)
        self._state.use_sizes(_CLOSELY if closely else _SIZES)
        self._order.setFont(font(Size.BODY if closely else Size.LEAD, strong=True))
        self._facts.set_compact(closely=closely)
        self._next.setFont(font(Size.LABEL if closely else Size.BODY))
        self.acts.set_compact(closely=closely)

    def retranslate(self) -> None:
        self.acts.retranslate()
        self._tell()

    def tick(self) -> None:
        """Updates the age of the provider's last answer, a second later."""
        if self.sale is not None:
            coming = self.offline(self.sale)
            if (coming is not None) is not self._is_offline:
                self._tell()
                return
            self._next_try.show_try(self.sale, coming)
            heard = self._heard_at(self.sale.id)
            self._facts.show_age(self.sale, heard, self._now())
            self.acts.heard((self._now() - heard).total_seconds() if heard else None)

    # --- inside -----------------------------------------------------------------------------------

    def _tell(self) -> None:
        """Shows everything, and lays it out once: Qt would do so for each part that comes or
        goes."""
        self._column.setEnabled(False)
        self._tell_parts()
        self._column.setEnabled(True)
        self._column.activate()

    def _tell_parts(self) -> None:
        sale = self.sale
        for part in (self._icon, self._order):
            part.setVisible(sale is not None)
        self._flag_box.setVisible(bool(sale and sale.flags))
        if sale is None:
            self._tell_nothing()
        else:
            self._tell_sale(sale)

    def _tell_nothing(self) -> None:
        for text in (self._order, self._flags):
            text.setText("")  # nothing of a customer stays, not for a screen reader either
        self._facts.clear()
        restyle(self, tone="none")
        restyle(self._state, tone="muted")
        self._state.setText(self.tr("Ready for a sale"))
        how = self.tr("The first sale: amount, Enter, phone, Enter. F1 shows every key.")
        here = self.tr("The result of each sale appears here.")
        self._next.setText(how if self._teaches else here)
        self.setAccessibleName(self._state.text())
        self.setAccessibleDescription(self._next.text())
        self._next_try.hide()
        self.acts.show_for(None, None, goes_on=False)
        self.acts.offer_again(wanted=False, has_other_ways=False)

    def _tell_sale(self, sale: Sale) -> None:
        method = self._methods.get(sale.method)
        self._turn(is_offline=self.offline(sale) is not None)
        now, late = self._now(), self.asks_late(sale.id)
        view = sale_view(sale, method, now, asks_late=late, offline=self._is_offline)
        if view.offline:
            self._wear(StatusStyle.OFF, Icon.CLOUD_OFF)
        else:
            self._wear(tone_of(sale), icon_of(sale))
        self._state.setText(view.headline)
        amount = sale_text.amount_of(sale)
        if amount in view.order:  # of a refund in part
            amount = ""
        self._order.show_parts(view.order, amount)
        self._next.setText(view.next_step)
        self._flags.setText("\n".join(view.flags))
        spoken = (view.headline, view.order, amount)
        self.setAccessibleName(". ".join(part for part in spoken if part))
        self.setAccessibleDescription(f"{self._flags.text()} {self._next.text()}".strip())
        self._facts.show_sale(sale, method, self.parent_of(sale))
        if self._is_offline:
            self._facts.give_way()
        self.acts.show_for(sale, method, goes_on=view.goes_on or view.late)
        self.acts.offer_again(
            wanted=self.may_charge_again(sale), has_other_ways=self.has_other_ways()
        )
        self.tick()
        if self._is_news:
            self._is_news = False
            announce(self, f"{self.accessibleName()}. {self.accessibleDescription()}")

    def _turn(self, *, is_offline: bool) -> None:
        if is_offline is not self._is_offline:
            self._is_offline = is_offline
            self._is_news = True
            self.acts.clear_message()

    def _wear(self, tone: StatusStyle, icon: Icon) -> None:
        self._icon.tone = tone
        self._icon.icon = icon
        self._icon.update()
        restyle(self, tone=str(tone))
        restyle(self._state, tone=str(tone))
        restyle(self._order, tone=str(tone))

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.NORMAL)
        head.addWidget(self._icon)
        head.addWidget(self._state, 1)
        self._flag_box = QFrame()
        self._flag_box.setProperty("box", "flags")
        flags = self._flag_row = QHBoxLayout(self._flag_box)
        flags.addWidget(self._flag_icon)
        flags.addWidget(self._flags, 1)
        column = self._column = QVBoxLayout(self)
        self.set_compact(closely=False)
        column.addLayout(head)
        column.addWidget(self._order)
        column.addWidget(self._flag_box)
        column.addWidget(self._next)
        column.addWidget(self._next_try)
        column.addLayout(self._facts)
        column.addWidget(self.acts)
