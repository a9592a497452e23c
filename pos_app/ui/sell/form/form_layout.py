"""Layout of the charge form, for small screens and while a message or a question is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pos_app.ui.theme.tokens import Space

if TYPE_CHECKING:
    from typing import Protocol

    from PySide6.QtWidgets import QLabel

    from pos_app.domain.sale import Sale
    from pos_app.ui.onscreen_keys.pad import Pad
    from pos_app.ui.sell.form.amount_box import AmountBox
    from pos_app.ui.sell.form.charge_button import ChargeButton
    from pos_app.ui.sell.form.description_box import DescriptionBox
    from pos_app.ui.sell.form.method_tiles import MethodTiles
    from pos_app.ui.sell.form.part_strip import PartStrip
    from pos_app.ui.sell.form.recent_customers import RecentCustomers
    from pos_app.ui.sell.form.stand_in_fields import StandIns
    from pos_app.ui.sell.form.stand_ins.stand_in_box import StandInBox
    from pos_app.ui.widgets.basic import Option
    from pos_app.ui.widgets.phone_box import PhoneBox
    from pos_app.ui.widgets.validity_picker import Validity

    class HasParts(Protocol):
        """The form, as far as the layout knows it."""

        amount: AmountBox
        tiles: MethodTiles
        phone: PhoneBox
        stand_ins: StandIns
        part_of: Sale | None
        description: DescriptionBox
        hold: Option
        pad: Pad
        message: QLabel
        button: ChargeButton


_TALLEST = 82  # of a field, as of a tile
_TILES, _FIELD = 3, 1  # shares of the height: two rows of tiles grow whole before the fields do
CLOSELY, TIGHT = 500, 580  # logical pixels of height, below which room is short
_LEAST = 420  # below which there is none for what few sales have


class FormLayout:
    """Layout with the amount on top, the pad at the right, the button at the bottom, the rest
    between."""

    def __init__(self, form: HasParts) -> None:
        self._form = form
        self.grid = QGridLayout()
        self._closely = False  # a small screen
        self._tight = False  # a screen without room for a message
        self._least = False  # a screen with something over the form besides
        self._left = QVBoxLayout()
        self._extras = QWidget()
        self._words = QHBoxLayout(self._extras)
        self._arrange()

    def use_height(self, tall: int) -> None:
        """Moves the parts closer together on a small screen, so that nobody has to scroll."""
        closely, self._tight, self._least = tall < CLOSELY, tall < TIGHT, tall < _LEAST
        if closely is not self._closely:
            self._closely = closely
            self._stand()
        self.make_room()

    def place_pad(self) -> None:
        """Places the pad. Letters are taller than figures: where room is short they reach beside
        the button."""
        pad, button = self._form.pad, self._form.button
        high = self._closely and pad.has_letters
        self.grid.addWidget(pad, 1, 1, 3 if high else 1, 1)
        if not button.isHidden():
            self.grid.addWidget(button, 3, 0, 1, 1 if high else 2)

    def make_room(self) -> None:
        """Hides the description, which few sales have, where a message, a question, a strip over
        the window, or a part of a split sale needs its room."""
        said = not self._form.message.isHidden() or self._form.button.isHidden()
        gives_way = self._least or (self._tight and said) or self._form.part_of is not None
        self._extras.setVisible(not gives_way)

    # --- parts that are made on first use ---------------------------------------------------------

    def add_stand_in(self, box: StandInBox) -> None:
        """Adds it in the phone's place, and as tall: nothing below it moves."""
        box.setMaximumHeight(_TALLEST)
        box.set_compact(closely=self._closely)
        self._left.insertWidget(self._left.indexOf(self._form.phone), box, _FIELD)

    def add_part_strip(self, strip: PartStrip) -> None:
        """Adds it in the description's place, and as tall."""
        strip.setMaximumHeight(_TALLEST)
        self._left.insertWidget(self._left.indexOf(self._extras) + 1, strip, _FIELD)

    def add_recent(self, recent: RecentCustomers) -> None:
        self._left.insertWidget(self._left.indexOf(self._form.phone) + 1, recent)

    def add_validity(self, validity: Validity) -> None:
        validity.setSizePolicy(self._form.hold.sizePolicy())
        self._words.addWidget(validity)

    def add_question(self, question: QWidget) -> None:
        """Adds the question in the button's place."""
        self.grid.addWidget(question, 3, 0, 1, 2)

    def remove_question(self, question: QWidget) -> None:
        """Removes it: a hidden part beside the button would take the space above it away."""
        self.grid.removeWidget(question)

    # --- inside -----------------------------------------------------------------------------------

    def _stand(self) -> None:
        closely, form = self._closely, self._form
        for part in (form.amount, form.phone, form.description, form.button, form.pad):
            part.set_compact(closely=closely)
        for box in form.stand_ins.boxes:
            box.set_compact(closely=closely)
        edge = Space.SMALL if closely else Space.WIDE
        self.grid.setContentsMargins(edge, edge, edge, edge)
        for layout in (self.grid, self._left):
            layout.setSpacing(Space.SMALL if closely else Space.NORMAL)
        self.place_pad()

    def _arrange(self) -> None:
        form, left, words = self._form, self._left, self._words
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(Space.SMALL)
        words.addWidget(form.description, 1)
        words.addWidget(form.hold)
        form.hold.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        left.setSpacing(Space.NORMAL)
        left.addWidget(form.tiles, _TILES)
        left.addWidget(form.phone, _FIELD)
        left.addWidget(self._extras, _FIELD)
        left.addStretch()
        for part in (form.phone, self._extras):
            part.setMaximumHeight(_TALLEST)
        self.grid.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.WIDE)
        self.grid.setSpacing(Space.NORMAL)
        self.grid.addWidget(form.amount, 0, 0, 1, 2)
        self.grid.addLayout(left, 1, 0)
        self.grid.addWidget(form.pad, 1, 1)
        self.grid.addWidget(form.message, 2, 0, 1, 2)
        self.grid.addWidget(form.button, 3, 0, 1, 2)
        self.grid.setColumnStretch(0, 1)
        self.grid.setRowStretch(1, 1)
