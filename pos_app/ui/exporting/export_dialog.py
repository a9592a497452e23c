"""Dialog in which a manager exports the sales of a filter: the file, the PIN, the progress."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QGridLayout, QProgressBar, QVBoxLayout
from shiboken6 import isValid

from pos_app.domain.errors import Field, PosError
from pos_app.domain.money import NARROW_SPACE
from pos_app.ports.export import ExportContent, ExportFormat, ExportOrder, ExportTexts
from pos_app.ui.actions.action_dialog import ActionDialog
from pos_app.ui.format import times
from pos_app.ui.format.filter_text import filter_text
from pos_app.ui.printing.saving_folder import keep_saving_folder, saving_folder
from pos_app.ui.theme.tokens import Space
from pos_app.ui.widgets.basic import Option, restyle
from pos_app.words.books.export import export_words, file_name, made_words
from pos_app.words.translate import filled, joined

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from typing import Any

    from pos_app.ports.export import ExportProgress, Exports
    from pos_app.ports.sale_filter import SaleFilter
    from pos_app.ports.shop import Shop
    from pos_app.ui.actions.action_dialog import DialogContext


@dataclass(frozen=True)
class ExportKind:
    """A choice of the dialog."""

    name: str
    content: ExportContent
    format: ExportFormat


KINDS = (
    ExportKind("excel", ExportContent.SALES, ExportFormat.XLSX),
    ExportKind("csv", ExportContent.SALES, ExportFormat.SPREADSHEET),
    ExportKind("pdf", ExportContent.SALES, ExportFormat.PDF),
    ExportKind("month", ExportContent.MONTH, ExportFormat.XLSX),
)


class ExportDialog(ActionDialog):
    """Dialog for one file. The till goes on selling while it is written, by another process."""

    def __init__(
        self, wanted: SaleFilter, shop: Shop, exports: Exports, hands: DialogContext
    ) -> None:
        super().__init__("export", hands)
        self._wanted = wanted
        self._scope = filter_text(wanted, shop.methods)
        self._shop = shop
        self._exports = exports
        self._path: Path | None = None
        self._writing: asyncio.Task[int] | None = None
        self._kinds = QButtonGroup(self)
        self._options: dict[ExportKind, Option] = {}
        self._progress = QProgressBar()
        self._progress.setObjectName("export_progress")
        self._progress.setTextVisible(False)
        self._progress.hide()
        body = QVBoxLayout()
        body.setSpacing(Space.NORMAL)
        body.addLayout(self._choices())
        pins = self.ask_pin()
        body.addWidget(pins)
        body.addWidget(self._progress)
        self._say()
        self.arrange({Field.PIN: pins.pin}, body)
        pins.pin.edit.setFocus()

    # --- the choice -------------------------------------------------------------------------------

    def _choices(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(Space.SMALL)
        for place, kind in enumerate(KINDS):
            option = Option(f"export_{kind.name}")
            self._options[kind] = option
            self._kinds.addButton(option)
            grid.addWidget(option, place // 2, place % 2)
        self._kinds.buttonToggled.connect(self._turn)
        return grid

    @property
    def _kind(self) -> ExportKind | None:
        """The kind that somebody has chosen. None is chosen beforehand."""
        chosen = (kind for kind, option in self._options.items() if option.isChecked())
        return next(chosen, None)

    def _turn(self) -> None:
        self.show_message("")
        self._path = None  # another kind has another name
        self._say_kinds()

    def _say(self) -> None:
        self.setWindowTitle(self.tr("Export"))
        self.title.setText(self.tr("Export sales"))
        self.what.setText(self._scope)
        self._progress.setAccessibleName(self.tr("Progress of the export"))
        self.do.set_text(self.tr("Save to a file…"))
        self._say_kinds()

    def _say_kinds(self) -> None:
        """Marks the choice by a sign too, not by its colour alone."""
        said = {
            "excel": self.tr("Excel"),
            "csv": self.tr("CSV for a spreadsheet"),
            "pdf": self.tr("PDF to print"),
            "month": self.tr("Month for the accountant"),
        }
        for kind, option in self._options.items():
            words = said[kind.name]
            option.set_text(f"✓ {words}" if option.isChecked() else words, words)

    # --- the file ---------------------------------------------------------------------------------

    def act(self) -> None:
        """Asks for the file first: a manager's yes is good for a minute."""
        kind = self._kind
        if kind is None and self.do.isEnabled():
            self.show_message(self.tr("Choose the kind of file"))
        elif self._path is not None or kind is None or not self._has_pin():
            super().act()
        elif self.do.isEnabled():
            self._ask_file(kind)

    def _ask_file(self, kind: ExportKind) -> None:
        sales = self._wanted
        name = file_name(kind.content.value, sales.start, sales.end, kind.format.suffix)
        dialog = QFileDialog(self, self.tr("Save to a file"), str(saving_folder() / name))
        dialog.setNameFilter(f"{kind.format.suffix.upper()} (*.{kind.format.suffix})")
        dialog.setObjectName("export_file")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind.format.suffix)
        dialog.setLabelText(QFileDialog.DialogLabel.Reject, self.tr("Back"))
        dialog.selectFile(name)
        dialog.fileSelected.connect(self._choose)
        dialog.show()

    def _has_pin(self) -> bool:
        return self.pins is not None and bool(self.pins.pin.text)

    def _choose(self, path: str) -> None:
        self._path = Path(path)
        keep_saving_folder(self._path.parent)
        super().act()

    def action(self) -> Coroutine[Any, Any, Path]:
        pin = self.typed_pin()
        path, kind = self._path, self._kind
        assert path is not None  # noqa: S101 - `act` has asked for it
        assert kind is not None  # noqa: S101
        return self._export(path, kind, pin)

    # --- the export -------------------------------------------------------------------------------

    async def _export(self, path: Path, kind: ExportKind, pin: str) -> Path:
        approval = await self.approve(pin)
        what = joined(self._scope, path.name)
        by = await self._till.allow_export(what, approval)
        self._begin()
        work = self._exports.export(self._order(kind, by), path, self._hear)
        self._writing = asyncio.ensure_future(work)
        try:
            await self._writing
        finally:
            self._writing = None
        return path

    def _order(self, kind: ExportKind, by: str) -> ExportOrder:
        shop = self._shop
        moment = f"{times.now().astimezone(times.wall_of(shop)):%d/%m/%Y %H:%M}"
        texts = ExportTexts(
            shop=shop.name,
            till=shop.till,
            language=shop.language,
            zone=shop.zone_name,
            scope=self._scope,
            made=made_words(moment, by),
            training=shop.training,
            words=export_words(shop.methods),
        )
        return ExportOrder(
            content=kind.content, format=kind.format, sales=self._wanted, texts=texts
        )

    def _begin(self) -> None:
        """Shows the progress in place of what was asked."""
        self._progress.setRange(0, 0)  # it moves, and nobody knows yet how far
        self._progress.show()
        if self.pins:
            self.pins.hide()
        self.keypad.hide()
        self.do.hide()
        for option in self._options.values():
            option.setVisible(option.isChecked())
            option.setEnabled(False)
        self.back.set_text(self.tr("Stop"), self.tr("Stop the export"))
        restyle(self.message, tone="muted")
        self.show_message(self.tr("The till continues to sell meanwhile"))

    def _hear(self, progress: ExportProgress) -> None:
        if isValid(self) and self._writing:
            self._progress.setRange(0, progress.of)
            self._progress.setValue(progress.rows)
            rows, of = map(_figures, (progress.rows, progress.of))
            self.message.setText(filled(self.tr("{0} of {1} rows"), rows, of))

    def conclude(self, come_of_it: object) -> None:
        """Stays, and says where the file is."""
        assert isinstance(come_of_it, Path)  # noqa: S101 - `action` returns one
        self._progress.hide()
        self.back.set_text(self.tr("Close"))
        restyle(self.message, tone="paid")
        self.show_message(filled(self.tr("Saved: {0}"), come_of_it.name))
        self.back.setFocus()
        self.acted.emit(come_of_it)

    def fail(self, error: PosError) -> None:
        """Goes back to what was asked, and keeps the choice."""
        self._progress.hide()
        if self.pins:
            self.pins.show()
        self.keypad.show()
        self.do.show()
        for option in self._options.values():
            option.show()
            option.setEnabled(True)
        self.back.set_text(self.tr("Back"))
        restyle(self.message, tone="fail")
        self.message.hide()
        super().fail(error)

    def reject(self) -> None:
        """Stops the export, and leaves no file, before the dialog goes."""
        if self._writing is not None:
            self._writing.cancel()
        super().reject()


def _figures(count: int) -> str:
    return f"{count:,}".replace(",", NARROW_SPACE)
