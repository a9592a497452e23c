"""Row of the shop's logo: shows it as it prints, takes another picture, or none."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.errors import BadInput
from pos_app.ui.printing.saving_folder import keep_saving_folder, saving_folder
from pos_app.ui.settings.row import SettingRow
from pos_app.ui.settings.shop.logo_picture import logo_from
from pos_app.ui.theme.tokens import Space
from pos_app.ui.widgets.basic import Button, label
from pos_app.words.problems import complaint_words, problem_line

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from typing import Any

    from pos_app.domain.errors import PosError
    from pos_app.ports.settings_service import Setting, SettingsService
    from pos_app.ui.qt.coroutines import GuiTasks

_SHOWN = QSize(300, 96)  # at most


class LogoRow(SettingRow):
    """Row whose value is the name of the picture's file. The card saves the name; the picture
    itself is written before, and does nothing until its name is saved."""

    def __init__(self, office: SettingsService, tasks: GuiTasks) -> None:
        self._office = office
        self._tasks = tasks
        self._name = ""
        self._picture = label(name="shop_logo_picture")
        self._picture.setProperty("box", "paper")
        self._choose = Button("shop_logo_choose")
        self._clear = Button("shop_logo_clear")
        self._choose.clicked.connect(self._ask_file)
        self._clear.clicked.connect(lambda: self._take(""))
        held = QWidget()
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.SMALL)
        buttons.addWidget(self._choose, 1)
        buttons.addWidget(self._clear)
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SMALL)
        column.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(buttons)
        super().__init__(held)
        self.setObjectName("shop_logo")
        held.setFocusProxy(self._choose)
        self._show(b"")

    @property
    def value(self) -> Setting:
        return self._name

    def hold(self, value: Setting) -> None:
        if value != self._name:
            self._name = str(value)
            self.changed.emit()
            self._start(self._read(self._name))

    def set_text(self, title: str, what: str) -> None:
        super().set_text(title, what)
        self._choose.set_text(self.tr("Choose a picture…"), self.tr("Choose a picture as logo"))
        self._clear.set_text(self.tr("Remove"), self.tr("Remove the logo"))

    def open_file(self, path: str) -> None:
        """Takes a picture of a person's."""
        keep_saving_folder(Path(path).parent)
        self._start(self._open(Path(path)))

    # --- inside -----------------------------------------------------------------------------------

    def _ask_file(self) -> None:
        """Asks for the file. It uses `show()`: a nested loop would stop every other coroutine."""
        dialog = QFileDialog(self, self.tr("Logo"), str(saving_folder()))
        dialog.setNameFilter(f"{self.tr('Pictures')} (*.png *.jpg *.jpeg)")
        dialog.setObjectName("shop_logo_file")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setLabelText(QFileDialog.DialogLabel.Reject, self.tr("Back"))
        dialog.fileSelected.connect(self.open_file)
        dialog.show()

    async def _open(self, path: Path) -> None:
        png = await asyncio.to_thread(logo_from, path)
        self._take(await self._office.keep_logo(png))

    def _take(self, name: str) -> None:
        if name != self._name:
            self.hold(name)
            self.turned.emit()

    async def _read(self, name: str) -> None:
        png = await self._office.logo(name) if name else b""
        if name == self._name:  # else another one was chosen meanwhile
            self._show(png)

    def _show(self, png: bytes) -> None:
        picture = QPixmap()
        picture.loadFromData(png)
        if not picture.isNull() and picture.size().boundedTo(_SHOWN) != picture.size():
            picture = picture.scaled(
                _SHOWN,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        self._picture.setPixmap(picture)
        self._picture.setVisible(not picture.isNull())
        self._clear.setVisible(bool(self._name))

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self._tasks.start(work, or_else=self._fail)

    def _fail(self, error: PosError) -> None:
        if isinstance(error, BadInput):
            self.show_error(complaint_words(error.complaint, error.value))
        else:
            self.show_error(problem_line(error))
