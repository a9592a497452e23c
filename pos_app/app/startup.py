"""Starts the window: paints first, then loads all that the first paint does not need."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    QObject,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from pos_app.app.shop_front import shop_front
from pos_app.domain.errors import BadInput
from pos_app.installation import settings
from pos_app.installation.profile import Profile
from pos_app.system.bundled import resources_folder
from pos_app.ui.qt.application import (
    install_language,
    make_application,
    text_size_of,
    wear_theme,
)
from pos_app.ui.shell.main_window import MainWindow

FAILED = 1  # exit code if the window cannot open
_UNSEEN = 2000  # milliseconds to wait for the paint of a window that may be hidden


def run_window(profile: Profile, *, training: bool, kiosk: bool = False) -> int:
    """Runs the till with its window until somebody closes it for good. Switching between training
    and the shop makes a new window and a new till. `kiosk`: as if the settings said so."""
    known = _settings_of(profile)
    resources = resources_folder()
    with _saying_why(profile, training=training):
        application = make_application(
            ["pos-app"],
            resources,
            language=known.language,
            text_size=known.text_size,
        )
    text_size = text_size_of(application)
    key_file = None  # outlives the windows
    while True:
        is_new = not training and not profile.settings.exists()
        place = profile.training if training else profile
        front = shop_front(known, training=training, text_size=text_size)
        shop = replace(front, signs_in=place.people.exists(), kiosk=front.kiosk or kiosk)
        window = MainWindow(replace(shop, is_new=is_new))
        wear_theme(application, known.theme.value)
        paint_first(application, window)

        from pos_app.app.session import run  # noqa: PLC0415 - after the first paint
        from pos_app.installation.credential_file import KeyFile  # noqa: PLC0415 - as above

        key_file = key_file or KeyFile(profile.keys)
        run(application, window, profile, shop, key_file)
        if window.reopens_in_training is None:
            return 0
        training = window.reopens_in_training
        window.deleteLater()
        known = _settings_of(profile)
        install_language(application, known.language, resources)


@contextmanager
def _saying_why(profile: Profile, *, training: bool) -> Iterator[None]:
    """Tells the person why, where Qt ends the process in this block because it cannot draw; the
    process then ends with an exit code instead of a core dump."""
    said: list[str] = []

    def take(kind: QtMsgType, _: QMessageLogContext, text: str) -> None:
        said.append(text)
        sys.stderr.write(f"{text}\n")
        if kind is QtMsgType.QtFatalMsg:
            from pos_app.app.start_failure import StartFailure  # noqa: PLC0415 - seldom

            StartFailure(profile, training=training).no_window(said)
            os._exit(FAILED)

    before = qInstallMessageHandler(take)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def _settings_of(profile: Profile) -> settings.Settings:
    try:
        return settings.load(profile.settings)
    except BadInput:
        return settings.Settings()  # the session raises the same error, and shows it


class _FirstPaint(QObject):
    """Fires a timer when the window was painted."""

    def __init__(self, timer: QTimer) -> None:
        super().__init__()
        self._timer = timer

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self._timer.start(0)  # fires after this paint
        return False


def paint_first(application: QApplication, window: MainWindow) -> None:
    """Shows the window and returns when it is painted, before anything else is loaded."""
    leave = QTimer(interval=_UNSEEN, singleShot=True)
    # Not `quit`, which asks every window to close first.
    leave.timeout.connect(lambda: QCoreApplication.exit(0))
    leave.start()
    watcher = _FirstPaint(leave)
    window.installEventFilter(watcher)
    window.show_first()
    application.exec()
    leave.stop()
    window.removeEventFilter(watcher)
