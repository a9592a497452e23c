"""Card of the counter's settings: language, theme, text size, sounds, lock, customer display."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QShowEvent

from pos_app.ports.shop import LANGUAGES, TEXT_SIZES, Theme
from pos_app.ui.qt import customer_screen
from pos_app.ui.qt.customer_screen import WINDOW, Standing, standing_of
from pos_app.ui.settings.editable_card import SettingsCard
from pos_app.ui.settings.row import ChoiceRow
from pos_app.ui.theme.display_scale import sizes_for
from pos_app.words.percent import percent_words
from pos_app.words.translate import filled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pos_app.ports.settings_service import Setting, SettingsService
    from pos_app.ui.actions.approval import Permission
    from pos_app.ui.qt.coroutines import GuiTasks
    from pos_app.ui.theme.theme import CurrentTheme

_LOCKS = (0, 1, 2, 5, 10, 30)  # minutes


class CounterCard(SettingsCard):
    """Card that anybody may change, except what shows customers' numbers or opens the till to
    others."""

    def __init__(
        self,
        look: CurrentTheme,
        office: SettingsService,
        permission: Permission,
        tasks: GuiTasks,
        text_size: int,
        *,
        has_people: bool,
    ) -> None:
        self._has_people = has_people
        room = QGuiApplication.primaryScreen().availableSize()
        self._sizes = sizes_for(room, text_size)
        self._language = ChoiceRow("language", look, tuple(LANGUAGES))
        self._theme = ChoiceRow("theme", look, tuple(theme.value for theme in Theme))
        self._size = ChoiceRow("text_size", look, self._sizes)
        self._lock = ChoiceRow("lock_after", look, _LOCKS)
        self._customer = ChoiceRow("customer_screen", look, ("", WINDOW))
        self._customer.turned.connect(self._say_screen)
        own = {
            "language": self._language,
            "theme": self._theme,
            "text_size": self._size,
            "customer_screen": self._customer,
            "lock_after": self._lock,
        }
        super().__init__("counter", own, look, office, permission, tasks)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenAdded.connect(self._say_screen)
            application.screenRemoved.connect(self._say_screen)
        self.retranslate()

    def show_shop(self, known: Mapping[str, Setting]) -> None:
        super().show_shop(known)
        self._name_sizes()
        self._say_screen()

    def showEvent(self, event: QShowEvent) -> None:
        """Checks the screens again: the till may be on another one now."""
        super().showEvent(event)
        self._say_screen()

    def words(self) -> Mapping[str, tuple[str, str]]:
        return {
            "language": (
                self.tr("Language"),
                self.tr("For the window and the slips."),
            ),
            "theme": (
                self.tr("Colours"),
                self.tr("Light for the day, dark for the evening."),
            ),
            "text_size": (
                self.tr("Text size"),
                self._said_of_size(),
            ),
            "sounds": (self.tr("Sounds"), self.tr("One sound for paid, another for not paid.")),
            "keypad": (
                self.tr("Keypad on the screen"),
                self.tr("For touch screens. Without it, the form has more room."),
            ),
            "quick_amounts": (
                self.tr("Quick amounts"),
                self.tr("Up to four, for example: 500; 1000; 2000."),
            ),
            "recent_customers": (
                self.tr("Recent customers"),
                self.tr("Suggests earlier numbers while you type: others can see them."),
            ),
            "customer_screen": (self.tr("Customer's screen"), self._said_of_screen()),
            "customer_receipt": (
                self.tr("Receipt for the customer's phone"),
                self.tr("Shows a QR code on the customer's screen when a sale is paid."),
            ),
            "shifts": (
                self.tr("Shifts"),
                self.tr("Each cashier opens a shift, counts the drawer, and closes it."),
            ),
            "kiosk": (self.tr("Kiosk"), self._said_of_kiosk()),
            "lock_after": (
                self.tr("Auto-lock"),
                self.tr("Where cashiers sign in, the till locks after this time unused."),
            ),
        }

    def _said_of_kiosk(self) -> str:
        if self._has_people:
            return self.tr("Full screen. Closing, minimising and training need a manager's PIN.")
        return self.tr(
            "Full screen. Nobody has a PIN yet, so anybody can close it: "
            "give a manager a PIN first."
        )

    def retranslate(self) -> None:
        self.title.setText(self.tr("At the counter"))
        for code, name in LANGUAGES.items():
            self._language.name(code, name)
        self._theme.name(Theme.LIGHT.value, self.tr("Light"))
        self._theme.name(Theme.DARK.value, self.tr("Dark"))
        self._name_sizes()
        self._customer.name("", self.tr("Off"))
        self._customer.name(WINDOW, self.tr("In a window"))
        self._say_screen()
        self._lock.name(0, self.tr("Never"))
        for minutes in _LOCKS[1:]:
            self._lock.name(minutes, self.tr("%n minute(s)", "", minutes))
        super().retranslate()

    def _say_screen(self) -> None:
        """Offers the connected screens, and says why the chosen one shows nothing."""
        for screen in customer_screen.connected():
            self._customer.offer(screen.name())
        self._customer.set_text(*self.words()["customer_screen"])

    def _said_of_screen(self) -> str:
        where = str(self._customer.value)
        said = {
            Standing.GONE: self.tr("That screen is not connected: the customer sees nothing."),
            Standing.OWN: self.tr("The till itself is on this screen: the customer sees nothing."),
        }
        usual = self.tr(
            "Shows the amount, the number to confirm and what to do, on a second screen."
        )
        screens = customer_screen.connected()
        return said.get(standing_of(where, screens, self.screen()), usual)

    def _name_sizes(self) -> None:
        """Names all sizes, even a saved one for which this screen has no room."""
        for size in TEXT_SIZES:
            self._size.name(size, percent_words(size))

    def _said_of_size(self) -> str:
        if self._sizes[-1] == TEXT_SIZES[-1]:
            return self.tr("Applies the next time the till opens.")
        return filled(
            self.tr("Applies the next time the till opens. This screen has room for {0}."),
            percent_words(self._sizes[-1]),
        )
