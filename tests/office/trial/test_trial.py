"""An office to be tried is there by one command, and leaves nothing running, however it ends."""

import json
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import psycopg
import pytest

PATIENCE = 30.0  # seconds


@contextmanager
def _trial(folder: Path) -> Iterator[tuple["subprocess.Popen[str]", str, str]]:
    """The process, the address of its page, and that of its database."""
    command = [sys.executable, "-P", "-m", "pos_app", "office", "trial", "--folder", str(folder)]
    process = subprocess.Popen(
        [*command, "--no-till", "--no-browser"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    said = ""
    try:
        while "Ctrl-C" not in said:
            line = process.stdout.readline()
            assert line, said
            said += line
        page = re.search(r"page: +(http://localhost:\d+\S*)", said)
        database = re.search(r"database: +(postgresql://\S+)", said)
        assert page is not None
        assert database is not None
        assert re.search(r"code for a till: +[A-Z]{10}\b", said)
        yield process, page[1], database[1]
    finally:
        process.kill()
        process.communicate()


def _wait_until_gone(folder: Path) -> None:
    ends = time.monotonic() + PATIENCE
    while (folder / "postgres" / "postmaster.pid").exists():
        assert time.monotonic() < ends, "the database runs on"
        time.sleep(0.02)


def _shops(database: str) -> int:
    with psycopg.connect(database) as connection:
        row = connection.execute(b"SELECT count(*) FROM shop").fetchone()
    assert row is not None
    return int(row[0])


@pytest.fixture
def folder() -> Iterator[Path]:
    """One that the server's user gets to."""
    with tempfile.TemporaryDirectory(prefix="office-trial-") as name:
        Path(name).chmod(0o711)
        yield Path(name)


def test_it_goes_on_after_a_kill_and_ends_in_order_when_asked(folder: Path) -> None:
    with _trial(folder) as (process, page, _):
        assert "/invitation/" in page
        host = HTTPConnection(page.split("/")[2])
        host.request("GET", "/health")
        assert json.loads(host.getresponse().read())["status"] != "down"
        host.close()
        process.kill()
        _wait_until_gone(folder)
    with _trial(folder) as (process, _, database):
        assert _shops(database) == 1
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0
        assert not (folder / "postgres" / "postmaster.pid").exists()
