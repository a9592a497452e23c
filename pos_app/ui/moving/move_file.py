"""File dialogs for the file of a moved till: where it is to be written, and where it lies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from pos_app.ui.printing.saving_folder import keep_saving_folder, saving_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtWidgets import QWidget

SUFFIX = "till"


def suggested_name(at: datetime) -> str:
    """Returns a name that no earlier move of that minute has."""
    return f"pos-app-{at:%Y-%m-%d-%H%M}.{SUFFIX}"


def ask_new_file(
    parent: QWidget, title: str, back: str, name: str, chosen: Callable[[Path], None]
) -> None:
    """Calls `chosen` with the file to write. One that is there already is refused later: it may be
    a moved till, and nothing writes over such a file."""
    dialog = _dialog(parent, title, back, saving_folder() / name, chosen)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.setDefaultSuffix(SUFFIX)
    dialog.selectFile(name)
    dialog.show()


def ask_moved_file(parent: QWidget, title: str, back: str, chosen: Callable[[Path], None]) -> None:
    """Calls `chosen` with the file in which a till is."""
    dialog = _dialog(parent, title, back, saving_folder(), chosen)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.show()


def _dialog(
    parent: QWidget, title: str, back: str, where: Path, chosen: Callable[[Path], None]
) -> QFileDialog:
    def choose(path: str) -> None:
        keep_saving_folder(Path(path).parent)
        chosen(Path(path))

    dialog = QFileDialog(parent, title, str(where))
    dialog.setNameFilter(f"*.{SUFFIX}")
    dialog.setObjectName("move_file")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setLabelText(QFileDialog.DialogLabel.Reject, back)
    dialog.fileSelected.connect(choose)
    return dialog
