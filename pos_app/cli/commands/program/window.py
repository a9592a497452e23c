"""Opens the window, when no command is typed."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from pos_app.cli.exit_codes import Exit

if TYPE_CHECKING:
    from pos_app.cli.entry import WindowOptions

_SESSIONS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def run(options: WindowOptions) -> Exit:
    # Loading makes a great many objects and no garbage: until the first paint the garbage collector
    # would only traverse all of them again and again. The session collects from then on.
    gc.disable()
    # Loaded late: no other command needs Qt's widgets.
    from pos_app.installation.profile import Profile  # noqa: PLC0415

    profile = Profile(options.profile) if options.profile else Profile.default()
    if sys.platform == "linux" and not any(map(os.environ.get, _SESSIONS)):
        from pos_app.app.start_failure import StartFailure  # noqa: PLC0415 - seldom

        StartFailure(profile, training=options.training).no_screen()
        return Exit.FAILED
    from pos_app.system.qt_binding import load_binding  # noqa: PLC0415

    load_binding()
    from pos_app.app.startup import run_window  # noqa: PLC0415

    return Exit(run_window(profile, training=options.training, kiosk=options.kiosk))
