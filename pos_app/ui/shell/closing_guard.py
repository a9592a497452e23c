"""Guard at the window's door: asks once before the window closes on customers who still wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog
from shiboken6 import isValid

from pos_app.domain.rules.leaving import is_waited_for, waited_for
from pos_app.ui.shell.closing_question import ClosingQuestion

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QStackedWidget, QWidget

    from pos_app.domain.method import Method
    from pos_app.domain.sale import Sale
    from pos_app.ports.shop import Shop
    from pos_app.ui.sell.sales.sales_model import SalesModel
    from pos_app.ui.services import TillService
    from pos_app.ui.theme.theme import CurrentTheme


class ClosingGuard(QObject):
    """Guard that shows one question in the place of the present page.

    Whoever asks to leave while the question stands there has read it, and leaves.
    """

    def __init__(
        self,
        shop: Shop,
        look: CurrentTheme,
        till: TillService,
        sales: SalesModel,
        pages: QStackedWidget,
    ) -> None:
        super().__init__(pages)
        self._methods: Mapping[str, Method] = {method.id: method for method in shop.methods}
        self._look = look
        self._sales = sales
        self._pages = pages
        self._question: ClosingQuestion | None = None
        till.listen(self._hear)
        pages.currentChanged.connect(self._end)

    def pass_through(self, leave: Callable[[], None]) -> None:
        """Calls `leave` now, where nobody waits; else once somebody means it."""
        waiting = waited_for(self._sales.newest_first(), self._methods)
        if self._question is not None or not waiting:
            leave()
            return
        for dialog in self._pages.window().findChildren(QDialog):
            if dialog.isVisible():
                dialog.reject()  # it would lie over the question
        page, focused = self._pages.currentWidget(), self._pages.window().focusWidget()
        self._question = question = ClosingQuestion(waiting, self._look)
        question.close_meant.connect(leave)
        question.left.connect(lambda: self._return_to(page, focused))
        self._pages.addWidget(question)
        self._pages.setCurrentWidget(question)
        question.begin()

    # --- inside -----------------------------------------------------------------------------------

    def _return_to(self, page: QWidget | None, focused: QWidget | None) -> None:
        if page is not None:
            self._pages.setCurrentWidget(page)
        if focused is not None and isValid(focused):
            focused.setFocus()

    def _end(self) -> None:
        """Takes the question away once another page is shown, by whomever."""
        question = self._question
        if question is not None and self._pages.currentWidget() is not question:
            self._question = None
            self._pages.removeWidget(question)
            question.deleteLater()

    def _hear(self, sale: Sale) -> None:
        if self._question is not None:
            waits = is_waited_for(sale, self._methods.get(sale.method))
            self._question.hear(sale, waits=waits)
