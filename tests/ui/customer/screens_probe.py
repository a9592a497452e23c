"""A till beside two screens, in a process of its own: a platform has its screens from the start.

Prints a line of JSON: for each step, where the customer's window is and what the settings say.
"""

import json
import sys
from dataclasses import replace

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel
from ui.counter import make_shop
from ui.standin import StandInSettings, StandInTill

from pos_app.ui.actions.approval import Permission
from pos_app.ui.customer.display import CustomerDisplay
from pos_app.ui.qt import customer_screen
from pos_app.ui.qt.coroutines import GuiTasks
from pos_app.ui.sell.sales.panel import SalesPanel
from pos_app.ui.settings.counter_card import CounterCard
from pos_app.ui.shell.main_window import MainWindow
from pos_app.ui.theme.theme import CurrentTheme


def main(where: str) -> None:
    application = QApplication([])
    shop = replace(make_shop(), customer_screen=where)
    window = MainWindow(shop)
    look, till, tasks = CurrentTheme("light"), StandInTill(), GuiTasks()
    side = SalesPanel(shop, look, till, tasks)
    window.sell.fill_side(side)
    window.show()
    display = CustomerDisplay(shop, look, till, window.sell, side)
    asks = Permission.__new__(Permission)
    card = CounterCard(look, StandInSettings(), asks, tasks, 100, has_people=False)
    card.setParent(window)
    card.rows["customer_screen"].hold(where)
    steps: list[tuple[str, str]] = []

    def settle() -> None:
        for _ in range(5):
            QCoreApplication.sendPostedEvents()
            application.processEvents()
        card.hide()
        card.show()
        shown = display.window.isVisible() and not display.window.isMinimized()
        name = display.window.screen().name() if shown else ""
        covers = name == window.screen().name()
        said = [label.text() for label in card.findChildren(QLabel)]
        why = "own" if any("is on this screen" in one for one in said) else ""
        why = "gone" if any("not connected" in one for one in said) else why
        steps.append(("covers the till" if covers else name, why))

    display.show_on(where)
    screens = {screen.name(): screen for screen in QGuiApplication.screens()}
    for name in ("TILL", "CUSTOMER", "TILL"):  # the till's window is drawn to the other, and back
        window.move(screens[name].geometry().center() - window.rect().center())
        settle()
    # The cable is pulled out and put back. No platform without a screen can be told to, so that
    # what Qt would say is said for it.
    customers = screens["CUSTOMER"]
    customer_screen.connected = lambda: [screens["TILL"]]
    application.screenRemoved.emit(customers)
    settle()
    customer_screen.connected = QGuiApplication.screens
    application.screenAdded.emit(customers)
    settle()
    display.hide()
    settle()
    sys.stdout.write(json.dumps(steps) + "\n")
    display.close()
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
