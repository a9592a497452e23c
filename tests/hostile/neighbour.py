"""A neighbour on the network who floods a port of this computer, from a process of its own.

    PYTHONPATH=tests python -m hostile.neighbour PORT COUNT [KIND…] [--a-second N] [--once]

Holds COUNT connections at a time, of each KIND as many, until its input ends; who is cut comes
again, at most N a second of them (0: as fast as it can). With --once nobody comes again, and it
ends when the last is cut. Says `{"pressing": …}` in a line of JSON once it has tried all of them,
and at its end what became of them.
"""

import argparse
import json
import random
import resource
import selectors
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, TextIO

TICK = 0.2  # seconds between two drops of those who drip
OF_ITS_OWN = 50  # descriptors
_PATIENCE = 60.0  # seconds for its beginning and its end
_POST = b"POST /proxypay HTTP/1.1\r\nhost: till\r\n"


class Kind(StrEnum):
    """What one of its connections does."""

    SILENT = "silent"  # says nothing
    SLOW_HEADERS = "slow-headers"  # one after another, for ever
    SLOW_BODY = "slow-body"  # a byte after another, of many
    NEVER_READS = "never-reads"  # asks and asks, and reads no answer
    TINY_CHUNKS = "tiny-chunks"  # a body of chunks of a byte each, as fast as it can
    MANY_HEADERS = "many-headers"  # a whole request, nearly all of it names
    FORGED = "forged"  # a whole request that nobody signed
    GARBAGE = "garbage"  # is no HTTP


_WHOLE = _POST + b"content-length: 2\r\nx-signature: 00\r\n\r\n{}"
_FIRST: Mapping[Kind, bytes] = {
    Kind.SILENT: b"",
    Kind.SLOW_HEADERS: _POST,
    Kind.SLOW_BODY: _POST + b"content-length: 50000\r\n\r\n",
    Kind.NEVER_READS: _WHOLE,
    Kind.TINY_CHUNKS: _POST + b"transfer-encoding: chunked\r\n\r\n",
    Kind.MANY_HEADERS: _POST + b"a:\r\n" * 2000 + b"content-length: 2\r\n\r\n{}",
    Kind.FORGED: _WHOLE,
    Kind.GARBAGE: bytes(range(256)) * 16,
}
_DROP: Mapping[Kind, bytes] = {
    Kind.SLOW_HEADERS: b"x-more: yes\r\n",
    Kind.SLOW_BODY: b"{",
    Kind.NEVER_READS: _WHOLE * 50,
    Kind.TINY_CHUNKS: b"1\r\nx\r\n" * 2000,
}


@dataclass(eq=False)
class _One:
    """One of its connections."""

    socket: socket.socket
    kind: Kind
    left: bytes  # not written yet
    answered: bool = False


@dataclass
class Neighbour:
    """All of its connections. Owns them: `close` it."""

    address: tuple[str, int]
    kinds: Sequence[Kind]
    a_second: float
    once: bool = False
    became: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._selector = selectors.DefaultSelector()
        self._ones: set[_One] = set()
        self._to_open: list[Kind] = list(self.kinds)
        self._may_open = 0.0
        self._last = time.monotonic()

    def press(self, until: TextIO) -> None:
        """Goes on until there is an end at `until`."""
        self._selector.register(until, selectors.EVENT_READ, None)
        said = False
        dripped = time.monotonic()
        while True:
            self._open_some()
            if not said and self.became["tried"] >= len(self.kinds):
                said = True
                _say({"pressing": len(self._ones)})
            if said and self.once and not self._ones:
                return
            for key, events in self._selector.select(TICK / 4):
                if key.data is None:
                    return
                self._go_on(key.data, events)
            if time.monotonic() > dripped + TICK:
                dripped = time.monotonic()
                self._drip()

    def close(self) -> None:
        self.became["held at the end"] = len(self._ones)
        for one in self._ones:
            one.socket.close()
        self._selector.close()

    def _open_some(self) -> None:
        now = time.monotonic()
        first = self.became["tried"] < len(self.kinds)
        self._may_open = min(
            self._may_open + (now - self._last) * self.a_second, self.a_second * TICK
        )
        self._last = now
        unlimited = first or not self.a_second
        while self._to_open and (unlimited or self._may_open >= 1):
            self._may_open -= 0 if unlimited else 1
            self._open(self._to_open.pop())
            if unlimited and self.became["tried"] % 200 == 0:
                return  # those who are connected go on meanwhile

    def _open(self, kind: Kind) -> None:
        self.became["tried"] += 1
        family = socket.AF_INET6 if ":" in self.address[0] else socket.AF_INET
        opened = socket.socket(family, socket.SOCK_STREAM)
        opened.setblocking(False)
        if kind is Kind.NEVER_READS:
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
        one = _One(opened, kind, _FIRST[kind])
        self._ones.add(one)
        opened.connect_ex(self.address)
        self._selector.register(opened, selectors.EVENT_WRITE, one)

    def _go_on(self, one: _One, events: int) -> None:
        try:
            if events & selectors.EVENT_WRITE:
                self._write(one)
            if events & selectors.EVENT_READ:
                self._read(one)
        except BlockingIOError:
            return
        except OSError as error:
            self._cut(one, type(error).__name__)

    def _write(self, one: _One) -> None:
        if one.left:
            one.left = one.left[one.socket.send(one.left) :]
        elif error := one.socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
            raise OSError(error, "not connected")
        if not one.left:
            self._watch(one, 0 if one.kind is Kind.NEVER_READS else selectors.EVENT_READ)

    def _watch(self, one: _One, events: int) -> None:
        if one.socket in self._selector.get_map():
            self._selector.unregister(one.socket)
        if events:
            self._selector.register(one.socket, events, one)

    def _read(self, one: _One) -> None:
        if arrived := one.socket.recv(4096):
            self.became[f"answered {arrived[9:12].decode('latin-1')}"] += 1
            one.answered = True
        else:
            self._cut(one, "answered and closed" if one.answered else "closed")

    def _drip(self) -> None:
        for one in self._ones:
            if not one.left and one.kind in _DROP:
                one.left = _DROP[one.kind]
                self._watch(one, selectors.EVENT_WRITE)

    def _cut(self, one: _One, how: str) -> None:
        self.became[how] += 1
        self._ones.discard(one)
        self._watch(one, 0)
        one.socket.close()
        if not self.once:
            self._to_open.append(one.kind)


@dataclass(frozen=True)
class Pressing:
    """The process that floods."""

    process: "subprocess.Popen[str]"
    pressing: int

    def stop(self) -> dict[str, int]:
        """What became of its connections."""
        out, _ = self.process.communicate(timeout=_PATIENCE)
        told: dict[str, int] = json.loads(out)
        return told


@contextmanager
def neighbour(
    port: int, count: int, *kinds: Kind, a_second: float = 500, once: bool = False
) -> Iterator[Pressing]:
    """Floods the port until `stop` or the end of the block; it has begun when the block begins."""
    command = [sys.executable, "-m", "hostile.neighbour", str(port), str(count), *kinds]
    with subprocess.Popen(
        [*command, "--a-second", str(a_second), *(["--once"] if once else [])],
        cwd=Path(__file__).parents[1],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout
            yield Pressing(process, json.loads(process.stdout.readline())["pressing"])
        finally:
            process.kill()


def _descriptors_for(count: int) -> None:
    """Raises SystemExit where the system does not let one process have so many."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = count + OF_ITS_OWN
    if most != resource.RLIM_INFINITY and needed > most:
        raise SystemExit(f"{needed} descriptors are needed, and the system allows {most}")
    resource.setrlimit(resource.RLIMIT_NOFILE, (needed, most))


def _say(what: Mapping[str, Any]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("port", type=int)
    parser.add_argument("count", type=int)
    parser.add_argument("kinds", nargs="*", type=Kind, default=list(Kind))
    parser.add_argument("--a-second", type=float, default=500)
    parser.add_argument("--once", action="store_true")
    parser.add_argument("--host", default="127.0.0.1")
    options = parser.parse_args(arguments)
    _descriptors_for(options.count)
    kinds = [options.kinds[number % len(options.kinds)] for number in range(options.count)]
    random.Random(0).shuffle(kinds)
    pressing = Neighbour((options.host, options.port), kinds, options.a_second, options.once)
    try:
        pressing.press(sys.stdin)
    finally:
        pressing.close()
    _say(pressing.became)


if __name__ == "__main__":
    main(sys.argv[1:])
