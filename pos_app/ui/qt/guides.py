"""Opens the guides, which are PDFs, in whatever shows PDFs on this computer."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QUrl

from pos_app.ui.qt.outside import open_outside

if TYPE_CHECKING:
    from pathlib import Path


class Guide(StrEnum):
    CASHIER = "cashier"
    MANAGER = "manager"


def guide_file(bundled: Path, guide: Guide) -> Path | None:
    """Returns the guide in the window's language; None in a checkout before `make guides`."""
    language = QLocale().name().partition("_")[0]
    file = bundled / "guides" / f"{guide}.{language}.pdf"
    return file if file.is_file() else None


def open_guide(file: Path) -> bool:
    """Returns whether a program to show it was found."""
    return open_outside(QUrl.fromLocalFile(str(file)))
