"""How large everything is: a setting that takes effect at the next start, as far as it fits."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize

from pos_app.ui.theme.display_scale import sizes_for

START = """
import os, sys
from pathlib import Path
from pos_app.app import session, startup
from pos_app.installation.profile import Profile

def tell(application, window, profile, shop, key_file):
    print(window.width(), window.height(), window.devicePixelRatioF(), shop.text_size)
    print(os.environ.get("QT_SCALE_FACTOR"))  # what programs that are started from here inherit

session.run = tell
startup.run_window(Profile(Path(sys.argv[1])), training=True)
"""


@pytest.mark.parametrize(
    ("screen", "wanted", "given", "shown"),
    [
        ((1920, 1080), 200, "", "960 540 2.0 200"),
        ((1366, 768), 200, "", "1093 614 1.25 125"),  # the largest that fits
        ((1920, 1080), 150, "1.25", "1366 768 1.25 125"),  # the environment goes first
    ],
)
def test_a_till_opens_as_large_as_was_set_and_as_its_screen_allows(
    tmp_path: Path, screen: tuple[int, int], wanted: int, given: str, shown: str
) -> None:
    (tmp_path / "settings.toml").write_text(f"[shop]\ntext_size = {wanted}\n")
    screens = tmp_path / "screens.json"
    wide, tall = screen
    one = {"name": "one", "x": 0, "y": 0, "width": wide, "height": tall, "dpr": 1}
    one |= {"logicalDpi": 96, "logicalBaseDpi": 96}
    screens.write_text(json.dumps({"windowFrameMargins": False, "screens": [one]}))
    environment = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={screens}"}
    environment |= {"QT_SCALE_FACTOR": given} if given else {}
    told = subprocess.run(
        [sys.executable, "-c", START, str(tmp_path)],
        check=True,
        capture_output=True,
        text=True,
        env=environment,
    )
    assert told.stdout.splitlines() == [shown, given or "None"]
    assert not told.stderr


@pytest.mark.parametrize(
    ("room", "shown", "sizes"),
    [
        (QSize(1920, 1040), 100, [100, 125, 150, 200]),
        (QSize(960, 520), 200, [100, 125, 150, 200]),  # the same screen, seen by a larger till
        (QSize(1366, 728), 100, [100, 125]),
        (QSize(1024, 600), 100, [100]),
        (QSize(800, 600), 100, [100]),  # no till for it, and nothing smaller could be read
    ],
)
def test_what_can_be_chosen_is_what_the_screen_has_room_for(
    room: QSize, shown: int, sizes: list[int]
) -> None:
    assert sizes_for(room, shown) == sizes
