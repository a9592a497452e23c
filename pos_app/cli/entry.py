"""Entry point of the program: opens the window at once, or parses the arguments of a command.

It parses the window's three options itself. Loading `argparse` and the list of commands takes some
milliseconds, and the window's first paint would wait for them.
"""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pos_app.cli.commands import WINDOW, command_module
from pos_app.cli.streams import ready_streams
from pos_app.cli.terminal import flush
from pos_app.system.private_files import keep_to_ourselves

if TYPE_CHECKING:
    from collections.abc import Sequence

# New objects after which a command collects its garbage. All that it loads stays to its end: after
# Python's own 700 the collector would visit it a hundred times, a tenth of a short command.
_COLLECTS_AFTER = 100_000
_INTERRUPTED = 130  # the shells' exit code for Ctrl-C


class WindowOptions(NamedTuple):
    """The window's options, as the command line's parser would return them."""

    profile: Path | None = None
    training: bool = False
    kiosk: bool = False
    debug: str = ""
    module: str = WINDOW


def main(argv: Sequence[str]) -> int:
    """Runs one command and returns its exit code."""
    keep_to_ourselves()
    ready_streams()
    usual = gc.get_threshold()
    try:
        options = window_options(argv) or _parsed(argv)
        return _debugged(options) if options.debug else _run(options)
    finally:
        gc.set_threshold(*usual)
        flush()


def window_options(argv: Sequence[str]) -> WindowOptions | None:
    """Parses the window's options; None where more was typed, which the parser reads."""
    profile: Path | None = None
    training = kiosk = False
    debug = ""
    left = [*argv]
    while left:
        match left:
            case ["--training", *left]:
                training = True
            case ["--kiosk", *left]:
                kiosk = True
            case ["--profile", folder, *left] if not folder.startswith("-"):
                profile = Path(folder)
            case ["--debug", names, *left] if not names.startswith("-"):
                debug = names
            case _:
                return None
    return WindowOptions(profile, training, kiosk, debug)


def _parsed(argv: Sequence[str]) -> Any:
    from pos_app.cli.parser import parsed  # noqa: PLC0415 - not for the first paint

    return parsed(argv)


def _debugged(options: Any) -> int:
    """Runs with an engineer's switches on, or lists them. No window loads them without."""
    from pos_app.cli.exit_codes import Exit  # noqa: PLC0415 - seldom
    from pos_app.cli.terminal import complain, say  # noqa: PLC0415 - seldom
    from pos_app.diagnostics.debug.switches import (  # noqa: PLC0415 - seldom
        SENTENCES,
        switched_on,
        switches_of,
    )

    if options.debug == "help":
        say(*(f"{switch:8} {sentence}" for switch, sentence in SENTENCES.items()))
        return 0
    try:
        switches = switches_of(options.debug)
    except ValueError as problem:
        complain(str(problem))
        return Exit.BAD_INPUT
    with switched_on(switches):
        return _run(options)


def _run(options: Any) -> int:
    if options.module != WINDOW:  # whose session collects by itself
        gc.set_threshold(_COLLECTS_AFTER)
    command = command_module(options.module)
    try:
        return int(command.run(options))
    except KeyboardInterrupt:
        return _INTERRUPTED  # the next start resumes what was pending
    except Exception as error:
        from pos_app.cli.installation import profile_of  # noqa: PLC0415 - seldom
        from pos_app.cli.run import keep_report  # noqa: PLC0415 - seldom

        report = keep_report(options, error)
        if options.module == WINDOW:
            from pos_app.app.start_failure import StartFailure  # noqa: PLC0415 - seldom

            StartFailure(profile_of(options), training=options.training).broke(report)
        raise
