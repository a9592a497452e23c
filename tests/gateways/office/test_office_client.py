"""The office over HTTP: an answer that makes no sense is as good as none, and no secret leaves."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hostile.provider import answer, hostile_provider

from pos_app.domain.errors import RequestNotSent, ResponseLost
from pos_app.gateways.http import HttpSender
from pos_app.gateways.office import office_client
from pos_app.gateways.office.office_client import HttpOffice
from pos_app.ports.gateway import Account, Answer, Request
from pos_app.ports.journal import Head
from pos_app.ports.office.event_row import BEGINNING, EventRow
from pos_app.ports.office.office_api import OfficeAccess
from pos_app.ports.office.protocol import (
    Batch,
    BranchOrder,
    Busy,
    CodeRefusal,
    CodeRefused,
    EnrolOrder,
    Fork,
    Gap,
    Hello,
    InUse,
    RowRefused,
    Stored,
    TokenRefused,
    TooOld,
)
from pos_app.ports.office.protocol_json import REFUSALS, to_json

TOKEN = "marked-secret-token"
ACCESS = OfficeAccess("https://office.example", "till 1", TOKEN)
HEAD = Head(7, "f" * 64)
BATCH = Batch(0, BEGINNING, [EventRow(1, "", "2026", "k", "{}", "a" * 64)])
ORDER = EnrolOrder("CODE", "till 1")

CALLS: dict[str, Callable[[HttpOffice], Awaitable[object]]] = {
    "enrol": lambda office: office.enrol(ACCESS.address, ORDER),
    "hello": lambda office: office.hello(ACCESS, Hello(1, "n", HEAD, "1", datetime.now(UTC))),
    "ship": lambda office: office.ship(ACCESS, BATCH),
    "hash_at": lambda office: office.hash_at(ACCESS, 0, 7),
    "open_branch": lambda office: office.open_branch(ACCESS, BranchOrder(0, HEAD, "a")),
    "events_after": lambda office: office.events_after(ACCESS, HEAD),
    "inbox": lambda office: office.inbox(ACCESS),
    "done": lambda office: office.done(ACCESS, "a/b"),
    "leave": lambda office: office.leave(ACCESS, HEAD),
}
NONSENSE = {
    "nothing": Answer(200, {}, ""),
    "a page": Answer(200, {}, "<html>"),
    "a list": Answer(200, {}, "[]"),
    "another object": Answer(200, {}, '{"head": [1], "hash": 3, "rows": [[1]], "calls": 1}'),
    "too deep": Answer(200, {}, "[" * 100_000),
    "a redirect": Answer(302, {"location": "https://elsewhere"}, ""),
    "a proxy's 401": Answer(401, {}, "<html>Sign in to the hotel"),
    "a word with another status": Answer(500, {}, '{"error": "token"}'),
    "a word that nobody knows": Answer(409, {}, '{"error": "later"}'),
    "a refusal without its head": Answer(409, {}, '{"error": "gap"}'),
    "an error": Answer(500, {}, ""),
    "a busy proxy": Answer(503, {"retry-after": "9"}, ""),
}


class Scripted:
    """A client that answers this, and keeps what it was asked."""

    def __init__(self, said: Answer) -> None:
        self.said = said
        self.asked: list[tuple[Account, Request]] = []

    async def send(self, account: Account, request: Request) -> Answer:
        self.asked.append((account, request))
        return self.said

    def stream(self, account: Account, request: Request) -> Any:
        raise NotImplementedError


@pytest.mark.parametrize("call", CALLS)
async def test_an_answer_that_makes_no_sense_is_lost(call: str) -> None:
    for said in NONSENSE.values():
        with pytest.raises(ResponseLost):
            await CALLS[call](HttpOffice(Scripted(said)))


@pytest.mark.parametrize(
    ("call", "refusal"),
    [
        *((call, one) for call in CALLS if call != "enrol"
          for one in (TokenRefused(), TooOld("2"), Busy(3.0))),
        *(("ship", one) for one in (Gap(HEAD), Fork(3, HEAD), RowRefused(2))),
        *((call, Gap(HEAD)) for call in ("open_branch", "leave")),
        *(("enrol", one) for one in (InUse(None), CodeRefused(CodeRefusal.USED))),
    ],
)  # fmt: skip
async def test_a_refusal_is_known_by_its_word_and_status(call: str, refusal: object) -> None:
    said = Answer(REFUSALS[type(refusal)].status, {}, json.dumps(to_json(refusal)))
    assert await CALLS[call](HttpOffice(Scripted(said))) == refusal


async def test_how_long_to_wait_may_stand_in_the_header() -> None:
    said = Answer(503, {"retry-after": "9"}, '{"error": "busy"}')
    assert await HttpOffice(Scripted(said)).inbox(ACCESS) == Busy(9.0)


async def test_the_token_is_in_one_header_alone() -> None:
    client = Scripted(Answer(200, {}, json.dumps(to_json(Stored(HEAD)))))
    await HttpOffice(client).ship(ACCESS, BATCH)
    (account, request) = client.asked[0]
    assert request.headers["Authorization"] == f"Bearer {TOKEN}"
    assert request.path == "/v1/tills/till%201/events"
    assert TOKEN not in f"{ACCESS!r}{account!r}{request!r}{request.line}"
    assert "CODE" not in repr(ORDER)
    assert account.secret == TOKEN  # which the client keeps out of what it reads


async def test_an_enrolment_of_another_till_is_none() -> None:
    told = {"token": "t", "till": "other", "shop": "s", "office": "o"}
    with pytest.raises(ResponseLost):
        await HttpOffice(Scripted(Answer(200, {}, json.dumps(told)))).enrol("https://o", ORDER)


async def test_only_a_safe_address_is_called() -> None:
    sender = HttpSender()
    for address in ("http://office.example", "ftp://127.0.0.1", "office"):
        with pytest.raises(RequestNotSent):
            await HttpOffice(sender).inbox(OfficeAccess(address, "t", TOKEN))
        with pytest.raises(RequestNotSent):
            await looks_at(sender, address)
    await sender.close()


async def test_one_event_that_no_batch_has_room_for_comes_back() -> None:
    """The office takes events of 16 MiB; a provider's answers have 2 MB at most."""
    sender = HttpSender()
    row = EventRow(8, "", "2026", "k", "x" * 3_000_000, "a" * 64)
    told = json.dumps({"rows": [row]}).encode()
    with hostile_provider(answer(told)) as office:
        access = OfficeAccess(office.url, "till 1", TOKEN)
        assert await HttpOffice(sender).events_after(access, HEAD) == [row]
        with pytest.raises(ResponseLost):
            await HttpOffice(sender).inbox(access)
    await sender.close()


async def looks_at(sender: HttpSender, address: str) -> int:
    """How often the stream said something, until its end."""
    async with HttpOffice(sender).wake(OfficeAccess(address, "t", TOKEN)) as stream:
        return len([None async for _ in stream])


EVENTS = {"Content-Type": "text/event-stream"}


@pytest.mark.parametrize(
    ("said", "looks"),
    [
        (b": here\n\ndata: look\n\n: still\n\ndata: another word\n\n", 2),
        (b"data: look\r\n\r\n", 1),
        (b"", 0),
    ],
)
async def test_a_stream_tells_of_each_word_and_of_no_comment(said: bytes, looks: int) -> None:
    sender = HttpSender()
    with hostile_provider(answer(said, 200, EVENTS)) as office:
        assert await looks_at(sender, office.url) == looks
    await sender.close()


@pytest.mark.parametrize(
    "reply",
    [
        answer(b'{"error": "token"}', 401, EVENTS),
        answer(b"data: look\n\n", 200, {"Content-Type": "text/html"}),
        answer(b"data: look\n\n", 200, {**EVENTS, "Content-Encoding": "br"}),
        b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 99\r\n\r\n: cut",
    ],
    ids=["refused", "page", "coded", "cut"],
)
async def test_what_is_no_stream_is_lost(reply: bytes) -> None:
    sender = HttpSender()
    with hostile_provider(reply) as office, pytest.raises(ResponseLost):
        await looks_at(sender, office.url)
    await sender.close()


async def test_a_stream_that_is_silent_ends(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """And nothing of it is in a log, however much is logged."""
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(office_client, "SILENT_FOR", 0.1)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n: here\n\n"
    silent = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(head)
        await silent.wait()
        writer.close()

    listener = await asyncio.start_server(serve, "127.0.0.1", 0)
    address = f"http://127.0.0.1:{listener.sockets[0].getsockname()[1]}"
    sender = HttpSender()
    async with asyncio.timeout(10):
        with pytest.raises(ResponseLost):
            await looks_at(sender, address)
    silent.set()
    await sender.close()
    listener.close()
    assert TOKEN not in caplog.text
