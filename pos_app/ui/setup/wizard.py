"""First-run wizard of a new till, a step a page."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout

from pos_app.ui.settings.accounts.accounts_sheet import AccountsSheet
from pos_app.ui.settings.edits import edits_in
from pos_app.ui.settings.help_column import ROOM, HelpColumn
from pos_app.ui.settings.people_card import PeopleCard
from pos_app.ui.settings.printers.printers_card import PrintersCard
from pos_app.ui.settings.ready_methods import ready_methods
from pos_app.ui.settings.sheet import CardSheet
from pos_app.ui.settings.sheet_help import sheet_help
from pos_app.ui.settings.shop.shop_card import ShopCard
from pos_app.ui.setup.step_list import StepList
from pos_app.ui.setup.steps import LastStep, Welcome
from pos_app.ui.theme.tokens import Size, Space
from pos_app.ui.widgets.basic import Button, label, wrapped
from pos_app.words.methods import method_name
from pos_app.words.problems import problem_line

if TYPE_CHECKING:
    from collections.abc import Coroutine, Mapping, Sequence

    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QWidget

    from pos_app.domain.errors import PosError
    from pos_app.ports.settings_service import Setting
    from pos_app.ports.shop import Shop
    from pos_app.ui.actions.approval import Permission
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.services import UiServices
    from pos_app.ui.settings.edits import EditsCard
    from pos_app.ui.theme.theme import CurrentTheme

_ASKS_NOBODY = frozenset({"shop"})  # others may need a passphrase, or show the recovery code


class FirstRun(QFrame):
    """Wizard through the first settings.

    Every step can be left for later: the settings page has it too. Whatever was typed is saved as
    its step is left; where that fails, the step stays, and can be left without it on purpose.
    """

    spoken = Signal(str)  # the language that was chosen
    named = Signal(str, str)  # the shop and the till, as they are saved now
    finished = Signal()
    training_asked = Signal()
    move_asked = Signal()  # a till is to be moved in

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
        self._wanted = ""  # the step that a failed save kept somebody from
        self._welcome = Welcome(shop.language, look)
        self._welcome.spoken.connect(self.spoken)
        self._welcome.training_asked.connect(self.training_asked)
        self._welcome.move_asked.connect(self.move_asked)
        self._welcome.chosen.connect(self._begin)
        self._shop = ShopCard(look, desk.settings, permission, tasks)
        self._shop.keep_button.hide()
        self._shop.saved.connect(lambda _: self._steps.answer("shop"))
        self._shop.saved.connect(self._tell_names)
        self._shop.entered.connect(self._forward)
        self._accounts = AccountsSheet(shop.methods, look, desk, permission, tasks)
        self._accounts.saved.connect(lambda: self._start(self._accounts.load()))
        self._accounts.read.connect(lambda _: self._count_accounts())
        self._printers = PrintersCard(look, desk.paper, tasks)
        self._printers.changed.connect(lambda: self._steps.answer("printer"))
        self._people = PeopleCard(desk.people, permission, tasks) if desk.people else None
        self._last = LastStep()
        self._pages: dict[str, QWidget] = {
            "country": self._welcome,
            "shop": CardSheet(self._shop),
            "providers": self._accounts,
            "printer": CardSheet(self._printers),
        }
        if self._people is not None:
            self._people.changed.connect(lambda: self._steps.answer("people"))
            self._pages["people"] = CardSheet(self._people)
        self._pages["done"] = self._last
        self._name = "country"
        self._is_read = False
        self._is_named = False
        self._saving = asyncio.Lock()  # one after the other, in the order of the steps
        self._steps: StepList = StepList(list(self._pages), look)
        self._steps.asked.connect(self._leave_for)
        self._stack = QStackedWidget()
        self._help = HelpColumn(self.cards)
        self._back = Button("first_back")
        self._next = Button("first_next", "main")
        self._skip = Button("first_skip")
        self._skip.hide()
        self._message = wrapped(label(Size.LABEL, strong=True, tone="fail", name="first_message"))
        self._back.clicked.connect(lambda: self._leave_for(self._beside(-1)))
        self._next.clicked.connect(self._forward)
        self._skip.clicked.connect(self._go_without)
        self._arrange()
        self._show("country")

    def begin(self) -> None:
        """Takes the focus, for the first answer, and reads what the next step shows."""
        self._welcome.setFocus()
        self._start(self._read())

    def cards(self) -> Sequence[EditsCard]:
        """Returns every card that can be typed into, from the first step to the last."""
        people = [self._people] if self._people is not None else []
        return [self._shop, *self._accounts.cards(), self._printers, *people]

    def turn_to(self, card: EditsCard) -> None:
        """Shows the step of a card."""
        for name, page in self._pages.items():
            if page.isAncestorOf(card) and name != self._name:
                self._show(name)

    def retranslate(self) -> None:
        for part in (self._welcome, self._shop, self._accounts, self._printers, self._last):
            part.retranslate()
        if self._people is not None:
            self._people.retranslate()
        self._steps.retranslate()
        self._back.set_text(self.tr("Back"))
        self._skip.set_text(self.tr("Continue without saving"))
        last = self._name == "done"
        self._next.set_text(self.tr("Open the till") if last else self.tr("Next"))
        self._help.use(*sheet_help(self._name))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_help()

    # --- from step to step ------------------------------------------------------------------------

    def _beside(self, steps: int) -> str:
        names = list(self._pages)
        return names[names.index(self._name) + steps]

    def _forward(self) -> None:
        if self._name == "done":
            self.finished.emit()
        else:
            self._leave_for(self._beside(1))

    def _leave_for(self, name: str) -> None:
        """Goes to another step, and saves what was typed in this one.

        Where saving asks nobody anything, the next step is there at once, for whoever types on;
        where it fails after all, that step is left again. The last step sums up what is saved.
        """
        self._message.clear()
        page = self._pages[self._name]
        edited = [card for card in edits_in(self.cards()) if page.isAncestorOf(card)]
        left = self._name
        if not edited or (left in _ASKS_NOBODY and name != "done"):
            self._show(name)
        self._start(self._save(left, name, edited))

    async def _save(self, left: str, name: str, edited: Sequence[EditsCard]) -> None:
        async with self._saving:
            for card in edits_in(edited):
                if not await card.save_edits():
                    self._come_back(left, name)
                    return
        if self._name == left:
            self._show(name)

    def _come_back(self, left: str, wanted: str) -> None:
        """Shows a step again that could not be saved, with the focus where the card has put it."""
        self._show(left, focuses=False)
        self._wanted = wanted
        self._skip.show()

    def _go_without(self) -> None:
        page = self._pages[self._name]
        for card in edits_in(self.cards()):
            if page.isAncestorOf(card):
                card.drop_edits()
        self._show(self._wanted)

    def _show(self, name: str, *, focuses: bool = True) -> None:
        self._name = name
        self._stack.setCurrentWidget(self._pages[name])
        if name == "people" and self._people is not None:
            self._people.read()
        elif name == "done":
            self._start(self._sum_up())
        is_first = name == "country"  # there, choosing the country leads on
        self._ways.setHidden(is_first)
        self._skip.hide()
        self._steps.show_step(name)
        self.retranslate()
        self._show_help()
        if focuses and not is_first:
            self._focus_first()

    def _focus_first(self) -> None:
        """Focuses the step's first field to fill in, else the button that leads on."""
        page = self._pages[self._name]
        here = [card for card in self.cards() if page.isAncestorOf(card)]
        fields = [field for card in here if (field := card.first_field()) is not None]
        (fields[0] if fields else self._next).setFocus()

    # --- answers ----------------------------------------------------------------------------------

    async def _read(self) -> None:
        self._shop.show_shop(await self._desk.settings.shop())
        await self._accounts.load()
        self._is_read = True

    def _begin(self, answers: Mapping[str, Setting]) -> None:
        """Shows the next step at once, for whoever types on, and saves the first answers meanwhile.

        The country decides methods and time zone; the language names the shop and the till until
        somebody renames them.
        """
        made_up = {"name": self.tr("My shop"), "till": self.tr("Till 1")}
        if self._is_named:  # once before, perhaps in another language
            made_up = {one: text for one, text in made_up.items() if self._shop.is_suggested(one)}
        self._shop.suggest(made_up)
        answers = {**made_up, **answers}
        if not self._is_read:
            self._start(self._begin_later(answers))
            return
        self._shop.take(answers)
        if name := self._welcome.early_name.take():
            self._shop.write("name", name)
        self._accounts.offer(str(answers["country"]))
        self._count_accounts()
        self._steps.answer("country")
        self._show("shop")
        self._tasks.start(self._keep(answers), or_else=self._take_back)

    def _tell_names(self, saved: Mapping[str, Setting]) -> None:
        self.named.emit(saved["name"], saved["till"])

    async def _begin_later(self, answers: Mapping[str, Setting]) -> None:
        """Waits for the settings, for a hand that is faster than the disk."""
        await self._read()
        self._begin(answers)

    async def _keep(self, answers: Mapping[str, Setting]) -> None:
        async with self._saving:
            await self._desk.settings.save_shop(answers)
            self._is_named = True
            known = await self._desk.settings.shop()
            self._shop.show_shop(known)
            self._tell_names(known)
            await self._accounts.load()

    def _take_back(self, error: PosError) -> None:
        self._tell(error)
        self._show("country")

    def _count_accounts(self) -> None:
        """Counts the accounts that have all they need, and ticks their step as soon as one has."""
        offered = self._accounts.cards()
        ready = [card for card in offered if card.is_set_up]
        self._steps.count("providers", len(ready), len(offered))
        if ready:
            self._steps.answer("providers")

    async def _sum_up(self) -> None:
        async with self._saving:
            accounts = await self._desk.settings.accounts()
            country = (await self._desk.settings.shop())["country"]
        home = [method for method in self._methods if method.country == country]
        names = ready_methods(home, accounts)
        ready = [method_name(method) for method in home if method.id in names]
        people = await self._desk.people.everyone() if self._desk.people else ()
        self._last.set_ready(ready, [person.name for person in people])

    # --- inside -----------------------------------------------------------------------------------

    def _start(self, work: Coroutine[object, object, None]) -> None:
        self._tasks.start(work, or_else=self._tell)

    def _tell(self, error: PosError) -> None:
        self._message.setText(problem_line(error))

    def _show_help(self) -> None:
        self._help.setVisible(self.width() >= ROOM)

    def _arrange(self) -> None:
        for page in self._pages.values():
            self._stack.addWidget(page)
        self._ways = QFrame()
        end = QHBoxLayout(self._ways)
        end.setContentsMargins(Space.EDGE, Space.NORMAL, Space.EDGE, Space.NORMAL)
        end.setSpacing(Space.SMALL)
        end.addWidget(self._back)
        end.addWidget(self._message, 1)
        end.addWidget(self._skip)
        end.addWidget(self._next)
        middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._stack, 1)
        middle.addWidget(self._ways)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._steps)
        row.addLayout(middle, 1)
        row.addWidget(self._help)
