"""Another program that has something in the clipboard, in a process of its own.

    python -m hostile.clipboard TEXT

Says `owned` in a line, and keeps the clipboard until its input ends.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from PySide6.QtGui import QGuiApplication


@contextmanager
def clipboard_of(
    text: str, environment: Mapping[str, str], *, dead: bool = False
) -> Iterator[None]:
    """Somebody has copied the text, on the display of the environment. Where the owner is dead, it
    has the clipboard and answers nobody who asks for what is in it."""
    with subprocess.Popen(
        [sys.executable, "-m", "hostile.clipboard", text],
        cwd=Path(__file__).parents[1],
        env={**os.environ, **environment, "QT_QPA_PLATFORM": "xcb"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout
            assert process.stdout.readline() == "owned\n"
            if dead:
                process.send_signal(signal.SIGSTOP)
            yield
        finally:
            process.kill()


def main(text: str) -> None:
    application = QGuiApplication([])
    application.clipboard().setText(text)
    application.processEvents()
    sys.stdout.write("owned\n")
    sys.stdout.flush()

    def leave_at_the_end() -> None:
        sys.stdin.read()
        application.quit()

    Thread(target=leave_at_the_end, daemon=True).start()
    application.exec()


if __name__ == "__main__":
    main(sys.argv[1])
