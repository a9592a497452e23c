"""Card *About*: version, commit and build time, and the licence texts of all that is shipped."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout

from pos_app.ui.about.newer_version_line import NewerVersionLine
from pos_app.ui.about.qt_notice import qt_notice
from pos_app.ui.qt.guides import Guide, guide_file, open_guide
from pos_app.ui.theme.theme import font
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label, wrapped
from pos_app.ui.widgets.scroll_area import follow_finger
from pos_app.ui.widgets.short_table import ShortTable
from pos_app.words.problems import problem_line
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo
    from pathlib import Path

    from PySide6.QtGui import QHideEvent, QShowEvent

    from pos_app.domain.errors import PosError
    from pos_app.ports.updates.newer_version import TellsNewerVersion
    from pos_app.system.licences import LicensedPart
    from pos_app.system.release import Release
    from pos_app.ui.qt.coroutines import GuiTasks

_READ = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)
_TABLE_TALL = 172  # pixels at least: the titles and three rows
_TEXT_TALL = 120


@dataclass(frozen=True, slots=True)
class _Shipped:
    release: Release
    parts: Sequence[LicensedPart]


class AboutCard(QFrame):
    """Card that reads what it shows when it is shown, and lets go of it when it is left."""

    def __init__(
        self, bundled: Path, wall: tzinfo, updates: TellsNewerVersion | None, tasks: GuiTasks
    ) -> None:
        super().__init__()
        self.setProperty("box", "card")
        self._bundled = bundled
        self._wall = wall
        self._tasks = tasks
        self._shipped: _Shipped | None = None
        self._is_copied = False
        self._version = label(Size.LEAD, strong=True, name="about_version")
        self._build = wrapped(label(Size.LABEL, tone="muted", name="about_build"))
        self._newer = NewerVersionLine(updates) if updates is not None else None
        self._message = wrapped(label(strong=True, tone="fail", name="about_message"))
        self._message.hide()
        self._copy = Button("about_copy")
        self._copy.clicked.connect(self._copy_release)
        self._guides = {guide: Button(f"about_{guide}") for guide in Guide}
        for guide, button in self._guides.items():
            button.clicked.connect(partial(self._open_guide, guide))
        self._table = ShortTable("about_parts", ("", "", ""), [], figures=(), wide=0)
        self._table.setMinimumHeight(_TABLE_TALL)
        self._table.itemSelectionChanged.connect(self._show_text)
        self._text = QPlainTextEdit()
        self._text.setObjectName("about_text")
        self._text.setReadOnly(True)
        self._text.setTextInteractionFlags(_READ)
        self._text.setTabChangesFocus(True)
        self._text.setFont(font(Size.LABEL))
        self._text.setMinimumHeight(_TEXT_TALL)
        follow_finger(self._text)
        self._arrange()
        self.retranslate()

    def retranslate(self) -> None:
        self._table.show_titles((self.tr("Part"), self.tr("Version"), self.tr("Licence")))
        self._table.setAccessibleName(self.tr("What the program is made of"))
        self._text.setAccessibleName(self.tr("Licence text"))
        says = self.tr("Open the guide, a PDF")
        self._guides[Guide.CASHIER].set_text(self.tr("Cashier's page"), says)
        self._guides[Guide.MANAGER].set_text(self.tr("Manager's guide"), says)
        for guide, button in self._guides.items():
            button.setVisible(guide_file(self._bundled, guide) is not None)
        if self._newer is not None:
            self._newer.retranslate()
        self._say()
        self._show_text()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._newer is not None:
            self._newer.retranslate()
        if self._shipped is None:
            self._tasks.start(self._read(), or_else=self._tell)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if event.spontaneous():  # the window was minimised
            return
        self._shipped = None
        self._is_copied = False
        self._table.show_rows([])
        self._text.clear()

    # --- inside -----------------------------------------------------------------------------------

    def _open_guide(self, guide: Guide) -> None:
        """Opens a guide; says where it lies if nothing here shows it."""
        file = guide_file(self._bundled, guide)
        if file is not None and not open_guide(file):
            self._message.setText(filled(self.tr("Nothing here opens a PDF. It is at {0}"), file))
            self._message.show()

    async def _read(self) -> None:
        try:
            shipped = await asyncio.to_thread(_shipped_in, self._bundled)
        except (OSError, ValueError) as error:
            self._fail(error)
            return
        if not self.isVisible():
            return
        self._shipped = shipped
        self._message.hide()
        unnamed = self.tr("see the text")
        rows = [(part.name, part.version, part.licence or unnamed) for part in shipped.parts]
        self._table.show_rows(rows)
        self._say()
        self._show_text()

    def _show_text(self) -> None:
        """Shows the text of the selected part; before one is selected, how Qt may be replaced."""
        if self._shipped is None:
            return
        row = self._table.currentRow()
        selected = bool(self._table.selectedItems())
        self._text.setPlainText(
            self._text_of(self._shipped.parts[row]) if selected else qt_notice(self._qt_version())
        )

    def _text_of(self, part: LicensedPart) -> str:
        from pos_app.system.licences import DYNAMIC, licence_text  # noqa: PLC0415 - for this alone

        try:
            text = licence_text(part)
        except OSError as error:
            self._fail(error)
            return ""
        return f"{qt_notice(part.version)}\n\n{text}" if part.name in DYNAMIC else text

    def _qt_version(self) -> str:
        from pos_app.system.licences import DYNAMIC  # noqa: PLC0415 - for this alone

        parts = self._shipped.parts if self._shipped is not None else ()
        return next((part.version for part in parts if part.name in DYNAMIC), "")

    def _fail(self, error: Exception) -> None:
        self._message.setText(filled(self.tr("The licences could not be read: {0}"), str(error)))
        self._message.show()

    def _tell(self, error: PosError) -> None:
        self._message.setText(problem_line(error))
        self._message.show()

    def _say(self) -> None:
        release = self._shipped.release if self._shipped is not None else None
        self._version.setText(filled(self.tr("Version {0}"), release.version) if release else " ")
        self._build.setText(self._build_words(release) if release else " ")
        self._copy.setEnabled(release is not None)
        self._copy.set_text(
            self.tr("Copied") if self._is_copied else self.tr("Copy for support"),
            self.tr("Version, commit, build time and system"),
        )

    def _build_words(self, release: Release) -> str:
        if not release.commit or release.built_at is None:
            return self.tr("From the sources, not a build")
        at = f"{release.built_at.astimezone(self._wall):%d/%m/%Y %H:%M}"
        return filled(self.tr("Built {0}, commit {1}"), at, release.commit[:12])

    def _copy_release(self) -> None:
        import platform  # noqa: PLC0415 - at a press alone

        if self._shipped is None:
            return
        release = self._shipped.release
        built = f" · {release.built_at.isoformat()}" if release.built_at is not None else ""
        QGuiApplication.clipboard().setText(
            f"pos_app {release}{built} · Python {platform.python_version()} · {platform.platform()}"
        )
        self._is_copied = True
        self._say()

    def _arrange(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(Space.TIGHT)
        words.addWidget(self._version)
        words.addWidget(self._build)
        if self._newer is not None:
            words.addWidget(self._newer)
        head = QHBoxLayout()
        head.setSpacing(Space.NORMAL)
        head.addLayout(words, 1)
        for button in (*self._guides.values(), self._copy):
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.EDGE, Space.WIDE, Space.EDGE, Space.WIDE)
        column.setSpacing(Space.NORMAL)
        column.addLayout(head)
        column.addWidget(self._message)
        column.addWidget(self._table, 2)
        column.addWidget(self._text, 3)


def _shipped_in(bundled: Path) -> _Shipped:
    from pos_app.system.licences import licensed_parts  # noqa: PLC0415 - for this alone
    from pos_app.system.release import this_release  # noqa: PLC0415 - for this alone

    return _Shipped(this_release(bundled), licensed_parts(bundled))
