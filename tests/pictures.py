"""A window's test that fails leaves a picture of each window that was to be seen.

It is taken at once, before any fixture closes a window, and named in the report. The pictures of
one run are in `dist/pictures`, or where PICTURES_OF_FAILURES says.
"""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

PLACE = "PICTURES_OF_FAILURES"  # a variable of the environment
_LONGEST = 120  # characters of a file's name
_UNFIT = re.compile(r"[^\w.-]+")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    made = yield
    report: pytest.TestReport = made.get_result()  # type: ignore[attr-defined] # pluggy's result
    if report.failed and call.when != "teardown":
        taken = _take(_folder(item.config), item.nodeid)
        if taken:
            report.sections.append(("Pictures of its windows", "\n".join(map(str, taken))))


def _folder(config: pytest.Config) -> Path:
    return Path(os.environ.get(PLACE) or config.rootpath / "dist" / "pictures")


def _take(folder: Path, test: str) -> Sequence[Path]:
    """Returns what was written. A test that makes no window has none, and no application maybe."""
    if not isinstance(QApplication.instance(), QApplication):
        return ()
    windows = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    name = _UNFIT.sub("-", test.removeprefix("tests/"))[-_LONGEST:]
    taken = []
    for number, window in enumerate(windows, 1):
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}-{number}.png"
        if window.grab().save(str(path)):
            taken.append(path)
    return taken
