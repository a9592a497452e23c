"""`office trial`: an office on this computer with a PostgreSQL of its own, and a till in training.

Everything ends with it, and nothing is left unless a folder is named.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import tempfile
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.cli.exit_codes import Exit
from pos_app.cli.office.options import listener_of
from pos_app.cli.office.running import office_guarded
from pos_app.cli.terminal import complain, say

if TYPE_CHECKING:
    import argparse
    import socket
    import subprocess
    from collections.abc import Iterator
    from types import FrameType

    from pos_app.office.trial.first_things import FirstThings

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--folder", type=Path, help="keep the database and the till there, and go on with them"
    )
    parser.add_argument("--port", type=int, default=0, help="of its page; any free one if left out")
    parser.add_argument("--no-till", action="store_true", help="without the till in training")
    parser.add_argument("--no-browser", action="store_true", help="open nothing")


def run(options: argparse.Namespace) -> Exit:
    signal.signal(signal.SIGTERM, _ended)
    with contextlib.suppress(KeyboardInterrupt):
        return office_guarded(lambda: _trial(options))
    return Exit.PAID


def _ended(_number: int, _frame: FrameType | None) -> None:
    _hear_no_more()
    raise KeyboardInterrupt


def _hear_no_more() -> None:
    """What is being tidied up is tidied up, however often somebody asks for the end."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)


def _trial(options: argparse.Namespace) -> Exit:
    from pos_app.office.trial.cluster import cluster_in, give_to_server  # noqa: PLC0415 - of the office alone
    from pos_app.office.trial.first_things import first_things  # noqa: PLC0415 - as above

    with _folder(options.folder) as folder:
        data = folder / "postgres"
        data.mkdir(exist_ok=True, mode=0o700)
        give_to_server(data)
        say("starting a PostgreSQL of its own (some seconds)")
        with cluster_in(data) as cluster:
            try:
                first = asyncio.run(first_things(cluster))
                with listener_of(f"127.0.0.1:{options.port}") as listener:
                    asyncio.run(_run(options, folder, first, listener))
            finally:
                _hear_no_more()
    return Exit.PAID


async def _run(
    options: argparse.Namespace, folder: Path, first: FirstThings, listener: socket.socket
) -> None:
    """Serves until somebody ends it; what happens beside it is over by then."""
    from pos_app.office.server import OfficeSettings, serve  # noqa: PLC0415 - as above

    # Browsers make passkeys for a name, and for no bare address.
    address = f"http://localhost:{listener.getsockname()[1]}"
    settings = OfficeSettings(database=first.database, public_url=address, name="Trial")
    serving = asyncio.create_task(serve(settings, listener))
    with contextlib.ExitStack() as windows:
        beside = asyncio.create_task(_beside(options, folder, first, address, windows))
        try:
            await serving
        finally:
            beside.cancel()
            await asyncio.wait([beside])
        if not beside.cancelled():
            beside.result()


async def _beside(
    options: argparse.Namespace,
    folder: Path,
    first: FirstThings,
    address: str,
    windows: contextlib.ExitStack,
) -> None:
    page = f"{address}/invitation/{first.invitation}" if first.invitation else address
    say(f"the owner's page:   {page}", f"the database:       {first.database}")
    if options.no_till:
        say(f"a code for a till:  {first.code}, at {address}, within ten minutes")
    else:
        await _till(folder, first.code, address, windows)
    has_screen = any(map(os.environ.get, _SCREENS))
    if has_screen and not options.no_browser:
        await asyncio.to_thread(webbrowser.open, page)
    say("Ctrl-C ends it.")


async def _till(folder: Path, code: str, address: str, windows: contextlib.ExitStack) -> None:
    from pos_app.cli.office.trial_till import TrialTill  # noqa: PLC0415 - the till's own parts

    till = TrialTill(folder / "till")
    await asyncio.to_thread(till.enrol, address, code)
    say("enrolled a till in training; it makes two sales (some seconds)")
    if not await asyncio.to_thread(till.sell):
        complain("a sale of the till in training did not go well")
    say(f"the till's window:  {till.line}")
    if any(map(os.environ.get, _SCREENS)):
        windows.callback(_end, till.open_window())


def _end(window: subprocess.Popen[bytes]) -> None:
    window.terminate()
    window.wait()


@contextlib.contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="office-trial-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o711)  # the server's user has to get to its folder in it
        yield Path(name)
