"""Panel when the till cannot start: what happened, and what to do. No red alarm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.ui.theme.icons import Icon
from pos_app.ui.theme.tokens import Size
from pos_app.ui.trouble.notice_panel import NoticePanel
from pos_app.ui.widgets.basic import Button, label, wrapped
from pos_app.words.problems import problem_words

if TYPE_CHECKING:
    from pos_app.domain.errors import PosError
    from pos_app.ui.theme.theme import CurrentTheme


class TroublePanel(NoticePanel):
    def __init__(self, problem: PosError, look: CurrentTheme) -> None:
        super().__init__("trouble", Icon.FLAG, look)
        self._problem = problem
        detail = wrapped(label(Size.LABEL, tone="muted", name="trouble_detail"))
        detail.setText(str(problem))
        self._close = Button("trouble_close")
        self._arrange(detail, button=self._close)
        self.retranslate()

    def retranslate(self) -> None:
        what, do = problem_words(self._problem)
        self._what.setText(what)
        self._do.setText(do or self.tr("Correct the settings file, then open the till again."))
        self._close.set_text(self.tr("Close the till"))
