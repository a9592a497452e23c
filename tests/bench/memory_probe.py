"""One process that rests and then tells its memory on stdout. Run by memory.py."""

import sys
import threading
from collections import Counter
from pathlib import Path

what, profile, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])


def tell() -> None:
    import json
    import os

    pages = int(Path("/proc/self/statm").read_text().split()[1])
    loaded = Counter(name.partition(".")[0] for name in sys.modules)
    told = {"mb": pages * os.sysconf("SC_PAGE_SIZE") / 2**20, "modules": loaded}
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()
    os._exit(0)


threading.Timer(seconds, tell).start()
if what == "till":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    from pos_app.cli import main

    main(["--profile", profile])
else:
    from PySide6.QtWidgets import QApplication, QWidget

    application = QApplication([])
    window = QWidget()
    window.resize(1366, 768)
    window.show()
    if what == "bare":
        application.exec()
    else:
        import asyncio

        import httpx
        import qasync
        import qrcode  # noqa: F401
        import sqlite_utils  # noqa: F401

        async def rest() -> None:
            async with httpx.AsyncClient():
                await asyncio.Event().wait()

        with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(application)) as runner:
            runner.run(rest())
