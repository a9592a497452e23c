"""Totals of what is shown: a column for each currency, then each method with its share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.domain.books.shares import average, percent
from pos_app.domain.money import Currency, Money
from pos_app.ports.sale_search import SearchTotals
from pos_app.ui.theme.theme import CurrentTheme, Faces
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.shares.share_bar import paint_share
from pos_app.words.methods import method_name
from pos_app.words.percent import percent_words
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pos_app.domain.method import Method
    from pos_app.ports.sale_search import MethodTotal

_ROW, _STRONG_ROW, _METHOD, _BAR = 23, 26, 32, 4
_WIDE = 180
_GAP = 12
_LEFT = Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_NOTHING = "—"


class FigureLine(NamedTuple):
    """A row of figures: its words, and an amount for each currency; None where there is none."""

    text: str
    amounts: Sequence[Money | None]
    strong: bool = False
    muted: bool = False


class MethodShare(NamedTuple):
    """A method in one currency: its name, its money, and its part of that currency's money."""

    name: str
    payments: int
    amount: Money
    percent: int
    before: Money | None = None  # of the period that it is compared with


def currencies_of(*totals: SearchTotals | None) -> Sequence[Currency]:
    """Returns the currencies of these totals, in one order everywhere."""
    found = {one.received.currency for some in totals if some for one in some.methods}
    return [currency for currency in Currency if currency in found]


def difference(one: Money | None, other: Money | None) -> Money | None:
    """Returns how much more it is than the other; nothing where both are nothing."""
    if one is None or other is None:
        return one if other is None else -other
    return one + -other


class Totals(QWidget):
    """Painted figures of the filter, and of another period beside them where one is compared."""

    def __init__(self, methods: Mapping[str, Method], look: CurrentTheme) -> None:
        super().__init__()
        self.setObjectName("journal_totals")
        self._methods = methods
        self._look = look
        self._faces = Faces()
        self._totals = SearchTotals()
        self._against: SearchTotals | None = None
        self._against_words = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_totals(
        self, totals: SearchTotals, against: SearchTotals | None = None, words: str = ""
    ) -> None:
        """Shows these totals; `words` names the period of those that they are compared with."""
        self._totals, self._against, self._against_words = totals, against, words
        self.retranslate()

    @property
    def currencies(self) -> Sequence[Currency]:
        return currencies_of(self._totals, self._against)

    def lines(self) -> list[FigureLine]:
        """Returns the rows of figures from top to bottom."""
        totals = self._totals
        lines = [
            FigureLine(self.tr("Received"), self._by_currency(totals.received)),
            FigureLine(self.tr("Refunded"), self._by_currency(totals.given_back)),
            FigureLine(self.tr("Net"), self._by_currency(totals.net), strong=True),
        ]
        if totals.methods:
            lines.append(
                FigureLine(self.tr("Average"), [self._average(one) for one in self.currencies])
            )
        if self._against is not None:
            before = self._by_currency(self._against.net)
            more = [
                difference(now, then)
                for now, then in zip(self._by_currency(totals.net), before, strict=True)
            ]
            net = filled(self.tr("Net {0}"), self._against_words)
            lines.append(FigureLine(net, before, muted=True))
            lines.append(FigureLine(self.tr("Difference"), more, strong=True))
        return lines

    def shares(self) -> list[MethodShare]:
        """Returns each method's part, the largest of each currency first."""
        found: list[MethodShare] = []
        for currency in self.currencies:
            own = [one for one in self._totals.methods if one.received.currency is currency]
            whole = sum(one.received.minor for one in own)
            past = self._past(currency)
            known = {one.method for one in own}
            found += [
                MethodShare(
                    self._name(one.method),
                    one.payments,
                    one.received,
                    percent(one.received.minor, whole),
                    past.get(one.method, Money(0, currency)) if self._against else None,
                )
                for one in sorted(own, key=lambda one: -one.received.minor)
            ]
            found += [
                MethodShare(self._name(method), 0, Money(0, currency), 0, amount)
                for method, amount in past.items()
                if method not in known
            ]
        return found

    def retranslate(self) -> None:
        said = []
        for line in self.lines():
            amounts = ", ".join(str(amount) for amount in line.amounts if amount is not None)
            said.append(f"{line.text}: {amounts or _NOTHING}")
        said += [
            filled(
                self.tr("{0}: {1}, {2} of this currency"),
                share.name,
                share.amount,
                percent_words(share.percent),
            )
            for share in self.shares()
        ]
        self.setAccessibleName("\n".join(said))
        self.updateGeometry()
        self.update()

    # --- Qt ---------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(_WIDE, self.heightForWidth(_WIDE))

    def heightForWidth(self, wide: int) -> int:
        blocks = len(self._blocks(wide))
        rows = sum(_STRONG_ROW if line.strong else _ROW for line in self.lines())
        heads = _ROW if self.currencies else 0
        shares = sum(self._tall(share) for share in self.shares())
        return blocks * (heads + rows) + shares + (2 * Space.SMALL if shares else 0) + Space.TIGHT

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = 0
        for block in self._blocks(self.width()):
            top = self._paint_block(painter, block, top)
        shares = self.shares()
        if shares:
            top += Space.SMALL
            painter.fillRect(0, top, self.width(), 1, QColor(self._look.colours.line))
            top += Space.SMALL
        wholes = {currency: _whole(shares, currency) for currency in self.currencies}
        for share in shares:
            self._paint_share(painter, share, top, wholes[share.amount.currency])
            top += self._tall(share)
        painter.end()

    # --- inside -----------------------------------------------------------------------------------

    def _by_currency(self, amounts: Sequence[Money]) -> Sequence[Money | None]:
        known = {amount.currency: amount for amount in amounts}
        return [known.get(currency) for currency in self.currencies]

    def _average(self, currency: Currency) -> Money | None:
        """Returns what a payment brings, to the nearest minor unit."""
        count = self._totals.payments(currency)
        whole = next((one for one in self._totals.received if one.currency is currency), None)
        if not count or whole is None:
            return None
        return average(whole, count)

    def _past(self, currency: Currency) -> Mapping[str, Money]:
        methods: Sequence[MethodTotal] = self._against.methods if self._against else ()
        return {one.method: one.received for one in methods if one.received.currency is currency}

    def _name(self, method_id: str) -> str:
        method = self._methods.get(method_id)
        return method_name(method) if method else method_id

    def _tall(self, share: MethodShare) -> int:
        return _METHOD if share.before is None else _METHOD + 18 + _BAR

    def _blocks(self, wide: int) -> Sequence[Sequence[int]]:
        """Returns the places of the currencies that have room beside each other, block by block."""
        blocks: list[list[int]] = []
        left = 0
        for place, column in enumerate(self._columns()):
            if not blocks or column > left:
                blocks.append([])
                left = wide - self._label_width()
            blocks[-1].append(place)
            left -= column
        return blocks or [[]]

    def _label_width(self) -> int:
        return max(self._faces.width(line.text, Size.LABEL, strong=True) for line in self.lines())

    def _columns(self) -> list[int]:
        """Returns the width of each currency's column, with the gap before it."""
        lines = self.lines()
        return [
            _GAP
            + max(
                self._faces.width(_figures(line.amounts[place]), Size.BODY, strong=True)
                for line in lines
            )
            for place in range(len(self.currencies))
        ]

    def _paint_block(self, painter: QPainter, places: Sequence[int], top: int) -> int:
        """Paints the figures of these currencies, and returns where the next block begins."""
        colours = self._look.colours
        columns = self._columns()
        rights = {}
        right = self.width()
        for place in reversed(places):
            rights[place] = right
            right -= columns[place]
        if places:
            painter.setFont(self._faces.font(Size.SMALL))
            painter.setPen(QColor(colours.muted))
            for place in places:
                where = QRectF(0, top, rights[place], _ROW)
                painter.drawText(where, _RIGHT, self.currencies[place].symbol)
            top += _ROW
        for line in self.lines():
            tall = _STRONG_ROW if line.strong else _ROW
            painter.setPen(QColor(colours.text if line.strong else colours.muted))
            painter.setFont(self._faces.font(Size.LABEL, strong=line.strong))
            painter.drawText(QRectF(0, top, self.width(), tall), _LEFT, line.text)
            painter.setPen(QColor(colours.muted if line.muted else colours.text))
            size = Size.BODY if line.strong else Size.LABEL
            painter.setFont(self._faces.font(size, strong=line.strong))
            for place in places:
                figures = _figures(line.amounts[place])
                painter.drawText(QRectF(0, top, rights[place], tall), _RIGHT, figures)
            if not places:
                painter.drawText(QRectF(0, top, self.width(), tall), _RIGHT, _NOTHING)
            top += tall
        return top

    def _paint_share(self, painter: QPainter, share: MethodShare, top: int, whole: int) -> None:
        colours = self._look.colours
        line = QRectF(0, top, self.width(), _METHOD - _BAR - 4)
        of_all = percent_words(share.percent)
        right = line.adjusted(0, 0, -self._faces.width(percent_words(100), Size.SMALL) - 6, 0)
        painter.setFont(self._faces.font(Size.SMALL))
        painter.setPen(QColor(colours.muted))
        painter.drawText(line, _RIGHT, of_all)
        painter.setPen(QColor(colours.text))
        painter.setFont(self._faces.font(Size.SMALL, strong=True))
        amount = str(share.amount)
        painter.drawText(right, _RIGHT, amount)
        room = int(right.width()) - self._faces.width(amount, Size.SMALL, strong=True) - _GAP
        painter.setFont(self._faces.font(Size.SMALL))
        painter.drawText(line, _LEFT, self._share_words(share, room))
        bar = top + _METHOD - _BAR - 3
        self._paint_bar(painter, bar, share.amount.minor, whole, colours.accent)
        if share.before is not None:
            painter.setPen(QColor(colours.muted))
            below = QRectF(0, bar + _BAR + 1, self.width(), 18)
            said = f"{self._against_words}: {share.before}"
            painter.drawText(below.adjusted(0, 0, right.width() - line.width(), 0), _RIGHT, said)
            self._paint_bar(painter, bar + _BAR + 19, share.before.minor, whole, colours.edge)

    def _share_words(self, share: MethodShare, room: int) -> str:
        """Returns the method's name with its count, or without where there is no room."""
        full = f"{share.name} · {share.payments}"
        if self._faces.width(full, Size.SMALL) <= room:
            return full
        return self._faces.metrics(Size.SMALL).elidedText(
            share.name, Qt.TextElideMode.ElideRight, room
        )

    def _paint_bar(self, painter: QPainter, top: int, part: int, whole: int, colour: str) -> None:
        where = QRectF(0, top, self.width(), _BAR)
        paint_share(painter, where, part, whole, (colour, self._look.colours.sunken))


def _whole(shares: Sequence[MethodShare], currency: Currency) -> int:
    """Returns the minor units that a bar of full length stands for: all the money of a currency,
    now or in the period before."""
    own = [share for share in shares if share.amount.currency is currency]
    now = sum(share.amount.minor for share in own)
    return max(now, sum(share.before.minor for share in own if share.before))


def _figures(amount: Money | None) -> str:
    return _NOTHING if amount is None else amount.figures
