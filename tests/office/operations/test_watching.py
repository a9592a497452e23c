"""Whoever looks after an office sees how it is, and strangers see nothing."""

import json
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import httpx
import psycopg
import pytest
from starlette.applications import Starlette

from pos_app.cli.exit_codes import Exit
from pos_app.cli.parser import parsed
from pos_app.office.database.connections import connected
from pos_app.office.operations.figures import OfficeFigures
from pos_app.office.operations.health import Wellness, health_of
from pos_app.office.operations.logs import JsonLines
from pos_app.office.operations.routes import Watcher
from pos_app.office.tills.known_till import KnownTill
from pos_app.ports.journal import Head
from pos_app.ports.office.event_row import BEGINNING, EventRow
from pos_app.ports.office.protocol import Batch, Busy, Stored

TILL = KnownTill(shop=1, till=1, public="t", name="Till", org=1)
MONTHS = b"SELECT make_event_months(date_trunc('month', now())::date, 4)"
SHOP = b"""
    INSERT INTO org (name) VALUES ('o');
    INSERT INTO shop (org, name, zone, country) SELECT org, 's', 'Africa/Luanda', 'AO' FROM org;
    INSERT INTO till (shop, public, name) SELECT shop, 't', 'Till' FROM shop;
"""
# Each wrong by itself, and the finding that it makes.
WRONG: Sequence[tuple[str, bytes]] = (
    (
        "strays",
        b"""INSERT INTO event_default
            SELECT '1999-01-01', shop, till, 0, 1, '', now(), 'k', '{}', '\\x00' FROM till""",
    ),
    ("clones", b"UPDATE till SET clone_seen_at = now()"),
    (
        "fold",
        b"INSERT INTO branch (shop, till, branch, head_seq) SELECT shop, till, 0, 20001 FROM till",
    ),
    (
        "stuck",
        b"""INSERT INTO fold (shop, till, branch, folded_seq, stuck_at)
            SELECT shop, till, 0, 20001, 7 FROM till""",
    ),
    (
        "calls",
        b"""INSERT INTO call (account, mark, kind, headers, body, received_at)
            VALUES (1, '\\x00', 'webhook', '{}', '\\x00', now() - interval '6 minutes')""",
    ),
    (
        "accounts",
        b"""INSERT INTO account (org, provider, path_token_sha256, trouble, lease_holder,
                                 collected_at)
            SELECT org, 'p', '\\x00', '401', 'me', now() - interval '1 hour' FROM org""",
    ),
)


@asynccontextmanager
async def _asked(watcher: Watcher, *, host: str = "127.0.0.1") -> AsyncIterator[httpx.AsyncClient]:
    server = httpx.ASGITransport(Starlette(routes=watcher.routes()), client=(host, 1))
    async with httpx.AsyncClient(transport=server, base_url="http://office") as client:
        yield client


async def test_what_is_wrong_is_found_by_its_name_and_nothing_else(office_url: str) -> None:
    async with connected(office_url, writing=1) as pools:
        with psycopg.connect(office_url, autocommit=True) as owner:
            owner.execute(SHOP)
            owner.execute(MONTHS)
            assert (await health_of(pools.write)).findings == ()
            seen: set[str] = set()
            for name, statement in WRONG:
                owner.execute(statement)
                health = await health_of(pools.write)
                seen.add(name)
                assert health.wellness is Wellness.LOOK
                assert name in {one.name for one in health.findings}
            found = {one.name for one in health.findings}
            # Folding has gone on in the meantime: the fold is stuck at an event, and not behind.
            assert found == (seen | {"collector"}) - {"fold"}


async def test_figures_and_health_are_told_here_or_by_the_token_alone(office_url: str) -> None:
    figures = OfficeFigures()
    figures.follow("streams", "Open streams.", lambda: 3)
    rows = [EventRow(1, "", datetime.now(UTC).isoformat(), "k", "{}", "0" * 64)]
    answers = iter([Stored(Head(1, "0" * 64)), Busy(2.0)])

    async def take(_till: KnownTill, _batch: Batch) -> object:
        return next(answers)

    for _ in range(2):
        await figures.measured(take)(TILL, Batch(0, BEGINNING, rows))
    async with connected(office_url, writing=1) as pools:
        watcher = Watcher(pools.write, figures, "the-token")
        async with _asked(watcher) as here:
            text = (await here.get("/metrics")).text
            told = (await here.get("/health")).json()
            assert (await here.get("/metrics", headers={"X-Forwarded-For": "9.9.9.9"})).is_error
        async with _asked(watcher, host="9.9.9.9") as stranger:
            assert (await stranger.get("/health")).status_code == 404
            bearer = {"Authorization": "Bearer the-token", "X-Forwarded-For": "8.8.8.8"}
            assert (await stranger.get("/health", headers=bearer)).status_code == 200
    for line in (
        "office_events_stored_total 1.0",
        'office_batches_total{answer="stored"} 1.0',
        'office_batches_total{answer="busy"} 1.0',
        "office_streams 3.0",
        "office_database_up 1.0",
        "office_fold_behind 0.0",
    ):
        assert line in text.splitlines()
    assert told["status"] == "look"
    assert [one["name"] for one in told["findings"]] == ["months"]


def test_the_command_tells_by_its_code(office_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    def asked(where: str, option: str = "--database") -> int:
        options = parsed(["office", "health", "--json", option, where])
        from pos_app.cli.commands.office import health  # noqa: PLC0415 - as the program does

        return health.run(options)

    with psycopg.connect(office_url, autocommit=True) as owner:
        assert asked(office_url) == Exit.FAILED
        owner.execute(MONTHS)
        assert asked(office_url) == Exit.PAID
        owner.execute(b"DELETE FROM office_step WHERE name LIKE '0002%'")
        assert asked(office_url) == Exit.NOT_SENT
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["status"] for one in told] == ["look", "well", "down"]
    assert "office migrate" in told[-1]["findings"][0]["detail"]
    assert asked("http://127.0.0.1:9", "--address") == Exit.NOT_SENT


def test_a_line_of_the_log_is_json_and_has_no_secret() -> None:
    secret = "s3cr3t-marked"
    said = (
        f"POST /hook/vpos/{secret}/till Bearer {secret} postgresql://office:{secret}@db/office "
        f'{{"code": "{secret}", "till": "t"}} password={secret}'
    )
    record = logging.LogRecord("office", logging.WARNING, "", 1, said, (), None)
    record.account = f"/hook/proxypay/{secret}"
    line = JsonLines().format(record)
    assert secret not in line
    told = json.loads(line)
    assert (told["level"], told["logger"]) == ("warning", "office")
    assert "postgresql://office:…@db/office" in told["message"]
