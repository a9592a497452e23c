"""Branches: opened once however often they are asked for, and read through their parents."""

import asyncio
from collections.abc import Sequence

import httpx
from office.serving import Served, TillAtOffice, before, serving, some

from pos_app.ports.journal import Head
from pos_app.ports.office.event_row import BEGINNING, EventRow


async def _open(till: TillAtOffice, branch: int, after: Head, first: str) -> httpx.Response:
    told = {"branch": branch, "after": [after.number, after.hash], "first": first}
    return await till.ask("POST", "branches", told)


async def _is_read(office: Served, till: TillAtOffice, rows: Sequence[EventRow]) -> None:
    """The chain of the living branch is this one: to the hash, and as a new computer reads it."""
    [[branch]] = await office.sql("SELECT branch FROM till WHERE till = %s", till.till)
    for row in rows:
        path = f"branches/{branch}/hash/{row.seq}"
        assert (await till.ask("GET", path)).json() == {"hash": row.hash}
    for none in (0, len(rows) + 1):
        path = f"branches/{branch}/hash/{none}"
        assert (await till.ask("GET", path)).json() == {"hash": ""}
    known = await office.api.tokens.check(till.token)
    assert known is not None
    assert await office.api.branches.events_after(known, BEGINNING) == list(rows)


async def test_branches_of_branches_are_opened_once_and_both_sides_are_kept(
    office_url: str,
) -> None:
    async with serving(office_url) as office:
        till = await office.till()
        first = some(till.public, 9)
        await till.ship(first)

        # Asked by two at once, and again with its answer lost, it is one.
        second = first[:6] + some(till.public, 5, before(first, 6), "second")
        asked = [_open(till, 0, before(first, 6), second[6].hash) for _ in range(3)]
        answers = [answer.json() for answer in await asyncio.gather(*asked)]
        assert answers == [{"branch": 1, "head": [6, first[5].hash]}] * 3
        await till.ship(second[6:], before(second, 6), branch=1)
        await _is_read(office, till, second)

        # The other computer goes on in its own, and what both have can be said again in either.
        more = first + some(till.public, 2, first[-1].head)
        assert (await till.ship(more[9:], more[8].head)).status_code == 200
        assert (await till.ship(second[2:9], before(second, 2), branch=1)).status_code == 200
        fork = (await till.ship(first[4:], before(first, 4), branch=1)).json()
        assert (fork["error"], fork["at"]) == ("fork", 7)

        # One that parts within the parent leaves the parent.
        third = first[:3] + some(till.public, 2, before(first, 3), "third")
        assert (await _open(till, 1, before(third, 3), third[3].hash)).json()["branch"] == 2
        await till.ship(third[3:], before(third, 3), branch=2)
        await _is_read(office, till, third)
        parents = await office.sql("SELECT branch, parent, from_seq FROM branch ORDER BY branch")
        assert parents == [(0, None, 0), (1, 0, 6), (2, 0, 3)]

        # Where nothing parts none is opened; nor where there is no such event.
        assert (await _open(till, 2, third[-1].head, "f" * 64)).json()["branch"] == 2
        assert (await _open(till, 0, before(first, 6), first[6].hash)).json() == {
            "branch": 0,
            "head": [11, more[-1].hash],
        }
        for after in (Head(3, "f" * 64), Head(12, "f" * 64), Head(0, "f" * 64)):
            answer = await _open(till, 0, after, "f" * 64)
            assert (answer.status_code, answer.json()["error"]) == (409, "gap")
        assert await office.rows(till, 0) == more
        assert await office.rows(till, 1) == second[6:]


async def test_chains_that_part_before_the_batch_are_told_apart_at_its_beginning(
    office_url: str,
) -> None:
    """Where they part nobody can see from there: the till searches, from that number backwards."""
    async with serving(office_url) as office:
        till = await office.till()
        ours, theirs = some(till.public, 4, word="office"), some(till.public, 6, word="till")
        await till.ship(ours)
        for start in (2, 4):  # within what the office has, and exactly at its end
            answer = await till.ship(theirs[start:], theirs[start - 1].head)
            assert (answer.status_code, answer.json()["error"]) == (409, "fork")
            assert answer.json()["at"] == start
        assert (await till.ship(theirs[5:], theirs[4].head)).json()["error"] == "gap"
        assert await office.rows(till) == ours


async def test_an_office_that_forgot_a_branch_fills_itself_again(office_url: str) -> None:
    """It was restored to a moment before the branch: the till still ships to that."""
    async with serving(office_url) as office:
        till = await office.till()
        old = some(till.public, 6)
        await till.ship(old)
        new = old[:4] + some(till.public, 3, before(old, 4), "new")
        fork = await till.ship(new[5:], before(new, 5), branch=7)
        assert fork.json()["error"] == "fork"
        assert (await till.ask("GET", "branches/7/hash/4")).json() == {"hash": old[3].hash}
        opened = (await _open(till, 7, before(new, 4), new[4].hash)).json()
        assert opened["branch"] == 1
        assert (await till.ship(new[4:], before(new, 4), branch=1)).status_code == 200
        # Any number that the office does not know is the living one, however large.
        more = new + some(till.public, 1, new[-1].head)
        for branch in (70_000, 2**70, -2):
            assert (await till.ship(more[6:], more[5].head, branch=branch)).status_code == 200
        await _is_read(office, till, more)
