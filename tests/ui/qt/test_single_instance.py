"""What killed tills leave in the temporary folder is cleared away, and nothing else."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from pos_app.ui.qt.single_instance import (
    SingleInstanceServer,
    notify_running_instance,
    sweep_stale_sockets,
)

LISTEN = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from pos_app.ui.qt.single_instance import SingleInstanceServer
app = QCoreApplication([])
bell = SingleInstanceServer(Path(sys.argv[1]))
bell.rung.connect(lambda: print("rung", flush=True))
print("listens", flush=True)
app.exec()
"""
LONG_AGO = 1_000_000_000


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The temporary folder of everybody here: a socket's path has at most 108 letters."""
    with TemporaryDirectory() as place:
        monkeypatch.setenv("TMPDIR", place)
        yield Path(place)


@pytest.fixture
def tills(tmp_path: Path, folder: Path) -> Iterator["list[subprocess.Popen[str]]"]:  # noqa: ARG001
    """Three that listen, in processes of their own."""
    with ExitStack() as closing:
        started = []
        for place in range(3):
            command = [sys.executable, "-c", LISTEN, str(tmp_path / f"{place}.lock")]
            till = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
            closing.enter_context(till)
            closing.callback(till.kill)
            assert till.stdout is not None
            assert till.stdout.readline() == "listens\n"
            started.append(till)
        yield started


def age(folder: Path) -> None:
    for path in folder.iterdir():
        os.utime(path, (LONG_AGO, LONG_AGO), follow_symlinks=False)


def test_sockets_of_killed_tills_go_and_those_of_others_are_neither_rung_nor_removed(
    tmp_path: Path, folder: Path, tills: "list[subprocess.Popen[str]]"
) -> None:
    for till in tills[:2]:
        till.kill()
        till.wait()
    (folder / ("pos-app-" + "0" * 24)).write_text("not a socket")
    (folder / "pos-app-smoke-x").mkdir()
    (folder / ("pos-app-" + "1" * 24)).symlink_to(tmp_path / "elsewhere")
    with socket.socket(socket.AF_UNIX) as other:
        other.bind(str(folder / "other"))  # nobody listens, and it is nobody's here
        assert len(list(folder.iterdir())) == 7
        age(folder)
        bell = SingleInstanceServer(tmp_path / "mine.lock")
        left = {path.name for path in folder.iterdir()}
        assert len(left) == 6  # the living, mine, and four that are none
        assert notify_running_instance(tmp_path / "2.lock")
        assert tills[2].stdout is not None
        assert tills[2].stdout.readline() == "rung\n"  # once: nobody rang before
        bell.close()


def test_one_that_has_just_been_made_is_left_alone(
    folder: Path, tills: "list[subprocess.Popen[str]]"
) -> None:
    tills[0].kill()
    tills[0].wait()
    sweep_stale_sockets("", folder)
    assert len(list(folder.iterdir())) == 3
    age(folder)
    sweep_stale_sockets("", folder)
    assert len(list(folder.iterdir())) == 2
