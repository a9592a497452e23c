"""Audit card: the log of people's actions on the till, shown to managers only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from pos_app.domain.errors import NotApproved, PosError
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label, wrapped
from pos_app.ui.widgets.picker import Picker
from pos_app.ui.widgets.short_table import ShortTable
from pos_app.words.audit import note_words
from pos_app.words.problems import problem_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, tzinfo

    from PySide6.QtGui import QHideEvent, QResizeEvent

    from pos_app.domain.method import Method
    from pos_app.domain.people.approval import Approval
    from pos_app.ports.journal import Audited
    from pos_app.ui.actions.approval import Permission
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.services import TillService
    from pos_app.ui.theme.theme import CurrentTheme

_NO_FIGURES, _SENTENCE = -1, 1  # columns
_MOST = 500  # rows: the newest ones of a till that has run for years
_TALL = 200
_UNBOUNDED = (1 << 24) - 1  # of Qt


class AuditCard(QFrame):
    """Card with the newest action first. It forgets the log when somebody turns to another page."""

    def __init__(
        self,
        methods: Sequence[Method],
        wall: tzinfo,
        look: CurrentTheme,
        till: TillService,
        permission: Permission,
        tasks: GuiTasks,
    ) -> None:
        super().__init__()
        self.setProperty("box", "card")
        self._brands: Mapping[str, str] = {method.provider: method.brand for method in methods}
        self._wall = wall
        self._till = till
        self._permission = permission
        self._tasks = tasks
        self._told: Sequence[Audited] = ()
        self._title = label(Size.LEAD, strong=True)
        self._what = wrapped(label(Size.LABEL, tone="muted"))
        self._read = Button("audit_read")
        self._read.clicked.connect(self._ask)
        self._days = Picker("audit_days", look)
        self._days.setSizeAdjustPolicy(Picker.SizeAdjustPolicy.AdjustToContents)
        self._days.currentIndexChanged.connect(self._fill)
        self._rows = ShortTable("audit_table", ["", ""], [], figures=_NO_FIGURES, wide=_SENTENCE)
        self._rows.setMinimumHeight(_TALL)
        self._message = wrapped(label(Size.LABEL, strong=True, tone="fail", name="audit_message"))
        head = QHBoxLayout()
        head.setSpacing(Space.NORMAL)
        head.addWidget(self._read)
        head.addWidget(self._days)
        head.addWidget(self._message, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.EDGE, Space.WIDE, Space.EDGE, Space.WIDE)
        column.setSpacing(Space.NORMAL)
        column.addWidget(self._title)
        column.addWidget(self._what)
        column.addLayout(head)
        column.addWidget(self._rows, 100)
        column.addStretch(1)
        self._show(())
        self.retranslate()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Audit"))
        self._what.setText(
            self.tr(
                "Wrong PINs, PINs given and removed, changed settings, and changes made at a "
                "payment service. Nobody can delete anything here."
            )
        )
        self._read.set_text(self.tr("Show"), self.tr("Show what each person did on the till"))
        self._days.setAccessibleName(self.tr("Day"))
        self._rows.setAccessibleName(self.tr("What each person did on the till"))
        self._rows.show_titles([self.tr("When"), self.tr("Action")])
        self._offer_days()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._show(())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    # --- inside -----------------------------------------------------------------------------------

    def _grow(self) -> None:
        """Takes all the room for the log, and without it no more than the words need."""
        layout = self.layout()
        if layout is not None:
            needed = layout.totalHeightForWidth(self.width())
            self.setMaximumHeight(_UNBOUNDED if self._told else needed)

    def _ask(self) -> None:
        self._message.setText("")
        self._read.setEnabled(False)
        what = self.tr("Show what each person did on the till")
        self._tasks.start(self._permission.change(what, self._load, looks=True), or_else=self._fail)

    async def _load(self, approval: Approval | None) -> None:
        told = await self._till.audit(approval)
        self._read.setEnabled(True)
        if self.isVisible():  # else somebody has turned to another page meanwhile
            self._show(told[::-1])

    def _show(self, told: Sequence[Audited]) -> None:
        self._told = told
        for part in (self._days, self._rows):
            part.setVisible(bool(told))
        self._offer_days()
        self._grow()

    def _offer_days(self) -> None:
        """Offers the days with an action, after all days."""
        self._days.blockSignals(True)
        self._days.clear()
        self._days.addItem(self.tr("All days"), None)
        for day in dict.fromkeys(one.day for one in self._told):
            self._days.addItem(f"{day:%d/%m/%Y}", day)
        self._days.blockSignals(False)
        self._fill()

    def _fill(self) -> None:
        chosen: date | None = self._days.currentData()
        shown = [one for one in self._told if chosen in (None, one.day)][:_MOST]
        self._rows.show_rows([self._row(one) for one in shown])

    def _row(self, one: Audited) -> tuple[str, str]:
        at = f"{one.noted.at.astimezone(self._wall):%d/%m/%Y %H:%M}"
        return at, note_words(one.noted.note, self._brands)

    def _fail(self, error: PosError) -> None:
        self._read.setEnabled(True)
        if not isinstance(error, NotApproved):  # else somebody closed the dialog: no error
            self._message.setText(problem_line(error))
