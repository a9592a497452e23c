"""Real sandboxes in their own processes: one at everybody's pace, one in a hurry."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, TypeVar

import httpx
import pytest

_COMMAND = "import sys; from pos_app.sandbox.command import main; sys.exit(main(sys.argv[1:]))"
_PATIENCE = 20.0

_SCHEMES = {
    "vpos": "Bearer {token}",
    "proxypay": "Token {api_key}",
    "clicpay": "Bearer {token}",
    "wikipay": "{api_key}",
}

T = TypeVar("T")


@dataclass
class Running:
    process: subprocess.Popen[str]
    ready: dict[str, Any]
    clients: dict[str, httpx.Client] = field(default_factory=dict)

    def client(self, name: str) -> httpx.Client:
        """Return a client that may ask this provider, or the control address."""
        if name not in self.clients:
            own = self.ready.get(name, {"base_url": self.ready["control_url"]})
            scheme = _SCHEMES.get(name)
            headers = {"authorization": scheme.format(**own)} if scheme else {}
            # Reading the certificates of the world takes longer than most tests; HTTP needs none.
            self.clients[name] = httpx.Client(
                base_url=own["base_url"], headers=headers, verify=False, trust_env=False
            )
        return self.clients[name]

    def finish(self) -> tuple[int, str]:
        """Wait for the end; return the exit code and what was said on stderr."""
        for client in self.clients.values():
            client.close()
        _, errors = self.process.communicate(timeout=_PATIENCE)
        return self.process.returncode, errors


def launch(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", _COMMAND, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def start_sandbox(*arguments: str) -> Running:
    process = launch(*arguments)
    assert process.stdout is not None
    ready = process.stdout.readline()
    if not ready:
        _, errors = process.communicate()
        raise RuntimeError(f"no sandbox: {errors}")
    return Running(process, json.loads(ready))


def _running(*arguments: str) -> Iterator[Running]:
    running = start_sandbox(*arguments)
    yield running
    running.process.terminate()
    assert running.finish() == (0, "")


@dataclass
class Received:
    path: str
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


class Listener:
    """A till's own address: answers with the statuses it is given, and then with 204."""

    def __init__(self) -> None:
        self.statuses: list[int] = []
        self.received: list[Received] = []
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                headers = {name.lower(): value for name, value in self.headers.items()}
                listener.received.append(Received(self.path, headers, body))
                self.send_response(listener.statuses.pop(0) if listener.statuses else 204)
                self.send_header("location", "/elsewhere")
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, *_arguments: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/aviso"


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener()
    with listener.server as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield listener
        server.shutdown()
        thread.join()


@pytest.fixture
def run() -> Callable[..., subprocess.Popen[str]]:
    return launch


@pytest.fixture
def start() -> Iterator[Callable[..., Running]]:
    started: list[Running] = []

    def start(*arguments: str) -> Running:
        started.append(start_sandbox(*arguments))
        return started[-1]

    yield start
    for running in started:
        running.process.kill()
        running.finish()


@pytest.fixture(scope="session")
def _calm() -> Iterator[Running]:
    yield from _running()


@pytest.fixture(scope="session")
def _fast() -> Iterator[Running]:
    yield from _running("--speed", "400")


@pytest.fixture
def calm(_calm: Running) -> Running:
    """Return a sandbox at everybody's pace, and empty."""
    assert _calm.client("control").post("/reset").status_code == 204
    return _calm


@pytest.fixture
def fast(_fast: Running) -> Running:
    """Return a sandbox in which minutes pass in an instant, and empty."""
    assert _fast.client("control").post("/reset").status_code == 204
    return _fast


def _client(sandbox: str, name: str) -> Any:
    @pytest.fixture
    def client(request: pytest.FixtureRequest) -> httpx.Client:
        running: Running = request.getfixturevalue(sandbox)
        return running.client(name)

    return client


control = _client("calm", "control")
vpos = _client("calm", "vpos")
proxypay = _client("calm", "proxypay")
clicpay = _client("calm", "clicpay")
wikipay = _client("calm", "wikipay")
wipay = _client("calm", "wipay")
fast_control = _client("fast", "control")
fast_vpos = _client("fast", "vpos")
fast_clicpay = _client("fast", "clicpay")
fast_proxypay = _client("fast", "proxypay")
fast_wikipay = _client("fast", "wikipay")
fast_wipay = _client("fast", "wipay")


@pytest.fixture
def fault(control: httpx.Client) -> Callable[..., None]:
    def fault(kind: str, **more: Any) -> None:
        answer = control.post("/faults", json={"kind": kind, **more})
        assert answer.status_code == 201, answer.text

    return fault


@pytest.fixture
def mode(control: httpx.Client) -> Callable[..., None]:
    def mode(provider: str, name: str, value: Any, **more: Any) -> None:
        setting = {"provider": provider, "name": name, "value": value, **more}
        answer = control.put("/modes", json=setting)
        assert answer.status_code == 200, answer.text

    return mode


@pytest.fixture
def eventually() -> Callable[[Callable[[], T]], T]:
    def eventually(look: Callable[[], T]) -> T:
        deadline = time.monotonic() + _PATIENCE
        while not (seen := look()):
            assert time.monotonic() < deadline, "it never happened"
            time.sleep(0.01)
        return seen

    return eventually
