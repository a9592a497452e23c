"""Header bar: shop, till, tabs of the screens, the providers' lights, and the training stripes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pos_app.ui.header.shop_title import ShopTitle
from pos_app.ui.header.tabs import HeaderTabs
from pos_app.ui.header.user_button import WhoButton
from pos_app.ui.qt.constants import MIDDLE, TAB_FOCUS, take_focus
from pos_app.ui.qt.plain_text import show_tip
from pos_app.ui.theme.theme import CurrentTheme, font
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, box, restyle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from pos_app.ports.shop import Shop

TABS = ("sell", "journal", "till", "figures", "settings")
_HEIGHT, _LOW = 56, 48
_SHORT = 560  # height of the window below which the header is low
_BAND = 6
_DOT = 24  # width of a light without a name, and of the gap after it
_NAMED = 32  # the same of one with a name, besides the name
_STROKE = QPointF(1.5, -1.5)  # from a dot's corner to its ring
_NARROW = 1200  # width of the window below which its parts stand closer together


class Light(NamedTuple):
    """One provider's light. `words` is empty while the provider is healthy."""

    name: str
    well: bool
    tried: bool
    words: str


class Lights(QWidget):
    """The providers' lights, a dot and a name each. Where room is short the names of the healthy
    ones go first, and the name of the first in trouble stays."""

    def __init__(self, look: CurrentTheme) -> None:
        super().__init__()
        self.setObjectName("lights")
        self._look = look
        self._lights: Sequence[Light] = ()
        self._beside: QWidget | None = None  # stands in the room that the lights leave
        self._face = font(Size.LABEL)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_lights(self, lights: Sequence[Light]) -> None:
        self._lights = lights
        self._set_least_width()
        words = "\n".join(f"{light.name}: {light.words}" for light in lights)
        self.setAccessibleName(words)
        show_tip(self, words)
        self._place_beside()
        self.update()

    def make_room_for(self, beside: QWidget) -> None:
        """Gives it the room that is left of the lights: a dot's, at least."""
        self._beside = beside
        self._set_least_width()
        self._place_beside()

    def _set_least_width(self) -> None:
        self.setMinimumWidth(self._wide(self._one_named()) + self._kept_free)

    @property
    def _kept_free(self) -> int:
        return _DOT if self._beside else 0

    def _place_beside(self) -> None:
        if self._beside:
            free = self.width() - self._wide(self._captions())
            self._beside.setGeometry(0, 0, max(free, _DOT), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_beside()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if not self._lights:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._face)
        right = float(self.width())
        for light, words in zip(reversed(self._lights), reversed(self._captions()), strict=True):
            right = self._paint_light(painter, light, words, right)
        painter.end()

    def _captions(self) -> list[str]:
        """Returns the fullest captions that fit."""
        full = [
            light.name if light.well else f"{light.name}: {light.words.lower()}"
            for light in self._lights
        ]
        names = [light.name for light in self._lights]
        in_trouble = ["" if light.well else light.name for light in self._lights]
        for captions in (full, names, in_trouble):
            if self._wide(captions) <= self.width() - self._kept_free:
                return captions
        return self._one_named()

    def _one_named(self) -> list[str]:
        """Returns the least: dots, and the name of the first in trouble."""
        first = next((light for light in self._lights if not light.well), None)
        return [light.name if light is first else "" for light in self._lights]

    def _wide(self, captions: Sequence[str]) -> int:
        metrics = QFontMetrics(self._face)
        return sum(metrics.horizontalAdvance(text) + _NAMED if text else _DOT for text in captions)

    def _paint_light(self, painter: QPainter, light: Light, words: str, right: float) -> float:
        colours = self._look.colours
        wide = QFontMetrics(self._face).horizontalAdvance(words)
        left = right - wide
        painter.setPen(QColor(colours.muted if light.well else colours.fail))
        where = QRectF(left, 0, wide + 1, self.height())
        painter.drawText(where, MIDDLE, words)
        dot = QRectF(left - 16, self.height() / 2 - 5, 10, 10)
        if light.well and light.tried:
            painter.setPen(QColor(0, 0, 0, 0))
            painter.setBrush(QColor(colours.paid))
        else:
            painter.setPen(QPen(QColor(colours.muted if light.well else colours.fail), 2))
            painter.setBrush(QColor(0, 0, 0, 0))
        painter.drawEllipse(dot)
        if not light.well:  # a stroke besides the colour, where there is no room for the name
            painter.drawLine(dot.bottomLeft() + _STROKE, dot.topRight() - _STROKE)
        return left - 16 - (Space.WIDE if words else _DOT - 16)


class Header(QWidget):
    """Bar with the shop, the till and the tabs of the screens that exist."""

    went_to = Signal(str)

    def __init__(self, shop: Shop, look: CurrentTheme) -> None:
        super().__init__()
        self._shop_name, self._till = shop.name, shop.till
        self._training = shop.training
        self._title = ShopTitle()
        self._is_narrow = False
        self.lights = Lights(look)
        # In training a person can play the customer too, on a page of the simulated providers.
        self.play_customer = Button("play_customer", "tab")
        self.play_customer.hide()
        self._tabs = HeaderTabs(TABS)
        self.tabs = self._tabs.buttons
        self._has_news = False  # a sale changed unseen
        self.who = WhoButton(look)
        self.help = Button("help_open", "tab")
        take_focus(self.help, TAB_FOCUS)

        bar = self._bar = box("header")
        row = QHBoxLayout(bar)
        row.setContentsMargins(Space.EDGE, 0, Space.EDGE, 0)
        row.setSpacing(Space.TIGHT)
        row.addWidget(self._title)
        row.addSpacing(Space.WIDE)
        row.addWidget(self._tabs)
        self._tabs.went_to.connect(self.went_to)
        row.addWidget(self.play_customer)
        row.addWidget(self.lights, 1)
        row.addWidget(self.help)
        row.addWidget(self.who)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        # Stripes across the window where no money moves.
        band = box("training", "training_band") if shop.training else box("line")
        band.setFixedHeight(_BAND if shop.training else 1)
        column.addWidget(band)
        self._column = column

    def add_strip(self, strip: QWidget) -> None:
        """Adds a strip under the header, on every screen."""
        self._column.addWidget(strip)

    def rename(self, name: str, till: str) -> None:
        self._shop_name, self._till = name, till
        self.retranslate()

    def mark(self, current: str) -> None:
        self._tabs.mark(current)
        self._name_sell()

    def show_news(self, *, wanted: bool) -> None:
        """Marks the way to the Sell screen while a sale has changed that nobody has seen."""
        self._has_news = wanted
        self._name_sell()

    def _name_sell(self) -> None:
        tab, sell = self.tabs["sell"], self.tr("Sell")
        if self._has_news and not tab.isChecked():
            tab.set_text(f"{sell} ●", self.tr("Sell: a sale has a new result"))
        else:
            tab.set_text(sell)

    def show_ways(self, *, wanted: bool) -> None:
        """Shows or hides the tabs. They are hidden while the till is locked or a panel replaces the
        form."""
        self._tabs.show_ways(wanted=wanted)

    def retranslate(self) -> None:
        self.who.retranslate()
        self.help.set_text("?", self.tr("Help: the keys (F1)"))
        show_tip(self.help, self.tr("Help: the keys (F1)"))
        training = self.tr("TRAINING")
        self._title.show_names(self._shop_name, self._till, training if self._training else "")
        self._tabs.retranslate()
        self._name_sell()
        self.tabs["journal"].set_text(self.tr("Journal"))
        self.tabs["till"].set_text(self.tr("Till"))
        self.tabs["figures"].set_text(self.tr("Numbers"))
        self.tabs["settings"].set_text(self.tr("Settings"))
        self._name_the_customer()

    def use_size(self, window: QSize) -> None:
        """Moves the parts closer together in a small window, so that none of them is cut."""
        self._bar.setFixedHeight(_LOW if window.height() < _SHORT else _HEIGHT)
        narrow = window.width() < _NARROW
        if narrow is not self._is_narrow:
            self._is_narrow = narrow
            self._name_the_customer()
            self._tabs.narrow(wanted=narrow)
            restyle(self.play_customer, narrow=narrow)
        self._make_room()

    def event(self, event: QEvent) -> bool:
        """Makes room anew when a part of the header has another size. Asked for a type, an event
        loads every type there is, which the first paint of a wide window does without."""
        if self._is_narrow and event.type() is QEvent.Type.LayoutRequest:
            self._make_room()
        return super().event(event)

    def _make_room(self) -> None:
        """Shortens the user's name to the initials, then folds the tabs, as far as the shop's name
        needs the room. A wide window has it."""
        ways = ((True, False), (False, False), (False, True))
        room = self.width()
        fitting = (way for way in ways if self._least_width(*way) <= room)
        named, folded = next(fitting, ways[-1]) if self._is_narrow else ways[0]
        self.who.show_name(wanted=named)
        self._tabs.fold(wanted=folded)

    def _least_width(self, named: bool, folded: bool) -> int:  # noqa: FBT001 - of this class alone
        parts = [self._title.least_width, self._tabs.width_of(folded=folded)]
        parts += [self.lights.minimumWidth(), self.help.sizeHint().width()]
        if not self.play_customer.isHidden():
            parts.append(self.play_customer.sizeHint().width())
        if not self.who.isHidden():
            parts.append(self.who.width_of(named=named))
        return sum(parts) + (len(parts) - 1) * Space.TIGHT + Space.WIDE + 2 * Space.EDGE

    def _name_the_customer(self) -> None:
        """Names the page of the simulated customer, in a narrow window by one word."""
        short, whole = self.tr("Customer ↗"), self.tr("Act as the customer ↗")
        self.play_customer.set_text(
            short if self._is_narrow else whole, self.tr("Act as the customer")
        )
