"""Facts of the shown sale, under its verdict: which sale it is, and the last answer about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from pos_app.domain.events import Purpose, State
from pos_app.domain.text.foreign_text import readable
from pos_app.ui.format import sale_text, times
from pos_app.ui.theme.theme import font
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import label, wrapped
from pos_app.ui.widgets.fitted_labels import Headline
from pos_app.words.translate import filled, joined

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from PySide6.QtWidgets import QLabel

    from pos_app.domain.method import Method
    from pos_app.domain.sale import Sale

_CODE_SIZES = (Size.LABEL, Size.SMALL, 12, 11)


class _Fact(NamedTuple):
    title: QLabel
    text: QLabel

    def show(self, text: str) -> None:
        """Shows the text; a fact that is not known has no row."""
        self.text.setText(text)
        self.set_visible(visible=bool(text))

    def set_visible(self, *, visible: bool) -> None:
        self.title.setVisible(visible)
        self.text.setVisible(visible)


class VerdictFacts(QGridLayout):
    """A row for each fact, its title before it."""

    def __init__(self, wall: tzinfo) -> None:
        super().__init__()
        self._wall = wall
        self._is_close = False
        self._code = Headline(_CODE_SIZES, "verdict_reference", strong=False)
        self._sale = _fact(wrapped(label(Size.LABEL, name="verdict_sale")))
        self._reference = _fact(self._code)
        self._age = _fact(wrapped(label(Size.LABEL, name="verdict_age")))
        self._note = _fact(wrapped(label(Size.LABEL, name="verdict_note")))
        self._facts = (self._sale, self._reference, self._age, self._note)
        self.setHorizontalSpacing(Space.NORMAL)
        self.setVerticalSpacing(2)
        for row, fact in enumerate(self._facts):
            self.addWidget(fact.title, row, 0, Qt.AlignmentFlag.AlignTop)
            self.addWidget(fact.text, row, 1)
        self.setColumnStretch(1, 1)

    def set_compact(self, *, closely: bool) -> None:
        self._is_close = closely
        for part in (part for fact in self._facts for part in fact if part is not self._code):
            part.setFont(font(Size.SMALL if closely else Size.LABEL))
        self._code.use_sizes(_CODE_SIZES[1:] if closely else _CODE_SIZES)

    def clear(self) -> None:
        """Shows nothing; and nothing of a customer stays, not for a screen reader either."""
        for fact in self._facts:
            fact.show("")

    def show_sale(self, sale: Sale, method: Method | None, parent: Sale | None) -> None:
        for fact, title in (
            (self._sale, self.tr("Sale")),
            (self._reference, self.tr("Reference")),
            (self._note, self.tr("Description")),
        ):
            fact.title.setText(title)
        who = sale.phone.masked if sale.phone else ""
        of = filled(self.tr("of sale {0}"), sale_text.number_of(parent)) if parent else ""
        name = sale_text.method_of(sale, method)
        self._sale.show(joined(sale_text.number_of(sale), of, who, name, sale.voucher))
        entity = filled(self.tr("entity {0}"), readable(sale.entity)) if sale.entity else ""
        self._reference.show(joined(sale_text.reference_of(sale), entity))
        self._age.set_visible(visible=not (sale.purpose is Purpose.SPLIT and sale.is_open))
        self._note.show(sale.description)

    def show_age(self, sale: Sale, heard: datetime | None, now: datetime) -> None:
        """Shows how long ago the provider was last `heard`."""
        at = heard or (None if sale.is_open else sale.settled_at or sale.updated_at)
        if sale.settled_at and not sale.is_open:
            at = max(sale.settled_at, heard) if heard else sale.settled_at
        is_heard = at is not None and at == heard
        self._age.title.setText(self._title_of_age(sale, is_heard=is_heard))
        if at is None:
            self._age.text.setText(self.tr("no answer yet"))
            return
        clock = times.clock(at, self._wall)
        self._age.text.setText(filled(self.tr("{0}, at {1}"), times.since(at, now), clock))

    def _title_of_age(self, sale: Sale, *, is_heard: bool) -> str:
        """Returns what happened then. Not every sale ends with an answer: one that never left had
        none, and a manager may settle what nobody answered."""
        if sale.by_hand and sale.state is State.PAID:
            return self.tr("Received")
        if sale.state is State.PAID and not sale.is_settled_by_hand:
            return self.tr("Confirmed")
        without = sale.is_settled_by_hand or sale.state in (State.NOT_SENT, State.CANCELLED)
        return self.tr("Ended") if without and not is_heard else self.tr("Last answer")

    def give_way(self) -> None:
        """Makes room for the next try: it names the sale's number itself, and on a small screen
        there is room for the note alone."""
        gone = (self._sale, self._reference, self._age) if self._is_close else (self._sale,)
        for fact in gone:
            fact.set_visible(visible=False)


def _fact(text: QLabel) -> _Fact:
    return _Fact(label(Size.LABEL, tone="muted", name=f"{text.objectName()}_title"), text)
