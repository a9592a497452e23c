"""Window of the customer display: draws a customer view as large as its screen allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from pos_app.ui.customer.view import BLANK, CustomerView
from pos_app.ui.qt.constants import CENTRE, LEFT, MIDDLE, RIGHT, align
from pos_app.ui.theme.icons import Icon
from pos_app.ui.theme.status_style import ground
from pos_app.ui.theme.theme import CurrentTheme, font
from pos_app.ui.theme.tokens import ScreenShare, Size
from pos_app.ui.widgets.basic import box, label, restyle, wrapped
from pos_app.ui.widgets.qr_view import QrView
from pos_app.ui.widgets.status_icon import StateIcon

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent, QScreen

_USUAL = (800, 480)
_LEAST = (320, 240)
_FACTS = 3
_WIDER = 0.62  # share of a wide window's width that counts as its height: it has no more room
_SMALLER = (1.0, 0.9, 0.81, 0.73, 0.66, 0.59, 0.53, 0.48, 0.43, 0.39, 0.35)
_SMALLEST = 9  # logical pixels


class CustomerWindow(QWidget):
    """Window with one customer view at a time, as large as it fits. It never takes the keyboard
    from the till."""

    def __init__(self, look: CurrentTheme, name: str, *, training: bool) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setObjectName("customer_window")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._look = look
        self._training = training
        self._name = name
        self._face = BLANK
        self._band = box("training", "customer_band")
        self._shop = label(name="customer_shop")
        self._mark = label(strong=True, name="customer_training")
        self._icon = StateIcon(look, Icon.CLOCK, Size.AMOUNT, ring=True)
        self._icon.setObjectName("customer_icon")
        self._headline = _line("customer_headline", wraps=True)
        self._amount = _line("customer_amount")
        self._question = _line("customer_question", wraps=True)
        self._number = _line("customer_number")
        self._instruction = _line("customer_instruction", wraps=True)
        self._qr = QrView("", "customer_qr")
        self._receipt = QrView("", "customer_receipt")
        self._code = box("card", "customer_code")
        self._keep = _line("customer_keep")
        self._scan = _line("customer_scan")
        self._scan.setProperty("tone", "muted")
        self._is_beside = False  # two columns
        self._aside = QWidget()  # beside the amount, or below it where the window stands upright
        self._card = box("card", "customer_facts")
        self._facts = [
            (label(tone="muted"), label(name=f"customer_fact_{place}")) for place in range(_FACTS)
        ]
        self._arrange()
        self.setMinimumSize(*_LEAST)
        self.resize(*_USUAL)
        self._retranslate()
        self.show_face(BLANK)

    # --- content ----------------------------------------------------------------------------------

    def show_face(self, face: CustomerView) -> None:
        self._face = face
        blank = face == BLANK
        self._icon.setVisible(face.icon is not None)
        if face.icon is not None and face.tone is not None:
            self._icon.icon, self._icon.tone = face.icon, face.tone
            self._icon.update()
        for part, text in (
            (self._headline, self._name if blank else face.headline),
            (self._amount, face.amount),
            (self._question, face.question),
            (self._number, face.number),
            (self._instruction, face.instruction),
        ):
            part.setText(text)
            part.setVisible(bool(text))
        restyle(self._headline, tone=str(face.tone or ""))
        self._shop.setText("" if blank else self._name)
        self._qr.show_text(face.checkout)
        self._qr.setVisible(bool(face.checkout))
        self._receipt.show_text(face.receipt)
        for shown in (self._receipt, self._keep, self._scan):
            shown.setVisible(bool(face.receipt))
        has_code = bool(face.checkout or face.receipt)
        self._code.setVisible(has_code)
        self._card.setVisible(bool(face.facts))
        self._aside.setVisible(has_code or bool(face.facts))
        for place, (name, value) in enumerate(self._facts):
            fact = face.facts[place] if place < len(face.facts) else None
            name.setText(fact.name if fact else "")
            value.setText(fact.value if fact else "")
            name.setVisible(fact is not None)
            value.setVisible(fact is not None)
        self.setAccessibleDescription(face.spoken or self._name)
        self._fit()
        self.update()

    def rename(self, name: str) -> None:
        self._name = name
        self.show_face(self._face)

    # --- place ------------------------------------------------------------------------------------

    def fill(self, screen: QScreen) -> None:
        """Fills a screen that does not have the till's window."""
        if self.isVisible() and self.isFullScreen() and self.geometry() == screen.geometry():
            return
        if self.isFullScreen():
            self.hide()  # nobody can move a full-screen window
            self.setWindowState(self.windowState() & ~Qt.WindowState.WindowFullScreen)
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        # Not `showFullScreen`, which takes the keyboard too.
        self.setWindowState(self.windowState() | Qt.WindowState.WindowFullScreen)
        self.show()

    def stand_free(self, spot: QRect) -> None:
        """Becomes a window that a person can move and enlarge; minimized where there is no room for
        it beside the till."""
        if spot.isNull():
            self.resize(*_USUAL)
            self.showMinimized()
        else:
            self.showNormal()
            self.setGeometry(spot)

    @property
    def is_free(self) -> bool:
        """Returns whether it stands somewhere as a window of its own."""
        filled = self.isFullScreen() or self.isMinimized()
        return self.isVisible() and not filled

    @property
    def usual_size(self) -> QSize:
        return QSize(*_USUAL)

    # --- Qt ---------------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """Hides instead of closing: the till decides when the window ends."""
        event.ignore()
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._fit()
        elif event.type() == QEvent.Type.StyleChange:
            self.update()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        colours, tone = self._look.colours, self._face.tone
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(ground(colours, tone) if tone else colours.surface))
        painter.end()

    # --- inside -----------------------------------------------------------------------------------

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Customer's screen"))
        self.setAccessibleName(self.tr("Customer's screen"))
        self._mark.setText(self.tr("TRAINING: no money moves"))
        self._keep.setText(self.tr("Keep your receipt"))
        self._scan.setText(self.tr("Scan it with your phone's camera."))
        self._qr.setAccessibleName(self.tr("QR code of the payment page"))
        self._receipt.setAccessibleName(self.tr("QR code of your receipt"))

    def _fit(self) -> None:
        """Chooses the largest size at which everything fits. The parts keep their proportions."""
        upright = self.height() > self.width()
        shallow = min(self.width(), self.height() * _WIDER)
        unit = shallow if upright else min(self.height(), self.width() * _WIDER)
        has_more = bool(self._face.checkout or self._face.receipt or self._face.facts)
        beside = has_more and not upright
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._body.setDirection(way)
        self._head.setDirection(way)
        self._is_beside = beside
        for part in (
            self._headline,
            self._amount,
            self._question,
            self._number,
            self._instruction,
        ):
            align(part, LEFT | MIDDLE if beside else CENTRE)
        edge = round(ScreenShare.EDGE * unit)
        wide = self.width() - 2 * edge
        self._inside.setContentsMargins(edge, round(edge / 2), edge, edge)
        self._band.setFixedHeight(max(6, round(ScreenShare.BAND * unit)))
        for part in (self._shop, self._mark):
            _wear(part, ScreenShare.LABEL * unit, (wide - edge) // 2, strong=True)
        for smaller in _SMALLER:
            self._dress(unit * smaller, (wide - edge) // 2 if beside else wide)
            if self._needs(self.width()) <= self.height():
                break

    def _needs(self, wide: int) -> int:
        """Returns the height, in logical pixels, that all parts need at their present size."""
        # A layout hears of hidden or resized parts later: activate it now.
        for held in (self._code, self._card, self._aside):
            held.updateGeometry()
        inner = (self._list, self._around, self._head, self._main, self._beside, self._body)
        for one in (*inner, self._inside, self._whole):
            one.invalidate()
        least = self._whole.totalMinimumSize().height()
        return max(self._whole.totalHeightForWidth(wide), least)

    def _dress(self, unit: float, wide: int) -> None:
        gap = round(ScreenShare.GAP * unit)
        for column in (self._main, self._inside, self._list):
            column.setSpacing(gap)
        self._body.setSpacing(2 * gap)
        icon = round(ScreenShare.ICON * unit)
        self._icon.setFixedSize(icon, icon)
        self._head.setSpacing(gap)
        taken = icon + gap if self._is_beside and not self._icon.isHidden() else 0
        for part, share, strong in (
            (self._headline, ScreenShare.HEADLINE, True),
            (self._amount, ScreenShare.AMOUNT, True),
            (self._question, ScreenShare.INSTRUCTION, False),
            (self._number, ScreenShare.NUMBER, True),
            (self._instruction, ScreenShare.INSTRUCTION, False),
        ):
            room = wide - taken if part is self._headline else wide
            _wear(part, share * unit, room, strong=strong)
        inner = wide - 2 * round(ScreenShare.EDGE * unit)
        self._list.setContentsMargins(*[round(ScreenShare.EDGE * unit)] * 4)
        for name, value in self._facts:
            _wear(name, ScreenShare.LABEL * unit, inner, strong=False)
            _wear(value, ScreenShare.FACT * unit, inner, strong=True)
        self._around.setContentsMargins(gap, gap, gap, gap)
        self._around.setSpacing(gap // 2)
        side = min(round(ScreenShare.QR * unit), wide - 2 * gap)
        for code in (self._qr, self._receipt):
            code.resize_to(side)
        _wear(self._keep, ScreenShare.INSTRUCTION * unit, side, strong=True)
        _wear(self._scan, ScreenShare.LABEL * unit, side, strong=False)

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._shop, 1)
        top.addWidget(self._mark)
        align(self._shop, LEFT | MIDDLE)
        align(self._mark, RIGHT | MIDDLE)
        self._main = QVBoxLayout()
        self._main.addStretch(1)
        self._head = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignCenter)
        self._head.addWidget(self._headline, 1)
        self._main.addLayout(self._head)
        for part in (
            self._amount,
            self._question,
            self._number,
            self._instruction,
        ):
            self._main.addWidget(part)
        self._main.addStretch(1)
        self._list = QVBoxLayout(self._card)
        for pair in self._facts:
            for part in pair:
                self._list.addWidget(part)
        self._around = QVBoxLayout(self._code)
        for code in (self._qr, self._receipt):
            self._around.addWidget(code, 0, Qt.AlignmentFlag.AlignHCenter)
        for part in (self._keep, self._scan):
            self._around.addWidget(part)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.addLayout(self._main, 1)
        beside = self._beside = QVBoxLayout(self._aside)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addStretch(1)
        beside.addWidget(self._card)
        beside.addWidget(self._code, 0, Qt.AlignmentFlag.AlignHCenter)
        beside.addStretch(1)
        self._body.addWidget(self._aside, 1)
        self._inside = QVBoxLayout()
        self._inside.addLayout(top)
        self._inside.addLayout(self._body, 1)
        whole = self._whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        whole.addWidget(self._band)
        whole.addLayout(self._inside, 1)
        self._band.setVisible(self._training)
        self._mark.setVisible(self._training)


def _line(name: str, *, wraps: bool = False) -> QLabel:
    line = label(name=name)
    align(line, CENTRE)
    return wrapped(line) if wraps else line


def _wear(part: QLabel, most: float, wide: int, *, strong: bool) -> None:
    """Uses the font size `most`, or a smaller one that the width allows: figures stay on one line,
    and no word of a sentence is cut."""
    size = max(_SMALLEST, round(most))
    text = part.text()
    pieces = text.split() if part.wordWrap() else [text]
    metrics = QFontMetrics(font(size, strong=strong))
    widest = max((metrics.horizontalAdvance(piece) for piece in pieces), default=0)
    if widest > wide:
        size = max(_SMALLEST, int(size * wide / widest))
    face = font(size, strong=strong)
    if part.font() != face:
        part.setFont(face)
