"""Card of one sale in doubt: facts, questions for the customer, where to look, and actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from pos_app.domain.rules.actions import NEEDS_PIN, SaleAction, actions_for
from pos_app.domain.rules.outlook import Outlook, is_in_doubt, outlook
from pos_app.ui.actions.labels import deed_words
from pos_app.ui.format import sale_text, times
from pos_app.ui.theme.icons import Icon
from pos_app.ui.theme.status_style import StatusStyle
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, box, label, rule, wrapped
from pos_app.ui.widgets.fitted_labels import Headline
from pos_app.ui.widgets.scroll_area import Scrolled
from pos_app.ui.widgets.status_icon import StateIcon
from pos_app.words.doubts import facts, help_words
from pos_app.words.sale_view import sale_view

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo

    from pos_app.domain.method import Method
    from pos_app.domain.sale import Sale
    from pos_app.ui.theme.theme import CurrentTheme

_SIZES = (28, 24, 20)
_NOBODY_TO_ASK = frozenset({Outlook.NOTHING, Outlook.ODD_MONEY, Outlook.ALREADY_USED})


class DoubtCard(QWidget):
    """Card with its sections in the order of the work: with the customer, elsewhere, by the
    manager."""

    deed_asked = Signal(object, object)  # SaleAction, Sale
    ask_asked = Signal(object)  # Sale

    def __init__(
        self, look: CurrentTheme, methods: Mapping[str, Method], wall: tzinfo, *, pins: bool
    ) -> None:
        super().__init__()
        self._methods = methods
        self._wall = wall
        self._pins = pins
        self._sale: Sale | None = None
        self._icon = StateIcon(look, Icon.QUESTION, 36, ring=True)
        self._icon.tone = StatusStyle.DOUBT
        self._state = Headline(_SIZES, "doubt_state")
        self._state.setProperty("tone", "doubt")
        self._order = wrapped(label(Size.LEAD, strong=True, tone="doubt", name="doubt_order"))
        self._why = wrapped(label(Size.BODY, name="doubt_why"))
        self._titles = [label(Size.LABEL, strong=True, tone="muted") for _ in range(3)]
        self._texts = [
            wrapped(label(Size.BODY, name=f"doubt_{name}")) for name in ("ask", "look", "till")
        ]
        self._facts = QGridLayout()
        self._copy = Button("doubt_copy")
        settle = Button("doubt_settle", "main")
        self._ask = Button("doubt_ask_now")
        self._copy.clicked.connect(self._copy_facts)
        self._deeds = {
            SaleAction.SETTLE: settle,
            SaleAction.CLEAR: Button("doubt_clear", "main"),
            SaleAction.REFUND: Button("doubt_refund"),
        }
        for action, button in self._deeds.items():
            button.clicked.connect(
                lambda _=False, action=action: self.deed_asked.emit(action, self._sale)
            )
        self._ask.clicked.connect(lambda: self.ask_asked.emit(self._sale))
        self._arrange()

    def show_sale(self, sale: Sale) -> None:
        self._sale = sale
        self._tell()

    def retranslate(self) -> None:
        said = (self.tr("Ask the customer"), self.tr("Where to check"), self.tr("The till"))
        for title, text in zip(self._titles, said, strict=True):
            title.setText(text)
        for action, button in self._deeds.items():
            button.set_text(deed_words(action))
        self._ask.set_text(self.tr("Check now"))
        self._read.setAccessibleName(self.tr("What to do"))
        self._copy.set_text(self.tr("Copy"), self.tr("Copy the details"))
        self._tell()

    # --- inside -----------------------------------------------------------------------------------

    def _tell(self) -> None:
        sale = self._sale
        if sale is None:
            return
        method = self._methods.get(sale.method)
        now = times.now()
        view = sale_view(sale, method, now)
        self._state.setText(view.headline)
        self._order.setText(f"{view.order}\u00a0· {sale_text.amount_of(sale)}")
        begun = (sale.first_sent_at or sale.created_at).astimezone(self._wall)
        told = help_words(sale, method, now, f"{begun:%H:%M}")
        in_doubt = is_in_doubt(sale, method, now)
        self._wear(in_doubt=in_doubt)
        self._why.setText(". ".join([*view.flags, told.why if in_doubt else view.advice]))
        for label_, text in zip(self._texts, (told.ask, told.look, told.till), strict=True):
            label_.setText(text)
        self._tell_facts(sale)
        offered = actions_for(sale, method) - (frozenset() if self._pins else NEEDS_PIN)
        for action, button in self._deeds.items():
            button.setVisible(action in offered)
        can_ask = outlook(sale, method, now) not in _NOBODY_TO_ASK
        self._ask.setVisible(in_doubt and can_ask)
        self._copy.set_text(self.tr("Copy"), self.tr("Copy the details"))

    def _wear(self, *, in_doubt: bool) -> None:
        """Hides the search for the outcome where the card is about a flag: the outcome is known."""
        self._icon.icon = Icon.QUESTION if in_doubt else Icon.FLAG
        self._icon.update()
        for part in (self._titles[0], self._texts[0], self._titles[2], self._texts[2]):
            part.setVisible(in_doubt)

    def _known(self, sale: Sale) -> list[tuple[str, str]]:
        return list(facts(sale, lambda at: f"{at.astimezone(self._wall):%d/%m/%Y %H:%M:%S}"))

    def _tell_facts(self, sale: Sale) -> None:
        while (old := self._facts.takeAt(0)) is not None:
            if (widget := old.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row, (name, value) in enumerate(self._known(sale)):
            title = label(Size.LABEL, tone="muted")
            title.setText(name)
            text = label(Size.LABEL, strong=True, name=f"doubt_fact_{row}")
            text.setText(value)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._facts.addWidget(title, row, 0)
            self._facts.addWidget(text, row, 1)

    def _copy_facts(self) -> None:
        if self._sale is not None:
            lines = [f"{name}: {value}" for name, value in self._known(self._sale)]
            QGuiApplication.clipboard().setText("\n".join(lines))
            self._copy.set_text(f"✓ {self.tr('Copied')}")

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.NORMAL)
        head.addWidget(self._icon)
        head.addWidget(self._state, 1)
        holder = box("surface")
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(Space.EDGE, Space.WIDE, Space.EDGE, Space.WIDE)
        inside.setSpacing(Space.TIGHT)
        inside.addLayout(head)
        inside.addWidget(self._order)
        inside.addWidget(self._why)
        self._facts.setHorizontalSpacing(Space.NORMAL)
        self._facts.setVerticalSpacing(2)
        self._facts.setColumnStretch(1, 1)
        for title, text in zip(self._titles, self._texts, strict=True):
            inside.addSpacing(Space.SMALL)
            inside.addWidget(title)
            inside.addWidget(text)
            if text is self._texts[1]:
                inside.addLayout(self._facts)
        inside.addStretch(1)
        scroll = self._read = Scrolled(holder, read=True)
        scroll.setObjectName("doubt_read")
        scroll.setProperty("box", "surface")
        acts = QHBoxLayout()
        acts.setContentsMargins(Space.EDGE, 0, Space.EDGE, Space.WIDE)
        acts.setSpacing(Space.SMALL)
        for button in (*self._deeds.values(), self._ask, self._copy):
            acts.addWidget(button)
        acts.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll, 1)
        column.addWidget(rule())
        column.addLayout(acts)
