"""One start, up to the first paint, which is told on stdout. Run by first_paint.py."""

import sys

what, profile = sys.argv[1:]


def tell() -> None:
    import json
    import os
    import time

    sys.stdout.write(json.dumps({"painted_at": time.time()}) + "\n")
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
    # After its first paint the till loads its session: that is where the clock stops, whatever is
    # loaded with it.
    session = types.ModuleType("pos_app.app.session")
    session.__getattr__ = lambda _: tell()  # type: ignore[method-assign]
    sys.modules["pos_app.app.session"] = session
    from pos_app.cli import main

    main(["--profile", profile])
