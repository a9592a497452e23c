"""Which tests run which line: what a mistake in that line has to be shown to.

A plugin of pytest (`-p mutants.reach`, with `MUTANTS_REACH` naming a folder). Each process of tests
leaves a file there. Only what runs in the tests' own processes is seen: whoever starts the program
anew reads the file with the mistake all the same, but nobody knows which of its lines it needs.
"""

import json
import os
import re
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import coverage
import pytest

FOLDER = "MUTANTS_REACH"


@dataclass
class Reach:
    """What every line needs: by file, the tests of each line; and the seconds of each test."""

    lines: dict[str, dict[int, set[str]]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)  # of each file of tests

    def tests(self, file: str, lines: Iterable[int]) -> set[str]:
        known = self.lines.get(file, {})
        found = set[str]().union(*(known.get(line, set()) for line in lines))
        return found & self.seconds.keys()

    def share(self, file: str, test: str) -> float:
        """Of all the lines that a test reaches, those of this file: how much it is about it."""
        return self._reached[file][test] / max(self._reached[""][test], 1)

    @cached_property
    def _reached(self) -> Mapping[str, Counter[str]]:
        """How many lines each test reaches: of each file, and of all of them under no name."""
        reached: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for file, lines in self.lines.items():
            for tests in lines.values():
                reached[file].update(tests)
            reached[""].update(reached[file])
        return reached

    def tests_of_file(self, file: str) -> set[str]:
        """Of what runs while a file is imported, before any test."""
        return self.tests(file, self.lines.get(file, ()))

    def tests_that_import(self, file: str) -> set[str]:
        """Those of files that name the module: a test may read a constant and run no line of it."""
        *rooms, name = Path(file).with_suffix("").parts
        room = ".".join(rooms)
        named = re.compile(rf"from {room}\.{name} import|from {room} import [^\n]*\b{name}\b")
        files = {each for each, text in self.texts.items() if named.search(text)}
        return {test for test in self.seconds if test.partition("::")[0] in files}

    def test_files(self) -> list[str]:
        return sorted({test.partition("::")[0] for test in self.seconds})


def recorded(root: Path, folder: Path, tests: Sequence[str], workers: int) -> Reach:
    """Runs `tests` and leaves in `folder` what those that pass reach. Where a folder was kept from
    before, only the files that have changed since are run again."""
    kept = [each.stat().st_mtime for each in folder.glob("*.lines")]
    if kept:
        files = sorted(path for each in tests for path in (root / each).rglob("test_*.py"))
        tests = [str(path) for path in files if path.stat().st_mtime > max(kept)]
    if tests:
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "pytest",
                "-q",
                "-n",
                str(2 * workers),  # most of their time is waiting
                "-p",
                __name__,
                *tests,
            ],
            cwd=root,
            env=os.environ
            | {
                "PYTHONPATH": f"{root}:{root}/tests",
                "QT_QPA_PLATFORM": "offscreen",
                FOLDER: str(folder),
            },
            check=False,
        )
        if done.returncode not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
            raise RuntimeError(f"The tests could not be run: {done.returncode}")
    return read(folder, root)


def read(folder: Path, root: Path) -> Reach:
    """What the processes of runs of the tests have left in `folder`."""
    reach = Reach()
    for times in folder.glob("*.seconds"):
        reach.seconds |= json.loads(times.read_text())
    reach.texts = {file: (root / file).read_text(encoding="utf-8") for file in reach.test_files()}
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
        self._failed: set[str] = set()
        self._coverage.start()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self._coverage.switch_context(item.nodeid)
        begun = time.monotonic()
        result = yield
        self._seconds[item.nodeid] = round(time.monotonic() - begun, 3)
        self._coverage.switch_context("")
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._failed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        self._coverage.stop()
        self._coverage.save()
        passed = {test: it for test, it in self._seconds.items() if test not in self._failed}
        Path(f"{self._kept}.seconds").write_text(json.dumps(passed))


def pytest_configure(config: pytest.Config) -> None:
    """The process that only hands the tests out runs none."""
    if hasattr(config, "workerinput") or not config.getoption("numprocesses", None):
        folder = Path(os.environ[FOLDER])
        folder.mkdir(parents=True, exist_ok=True)
        config.pluginmanager.register(Recorder(folder))
