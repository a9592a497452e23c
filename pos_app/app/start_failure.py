"""Why the window did not open, for somebody who started it from an icon and sees no terminal.

Qt ends the process where it finds no screen, and by then it cannot draw. What the desktop has for
messages is asked instead, and a report is left beside the log.
"""

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from unicodedata import normalize

from PySide6.QtCore import QTranslator

from pos_app.diagnostics.incident_report import keep_unhandled
from pos_app.domain.errors import BadInput
from pos_app.installation import settings
from pos_app.installation.profile import Profile
from pos_app.system.bundled import resources_folder
from pos_app.words.translate import QT_TRANSLATE_NOOP

_NO_WINDOW = QT_TRANSLATE_NOOP(
    "start", "The till cannot open its window. No payment was asked for."
)
_BROKEN = QT_TRANSLATE_NOOP(
    "start", "The till had to stop. Open it again: it asks after every payment that was under way."
)
_NO_SCREEN = QT_TRANSLATE_NOOP(
    "start", "There is no screen here: start the till from a desktop session, or use a command."
)
_REPORT = QT_TRANSLATE_NOOP("start", "Report for support: {0}")
_TITLE = "pos_app"
_SHOWN_AFTER = 1.0  # seconds: a program that still runs by then shows its message
_INVISIBLE = ("offscreen", "minimal")  # platforms of Qt's that nobody looks at


class StartFailure:
    """Tells of one start of a window, in the language of the shop."""

    def __init__(self, profile: Profile, *, training: bool) -> None:
        self._language = _language_of(profile)
        self._log = (profile.training if training else profile).log

    def no_screen(self) -> None:
        """Nothing says that anybody looks at this computer."""
        self._tell(_NO_SCREEN, keep_unhandled(self._log, "there is no screen", None), on_desktop)

    def no_window(self, said: Sequence[str]) -> None:
        """Qt cannot draw here, and has said why."""
        what = "\n".join(["Qt cannot draw", *said])
        self._tell(_NO_WINDOW, keep_unhandled(self._log, what, None), on_desktop)

    def broke(self, report: Path | None) -> None:
        """The window is gone because of a mistake of ours, which is raised besides."""
        self._tell(_BROKEN, report, lambda text: _in_qt(text) or on_desktop(text))

    def _tell(self, source: str, report: Path | None, show: Callable[[str], bool]) -> None:
        text = self._say(source)
        if report is not None:
            text += "\n" + self._say(_REPORT).format(report)
        with suppress(OSError, ValueError):  # a terminal that is closed is none
            sys.stderr.write(f"{text}\n")
            sys.stderr.flush()
            if sys.stderr.isatty():
                return
        show(text)

    def _say(self, source: str) -> str:
        """Without an application, which Qt may just have failed to make."""
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
    """Whether Qt could show it, once it has been read."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - seldom

    from pos_app.ui.qt.plain_text import alarm  # noqa: PLC0415 - seldom

    if QApplication.instance() is None or QApplication.platformName() in _INVISIBLE:
        return False
    alarm(_TITLE, text)
    return True


def on_desktop(text: str) -> bool:
    """Whether a program of the desktop's shows the text. Nobody waits for it to be read."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - seldom

        return bool(ctypes.windll.user32.MessageBoxW(None, text, _TITLE, 0x10))
    return any(_shows(command) for command in _commands(text))


def _commands(text: str) -> Sequence[Sequence[str]]:
    """From the one that is read best to the one that is there most often."""
    script = ["-e", "on run argv", "-e", "display alert (item 1 of argv)", "-e", "end run"]
    return (
        ("zenity", "--error", "--no-markup", f"--title={_TITLE}", f"--text={text}"),
        ("kdialog", "--title", _TITLE, "--error", text),
        ("gxmessage", "-center", "-title", _TITLE, text),
        ("xmessage", "-center", _without_accents(text)),  # older than any letter but English ones
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
