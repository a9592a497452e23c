"""Dialog that closes a business day: open exceptions, the day's totals and a manager's PIN."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QVBoxLayout

from pos_app.domain.books.takings import net as net_of
from pos_app.domain.errors import BackupFailed, PosError
from pos_app.ui.actions.action_dialog import ActionDialog
from pos_app.ui.format import times
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import label, wrapped
from pos_app.words.audit import close_words, difference_words
from pos_app.words.books.close import lacks_code_words, more_words, restored_words, settled_words
from pos_app.words.books.close_sections import exception_lines
from pos_app.words.methods import method_name
from pos_app.words.translate import filled, joined

if TYPE_CHECKING:
    from collections.abc import Coroutine, Mapping, Sequence
    from datetime import tzinfo
    from typing import Any

    from PySide6.QtWidgets import QLabel

    from pos_app.domain.books.day_close import DrawerCount
    from pos_app.domain.method import Method
    from pos_app.ports.backups import BackupService, Copy
    from pos_app.ports.closing import Closed, DayCloseSheet
    from pos_app.ui.actions.action_dialog import DialogContext

_MOST = 4  # sales by number, and people's actions by sentence


class CloseOutcome(NamedTuple):
    """A closed day, with its backup or the reason why there is none."""

    closed: Closed
    copy: Copy | None
    problem: PosError | None


class Exceptions(QVBoxLayout):
    """The exceptions that a manager has to settle, and that stay open after the close."""

    def __init__(self, sheet: DayCloseSheet, methods: Mapping[str, Method]) -> None:
        super().__init__()
        self.setSpacing(Space.TIGHT)
        for note in sheet.restored:
            self._add(restored_words(note.put_aside), "doubt", strong=True)
        document = sheet.document
        tone = "doubt" if document.carried else "paid"
        self._add(settled_words(document), tone, strong=True)
        names = {method.id: method_name(method) for method in methods.values()}
        self._add_some(exception_lines(document, names))
        brands = {method.provider: method.brand for method in methods.values()}
        self._add_some(close_words(sheet.notes[::-1], brands))  # the newest ones
        if sheet.lacks_code:
            self._add(lacks_code_words(), "doubt", strong=True)

    def _add_some(self, lines: Sequence[str]) -> None:
        for line in lines[:_MOST]:
            self._add(line, "", strong=False)
        if (more := len(lines) - _MOST) > 0:
            self._add(more_words(more), "muted", strong=False)

    def _add(self, text: str, tone: str, *, strong: bool) -> None:
        line = wrapped(label(Size.LABEL, strong=strong, tone=tone))
        line.setText(text)
        self.addWidget(line)


class CloseDialog(ActionDialog):
    """Dialog that closes the day. `acted` carries a `CloseOutcome`."""

    def __init__(
        self,
        sheet: DayCloseSheet,
        methods: Mapping[str, Method],
        wall: tzinfo,
        copies: BackupService | None,
        hands: DialogContext,
        drawer: Sequence[DrawerCount] = (),
    ) -> None:
        super().__init__("close", hands)
        self._drawer = drawer
        self._day = sheet.document.day
        self._copies = copies
        body = QVBoxLayout()
        body.setSpacing(Space.NORMAL)
        body.addLayout(Exceptions(sheet, methods))
        net = wrapped(label(Size.LEAD, strong=True, name="close_net"))
        amounts = " · ".join(map(str, net_of(sheet.document.takings)))
        net.setText(filled(self.tr("Net: {0}"), amounts) if amounts else self.tr("No money moved"))
        body.addWidget(net)
        for count in drawer:
            body.addWidget(self._drawer_line(count))
        body.addWidget(self.ask_pin())
        self.setWindowTitle(self.tr("Close the day"))
        self.title.setText(filled(self.tr("Close the day {0}?"), f"{self._day:%d/%m/%Y}"))
        closed = ""
        if sheet.closed_at:
            at = times.when(sheet.closed_at, times.now(), wall)
            closed = filled(self.tr("Already closed: {0}, {1}"), at, sheet.closed_by)
        self.what.setText(closed)
        self.what.setVisible(bool(closed))
        self.do.set_text(self.tr("Close the day"))
        self.arrange({}, body)

    def _drawer_line(self, count: DrawerCount) -> QLabel:
        difference = count.difference
        made = wrapped(label(Size.LABEL, strong=True, tone="wait" if difference.minor else ""))
        counted = filled(self.tr("Counted in the drawer: {0}"), count.counted)
        made.setText(joined(counted, difference_words(difference) if difference.minor else ""))
        return made

    def action(self) -> Coroutine[Any, Any, CloseOutcome]:
        return self._shut(self.typed_pin())

    async def _shut(self, pin: str) -> CloseOutcome:
        closed = await self._till.close_day(self._day, await self.approve(pin), self._drawer)
        if self._copies is None:
            return CloseOutcome(closed, None, None)
        try:
            return CloseOutcome(closed, await self._copies.make(), None)
        except BackupFailed as problem:  # the day is closed all the same; the next dialog says so
            return CloseOutcome(closed, None, problem)
