"""Runs the window's session: one loop for Qt and asyncio, the till on it, and an orderly end."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from pos_app.app.backup_service import LocalBackups, folder_of
from pos_app.app.ending_signals import ending_by_signals
from pos_app.app.moved_profile import Arrival
from pos_app.app.moving.own_start import OwnStart
from pos_app.app.offline_approval import Gate, KioskDoor
from pos_app.app.root import Open, now, open_keys, open_till
from pos_app.diagnostics.incident_guard import guarded
from pos_app.diagnostics.qt_messages import logging_qt
from pos_app.domain.errors import (
    JournalDamaged,
    JournalInUse,
    OtherComputer,
    PosError,
    TillMovedOut,
)
from pos_app.installation import settings
from pos_app.installation.credential_file import KeyFile
from pos_app.installation.pin_file import People
from pos_app.installation.profile import Profile
from pos_app.journal.staff_reader import known_staff
from pos_app.ports.shop import Shop
from pos_app.sound.player import speaker
from pos_app.system.bundled import resources_folder
from pos_app.till.background import BackgroundTasks
from pos_app.ui.qt.application import install_language, wear_theme
from pos_app.ui.qt.gc_guard import GuiThreadGc
from pos_app.ui.qt.short_turns import short_turns
from pos_app.ui.qt.single_instance import SingleInstanceServer, notify_running_instance
from pos_app.ui.services import UiServices
from pos_app.ui.shell.main_window import MainWindow

if TYPE_CHECKING:
    from pos_app.ports.doctor.findings import Doctor
    from pos_app.ports.moving.move import MoveOrder

_RINGS = 12
_BETWEEN_RINGS = 0.25  # seconds


def run(
    application: QApplication, window: MainWindow, profile: Profile, shop: Shop, key_file: KeyFile
) -> None:
    """Runs until the window is closed. On Python 3.11 only a Runner takes a loop's factory.

    `key_file` outlives the window: where it is opened anew, the passphrase is not asked for again.
    """
    with asyncio.Runner(loop_factory=lambda: QEventLoop(application)) as runner:
        runner.run(_watched(application, window, profile, shop, key_file))


async def _watched(
    application: QApplication, window: MainWindow, profile: Profile, shop: Shop, key_file: KeyFile
) -> None:
    place = profile.training if shop.training else profile
    with logging_qt():
        async with guarded(window.show_incident, place.log):
            await session(application, window, profile, shop, key_file)


async def session(
    application: QApplication,
    window: MainWindow,
    profile: Profile,
    shop: Shop,
    key_file: KeyFile | None = None,
) -> None:
    """Opens the till behind the window, and closes both when the window is asked to close."""
    with GuiThreadGc(), short_turns(), ending_by_signals(window):
        await _session(application, window, profile, shop, key_file)


async def _session(
    application: QApplication,
    window: MainWindow,
    profile: Profile,
    shop: Shop,
    key_file: KeyFile | None,
) -> None:
    closing = asyncio.Event()
    window.close_requested.connect(closing.set)
    # The computer's session ends: it waits for no answer. A slot without its manager, which Python
    # cannot hold.
    application.commitDataRequest.connect(window.close_at_once)

    def wear(language: str, theme: str) -> None:
        install_language(application, language, resources_folder())
        wear_theme(application, theme)

    window.look_changed.connect(wear)
    place = profile.training if shop.training else profile
    window.kiosk_door = _kiosk_door(place, shop)
    goes_on = True
    while goes_on:
        goes_on = False
        try:
            await _sell(window, profile, shop, closing, key_file)
        except JournalInUse as taken:
            if not await _heard(place.lock):
                await _tell(window, taken, closing)
        except JournalDamaged as damage:
            goes_on = await _restored(window, damage, profile, shop, closing, key_file)
        except OtherComputer as elsewhere:
            goes_on = await _settled(window, elsewhere, profile, closing)
        except TillMovedOut as away:
            goes_on = await _taken_back(window, away, profile, closing)
        except PosError as problem:
            await _tell(window, problem, closing)
    if window.moves is not None:
        await _moved(window, window.moves, profile, closing, key_file)
    window.close_for_good()


def _kiosk_door(place: Profile, shop: Shop) -> KioskDoor:
    people = People(place.people, training=shop.training)
    return KioskDoor(
        Gate(people, lambda: known_staff(place.journal, place.backups, place.known_till_id()))
    )


async def _moved(
    window: MainWindow,
    order: "MoveOrder",
    profile: Profile,
    closing: asyncio.Event,
    key_file: KeyFile | None,
) -> None:
    """Moves the till, which is closed; the window then opens again on what came of it: the till,
    or the word that it was moved out."""
    from pos_app.app.moving.move_in import move_in  # noqa: PLC0415 - seldom
    from pos_app.app.moving.move_out import move_out  # noqa: PLC0415 - as above
    from pos_app.ports.moving.move import MoveOutOrder  # noqa: PLC0415 - as above

    closing.clear()
    read = asyncio.Event()
    panel = window.show_moving(order, read.set)
    try:
        if isinstance(order, MoveOutOrder):
            till = profile.known_till_id()
            keys = await asyncio.to_thread(open_keys, profile, till, None, key_file)
            await move_out(profile, order, keys, now)
            return
        arrived = await move_in(profile, order, now)
        if arrived.keys_in_file and key_file is not None:
            await asyncio.to_thread(key_file.unlock, order.passphrase)
        panel.show_arrival(arrived)
    except PosError as problem:
        panel.show_failure(problem)
    if not await _answered(window, read, closing):
        window.reopens_in_training = None


async def _sell(
    window: MainWindow,
    profile: Profile,
    shop: Shop,
    closing: asyncio.Event,
    key_file: KeyFile | None,
) -> None:
    """Opens the till and runs it until the window is asked to close."""
    place = profile.training if shop.training else profile
    async with (
        speaker(resources_folder() / "sounds") as sounds,
        open_till(
            profile, training=shop.training, key_file=key_file, shop_now=lambda: window.shop
        ) as opened,
    ):
        doorbell = SingleInstanceServer(place.lock)
        doorbell.rung.connect(window.bring_to_front)
        desk = UiServices(
            till=opened.till,
            settings=opened.settings,
            paper=opened.paper,
            figures=opened.figures,
            search=opened.search,
            customer_page=opened.customer_page,
            people=opened.till.managers,
            copies=opened.backups,
            exports=opened.exports,
            presence=opened.till.presence,
            sounds=sounds,
            journal=opened.journal,
            reconciliation=lambda: opened.reconciliation,
            keyring=opened.keyring,
            office=opened.office,
            open_office=opened.open_office,
            updates=opened.updates,
            autostart=None if shop.training else OwnStart(profile),
            open_doctor=lambda: _doctor_of(profile, opened, training=shop.training),
            bundled=resources_folder(),
        )
        copies = BackgroundTasks()
        copies.start(opened.backups.keep(), "a copy a day")
        window.open_for_sales(desk)
        await closing.wait()
        await copies.stop()
        if opened.backups.is_making:
            await _copied(window, opened.backups, closing)
        window.setEnabled(False)
        doorbell.close()


def _doctor_of(profile: Profile, opened: Open, *, training: bool) -> "Doctor":
    """Returns the doctor, which asks printers and office by the open till's own lines."""
    from pos_app.app.doctor.examination import ProfileDoctor  # noqa: PLC0415 - seldom

    return ProfileDoctor(
        profile,
        training=training,
        printers=opened.paper.printers,
        office=lambda: opened.office.status if opened.office is not None else None,
    )


async def _copied(window: MainWindow, backups: LocalBackups, closing: asyncio.Event) -> None:
    """Waits for a running backup, and abandons it if the person closes the window again."""
    closing.clear()  # a second time, by the window's button or the panel's
    window.show_closing()
    await backups.finish(closing)


async def _restored(
    window: MainWindow,
    damage: PosError,
    profile: Profile,
    shop: Shop,
    closing: asyncio.Event,
    key_file: KeyFile | None,
) -> bool:
    """Tells whether a person restored the journal (True) or closed the window."""
    from pos_app.app.office.rescue import OfficeRescue  # noqa: PLC0415 - seldom

    place = profile.training if shop.training else profile
    people = People(place.people, training=shop.training)
    folder = folder_of(place, settings.load(profile.settings), training=shop.training)
    own_keys = None if shop.training else key_file
    mended = asyncio.Event()
    window.show_damage(damage, OfficeRescue(place, folder, people, now, own_keys), mended.set)
    return await _answered(window, mended, closing)


async def _settled(
    window: MainWindow, elsewhere: PosError, profile: Profile, closing: asyncio.Event
) -> bool:
    """Asks a person what a profile from another computer is; False if they closed the window.
    Training does not ask."""
    settled = asyncio.Event()
    arrival = Arrival(profile, People(profile.people, training=False), now)
    window.show_arrival(elsewhere, arrival, settled.set)
    return await _answered(window, settled, closing)


async def _taken_back(
    window: MainWindow, away: PosError, profile: Profile, closing: asyncio.Event
) -> bool:
    """Says that the till was moved out; tells whether a manager took it back."""
    from pos_app.app.moving.left_till import LeftTill  # noqa: PLC0415 - seldom

    settled = asyncio.Event()
    left = LeftTill(profile, People(profile.people, training=False), now)
    window.show_moved_out(away, left, settled.set)
    return await _answered(window, settled, closing)


async def _answered(window: MainWindow, answered: asyncio.Event, closing: asyncio.Event) -> bool:
    ends = [asyncio.ensure_future(event.wait()) for event in (answered, closing)]
    await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
    for end in ends:
        end.cancel()
    window.end_trouble()
    return answered.is_set()


async def _heard(lock: Path) -> bool:
    """Tells whether the running till came to the front; one that is still starting does so soon."""
    for _ in range(_RINGS):
        if notify_running_instance(lock):
            return True
        await asyncio.sleep(_BETWEEN_RINGS)
    return False


async def _tell(window: MainWindow, problem: PosError, closing: asyncio.Event) -> None:
    window.show_trouble(problem)
    await closing.wait()
