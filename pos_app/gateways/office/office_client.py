"""Calls an office over the program's one HTTP client (the port `OfficeApi`)."""

import asyncio
import gzip
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from http import HTTPStatus
from typing import Any, Protocol, TypeVar
from urllib.parse import quote

from pos_app.domain.errors import ResponseLost
from pos_app.gateways.office.office_answers import refusal_in, said_in, value_in
from pos_app.ports.gateway import Account, Answer, Request, Sender
from pos_app.ports.journal import Head
from pos_app.ports.office.event_row import EventRow
from pos_app.ports.office.office_api import OfficeAccess, Refusal
from pos_app.ports.office.protocol import (
    Batch,
    BranchOpened,
    BranchOrder,
    Busy,
    CodeRefused,
    Enrolled,
    EnrolOrder,
    Fork,
    Gap,
    Hello,
    Inbox,
    InUse,
    RowRefused,
    SessionGranted,
    Stored,
    TokenRefused,
    TooOld,
)
from pos_app.ports.office.protocol_json import from_json, to_json

T = TypeVar("T")

SILENT_FOR = 40.0  # seconds without a comment, which come every 15
_READ_WITHIN = 20.0
_COMPRESSED_FROM = 4_000  # bytes of a body; a sale's few events are less
_LARGE = 50_000  # characters that are read on a thread: parsing them takes as long as a key press
# Of a slice of events: one that is larger than a batch comes alone, as large as an office takes it.
_MOST_EVENTS = 17 * 1024 * 1024
_OFFICE = "office"  # its slots in the client, which no provider shares


class StreamsEvents(Sender, Protocol):
    """The client, with its streams."""

    def stream(
        self, account: Account, request: Request
    ) -> AbstractAsyncContextManager[AsyncIterator[str]]:
        """Opens a stream of server-sent events. Raises as `send` does."""


class HttpOffice:
    """The port `OfficeApi` over HTTP. It writes nothing into a log."""

    def __init__(self, sender: StreamsEvents) -> None:
        self._sender = sender

    async def enrol(self, address: str, order: EnrolOrder) -> Enrolled | InUse | CodeRefused:
        access = OfficeAccess(address, order.till, token="")
        answer = await self._post(access, "/v1/enrol", to_json(order), harmless=False)
        refused = refusal_in(answer)
        if isinstance(refused, InUse | CodeRefused):
            return refused
        enrolled = value_in(Enrolled, answer)
        if not enrolled.token or enrolled.till != (order.till or enrolled.till):
            raise ResponseLost("the office enrolled another till")
        return enrolled

    async def hello(self, access: OfficeAccess, hello: Hello) -> SessionGranted | Refusal:
        answer = await self._post(access, _path(access, "hello"), to_json(hello))
        return _refusal(answer) or value_in(SessionGranted, answer)

    async def ship(
        self, access: OfficeAccess, batch: Batch
    ) -> Stored | Gap | Fork | RowRefused | Refusal:
        answer = await self._post(access, _path(access, "events"), to_json(batch))
        refused = refusal_in(answer)
        if isinstance(refused, Gap | Fork | RowRefused | Refusal):
            return refused
        return value_in(Stored, answer)

    async def hash_at(self, access: OfficeAccess, branch: int, seq: int) -> str | Refusal:
        answer = await self._get(access, _path(access, f"branches/{branch}/hash/{seq}"))
        if refused := _refusal(answer):
            return refused
        told = said_in(answer)
        if not isinstance(told, dict) or not isinstance(told.get("hash"), str):
            raise ResponseLost("the office's answer is no hash")
        return str(told["hash"])

    async def open_branch(
        self, access: OfficeAccess, order: BranchOrder
    ) -> BranchOpened | Gap | Refusal:
        answer = await self._post(access, _path(access, "branches"), to_json(order))
        refused = refusal_in(answer)
        if isinstance(refused, Gap | Refusal):
            return refused
        return value_in(BranchOpened, answer)

    async def events_after(self, access: OfficeAccess, after: Head) -> list[EventRow] | Refusal:
        asked = f"events?after={after.number}&hash={quote(after.hash)}"
        answer = await self._get(access, _path(access, asked), most=_MOST_EVENTS)
        if refused := _refusal(answer):
            return refused
        batch = await _read(answer, _rows)
        return list(batch.rows)

    async def inbox(self, access: OfficeAccess) -> Inbox | Refusal:
        answer = await self._get(access, _path(access, "inbox"))
        if refused := _refusal(answer):
            return refused
        return await _read(answer, _inbox)

    async def done(self, access: OfficeAccess, mark: str) -> Refusal | None:
        answer = await self._post(access, _path(access, f"inbox/{quote(mark, safe='')}/done"), {})
        if refused := _refusal(answer):
            return refused
        _check_done(answer)
        return None

    async def leave(self, access: OfficeAccess, head: Head) -> Refusal | Gap | None:
        told = {"head": [head.number, head.hash]}
        answer = await self._post(access, _path(access, "leave"), told)
        refused = refusal_in(answer)
        if isinstance(refused, Gap | Refusal):
            return refused
        _check_done(answer)
        return None

    @asynccontextmanager
    async def wake(self, access: OfficeAccess) -> AsyncIterator[AsyncIterator[None]]:
        headers = {**_bearer(access), "Accept": "text/event-stream", "Accept-Encoding": "identity"}
        asked = Request("GET", _path(access, "wake"), headers, read_timeout=SILENT_FOR)
        async with self._sender.stream(_account(access), asked) as said:
            yield _looks(said)

    # --- inside -----------------------------------------------------------------------------------

    async def _get(self, access: OfficeAccess, path: str, most: int | None = None) -> Answer:
        asked = Request(
            "GET", path, _bearer(access),
            read_timeout=_READ_WITHIN, repeat_harmless=True, most_bytes=most,
        )  # fmt: skip
        return await self._sender.send(_account(access), asked)

    async def _post(
        self, access: OfficeAccess, path: str, told: Mapping[str, Any], *, harmless: bool = True
    ) -> Answer:
        """Every call but the enrolment means the same when it is made again."""
        headers = {**_bearer(access), "Content-Type": "application/json"}
        body = await asyncio.to_thread(_written, told) if "rows" in told else _written(told)
        if len(body) >= _COMPRESSED_FROM:
            body = await asyncio.to_thread(gzip.compress, body, 1)
            headers["Content-Encoding"] = "gzip"
        asked = Request(
            "POST", path, headers,
            packed=body, read_timeout=_READ_WITHIN, repeat_harmless=harmless,
        )  # fmt: skip
        return await self._sender.send(_account(access), asked)


def _account(access: OfficeAccess) -> Account:
    """Returns the office as the client knows whom it calls: with the secret to keep out of what is
    read."""
    return Account(_OFFICE, access.address, secret=access.token)


def _bearer(access: OfficeAccess) -> dict[str, str]:
    return {"Authorization": f"Bearer {access.token}"} if access.token else {}


def _path(access: OfficeAccess, rest: str) -> str:
    return f"/v1/tills/{quote(access.till, safe='')}/{rest}"


def _written(told: Mapping[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _refusal(answer: Answer) -> Refusal | None:
    refused = refusal_in(answer)
    return refused if isinstance(refused, TokenRefused | TooOld | Busy) else None


def _check_done(answer: Answer) -> None:
    """Raises ResponseLost for anything but a success, which has nothing to say: a page of something
    between is no success."""
    if answer.status != HTTPStatus.NO_CONTENT:
        raise ResponseLost(f"the office answered {answer.status}")


def _inbox(answer: Answer) -> Inbox:
    return value_in(Inbox, answer)


def _rows(answer: Answer) -> Batch:
    told = said_in(answer)
    try:
        rows = {"branch": 0, "after": [0, ""], "rows": told["rows"]}
        return from_json(Batch, rows)
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise ResponseLost("the office's answer is no events") from error


async def _read(answer: Answer, read: Callable[[Answer], T]) -> T:
    """Reads a long answer on a thread. Raises ResponseLost."""
    if len(answer.text) < _LARGE:
        return read(answer)
    return await asyncio.to_thread(read, answer)


async def _looks(said: AsyncIterator[str]) -> AsyncIterator[None]:
    """Whatever word it is, there is something to look for: a newer office may know more of them."""
    async for _ in said:
        yield
