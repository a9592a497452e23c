"""A test that hangs ends, fails by itself, and is cleaned up after; the others run all the same."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import time_limit
from selftest import hangs

HERE = Path(__file__).parents[2]
GOOD = ("that_ends_in_a_loop_of_qts_after_others_hung_there", "that_ends_after_all_of_them")
DEAF = "a_lock_below_python"  # only the process itself can be ended
HANG = [
    name.removeprefix("test_")
    for name in vars(hangs)
    if name.startswith("test_") and not name.endswith((*GOOD, DEAF))
]


def test_every_test_has_a_limit_of_two_minutes_and_its_process_one_of_five(
    pytestconfig: pytest.Config,
) -> None:
    """Whoever needs more than two says so with a mark, and nobody needs five."""
    assert float(pytestconfig.getini("timeout")) == 120
    assert pytestconfig.getini("timeout_method") == "signal"
    assert pytestconfig.getini("faulthandler_timeout") == 300
    assert pytestconfig.getini("faulthandler_exit_on_timeout") is True
    assert pytestconfig.pluginmanager.is_registered(time_limit)


def test_whatever_hangs_ends_and_is_cleaned_up_after(tmp_path: Path) -> None:
    cleaned = tmp_path / "cleaned"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-c", str(HERE / "pyproject.toml"), "-n", "1",
         "-p", "time_limit", "-p", "no:cacheprovider", "-rfp",
         f"--confcutdir={Path(__file__).parent}",
         "-o", "timeout=0.4", "-o", "timeout_again=0.6", "-o", "faulthandler_timeout=5",
         "-o", "timeout_func_only=true", hangs.__file__],
        cwd=HERE,
        env={**os.environ, hangs.CLEANED: str(cleaned), "PYTHONPATH": f"{HERE}:{HERE / 'tests'}"},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stdout + done.stderr
    told = re.findall(r"^(FAILED|PASSED) \S+::test_(\w+)", done.stdout, re.MULTILINE)
    assert {name for how, name in told if how == "FAILED"} == {*HANG, DEAF}, done.stdout
    assert {name for how, name in told if how == "PASSED"} == set(GOOD), done.stdout
    assert {line.removeprefix("test_") for line in cleaned.read_text().split()} == {*HANG, *GOOD}
    assert f"crashed while running 'tests/selftest/hangs.py::test_{DEAF}'" in done.stdout
