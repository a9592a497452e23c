"""First-run wizard of a new till, a step a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout

from pos_app.ui.settings.accounts_sheet import AccountsSheet
from pos_app.ui.settings.people_card import PeopleCard
from pos_app.ui.settings.printer_card import PrinterCard
from pos_app.ui.settings.ready_methods import ready_methods
from pos_app.ui.settings.sheet import CardSheet
from pos_app.ui.settings.shop_card import ShopCard
from pos_app.ui.setup.steps import LastStep, Welcome
from pos_app.ui.theme.tokens import NAMES_WIDE, Size, Space
from pos_app.ui.widgets.basic import Button, box, label, restyle, wrapped
from pos_app.words.methods import method_name
from pos_app.words.problems import problem_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QLabel

    from pos_app.domain.errors import PosError
    from pos_app.ports.settings_service import Setting
    from pos_app.ports.shop import Shop
    from pos_app.ui.actions.approval import Permission
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.services import UiServices
    from pos_app.ui.theme.theme import CurrentTheme


class FirstRun(QFrame):
    """Wizard through the first settings.

    Every step can be left for later: the settings page has it too. Each answer is saved at once, so
    that a till closed in the middle forgets nothing.
    """

    spoken = Signal(str)  # the language that was chosen
    finished = Signal()
    training_asked = Signal()

    def __init__(
        self,
        shop: Shop,
        look: CurrentTheme,
        desk: UiServices,
        permission: Permission,
        tasks: GuiTasks,
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._methods = shop.methods
        self._desk = desk
        self._tasks = tasks
        self._place = 0
        self._welcome = Welcome(shop.language, look)
        self._welcome.spoken.connect(self.spoken)
        self._welcome.training_asked.connect(self.training_asked)
        self._welcome.chosen.connect(self._begin)
        self._shop = ShopCard(look, desk.office, permission, tasks)
        self._shop.keep.hide()
        self._shop.saved.connect(self._go_on)
        self._accounts = AccountsSheet(shop.methods, desk, permission, tasks)
        self._accounts.saved.connect(lambda: self._start(self._accounts.load()))
        self._printer = PrinterCard(look, desk.paper, tasks)
        self._people = PeopleCard(desk.people, permission, tasks) if desk.people else None
        self._last = LastStep()
        self._steps = {
            "country": self._welcome,
            "shop": CardSheet(self._shop),
            "providers": self._accounts,
            "printer": CardSheet(self._printer),
        }
        if self._people is not None:
            self._steps["people"] = CardSheet(self._people)
        self._steps["done"] = self._last
        self._is_named = False
        self._marks: list[QLabel] = [label(strong=True) for _ in self._steps]
        self._stack = QStackedWidget()
        self._back = Button("first_back")
        self._next = Button("first_next", "main")
        self._message = wrapped(label(Size.LABEL, strong=True, tone="fail", name="first_message"))
        self._back.clicked.connect(lambda: self._show(self._place - 1))
        self._next.clicked.connect(self._forward)
        self._arrange()
        self._show(0)

    def begin(self) -> None:
        """Takes the focus, for the first answer."""
        self._welcome.setFocus()

    def retranslate(self) -> None:
        for part in (self._welcome, self._shop, self._accounts, self._printer, self._last):
            part.retranslate()
        if self._people is not None:
            self._people.retranslate()
        self._back.set_text(self.tr("Back"))
        self._say_steps()

    # --- inside -----------------------------------------------------------------------------------

    @property
    def _name(self) -> str:
        return list(self._steps)[self._place]

    def _forward(self) -> None:
        self._message.clear()
        if self._name == "shop":
            self._shop.keep_once()  # goes on once it is saved
        elif self._name == "done":
            self.finished.emit()
        else:
            self._go_on()

    def _go_on(self) -> None:
        self._show(self._place + 1)

    def _begin(self, answers: Mapping[str, Setting]) -> None:
        """Saves the first answers. The country decides methods and time zone; the language names
        the shop and the till until somebody renames them."""
        if not self._is_named:
            answers = {"name": self.tr("My shop"), "till": self.tr("Till 1"), **answers}
        self._start(self._keep(answers))

    async def _keep(self, answers: Mapping[str, Setting]) -> None:
        await self._desk.office.save_shop(answers)
        self._is_named = True
        self._shop.show_shop(await self._desk.office.shop())
        await self._accounts.load()
        self._accounts.offer(str(answers["country"]))
        self._go_on()

    def _show(self, place: int) -> None:
        self._place = place
        self._stack.setCurrentWidget(self._steps[self._name])
        if self._name == "printer":
            self._printer.read()
        elif self._name == "people" and self._people is not None:
            self._people.read()
        elif self._name == "done":
            self._start(self._sum_up())
        self._ways.setVisible(place > 0)  # on the first step, choosing the country leads on
        self.retranslate()
        if place:
            self._next.setFocus()

    async def _sum_up(self) -> None:
        accounts = await self._desk.office.accounts()
        country = (await self._desk.office.shop())["country"]
        home = [method for method in self._methods if method.country == country]
        names = ready_methods(home, accounts)
        ready = [method_name(method) for method in home if method.id in names]
        people = await self._desk.people.everyone() if self._desk.people else ()
        self._last.set_ready(ready, [person.name for person in people])

    def _start(self, work: object) -> None:
        self._tasks.start(work, or_else=self._tell)  # type: ignore[arg-type]

    def _tell(self, error: PosError) -> None:
        self._message.setText(" · ".join(part for part in problem_words(error) if part))

    def _say_steps(self) -> None:
        said = {
            "country": self.tr("Country"),
            "shop": self.tr("Shop"),
            "providers": self.tr("Payment services"),
            "printer": self.tr("Printer"),
            "people": self.tr("People"),
            "done": self.tr("Ready"),
        }
        for place, (mark, name) in enumerate(zip(self._marks, self._steps, strict=True)):
            sign = "✓" if place < self._place else str(place + 1)
            mark.setText(f"{sign}   {said[name]}")
            restyle(mark, tone="" if place == self._place else "muted")
        last = self._name == "done"
        self._next.set_text(self.tr("Open the till") if last else self.tr("Next"))

    def _arrange(self) -> None:
        names = box("surface")
        names.setFixedWidth(NAMES_WIDE)
        left = QVBoxLayout(names)
        left.setContentsMargins(Space.EDGE, Space.EDGE, Space.NORMAL, Space.EDGE)
        left.setSpacing(Space.EDGE)
        for mark in self._marks:
            left.addWidget(mark)
        left.addStretch(1)
        for step in self._steps.values():
            self._stack.addWidget(step)
        self._ways = QFrame()
        end = QHBoxLayout(self._ways)
        end.setContentsMargins(Space.EDGE, Space.NORMAL, Space.EDGE, Space.NORMAL)
        end.setSpacing(Space.SMALL)
        end.addWidget(self._back)
        end.addWidget(self._next)
        end.addWidget(self._message, 1)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._stack, 1)
        right.addWidget(self._ways)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(names)
        row.addLayout(right, 1)
