"""A till at work in a process of its own, whose webhook port others can flood."""

import hashlib
import hmac
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pos_app.installation.profile import Profile

HERE = "127.0.0.1"
_TESTS = Path(__file__).parents[1]


@dataclass
class Till:
    """The till's process."""

    process: "subprocess.Popen[str]"
    port: int
    secret: str
    sale: Mapping[str, Any]

    def read(self) -> dict[str, Any]:
        assert self.process.stdout
        told: dict[str, Any] = json.loads(self.process.stdout.readline())
        return told

    def begin(self, seconds: float) -> None:
        """Let it work at the counter for so long; `read` tells what it felt."""
        assert self.process.stdin
        self.process.stdin.write(f"{seconds}\n")
        self.process.stdin.flush()

    def end(self) -> dict[str, Any]:
        assert self.process.stdin
        self.process.stdin.close()
        told = self.read()
        self.process.wait(60)
        return told

    def payment(self) -> dict[str, Any]:
        """What ProxyPay posts, signed as its document says."""
        body = json.dumps(
            {
                "id": 156200000001,
                "reference_id": int(self.sale["reference"]),
                "amount": self.sale["amount"],
                "entity_id": 411,
                "custom_fields": {"sale": self.sale["id"]},
            }
        ).encode()
        signature = hmac.new(self.secret.encode(), body, hashlib.sha256).hexdigest()
        return {"content": body, "headers": {"X-Signature": signature}}


@contextmanager
def till_of(profile: Profile, secret: str, loop: str, descriptors: int = 0) -> Iterator[Till]:
    """A till that listens for ProxyPay, and has made it a reference."""
    with socket.create_server((HERE, 0)) as taken:
        port: int = taken.getsockname()[1]
    with profile.settings.open("a", encoding="utf-8") as settings:
        settings.write(f"\n[webhooks]\nport = {port}\n")
    given = (str(profile.root), loop, str(descriptors))
    path = os.pathsep.join(map(str, (_TESTS.parent, _TESTS, _TESTS / "bench")))
    with subprocess.Popen(
        [sys.executable, "-m", "hostile.working_till", *given],
        env={**os.environ, "PYTHONPATH": path},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            till = Till(process, port, secret, {})
            till.sale = till.read()
            yield till
        finally:
            process.kill()
