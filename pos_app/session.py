"""The window's session: one loop for Qt and asyncio, the till inside it, and an orderly end."""

import asyncio
from pathlib import Path

from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from pos_app.app import open_till
from pos_app.domain.errors import JournalInUse, PosError
from pos_app.ports.counter import Shop
from pos_app.printing.paper import ShopPaper
from pos_app.profile import Profile
from pos_app.resources import resources_folder
from pos_app.ui.application import install_language, wear_theme
from pos_app.ui.desk import Desk
from pos_app.ui.messages import logging_qt
from pos_app.ui.single import Doorbell, ring
from pos_app.ui.tidying import TidyHere
from pos_app.ui.window import MainWindow
from pos_app.watch import watched

_RINGS = 12
_BETWEEN_RINGS = 0.25  # seconds


def run(application: QApplication, window: MainWindow, profile: Profile, shop: Shop) -> None:
    """Until the window is closed. On Python 3.11 only a Runner takes a loop's factory."""
    with asyncio.Runner(loop_factory=lambda: QEventLoop(application)) as runner:
        runner.run(_watched(application, window, profile, shop))


async def _watched(
    application: QApplication, window: MainWindow, profile: Profile, shop: Shop
) -> None:
    place = profile.training if shop.training else profile
    with logging_qt():
        async with watched(window.show_incident, place.log):
            await session(application, window, profile, shop)


async def session(
    application: QApplication, window: MainWindow, profile: Profile, shop: Shop
) -> None:
    """Opens the till behind the window, and closes both when the window is asked to close."""
    with TidyHere():
        await _session(application, window, profile, shop)


async def _session(
    application: QApplication, window: MainWindow, profile: Profile, shop: Shop
) -> None:
    closing = asyncio.Event()
    window.close_requested.connect(closing.set)

    def wear(language: str, theme: str) -> None:
        install_language(application, language, resources_folder())
        wear_theme(application, theme)

    window.look_changed.connect(wear)
    place = profile.training if shop.training else profile
    try:
        async with open_till(profile, training=shop.training) as opened:
            doorbell = Doorbell(place.lock)
            doorbell.rung.connect(window.bring_to_front)
            paper = ShopPaper(lambda: window.shop)
            managers = opened.till.managers
            page = opened.customer_page
            window.open_for_sales(Desk(opened.till, opened.office, paper, page, managers))
            await closing.wait()
            window.setEnabled(False)
            doorbell.close()
    except JournalInUse as taken:
        if not await _heard(place.lock):
            await _tell(window, taken, closing)
    except PosError as problem:
        await _tell(window, problem, closing)
    window.close_for_good()


async def _heard(lock: Path) -> bool:
    """Whether the till that is running came to the front; one that is still starting soon does."""
    for _ in range(_RINGS):
        if ring(lock):
            return True
        await asyncio.sleep(_BETWEEN_RINGS)
    return False


async def _tell(window: MainWindow, problem: PosError, closing: asyncio.Event) -> None:
    window.show_trouble(problem)
    await closing.wait()
