"""Exceptions that a manager looks at before a day is closed: a line each, the gravest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.domain.books.takings import given_back
from pos_app.domain.events import State
from pos_app.domain.paper.print_job import JobState
from pos_app.domain.sale import sale_number
from pos_app.ui.theme.icons import Icon
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.till_page.rows import PlainIcon, RowButton, RowList, figures, row, text, two_lines
from pos_app.ui.widgets.basic import box, label, wrapped
from pos_app.words.audit import close_words
from pos_app.words.books.close import lacks_code_words, restored_words
from pos_app.words.paper.jobs import document_words, hitch_words
from pos_app.words.paper.printing import lowered
from pos_app.words.translate import filled, joined
from pos_app.words.verdict import manager_name
from pos_app.words.warnings import flag_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pos_app.domain.books.day_close import CarriedSale, OddSale, SettledSale
    from pos_app.domain.paper.print_job import PrintTrouble
    from pos_app.ports.closing import DayCloseSheet
    from pos_app.ui.theme.theme import CurrentTheme


@dataclass(frozen=True)
class ExceptionLine:
    """One exception. `number` is of the sale that it is about, which the line leads to."""

    icon: Icon
    tone: str
    title: str
    about: str = ""
    amount: str = ""
    number: int | None = None


class ExceptionsCard(QWidget):
    """Card of the exceptions of a close, made or not yet made."""

    sale_asked = Signal(int)  # its number

    def __init__(
        self, method_names: Mapping[str, str], brands: Mapping[str, str], look: CurrentTheme
    ) -> None:
        super().__init__()
        self._names = method_names
        self._brands = brands
        self._look = look
        self._title = wrapped(label(Size.LABEL, strong=True, tone="muted"))
        self._aside = label(Size.SMALL, tone="muted")
        self._none = wrapped(label(Size.LABEL, tone="paid", strong=True, name="no_exceptions"))
        self._none.hide()  # nobody knows before the first reading
        self._rows = RowList(spacing=2)
        card = box("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.NORMAL)
        column.setSpacing(Space.SMALL)
        column.addWidget(row((self._title, 1), self._aside))
        column.addWidget(self._none)
        column.addLayout(self._rows)
        column.addStretch(1)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(card)

    def show_sheet(self, sheet: DayCloseSheet, *, closed: bool) -> None:
        """Shows what there is to look at; `closed`: on the close as it was made."""
        lines = list(self._lines(sheet))
        self._none.setVisible(not lines)
        title = self.tr("On this close") if closed else self.tr("Before closing")
        self._title.setText(joined(title, str(len(lines) or "")))  # some may be out of sight
        self._aside.setText("" if closed else self.tr("closed as they stand"))
        self._aside.setVisible(bool(lines))
        self._rows.show_rows(lines, map(self._row, lines))

    def retranslate(self) -> None:
        self._none.setText(self.tr("Nothing to look at"))
        self._rows.forget()

    # --- lines ------------------------------------------------------------------------------------

    def _lines(self, sheet: DayCloseSheet) -> Iterator[ExceptionLine]:
        document = sheet.document
        for note in sheet.restored:
            yield ExceptionLine(Icon.QUESTION, "doubt", restored_words(note.put_aside))
        for sale in sorted(document.carried, key=lambda one: bool(one.flags)):
            yield from self._carried(sale)
        for settled in document.settled:
            yield self._settled(settled)
        for odd in document.odd:
            yield self._odd(odd)
        back = given_back(document.takings)
        if back:
            count = sum(line.count for line in document.takings if line.is_given_back)
            said = self.tr("%n refund(s)", "", count)
            yield ExceptionLine(Icon.GIVEN_BACK, "", said, amount="\n".join(map(str, back)))
        for trouble in document.paper:
            yield self._paper(trouble)
        for words in close_words(sheet.notes, self._brands):
            yield ExceptionLine(Icon.EYE, "", words)
        if sheet.lacks_code:
            yield ExceptionLine(Icon.QUESTION, "doubt", lacks_code_words())

    def _carried(self, sale: CarriedSale) -> Iterator[ExceptionLine]:
        about = joined(sale_number(sale.number), self._name(sale.method), sale.description)
        if sale.state is State.UNKNOWN and not sale.flags:
            title = self.tr("Outcome unknown")
            yield ExceptionLine(Icon.QUESTION, "doubt", title, about, str(sale.amount), sale.number)
        for flag in sale.flags:
            yield ExceptionLine(
                Icon.FLAG, "wait", flag_words(flag), about, str(sale.amount), sale.number
            )

    def _settled(self, sale: SettledSale) -> ExceptionLine:
        title = self.tr("Alert cleared") if sale.flag else self.tr("Resolved by hand")
        about = joined(sale_number(sale.number), manager_name(sale.by), sale.why)
        return ExceptionLine(Icon.CLOCK, "wait", title, about, str(sale.amount), sale.number)

    def _odd(self, sale: OddSale) -> ExceptionLine:
        about = joined(sale_number(sale.number), self._name(sale.method), sale.cashier)
        title = self.tr("Slip never printed")
        if sale.duplicate_of is not None:
            looked_like = sale_number(sale.duplicate_of)
            title = filled(self.tr("Charged although it looked like {0}"), looked_like)
        return ExceptionLine(Icon.FLAG, "wait", title, about, str(sale.amount), sale.number)

    def _paper(self, trouble: PrintTrouble) -> ExceptionLine:
        """Names paper that did not come out, or of which nobody knows."""
        number = sale_number(trouble.sale) if trouble.sale is not None else ""
        what = f"{number} {lowered(document_words(trouble.kind))}" if number else trouble.name
        is_doubt = trouble.state is JobState.DOUBTFUL
        title = self.tr("Paper not confirmed") if is_doubt else self.tr("Paper did not come out")
        about = joined(what, trouble.printer, hitch_words(trouble.hitch))
        icon, tone = (Icon.QUESTION, "doubt") if is_doubt else (Icon.PRINTER, "wait")
        return ExceptionLine(icon, tone, title, about, number=trouble.sale)

    def _name(self, method: str) -> str:
        return self._names.get(method, method)

    # --- rows -------------------------------------------------------------------------------------

    def _row(self, line: ExceptionLine) -> QWidget:
        icon = PlainIcon(line.icon, line.tone, self._look)
        amount = figures(line.amount, strong=True)
        if line.number is None:
            leads_nowhere = QWidget()  # whose width keeps the amounts below each other
            leads_nowhere.setFixedWidth(icon.width())
            said = two_lines(line.title, line.about) if line.about else text(line.title)
            plain = row(icon, (said, 1), amount, leads_nowhere)
            plain.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, Space.SMALL)
            return plain
        number = line.number
        lines = two_lines(line.title, line.about, tone=line.tone)
        on = PlainIcon(Icon.ON, "", self._look, ring=False)
        spoken = joined(line.title, line.about, line.amount)
        content = row(icon, (lines, 1), amount, on)
        made = RowButton(f"exception_{number}", content, spoken)
        made.clicked.connect(lambda: self.sale_asked.emit(number))
        return made


def waiting(sheet: DayCloseSheet) -> Sequence[CarriedSale]:
    """Returns the sales that only wait: they go on after the close."""
    return [
        one for one in sheet.document.carried if one.state is not State.UNKNOWN and not one.flags
    ]
