"""Marked secrets sent to every route there is, and by whatever door: none is in the log, nor in the
database."""

import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
from office.managers.managers_app import HERE, application
from office.managers.people_there import PASSWORD, office_in
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from pos_app.office.api.tills_api import tills_api
from pos_app.office.database.connections import connected
from pos_app.office.operations.logs import log_as_json, without_secrets
from pos_app.office.operations.request_log import RequestLog
from pos_app.office.tills.secrets import new_token

PHONE = "+244 923 111 777"


@contextmanager
def _logged() -> Iterator[io.StringIO]:
    """What the process logs, as it would be on its errors."""
    out, root = io.StringIO(), logging.getLogger()
    handlers, level = root.handlers, root.level
    log_as_json(stream=out)
    try:
        yield out
    finally:
        root.handlers = handlers
        root.setLevel(level)


@pytest.mark.parametrize(
    "text",
    [
        "Authorization: Bearer {}",
        "authorization=bearer {}",
        "GET /hook/proxypay/{}/till-1 404",
        "no route: /invitation/{}",
        "postgresql://office:{}@db/office is away",
        '{{"token":"{}","x":1}}',
        "code={}&email=a",
        "KeyError: '{}'",
        "DETAIL:  Key (token_sha256)=({}) already exists.",
        "sent {} to the wallet",
    ],
)
def test_a_secret_is_kept_out_however_it_came_into_the_words(text: str) -> None:
    for secret in (new_token(), "a" * 12 + "0123456789abcdef" * 3):
        assert secret[:8] not in without_secrets(text.format(secret))
    told = without_secrets(f"{text.format('x')}; msisdn {PHONE}, 244923111777, (923111777)")
    assert "923" not in told
    assert told.count("…777") == 3


def test_what_is_no_secret_stays() -> None:
    for text in (
        "folding lost its database: connection refused at 127.0.0.1 port 5432",
        "at 2026-11-27T19:22:05.123456+00:00 till 12 sent 500 rows after 1048270",
        "pos_app.office.folding.folding_task.FoldingTask.catch_up in /srv/office/pos_app/x.py",
        'File "/srv/pos_app/office/folding/folding_task.py", line 43, in run',
        "till 3f0c1c1e-58a5-4c58-9b3e-6a5b1f1d2c3b forks at 90210",
    ):
        assert without_secrets(text) == text


async def test_no_marked_secret_is_logged_by_any_route(office_url: str) -> None:
    async def fails(request: Request) -> Response:
        request.state.till = 7
        raise RuntimeError(f"{request.url} {await request.body()!r} {dict(request.headers)}")

    async with connected(office_url) as pools:
        office = await office_in(pools)
        api = tills_api(pools, lambda *_: None)
        app = Starlette(
            routes=[
                *api.routes(),
                Route("/fails/{token}", fails, methods=["GET", "POST"]),
                Mount("/", application(office)),
            ]
        )
        secret, password = new_token(), f"{PASSWORD} {new_token()}"
        transport = httpx.ASGITransport(RequestLog(app), raise_app_exceptions=False)
        with _logged() as log:
            async with (
                httpx.AsyncClient(transport=transport, base_url=office.door.site.origin) as client,
                api.ingest.running(),
            ):
                sent = 0
                for path, methods in [*_addresses(app), ("/no/such/{token}", {"GET", "POST"})]:
                    address = path
                    for name in ("token", "public", "branch", "seq", "tag", "name"):
                        address = address.replace("{" + name + "}", secret)
                    for method in methods:
                        answer = await client.request(
                            method,
                            f"{address}?code={secret}&q={PHONE}",
                            headers={
                                **HERE,
                                "authorization": f"Bearer {secret}",
                                "x-form-token": secret,
                                "cookie": f"__Host-session={secret}; __Host-asked={secret}",
                            },
                            data={"email": PHONE, "password": password, "code": secret},
                        )
                        assert answer.headers["x-request-id"]
                        sent += 1
            lines = [json.loads(line) for line in log.getvalue().splitlines()]
        everything = log.getvalue() + await office.dump()
        for marked in (secret, secret[:12], PASSWORD, PHONE, "923 111", "923111777"):
            assert marked not in everything
        requests = [line for line in lines if line["message"] == "request"]
        assert len(requests) == sent
        routes = {line["route"] for line in requests}
        assert {
            "/invitation/{token}/passkey",
            "/v1/tills/{public}/events",
            "/fails/{token}",
        } < routes
        failed = [line for line in requests if line["route"] == "/fails/{token}"]
        assert [(line["status"], line["till"], line["level"]) for line in failed] == [
            (500, 7, "error")
        ] * len(failed)
        assert all(line["status"] != 500 for line in requests if line not in failed)
        assert all(isinstance(line["ms"], float) for line in requests)


def _addresses(app: Starlette | Mount) -> Iterator[tuple[str, set[str]]]:
    for one in app.routes:
        if isinstance(one, Route):
            yield one.path, (one.methods or set()) - {"HEAD"}
        elif isinstance(one, Mount):
            inner = one.app
            assert isinstance(inner, Starlette)
            yield from _addresses(inner)
