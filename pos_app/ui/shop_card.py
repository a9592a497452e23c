"""The shop's name, the language, the colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from pos_app import words
from pos_app.domain.errors import Complaint, PosError
from pos_app.ports.counter import Theme
from pos_app.ui.journal_bar import Picker
from pos_app.ui.setting_field import SettingField
from pos_app.ui.tokens import Size, Space
from pos_app.ui.widgets import Button, label, restyle, wrapped

if TYPE_CHECKING:
    from pos_app.ports.counter import Shop
    from pos_app.ports.office import Office
    from pos_app.ui.look import Look
    from pos_app.ui.permission import Permission
    from pos_app.ui.tasks import Tasks

# A language is named in itself, so that whoever needs it can read it.
_LANGUAGES = (("Português", "pt"), ("English", "en"))


class ShopCard(QFrame):
    """Saved with one button; the window changes at once."""

    saved = Signal(str, str, str)  # name, language, theme

    def __init__(
        self, shop: Shop, look: Look, office: Office, permission: Permission, tasks: Tasks
    ) -> None:
        super().__init__()
        self.setProperty("box", "card")
        self._office = office
        self._permission = permission
        self._tasks = tasks
        self._title = label(Size.LEAD, strong=True)
        self._name = SettingField("shop_name_edit")
        self._name.edit.setText(shop.name)
        self._language_title = label(Size.LABEL, strong=True, tone="muted")
        self._language = Picker("language", look)
        for name, code in _LANGUAGES:
            self._language.addItem(name, code)
        self._language.setCurrentIndex(max(0, self._language.findData(shop.language)))
        self._theme_title = label(Size.LABEL, strong=True, tone="muted")
        self._theme = Picker("theme", look)
        for theme in Theme:
            self._theme.addItem("", str(theme))
        self._theme.setCurrentIndex(max(0, self._theme.findData(str(shop.theme))))
        self._save = Button("shop_save", "main")
        self._message = wrapped(label(Size.LABEL, strong=True, name="shop_message"))
        self._save.clicked.connect(self._save_once)
        self._arrange()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Shop"))
        self._name.say(self.tr("Shop name"))
        self._language_title.setText(self.tr("Language"))
        self._language.setAccessibleName(self.tr("Language"))
        self._theme_title.setText(self.tr("Colours"))
        self._theme.setAccessibleName(self.tr("Colours"))
        said = {Theme.LIGHT: self.tr("Light"), Theme.DARK: self.tr("Dark")}
        for theme, text in said.items():
            self._theme.setItemText(self._theme.findData(str(theme)), text)
        self._save.say(self.tr("Save"), self.tr("Save the shop's settings"))

    def _save_once(self) -> None:
        if not self._name.text:
            self._name.complain(words.complaint_words(Complaint.SETTING_MISSING))
            self._name.edit.setFocus()
            return
        self._save.setEnabled(False)
        self._tell("", "")
        self._tasks.start(self._keep(), or_else=self._fail)

    async def _keep(self) -> None:
        name, language = self._name.text, str(self._language.currentData())
        theme = Theme(self._theme.currentData())
        await self._permission.change(
            self.tr("Change the shop's name"),
            lambda approval: self._office.save_preferences(
                name=name, language=language, theme=theme, approval=approval
            ),
        )
        self._save.setEnabled(True)
        self.saved.emit(name, language, str(theme))
        self._tell(self.tr("Saved"), "paid")

    def _fail(self, error: PosError) -> None:
        self._save.setEnabled(True)
        self._tell(" · ".join(part for part in words.problem_words(error) if part), "fail")

    def _tell(self, text: str, tone: str) -> None:
        restyle(self._message, tone=tone)
        self._message.setText(text)

    def _arrange(self) -> None:
        choices = QHBoxLayout()
        choices.setSpacing(Space.WIDE)
        for title, picker in (
            (self._language_title, self._language),
            (self._theme_title, self._theme),
        ):
            part = QVBoxLayout()
            part.setSpacing(Space.TIGHT)
            part.addWidget(title)
            part.addWidget(picker)
            choices.addLayout(part, 1)
        end = QHBoxLayout()
        end.addWidget(self._save)
        end.addWidget(self._message, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.EDGE, Space.WIDE, Space.EDGE, Space.WIDE)
        column.setSpacing(Space.NORMAL)
        column.addWidget(self._title)
        column.addWidget(self._name)
        column.addLayout(choices)
        column.addLayout(end)
