"""Tells the person why the window did not open, when they see no terminal.

Qt ends the process where it finds no screen, and can draw nothing by then. So the desktop's own
program for messages shows the reason, and a report is written beside the log.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from unicodedata import normalize

from PySide6.QtCore import QT_TRANSLATE_NOOP, QTranslator

from pos_app.diagnostics.incident_report import keep_unhandled
from pos_app.domain.errors import BadInput
from pos_app.installation import settings
from pos_app.installation.profile import Profile
from pos_app.system.bundled import resources_folder

_NO_WINDOW = str(
    QT_TRANSLATE_NOOP("start", "The till could not open its window. It charged nothing.")
)
_BROKEN = str(
    QT_TRANSLATE_NOOP(
        "start",
        "The till had to stop. Open it again: it checks every payment that was under way.",
    )
)
_NO_SCREEN = str(
    QT_TRANSLATE_NOOP(
        "start", "There is no screen here: start the till from a desktop session, or use a command."
    )
)
_REPORT = str(QT_TRANSLATE_NOOP("start", "Report for support: {0}"))
_TITLE = "pos_app"
_SHOWN_AFTER = 1.0  # seconds: a program that still runs after these shows its message
_INVISIBLE = ("offscreen", "minimal")  # Qt platforms without a screen


class StartFailure:
    """Reports one failed start of a window, in the shop's language."""

    def __init__(self, profile: Profile, *, training: bool) -> None:
        self._language = _language_of(profile)
        self._log = (profile.training if training else profile).log

    def no_screen(self) -> None:
        """Reports that this computer seems to have no screen."""
        self._tell(_NO_SCREEN, keep_unhandled(self._log, "there is no screen", None), on_desktop)

    def no_window(self, said: Sequence[str]) -> None:
        """Reports that Qt cannot draw here; Qt has printed why."""
        what = "\n".join(["Qt cannot draw", *said])
        self._tell(_NO_WINDOW, keep_unhandled(self._log, what, None), on_desktop)

    def broke(self, report: Path | None) -> None:
        """Reports that the window is gone because of a bug, which is raised as well."""
        self._tell(_BROKEN, report, lambda text: _in_qt(text) or on_desktop(text))

    def _tell(self, source: str, report: Path | None, show: Callable[[str], bool]) -> None:
        text = self._say(source)
        if report is not None:
            text += "\n" + self._say(_REPORT).format(report)
        with suppress(OSError, ValueError):  # a closed terminal does not count
            sys.stderr.write(f"{text}\n")
            sys.stderr.flush()
            if sys.stderr.isatty():
                return
        show(text)

    def _say(self, source: str) -> str:
        """Shows the text without a QApplication, which Qt may just have failed to make."""
        translator = QTranslator()
        folder = resources_folder() / "translations"
        translator.load(f"pos_app_{self._language}", str(folder))
        return translator.translate("start", source) or source


def _language_of(profile: Profile) -> str:
    try:
        return settings.load(profile.settings).language
    except BadInput:
        return settings.Settings().language


def _in_qt(text: str) -> bool:
    """Shows it by Qt and waits for the person to close it. Returns False where Qt could not."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - seldom

    from pos_app.ui.qt.plain_text import alarm  # noqa: PLC0415 - seldom

    if QApplication.instance() is None or QApplication.platformName() in _INVISIBLE:
        return False
    alarm(_TITLE, text)
    return True


def on_desktop(text: str) -> bool:
    """Shows the text by a program of the desktop; does not wait until it is read. Returns False
    where no program worked."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - seldom

        return bool(ctypes.windll.user32.MessageBoxW(None, text, _TITLE, 0x10))
    return any(_shows(command) for command in _commands(text))


def _commands(text: str) -> Sequence[Sequence[str]]:
    """Lists the programs, from the most readable to the most common."""
    script = ["-e", "on run argv", "-e", "display alert (item 1 of argv)", "-e", "end run"]
    return (
        ("zenity", "--error", "--no-markup", f"--title={_TITLE}", f"--text={text}"),
        ("kdialog", "--title", _TITLE, "--error", text),
        ("gxmessage", "-center", "-title", _TITLE, text),
        ("xmessage", "-center", _without_accents(text)),  # xmessage knows ASCII only
        ("notify-send", "--urgency=critical", _TITLE, text),
        ("osascript", *script, text),
    )


def _without_accents(text: str) -> str:
    return normalize("NFKD", text).encode("ascii", "ignore").decode()


def _shows(command: Sequence[str]) -> bool:
    program = shutil.which(command[0])
    if program is None:
        return False
    try:
        process = subprocess.Popen(  # noqa: S603 - by the user's own PATH, and no text is a command
            [program, *command[1:]],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    try:
        return process.wait(_SHOWN_AFTER) == 0
    except subprocess.TimeoutExpired:
        return True
