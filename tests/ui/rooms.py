"""The shop in which everything is as long as it can be, and whoever stands at its till."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget
from ui.counter import make_shop

from pos_app.domain.people.roles import Person, Role
from pos_app.gateways.catalogue import ALL_METHODS, METHODS
from pos_app.ports.shop import Shop, Theme
from pos_app.ui.header.user_button import WhoButton
from pos_app.ui.lock.lock_page import LockPage
from pos_app.ui.shell.main_window import MainWindow
from pos_app.ui.theme.tokens import SMALLEST

NAME = "Supermercado e Mercearia Boa Vista do Huambo, Lda."
TILL = "Caixa 12 do Balcão Norte"
CASHIER = Person("Wenceslau Domingos dos Santos Mwamba Nto", Role.CASHIER)
FIRST_NUMBER = 1_877_431  # a shop of ten years
SIZES = ((1366, 768), (1024, 600), SMALLEST)


def fullest_shop(language: str, *, theme: str = "light", training: bool = True) -> Shop:
    """Every way to pay there is; in training, a band and a word more."""
    shop = make_shop(tuple(ALL_METHODS.values()), frozenset(METHODS))
    look = Theme(theme)
    return replace(
        shop, name=NAME, till=TILL, language=language, theme=look, training=training, shifts=True
    )


def stand_at(window: MainWindow) -> None:
    """A cashier is signed in, unless the till is locked."""
    lock = window.findChild(LockPage)
    who = window.findChild(WhoButton)
    assert who is not None
    if lock is None or not lock.isVisible():
        who.show_person(CASHIER)


def sizes_of(shown: QWidget) -> tuple[tuple[int, int], ...]:
    """The sizes in which it is looked at: a dialog has its own."""
    return SIZES if isinstance(shown.window(), MainWindow) else SIZES[:1]
