"""One start, up to the first paint or until a sale can be charged, told on stdout.

Run by first_paint.py: `bare`, `paint` or `ready`, and the profile.
"""

import sys

what, profile = sys.argv[1:]


def tell() -> None:
    import json
    import os
    import time

    sys.stdout.write(json.dumps({"at": time.time()}) + "\n")
    sys.stdout.flush()
    os._exit(0)


if what == "bare":
    from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication, QWidget

    class Watcher(QObject):
        def eventFilter(self, _: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint:
                QTimer.singleShot(0, QCoreApplication.quit)
            return False

    application = QApplication([])
    window = QWidget()
    window.resize(1366, 768)
    watcher = Watcher()
    window.installEventFilter(watcher)
    window.show()
    application.exec()
    tell()
else:
    import types
    from pathlib import Path

    sys.path.insert(0, str(Path(__file__).parents[2]))
    if what == "paint":
        # After its first paint the till loads its session: that is where the clock stops, whatever
        # is loaded with it.
        session = types.ModuleType("pos_app.app.session")
        session.__getattr__ = lambda _: tell()  # type: ignore[method-assign]
        sys.modules["pos_app.app.session"] = session
    else:
        # The session opens the window for sales; from then on Enter charges.
        from pos_app.system.qt_binding import load_binding

        load_binding()
        from pos_app.ui.services import UiServices
        from pos_app.ui.shell.main_window import MainWindow

        opens = MainWindow.open_for_sales

        def opened(self: MainWindow, desk: UiServices) -> None:
            opens(self, desk)
            tell()

        MainWindow.open_for_sales = opened  # type: ignore[method-assign]
    from pos_app.cli import main

    main(["--profile", profile])
