"""A till's starts: the same question gets the same answer, a copy shows itself, tokens change."""

import asyncio
from functools import partial
from typing import Any

from httpx import Response
from office.serving import TillAtOffice, before, serving, some

from pos_app.office.tills.codes import CodeOrder, make_code
from pos_app.office.tills.leaving import sign_out
from pos_app.ports.office.event_row import BEGINNING


async def _hello(till: TillAtOffice, session: int, nonce: str, version: str = "1.2") -> Any:
    answer = await _asked(till, session, nonce, version)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def _asked(till: TillAtOffice, session: int, nonce: str, version: str) -> Response:
    told = {
        "session": session,
        "nonce": nonce,
        "head": [0, BEGINNING.hash],
        "version": version,
        "clock": "2026-11-30T12:00:00+00:00",
    }
    return await till.ask("POST", "hello", told)


async def test_a_session_is_granted_once_and_a_copy_of_the_till_shows_itself(
    office_url: str,
) -> None:
    async with serving(office_url) as office:
        till = await office.till()
        first = await _hello(till, 0, "a")
        assert (first["session"], first["is_clone"], first["token"]) == (1, False, "")
        assert await _hello(till, 0, "a") == first  # its answer was lost
        assert (await _hello(till, 1, "b"))["session"] == 2

        copy = await _hello(till, 1, "c")
        assert copy["is_clone"]
        assert copy["clone_heard_at"]
        assert await _hello(till, 1, "c") == copy
        [[seen]] = await office.sql("SELECT clone_seen_at IS NOT NULL FROM till")
        assert seen
        original = await _hello(till, 2, "d")  # and hears of it, too
        assert original["is_clone"]
        assert not (await _hello(till, original["session"], "e"))["is_clone"]

        # An office that was restored to an older moment has granted less than its tills know.
        await office.sql("UPDATE till SET session = 1, session_nonce = 'a'")
        later = await _hello(till, 6, "f")
        assert (later["session"], later["is_clone"]) == (7, False)
        [[off]] = await office.sql("SELECT clock_off IS NOT NULL FROM till")
        assert off


async def test_who_comes_while_a_branch_is_opened_hears_of_that_branch(office_url: str) -> None:
    """As when a till and its copy go on in the same second: neither is a stranger for that."""
    async with serving(office_url) as office:
        till = await office.till()
        async with office.pools.write.connection() as connection:
            code = (await make_code(connection, CodeOrder(1, "Ana"))).code
        order = {"code": code, "till": till.public, "claim": "moved"}
        asks = (
            partial(_asked, till, 0, "a", "1.2"),
            partial(office.client.post, "/v1/enrol", json=order),
        )
        for living, asks_now in enumerate(asks, start=1):
            async with office.pools.write.connection() as opening, opening.transaction():
                await opening.execute(b"SELECT FROM till FOR UPDATE")
                asking = asyncio.create_task(asks_now())
                await office.until_somebody_is_held()
                await opening.execute(
                    b"INSERT INTO branch (shop, till, branch) SELECT shop, till, %s FROM till",
                    [living],
                )
                await opening.execute(b"UPDATE till SET branch = %s", [living])
            answer = await asking
            assert answer.status_code == 200, answer.text
            assert answer.json()["branch"] == living


async def test_a_token_is_renewed_and_the_old_one_is_good_until_the_new_one_is_used(
    office_url: str,
) -> None:
    async with serving(office_url) as office:
        till = await office.till()
        old = till.token
        await office.sql("UPDATE till SET token_at = now() - interval '31 days'")
        lost = (await _hello(till, 0, "a"))["token"]
        new = (await _hello(till, 0, "a"))["token"]
        assert lost
        assert new
        assert new not in (lost, old)
        for token, status in ((old, 200), (lost, 401), (new, 200), (old, 401), (new, 200)):
            till.token = token
            assert (await till.ask("GET", "branches/0/hash/1")).status_code == status
        till.token = new
        assert (await _hello(till, 1, "b"))["token"] == ""


async def test_a_copy_is_given_no_token_that_would_end_the_original_s(office_url: str) -> None:
    async with serving(office_url) as office:
        till = await office.till()
        await office.sql("UPDATE till SET token_at = now() - interval '31 days'")
        old, new = till.token, (await _hello(till, 0, "a"))["token"]
        copy = await _hello(till, 0, "the copy's")
        assert (copy["is_clone"], copy["token"]) == (True, "")
        for token, status in ((new, 200), (old, 401)):
            till.token = token
            assert (await till.ask("GET", "branches/0/hash/1")).status_code == status


async def test_a_till_that_was_removed_elsewhere_comes_back_by_no_kept_token(
    office_url: str,
) -> None:
    async with serving(office_url) as office:
        till = await office.till()
        await office.sql("UPDATE till SET token_at = now() - interval '31 days'")
        assert (await till.ask("GET", "branches/0/hash/1")).status_code == 200  # and it is kept
        async with office.api.sessions.pool.connection() as connection, connection.transaction():
            await sign_out(connection, till.till, "another process")
        assert (await _asked(till, 0, "a", "1.2")).status_code == 401
        leaving = await till.ask("POST", "leave", {"head": [0, BEGINNING.hash]})
        assert leaving.status_code == 401
        [[tokens]] = await office.sql("SELECT num_nulls(token_sha256, next_token_sha256) FROM till")
        assert tokens == 2


async def test_a_till_that_is_too_old_says_hello_and_ships_when_it_is_newer(
    office_url: str,
) -> None:
    async with serving(office_url, least_version="1.10") as office:
        till = await office.till()
        rows = some(till.public, 2)
        for version, status in (("1.9.7", 426), ("", 426), ("1.10.0", 200)):
            granted = await _hello(till, 0, version or "none", version)
            assert granted["least_version"] == "1.10"
            answer = await till.ship(rows)
            assert answer.status_code == status
        assert answer.json() == {"head": [2, rows[1].hash]}


async def test_a_till_leaves_only_with_everything_shipped(office_url: str) -> None:
    async with serving(office_url) as office:
        till = await office.till()
        rows = some(till.public, 3)
        await till.ship(rows[:2])
        gap = await till.ask("POST", "leave", {"head": [3, rows[2].hash]})
        assert (gap.status_code, gap.json()["error"]) == (409, "gap")
        assert gap.json()["head"] == [2, rows[1].hash]
        await till.ship(rows[2:], before(rows, 2))
        assert (await till.ask("POST", "leave", {"head": [3, rows[2].hash]})).status_code == 204
        assert (await till.ship(rows)).status_code == 401
        assert await office.rows(till) == rows
