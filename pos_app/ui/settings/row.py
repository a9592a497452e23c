"""Row of a setting: its name, its explanation, its value and its error."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.ports.setting_rules import Switch
from pos_app.ui.theme.theme import font
from pos_app.ui.theme.tokens import TARGET, Size, Space
from pos_app.ui.widgets.basic import label, restyle, wrapped
from pos_app.ui.widgets.clean_line import keep_clean
from pos_app.ui.widgets.form_field import SteadyLine
from pos_app.ui.widgets.picker import Picker
from pos_app.ui.widgets.switch import ToggleSwitch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pos_app.ports.setting_rules import SettingRule
    from pos_app.ports.settings_service import Setting
    from pos_app.ui.theme.theme import CurrentTheme

_WIDE = 300


class SettingRow(QWidget):
    """Row with the value at the right, and an error under the explanation."""

    turned = Signal()  # somebody has changed it
    changed = Signal()  # it holds another value, whoever has changed it
    entered = Signal()  # Enter was pressed in its line

    def __init__(self, control: QWidget) -> None:
        super().__init__()
        self.control = control
        self._title = label(strong=True)
        self._title.setBuddy(control)
        self._what = wrapped(label(Size.LABEL, tone="muted"))
        self._complaint = wrapped(label(Size.LABEL, strong=True, tone="fail"))
        self._complaint.hide()
        texts = QVBoxLayout()
        texts.setSpacing(2)
        for part in (self._title, self._what, self._complaint):
            texts.addWidget(part)
        texts.addStretch(1)
        control.setFixedWidth(_WIDE)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.EDGE)
        row.addLayout(texts, 1)
        row.addWidget(control)
        self.setMinimumHeight(TARGET + 2)  # the labels ask for as little height as they can
        self.turned.connect(lambda: self.show_error(""))

    @property
    def value(self) -> Setting:
        raise NotImplementedError

    def hold(self, value: Setting) -> None:
        raise NotImplementedError

    @property
    def help(self) -> tuple[str, str]:
        """Returns the name and the explanation."""
        return self._title.text(), self._what.text()

    def set_text(self, title: str, what: str) -> None:
        self._title.setText(title)
        self._what.setText(what)
        self.control.setAccessibleName(title)
        self.control.setAccessibleDescription(what)

    def show_error(self, words: str) -> None:
        self._complaint.setText(words)
        self._complaint.setVisible(bool(words))
        self.control.setAccessibleDescription(words or self._what.text())
        restyle(self.control, wrong=bool(words))


class TextRow(SettingRow):
    """Row with a line. Left empty, the line means what it suggests, if it suggests anything."""

    def __init__(self, name: str) -> None:
        self._suggested = ""
        self._edit = SteadyLine()
        self._edit.setObjectName(name)
        self._edit.setFont(font(Size.BODY))
        keep_clean(self._edit)
        self._edit.setMinimumHeight(TARGET)
        super().__init__(self._edit)
        self._edit.textEdited.connect(self.turned)
        self._edit.textChanged.connect(self.changed)
        self._edit.returnPressed.connect(self.entered)

    @property
    def value(self) -> Setting:
        return self._edit.text().strip() or self._suggested

    @property
    def is_empty(self) -> bool:
        """Whether nobody has typed anything, whatever it suggests."""
        return not self._edit.text().strip()

    def hold(self, value: Setting) -> None:
        text = "" if value == self._suggested else str(value)
        if self._edit.text() != text:  # else the line would forget what is selected
            self._edit.setText(text)

    def suggest(self, text: str) -> None:
        """Shows a value that nobody has typed, so that the first key replaces it."""
        self._suggested = text
        self._edit.setPlaceholderText(text)


class ChoiceRow(SettingRow):
    """A choice of a few. It also offers a saved value that is none of them: it was chosen
    elsewhere."""

    def __init__(self, name: str, look: CurrentTheme, choices: Sequence[Setting]) -> None:
        self._picker = Picker(name, look)
        for value in choices:
            self._picker.addItem(str(value), value)
        super().__init__(self._picker)
        self._picker.activated.connect(self.turned)
        self._picker.currentIndexChanged.connect(self.changed)

    @property
    def value(self) -> Setting:
        chosen: Setting = self._picker.currentData()
        return chosen

    def hold(self, value: Setting) -> None:
        self.offer(value)
        self._picker.setCurrentIndex(self._picker.findData(value))

    def choose_from(self, values: Sequence[Setting]) -> None:
        """Replaces the choices."""
        self._picker.clear()
        for value in values:
            self._picker.addItem(str(value), value)

    def offer(self, value: Setting) -> None:
        """Adds a choice, unless it is there."""
        if self._picker.findData(value) < 0:
            self._picker.addItem(str(value), value)

    def name(self, value: Setting, words: str) -> None:
        """Names a choice."""
        place = self._picker.findData(value)
        if place >= 0:
            self._picker.setItemText(place, words)


class SwitchRow(SettingRow):
    def __init__(self, name: str, look: CurrentTheme) -> None:
        self._switch = ToggleSwitch(name, look)
        super().__init__(self._switch)
        self._switch.clicked.connect(self.turned)
        self._switch.toggled.connect(self.changed)

    @property
    def value(self) -> Setting:
        return self._switch.isChecked()

    def hold(self, value: Setting) -> None:
        self._switch.setChecked(bool(value))


def setting_row(rule: SettingRule, look: CurrentTheme) -> SettingRow:
    """Makes the row of a setting whose values need no words of their own."""
    if isinstance(rule.allowed, Switch):
        return SwitchRow(rule.key, look)
    return TextRow(f"{rule.section}_{rule.key}_edit")
