"""Asks where a PDF goes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog

from pos_app.ui.printing.saving_folder import keep_saving_folder, saving_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget


def ask_for_pdf(parent: QWidget, name: str, chosen: Callable[[Path], None]) -> None:
    """Calls `chosen` with the file. It uses `show()`: a nested loop would stop every other
    coroutine."""
    place = saving_folder() / name
    title = QCoreApplication.translate("PrintDialog", "Save as PDF")
    dialog = QFileDialog(parent, title, str(place), "PDF (*.pdf)")
    dialog.setObjectName("print_file")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("pdf")
    back = QCoreApplication.translate("PrintDialog", "Back")
    dialog.setLabelText(QFileDialog.DialogLabel.Reject, back)
    dialog.selectFile(name)

    def keep(path: str) -> None:
        keep_saving_folder(Path(path).parent)
        chosen(Path(path))

    dialog.fileSelected.connect(keep)
    dialog.show()
