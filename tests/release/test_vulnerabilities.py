"""The check for vulnerable versions, against a database of the test's own on this computer."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from release.scripts import PACKAGING, script

LOCKS = script("vulnerabilities.py").LOCKS
HASH = f"    --hash=sha256:{'0' * 64}\n"


class OsvServer(ThreadingHTTPServer):
    """Knows one vulnerable name at most, and remembers what it was asked."""

    def __init__(self, vulnerable: str = "") -> None:
        super().__init__(("127.0.0.1", 0), OsvAnswers)
        self.vulnerable = vulnerable
        self.asked: dict[str, str] = {}
        self.address = f"http://127.0.0.1:{self.server_port}/v1/query"


class OsvAnswers(BaseHTTPRequestHandler):
    """Answers as the query of OSV's own interface does."""

    def do_POST(self) -> None:
        server = self.server
        assert isinstance(server, OsvServer)
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        name, version = asked["package"]["name"], asked["version"]
        server.asked[name] = version
        package = {"name": name, "ecosystem": "PyPI"}
        known = {
            "id": "GHSA-0000-0000-0000",
            "modified": "2026-11-01T00:00:00Z",
            "published": "2026-11-01T00:00:00Z",
            "summary": "Anybody can open the drawer",
            "affected": [{"package": package, "versions": [version]}],
        }
        answer = json.dumps({"vulns": [known]} if name == server.vulnerable else {}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def osv() -> Iterator[OsvServer]:
    with OsvServer() as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


def _ask(address: str, *locks: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, PACKAGING / "vulnerabilities.py", *locks, "--osv-url", address],
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_version_of_every_lock_is_asked_about(osv: OsvServer) -> None:
    done = _ask(osv.address)
    assert done.returncode == 0, done.stderr
    pinned = [script("vulnerabilities.py").pins(lock.read_text()) for lock in LOCKS]
    assert osv.asked == dict(pin for lock in pinned for pin in lock)
    assert "pywin32-ctypes" in osv.asked, "what Windows alone needs"
    assert done.stdout.endswith(
        f"{len(osv.asked)} versions in 3 locks: OSV knows nothing against them\n"
    )


def test_a_vulnerable_version_fails_and_is_named(osv: OsvServer, tmp_path: Path) -> None:
    lock = tmp_path / "some.lock"
    lock.write_text(f"till==1.0 ; sys_platform == 'win32' \\\n{HASH}drawer==2.0 \\\n{HASH}")
    osv.vulnerable = "drawer"
    done = _ask(osv.address, lock)
    assert done.returncode != 0
    assert "FAILED" in done.stderr
    assert all(word in done.stdout for word in ("drawer", "2.0", "GHSA-0000-0000-0000"))
    assert "till" not in done.stdout


def test_a_database_that_cannot_be_asked_is_a_failure(tmp_path: Path) -> None:
    lock = tmp_path / "some.lock"
    lock.write_text(f"till==1.0 \\\n{HASH}")
    with OsvServer() as closed:
        address = closed.address
    done = _ask(address, lock)
    assert done.returncode != 0
    assert done.stderr.endswith("OSV could not be asked (above)\n")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.parent.name + lock.stem)
def test_every_entry_of_a_lock_has_hashes(lock: Path) -> None:
    found = script("vulnerabilities.py").pins(lock.read_text())
    assert all(found.values())
    assert len(found) == sum("==" in line for line in lock.read_text().splitlines())


@pytest.mark.parametrize(
    "entry",
    [
        "till==1.0\n",
        "till==1.0 \\\n",
        f"till>=1.0 \\\n{HASH}",
        "till @ https://example.org/till.whl\n",
        "--extra-index-url https://example.org\n",
        "till==1.0 \\\n    --hash=md5:00\n",
    ],
)
def test_what_is_no_pin_with_hashes_is_refused(entry: str) -> None:
    with pytest.raises(ValueError, match=r"no pin with hashes|without a hash"):
        script("vulnerabilities.py").pins(f"drawer==1.0 \\\n{HASH}{entry}")
