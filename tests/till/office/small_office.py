"""A small, honest office, written from the protocol alone: in memory, over real HTTP, with faults.

It is a second reading of the protocol beside the real office: it recomputes every chain, refuses
what does not follow, and never overwrites anything.
"""

import asyncio
import gzip
import hashlib
import json
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pos_app.ports.journal import Head
from pos_app.ports.office.event_row import BEGINNING, EventRow
from pos_app.ports.office.protocol import (
    MOST_BYTES,
    MOST_ROWS,
    Batch,
    BranchOpened,
    BranchOrder,
    Busy,
    Enrolled,
    EnrolOrder,
    Fork,
    Gap,
    Hello,
    Inbox,
    ProviderCall,
    RowRefused,
    SessionGranted,
    SharedAccount,
    Stored,
    TokenRefused,
    TooOld,
)
from pos_app.ports.office.protocol_json import REFUSALS, from_json, to_json

TILL = "till-1"
TOKEN = "a-token-that-no-log-may-have"
CODE = "ABCDEFGHIJ"


class Fault(Enum):
    """What goes wrong with the next request about events or branches."""

    LOST_BEFORE = "nothing arrives"
    LOST_AFTER = "the answer is lost after the commit"
    BUSY = "the office is busy"
    PAGE = "a proxy's page"
    GARBAGE = "an answer without sense"


@dataclass
class Branch:
    """What was stored of it after its first common event."""

    parent: int | None = None
    after: Head = BEGINNING
    rows: list[EventRow] = field(default_factory=list)


@dataclass
class SmallOffice:
    """What it has of its one till, and what it was asked."""

    till: str = TILL
    token: str = TOKEN
    next_token: str = ""
    session: int = 0
    nonce: str = ""
    last: SessionGranted | None = None
    branches: list[Branch] = field(default_factory=lambda: [Branch()])
    carries: int = MOST_ROWS  # of one batch, on a line that is too slow for more
    faults: deque[Fault] = field(default_factory=deque)
    calls: dict[str, ProviderCall] = field(default_factory=dict)
    undone: set[str] = field(default_factory=set)  # of which it cannot hear that they are done
    accounts: Sequence[SharedAccount] = ()
    least_version: str = ""
    refuses: frozenset[int] = frozenset()  # numbers of events that cannot be stored
    lines: list[str] = field(default_factory=list)  # of all requests, with their status
    most_at_once: int = 0
    hellos: list[Hello] = field(default_factory=list)
    streams: set[asyncio.StreamWriter] = field(default_factory=set)
    address: str = ""
    busy_for: float | None = 0.0
    _at_once: int = 0

    @property
    def living(self) -> int:
        return len(self.branches) - 1

    def chain(self, branch: int) -> list[EventRow]:
        one = self.branches[branch]
        before = [] if one.parent is None else self.chain(one.parent)
        return [*before[: one.after.number], *one.rows]

    def head(self, branch: int) -> Head:
        chain = self.chain(branch)
        return chain[-1].head if chain else BEGINNING

    def forget(self, count: int) -> None:
        """It is restored to an older moment."""
        while count > 0 and (self.branches[-1].rows or self.living):
            if self.branches[-1].rows:
                self.branches[-1].rows.pop()
                count -= 1
            else:
                self.branches.pop()

    async def say(self, words: bytes = b"data: look\n\n") -> None:
        for writer in self.streams:
            writer.write(words)
            await writer.drain()

    # --- answers ----------------------------------------------------------------------------------

    def answer(self, method: str, path: str, token: str, told: Any) -> tuple[int, Any]:
        if path == "/v1/enrol":
            order = from_json(EnrolOrder, told)
            assert order.code == CODE
            return _said(Enrolled(self.token, order.till, "shop", "office"))
        if token not in {self.token, self.next_token} - {""}:
            return _said(TokenRefused())
        if token == self.next_token:
            self.token, self.next_token = self.next_token, ""
        where = urlsplit(path).path.removeprefix(f"/v1/tills/{self.till}/")
        routes: dict[tuple[str, str], Callable[[Any], object]] = {
            ("POST", "hello"): lambda told: self._hello(from_json(Hello, told)),
            ("POST", "events"): lambda told: self._ship(from_json(Batch, told)),
            ("POST", "branches"): lambda told: self._open(from_json(BranchOrder, told)),
            ("GET", "inbox"): lambda _: Inbox([*self.calls.values()][:2], self.accounts),
            ("POST", "leave"): self._leave,
        }
        if route := routes.get((method, where)):
            return _said(route(told))
        return self._about_one(where, path)

    def _about_one(self, where: str, path: str) -> tuple[int, Any]:
        match where.split("/"):
            case ["events"]:
                after = int(parse_qs(urlsplit(path).query)["after"][0])
                return 200, {"rows": [list(row) for row in self.chain(self.living)[after:][:3]]}
            case ["branches", branch, "hash", seq]:
                return 200, {"hash": self._hash_at(int(branch), int(seq))}
            case ["inbox", mark, "done"] if mark in self.undone:
                return 500, None
            case ["inbox", mark, "done"]:
                self.calls.pop(mark, None)
                return 204, None
        return 404, {}

    def _leave(self, told: Any) -> Gap | None:
        head = self.head(self.living)
        return None if told["head"] == [head.number, head.hash] else Gap(head)

    def _hello(self, hello: Hello) -> SessionGranted:
        self.hellos.append(hello)
        if self.last is not None and hello.nonce == self.nonce:
            return self.last
        is_clone = hello.session < self.session
        self.session, self.nonce = max(hello.session, self.session) + 1, hello.nonce
        self.last = SessionGranted(
            self.session,
            self.living,
            self.head(self.living),
            token=self.next_token,
            is_clone=is_clone,
            accounts=self.accounts,
        )
        return self.last

    def _ship(self, batch: Batch) -> Stored | Gap | Fork | RowRefused | TooOld:
        assert 0 < len(batch.rows) <= MOST_ROWS
        if self.least_version:
            return TooOld(self.least_version)
        if refused := self._refused(batch):
            return refused
        if batch.branch > self.living or batch.after.number > self.head(batch.branch).number:
            return Gap(self.head(min(batch.branch, self.living)))
        chain = self.chain(batch.branch)
        there = [BEGINNING, *(row.head for row in chain)]
        differ = [
            head for head in (batch.after, *(row.head for row in batch.rows))
            if head.number < len(there) and there[head.number] != head
        ]  # fmt: skip
        if differ:
            return Fork(differ[0].number, there[-1])
        new = [row for row in batch.rows if row.seq > len(chain)]
        self.branches[batch.branch].rows += new
        return Stored(self.head(batch.branch))

    def _refused(self, batch: Batch) -> RowRefused | None:
        before = batch.after
        for place, row in enumerate(batch.rows):
            event = [before.hash, row.seq, self.till, row.sale, row.at, row.kind, row.data]
            said = json.dumps(event, ensure_ascii=False).encode()
            follows = row.seq == before.number + 1
            fits = hashlib.sha256(said).hexdigest() == row.hash
            if not follows or not fits or row.seq in self.refuses:
                return RowRefused(place)
            before = row.head
        return None

    def _hash_at(self, branch: int, seq: int) -> str:
        chain = self.chain(branch) if branch <= self.living else []
        return chain[seq - 1].hash if 0 < seq <= len(chain) else ""

    def _open(self, order: BranchOrder) -> BranchOpened | Gap:
        for number, one in enumerate(self.branches):
            if one.parent is not None and one.rows and one.rows[0].hash == order.first:
                return BranchOpened(number, self.head(number))
        chain = self.chain(order.branch) if order.branch <= self.living else []
        if order.after.number and chain[order.after.number - 1 :][:1] == []:
            return Gap(self.head(self.living))
        if order.after.number and chain[order.after.number - 1].hash != order.after.hash:
            return Gap(self.head(self.living))
        self.branches.append(Branch(order.branch, order.after))
        return BranchOpened(self.living, order.after)

    # --- HTTP -------------------------------------------------------------------------------------

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            await self._serve(reader, writer)
        self.streams.discard(writer)
        writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        line, *given = head.split("\r\n")
        headers = {name.lower(): value for name, _, value in (one.partition(": ") for one in given)}
        method, path, _ = line.split(" ")
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        body = gzip.decompress(body) if headers.get("content-encoding") == "gzip" else body
        assert len(body) <= MOST_BYTES
        if path.endswith("/wake"):
            await self._wake(reader, writer)
            return
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            token = headers.get("authorization", "").removeprefix("Bearer ")
            said = self._faulty(method, path, token, json.loads(body or b"null"))
        finally:
            self._at_once -= 1
        if said is not None:
            self.lines.append(f"{method} {urlsplit(path).path} {said[0]}")
            writer.write(_written(*said))
            await writer.drain()

    def _faulty(self, method: str, path: str, token: str, told: Any) -> tuple[int, Any] | None:
        """None for an answer that is lost."""
        concerns = path.rpartition("/")[2] in {"events", "branches", "hello"}
        fault = self.faults.popleft() if concerns and self.faults else None
        match fault:
            case Fault.LOST_BEFORE:
                return None
            case Fault.BUSY:
                return _said(Busy(self.busy_for))
            case Fault.PAGE:
                return 503, "<html>Service Unavailable</html>"
        if path.endswith("/events") and told and len(told["rows"]) > self.carries:
            return None
        said = self.answer(method, path, token, told)
        if fault is Fault.GARBAGE:
            return 200, {"head": [1]}
        return None if fault is Fault.LOST_AFTER else said

    async def _wake(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n: here\n\n")
        await writer.drain()
        self.streams.add(writer)
        await reader.read()  # until the other side is gone


def _said(value: object) -> tuple[int, Any]:
    form = REFUSALS.get(type(value))
    if value is None:
        return 204, None
    return (form.status if form else 200), to_json(value)


def _written(status: int, told: Any) -> bytes:
    body = b"" if told is None else json.dumps(told).encode()
    return (
        f"HTTP/1.1 {status} OK\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    ).encode() + body


@asynccontextmanager
async def small_office(**known: Any) -> AsyncIterator[SmallOffice]:
    office = SmallOffice(**known)
    listener = await asyncio.start_server(office.serve, "127.0.0.1", 0)
    office.address = f"http://127.0.0.1:{listener.sockets[0].getsockname()[1]}"
    try:
        yield office
    finally:
        listener.close()
        for writer in [*office.streams]:
            writer.close()
        await listener.wait_closed()


async def until(condition: Callable[[], object], within: float = 4.0) -> None:
    """Waits for a condition of this loop's own, which no event tells."""
    async with asyncio.timeout(within):
        while not condition():  # noqa: ASYNC110 - as said
            await asyncio.sleep(0.002)
