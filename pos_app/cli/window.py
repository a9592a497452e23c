"""No command: the window."""

import argparse
import gc
import os
import sys

from pos_app.cli.exits import Exit
from pos_app.cli.terminal import complain

_NO_SCREEN = "There is no screen here: start the till from a desktop session, or use a command."


def run(options: argparse.Namespace) -> Exit:
    if sys.platform == "linux" and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    ):
        complain(_NO_SCREEN)
        return Exit.FAILED
    # Loading makes a great many objects and no garbage: until the first paint the collector would
    # only look at all of them again and again. The session sees to it from there.
    gc.disable()
    # Loaded late: no other command needs Qt's widgets.
    from pos_app.front import run_window  # noqa: PLC0415
    from pos_app.profile import Profile  # noqa: PLC0415

    profile = Profile(options.profile) if options.profile else Profile.default()
    return Exit(run_window(profile, training=options.training))
