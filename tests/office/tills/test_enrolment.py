"""Enrolment: by a code that is good once, for one till, and told to nobody by how long it takes."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import httpx
import psycopg
import pytest
from office.serving import Served, before, serving, some

from pos_app.office.tills.codes import LETTERS, CodeOrder, invitation, make_code
from pos_app.office.tills.secrets import digest
from pos_app.ports.office.event_row import BEGINNING
from pos_app.ports.office.protocol import EnrolOrder, SharedAccount

_NOTHING = [0, BEGINNING.hash]


async def _code(office: Served, shop: int = 1, **more: Any) -> str:
    async with office.pools.write.connection() as connection:
        return (await make_code(connection, CodeOrder(shop, "Ana", **more))).code


async def _enrol(office: Served, code: str, till: str = "T1", claim: str = "") -> httpx.Response:
    order = {"code": code, "till": till, "name": "Caixa 1", "version": "0.1.0", "claim": claim}
    return await office.client.post("/v1/enrol", json=order)


def _why(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json().get("why") or answer.json().get("error")


async def test_a_code_enrols_one_till_once_within_its_time_and_five_tries(
    office_url: str,
) -> None:
    async with serving(office_url) as office:
        code = await _code(office)
        assert set(code) <= set(LETTERS)
        assert len(code) == 10
        typed = f" {code[:5].lower()}-{code[5:]} "  # as people type
        enrolled = await _enrol(office, typed)
        assert enrolled.status_code == 200
        told = enrolled.json()
        assert (told["till"], told["shop"], told["office"]) == ("T1", "Loja 1", "Kilamba")
        assert (told["branch"], told["head"], told["restore_token"]) == (0, _NOTHING, "")
        [kept] = await office.sql("SELECT row_to_json(t)::text FROM till t")
        assert told["token"] not in kept[0]

        assert _why(await _enrol(office, code, "T2")) == (403, "used")
        for unknown in ("", "ABC", "B" * 10, "B" * 9 + "\0"):
            assert _why(await _enrol(office, unknown)) == (403, "unknown")

        late = await _code(office)
        await office.sql("UPDATE enrolment SET expires_at = now() WHERE used_at IS NULL")
        assert _why(await _enrol(office, late, "T2")) == (403, "expired")

        # Many wrong ones at once: five of them are looked at, and then the right one is none.
        code = await _code(office)
        wrong = [code[:9] + letter for letter in LETTERS if letter != code[9]]
        answers = await asyncio.gather(*(_enrol(office, one, "T2") for one in wrong))
        whys = sorted(_why(answer)[1] for answer in answers)
        assert whys == ["too_many_tries"] * (len(wrong) - 5) + ["unknown"] * 5
        assert _why(await _enrol(office, code, "T2")) == (403, "too_many_tries")

        # The right one by two at once: one of them.
        code = await _code(office)
        both = await asyncio.gather(_enrol(office, code, "T3"), _enrol(office, code, "T4"))
        assert sorted(answer.status_code for answer in both) == [200, 403]
    assert invitation("https://office/", code) == f"pos-app-office:https://office#{code}"


async def test_a_code_is_not_used_up_where_the_accounts_cannot_be_told(office_url: str) -> None:
    async def gone(_shop: int, _till: str) -> Sequence[SharedAccount]:
        raise psycopg.OperationalError("the database is away")

    async with serving(office_url) as office:
        code = await _code(office)
        with pytest.raises(psycopg.OperationalError):
            await replace(office.api.enrolment, accounts=gone).enrol(EnrolOrder(code, "T1"))
        assert (await _enrol(office, code)).status_code == 200


async def test_a_till_that_is_in_use_must_be_said_to_have_moved(office_url: str) -> None:
    async with serving(office_url) as office:
        old = await office.till("T1")
        rows = some("T1", 3)
        await old.ship(rows)

        code = await _code(office)
        answer = await _enrol(office, code)
        assert _why(answer) == (409, "in_use")
        assert answer.json()["heard_at"]
        assert (await old.ask("GET", "branches/0/hash/2")).json() == {"hash": rows[1].hash}

        renewed = digest("renewed and never used")
        await office.sql("UPDATE till SET session = 5, next_token_sha256 = %s", renewed)
        moved = await _enrol(office, code, claim="moved")  # the code was not used up
        [state] = await office.sql("SELECT session, session_nonce, next_token_sha256 FROM till")
        assert state == (0, "", None)
        assert moved.json()["head"] == [3, rows[2].hash]
        assert (await old.ask("GET", "branches/0/hash/2")).status_code == 401
        old.token = moved.json()["token"]
        assert (await old.ask("GET", "branches/0/hash/2")).status_code == 200

        # Whoever never heard the answer to that asks again, and nobody is in its way.
        lost = await _enrol(office, await _code(office), "T9")
        again = await _enrol(office, await _code(office), "T9")
        assert lost.status_code == again.status_code == 200

        # Another shop's code, and one for another till, take over nobody.
        assert _why(await _enrol(office, await _code(office, 2), claim="moved"))[0] == 403
        named = await _code(office, till=old.till)
        assert _why(await _enrol(office, named, "T9", claim="moved")) == (403, "unknown")
        kinds = await office.sql("SELECT kind, data FROM office_event ORDER BY seq")
        assert [kind for kind, _ in kinds].count("till_enrolled") == 3


async def test_a_new_computer_reads_its_till_back_by_a_code_that_names_it(
    office_url: str,
) -> None:
    async with serving(office_url) as office:
        old = await office.till("T1")
        rows = some("T1", 1200)
        for start in range(0, 1200, 400):
            await old.ship(rows[start : start + 400], before(rows, start))
        code = await _code(office, till=old.till, may_restore=True)
        new = (await _enrol(office, code, till="")).json()
        assert new["till"] == "T1"
        assert new["head"] == [1200, rows[-1].hash]

        # The till's own token reads nothing back, and the one to restore with does nothing else.
        path = "events?after=0&hash=" + BEGINNING.hash
        old.token = new["token"]
        assert (await old.ask("GET", path)).status_code == 401
        old.token = new["restore_token"]
        assert (await old.ask("GET", "branches/0/hash/2")).status_code == 401
        read: list[Any] = []
        while found := (await old.ask("GET", path)).json()["rows"]:
            assert len(found) <= 500
            read += found
            path = f"events?after={found[-1][0]}&hash={found[-1][5]}"
        assert read == [[*row] for row in rows]
        foreign = f"events?after=3&hash={rows[3].hash}"
        assert (await old.ask("GET", foreign)).status_code == 409

        await office.sql("UPDATE till SET restore_until = now()")
        assert (await old.ask("GET", path)).status_code == 401
