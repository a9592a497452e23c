"""What a connection tells of itself, and what that proves: only a request that was seen from its
beginning, and of which no byte went to the provider, never left."""

import asyncio
from collections.abc import Sequence
from typing import Any

import httpcore
import pytest

from pos_app.gateways.request_departure import Departure

CHARGE = httpcore.Request("POST", "https://vpos.example/charge")
TO_THE_PROXY = httpcore.Request("CONNECT", "https://vpos.example")
Told = tuple[str, Any]

CONNECTED: Told = ("connection.connect_tcp.complete", None)
TLS: Told = ("connection.start_tls.started", None)
BY_PROXY: Told = ("proxy.connect_request.started", None)
BY_SOCKS: Told = ("socks.connect_request.started", None)
ASKS_THE_PROXY: Told = ("http11.send_request_headers.started", TO_THE_PROXY)
ASKED_THE_PROXY: Told = ("http11.send_request_headers.complete", TO_THE_PROXY)
HEARS: Told = ("http11.receive_response_headers.started", None)
CLOSES: Told = ("http11.response_closed.complete", None)
SENDS: Told = ("http11.send_request_headers.started", CHARGE)
SENDS_THE_BODY: Told = ("http11.send_request_body.started", CHARGE)
SENDS_SOMETHING: Told = ("http11.send_request_body.started", None)
UNKNOWN: Told = ("http2.send_connection_init.started", None)


class Line:
    """A connection, and whether anybody closed it."""

    closed = False

    async def aclose(self) -> None:
        self.closed = True


def heard(*events: Told) -> tuple[bool, bool]:
    """Whether it certainly never left, and whether its connection was closed at the end."""
    line = Line()

    async def day() -> bool:
        departure = Departure()
        for event, request in events:
            told = {"request": request} if request is not None else {"return_value": line}
            await departure.hear(event, told)
        await departure.clear_up()
        return departure.never_happened

    return asyncio.run(day()), line.closed


@pytest.mark.parametrize(
    "events",
    [
        [TLS],
        [CONNECTED],
        [CONNECTED, TLS],
        [BY_PROXY],
        [BY_SOCKS],
        [CONNECTED, BY_SOCKS],
        [CONNECTED, ASKS_THE_PROXY, ASKED_THE_PROXY],
        [CONNECTED, ASKS_THE_PROXY, HEARS],
        [CONNECTED, ASKS_THE_PROXY, HEARS, CLOSES],
        [CONNECTED, ASKS_THE_PROXY, HEARS, TLS],
    ],
)
def test_while_somebody_connects_nothing_has_left_and_no_connection_is_left_behind(
    events: Sequence[Told],
) -> None:
    never, closed = heard(*events)
    assert never
    assert closed is (CONNECTED in events)


@pytest.mark.parametrize(
    "events",
    [
        [],
        [HEARS],
        [ASKS_THE_PROXY],
        [SENDS],
        [CONNECTED, SENDS],
        [CONNECTED, SENDS_THE_BODY],
        [CONNECTED, SENDS_SOMETHING],
        [CONNECTED, UNKNOWN],
        [UNKNOWN, CONNECTED],
        [CONNECTED, SENDS, HEARS, CLOSES],
        [CONNECTED, SENDS, TLS],
        [CONNECTED, ASKS_THE_PROXY, HEARS, TLS, SENDS],
    ],
)
def test_what_was_sent_or_not_seen_from_its_beginning_may_have_arrived(
    events: Sequence[Told],
) -> None:
    never, closed = heard(*events)
    assert not never
    assert not closed  # it is whoever reads from it that closes it
