"""The stream tells what changed, no more, and ends when it has to."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta

import httpx
from office.pages.pages_server import Desk, served
from office.pages.sample_office import AT, shops


def events(lines: Iterator[str]) -> Iterator[tuple[str, dict[str, object]]]:
    name = ""
    for line in lines:
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield name, json.loads(line.removeprefix("data: "))


def test_a_stream_tells_what_changed_and_ends_with_the_server(desk: Desk) -> None:
    with ExitStack() as server, httpx.Client(timeout=10) as client:
        client.base_url = httpx.URL(server.enter_context(served(desk)))
        with client.stream("GET", "/live?till=1") as answer:
            assert answer.headers["x-accel-buffering"] == "no"
            assert answer.headers["content-type"].startswith("text/event-stream")
            told = events(answer.iter_lines())
            name, first = next(told)
            assert name == "fragments"
            assert {"totals", "needs", "panel", "shop-1", "till-7"} <= first.keys()
            _sell_at_the_second_till(desk)
            name, second = next(told)
            assert (name, {*second}) == ("fragments", {"totals", "till-2"})
            assert "999" in str(second["till-2"])
            _hear_from_the_third_till(desk)
            assert next(told) == ("times", {"till-3": [AT.isoformat()]})
            with client.stream("GET", "/live"), client.stream("GET", "/live"):
                refused = client.get("/live")
            assert (refused.status_code, refused.headers["retry-after"]) == (503, "30")
            desk.office.shown = desk.office.shown[:1]
            assert next(told) == ("reload", {})
            desk.reader = None
            desk.office.shown = shops()
            assert next(told)[0] == "reload"
        desk.reader = Desk().reader
        with client.stream("GET", "/live") as answer:
            last = events(answer.iter_lines())
            assert next(last)[0] == "fragments"
            server.close()
            assert list(last) == []  # the server has ended, and the stream before it


def test_a_stream_wakes_for_what_was_folded_and_does_not_ask_meanwhile(desk: Desk) -> None:
    desk.live_every = 3600
    with ExitStack() as server, httpx.Client(timeout=10) as client:
        client.base_url = httpx.URL(server.enter_context(served(desk)))
        with client.stream("GET", "/live") as answer:
            told = events(answer.iter_lines())
            assert next(told)[0] == "fragments"
            _sell_at_the_second_till(desk)
            desk.tell()
            assert "till-2" in next(told)[1]
            server.close()  # which no stream holds up, however long it would wait
            assert list(told) == []


def _sell_at_the_second_till(desk: Desk) -> None:
    shop = desk.office.shown[0]
    tills = [shop.tills[0], replace(shop.tills[1], payments=999)]
    desk.office.shown = [replace(shop, tills=tills), *desk.office.shown[1:]]


def _hear_from_the_third_till(desk: Desk) -> None:
    first, shop, last = desk.office.shown
    assert shop.tills[0].heard_at == AT - timedelta(seconds=4)
    tills = [replace(shop.tills[0], heard_at=AT), *shop.tills[1:]]
    desk.office.shown = [first, replace(shop, tills=tills), last]
