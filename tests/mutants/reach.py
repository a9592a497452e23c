"""Which tests run which line: what a mistake in that line has to be shown to.

A plugin of pytest (`-p mutants.reach`, with `MUTANTS_REACH` naming a folder). Each process of tests
leaves a file there. Only what runs in the tests' own processes is seen: whoever starts the program
anew reads the file with the mistake all the same, but nobody knows which of its lines it needs.
"""

import json
import os
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import coverage
import pytest

FOLDER = "MUTANTS_REACH"


@dataclass
class Reach:
    """What every line needs: by file, the tests of each line; and the seconds of each test."""

    lines: dict[str, dict[int, set[str]]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def tests(self, file: str, lines: Iterable[int]) -> set[str]:
        known = self.lines.get(file, {})
        return set().union(*(known.get(line, set()) for line in lines))

    def tests_of_file(self, file: str) -> set[str]:
        """For what runs while the file is imported, before any test."""
        return self.tests(file, self.lines.get(file, ()))


def read(folder: Path) -> Reach:
    """What the processes of one run of the tests have left in `folder`."""
    reach = Reach()
    for times in folder.glob("*.seconds"):
        reach.seconds |= json.loads(times.read_text())
    for kept in folder.glob("*.lines"):
        data = coverage.CoverageData(str(kept))
        data.read()
        for measured in data.measured_files():
            lines = reach.lines.setdefault(measured, defaultdict(set))
            for line, tests in data.contexts_by_lineno(measured).items():
                lines[line].update(filter(None, tests))
    return reach


class Recorder:
    """Names, to what measures the lines, the test that runs."""

    def __init__(self, folder: Path) -> None:
        self._kept = folder / str(os.getpid())
        self._coverage = coverage.Coverage(
            data_file=f"{self._kept}.lines", source=["pos_app"], config_file=False
        )
        self._coverage.set_option("run:relative_files", True)
        self._seconds: dict[str, float] = {}
        self._coverage.start()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self._coverage.switch_context(item.nodeid)
        begun = time.monotonic()
        try:
            return (yield)
        finally:
            self._seconds[item.nodeid] = round(time.monotonic() - begun, 3)
            self._coverage.switch_context("")

    def pytest_sessionfinish(self) -> None:
        self._coverage.stop()
        self._coverage.save()
        Path(f"{self._kept}.seconds").write_text(json.dumps(self._seconds))


def pytest_configure(config: pytest.Config) -> None:
    """The process that only hands the tests out runs none."""
    if hasattr(config, "workerinput") or not config.getoption("numprocesses", None):
        folder = Path(os.environ[FOLDER])
        folder.mkdir(parents=True, exist_ok=True)
        config.pluginmanager.register(Recorder(folder))
