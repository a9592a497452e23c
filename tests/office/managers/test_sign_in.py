"""Signing in: who comes in, by what, how often one may guess, and what is kept and noted of it."""

import asyncio
import threading
from dataclasses import replace

import pyotp
import pytest
from office.managers.people_there import HOME, PASSWORD, Office, office_in

from pos_app.office.database.connections import connected
from pos_app.office.managers import invitations, people, totp
from pos_app.office.managers.door import CameIn, KeptOut, OutWhy
from pos_app.office.managers.first_sign_in import ChosenWay, NotYet, with_password
from pos_app.office.managers.manager import Manager, Reach
from pos_app.office.managers.own_account import (
    change_password,
    new_codes,
    sign_out,
    sign_out_elsewhere,
)
from pos_app.office.managers.passwords import Cost, Sealed, cost_of, is_good, opened, seal
from pos_app.office.managers.people import NotOne, Rights
from pos_app.office.managers.sessions import IDLE, LASTS, Visitor
from pos_app.office.managers.sign_in import TypedProof, by_password
from pos_app.office.managers.site import Site
from pos_app.office.managers.tries import BY_ADDRESS, BY_CODE, BY_NAME, line_of


async def _in(office: Office, typed: TypedProof, visitor: Visitor = HOME) -> Manager:
    came = await by_password(office.door, typed, visitor)
    assert isinstance(came, CameIn), came
    return await _of(office, came.token)


async def _of(office: Office, token: str) -> Manager:
    manager = await office.door.of_token(token)
    assert manager is not None
    return manager


async def _refused(office: Office, typed: TypedProof, visitor: Visitor = HOME) -> OutWhy:
    answer = await by_password(office.door, typed, visitor)
    assert isinstance(answer, KeptOut), answer
    return answer.why


def test_codes_are_those_of_other_implementations() -> None:
    """RFC 6238, appendix B, with the six figures of RFC 4226; and the address that apps read."""
    secret = b"12345678901234567890"
    known = {59: "287082", 1111111109: "081804", 2000000000: "279037", 20000000000: "353130"}
    assert {at: totp.code_at(secret, at // 30) for at in known} == known
    address = totp.address_of(secret, "Loja & Filhos", "ana@palanca.ao")
    app = pyotp.parse_uri(address)
    assert (app.issuer, app.name) == ("Loja & Filhos", "ana@palanca.ao")
    assert isinstance(app, pyotp.TOTP)
    assert app.at(59) == "287082"
    assert totp.secret_from(totp.secret_text(secret)) == secret
    for wrong in ("", "ABC", "JBSWY3DP", "ção"):
        with pytest.raises(ValueError, match="not a secret"):
            totp.secret_from(wrong)
    assert totp.qr_svg(address).startswith("<svg")


def test_what_is_kept_of_a_password_opens_by_it_alone() -> None:
    cost = Cost(memory=8, passes=1, lanes=1)
    kept = seal("uma palavra-passe \u00e1", b"secret", cost)
    assert cost_of(kept.cost) == cost
    assert opened("uma palavra-passe a\u0301", kept) == b"secret"  # as another keyboard sends it
    assert opened("uma palavra-passe a", kept) is None
    other = seal("uma palavra-passe \u00e1", b"another", cost)
    swapped = Sealed(kept.salt, kept.cost, kept.hash, other.secret)
    assert opened("uma palavra-passe \u00e1", swapped) is None
    assert "secret" not in repr(kept)
    good = {
        PASSWORD: True,
        "correct horse battery": True,
        "short": False,
        "aaaaaaaaaaaaaaaaaa": False,
        "ana@palanca.ao1234": False,
        "anapassword12": False,
    }
    assert {word: is_good(word, email="ana@palanca.ao", name="Ana") for word in good} == good


def test_nobody_signs_in_where_others_listen() -> None:
    assert Site("https://office.example").cookie("session") == "__Host-session"
    assert Site("http://localhost:8080").host == "localhost"
    for wrong in ("http://office.example", "https://office.example/", "office", "ftp://localhost"):
        with pytest.raises(ValueError, match="office"):
            Site(wrong)


async def test_each_role_sees_its_shops_and_only_while_it_holds(office_url: str) -> None:
    async with connected(office_url) as pools:
        office = await office_in(pools)
        shops = office.shops
        for email, rights, seen in (
            ("org@x", Rights(Reach.ORG, sees_phones=True), {*shops}),
            ("area@x", Rights(Reach.AREA, areas=("Sul",)), {"Sul 1", "Sul 2"}),
            ("shop@x", Rights(Reach.SHOP, shops=("Norte 2", str(shops["Sul 1"]))), None),
        ):
            _, begun = await office.active(email, rights)
            manager = await _of(office, begun.came_in.token)
            names = seen or {"Norte 2", "Sul 1"}
            assert {*manager.shops} == {shops[name] for name in names}
            assert manager.sees_phones is rights.sees_phones
            assert begun.came_in.token not in repr(begun)
        async with pools.write.connection() as connection, connection.transaction():
            await people.change_rights(
                connection, office.org, manager.manager, Rights(Reach.AREA, areas=("Norte",))
            )
        now = await office.door.of_token(begun.came_in.token)  # the next request
        assert now is not None
        assert {*now.shops} == {shops["Norte 1"], shops["Norte 2"]}
        assert now.reach is Reach.AREA
        for wrong in (Rights(Reach.SHOP), Rights(Reach.AREA, areas=("Norte", "Oeste"))):
            async with pools.write.connection() as connection:
                with pytest.raises(NotOne):
                    async with connection.transaction():
                        await people.add(connection, office.org, "new@x", "New", wrong)
                assert await people.people(connection, "new@x") == []
        async with pools.write.connection() as connection:
            listed = {one.email: (one.areas, one.shops) for one in await people.people(connection)}
            assert listed["shop@x"] == (["Norte"], [])
            await people.set_state(connection, manager.manager, "removed")
        assert await office.door.of_token(begun.came_in.token) is None


async def test_a_password_and_a_code_open_once_and_a_refusal_tells_nothing(office_url: str) -> None:
    async with connected(office_url) as pools:
        office = await office_in(pools)
        app, begun = await office.active("ana@palanca.ao")
        typed = app.typed(" Ana@Palanca.AO ")
        assert (await _in(office, typed)).email == "ana@palanca.ao"
        assert await _refused(office, typed) is OutWhy.WRONG  # its code is spent
        office.clock.passes(seconds=30)
        late = app.typed("ana@palanca.ao")
        office.clock.passes(seconds=30)  # a slow typist, or a phone's clock
        assert await _in(office, late)
        office.clock.passes(seconds=30)
        for wrong in (
            late,
            replace_code(app.typed("ana@palanca.ao"), "000000"),
            app.typed("ana@palanca.ao", "another password"),
            app.typed("nobody@palanca.ao"),
            TypedProof("", "", ""),
            TypedProof("\ud800", "\ud800", "\ud800"),
        ):
            assert await _refused(office, wrong) is OutWhy.WRONG
        recovery = begun.codes[3].upper().replace("-", " ")
        assert await _in(office, TypedProof("ana@palanca.ao", PASSWORD, recovery))
        assert (
            await _refused(office, TypedProof("ana@palanca.ao", PASSWORD, recovery)) is OutWhy.WRONG
        )
        dump = await office.dump()
        for secret in (PASSWORD, *begun.codes, begun.came_in.token, app.secret.hex(), recovery):
            assert secret not in dump
        kinds = [(who, kind) for who, kind, _ in await office.noted()]
        assert kinds.count(("manager:1", "signed_in")) == 4
        assert kinds.count(("manager:1", "sign_in_refused")) == 4  # the password was right
        assert kinds.count(("somebody", "sign_in_refused")) == 4
        assert "another" not in dump


def replace_code(typed: TypedProof, code: str) -> TypedProof:
    return typed._replace(code=code)


async def test_of_two_with_the_same_code_one_comes_in(office_url: str) -> None:
    async with connected(office_url) as pools:
        office = await office_in(pools)
        app, begun = await office.active("ana@palanca.ao")
        for typed in (
            app.typed("ana@palanca.ao"),
            TypedProof("ana@palanca.ao", PASSWORD, begun.codes[0]),
        ):
            answers = await asyncio.gather(
                *(by_password(office.door, typed, HOME) for _ in range(5))
            )
            assert sum(isinstance(answer, CameIn) for answer in answers) == 1


async def test_guessing_ends_soon_whoever_it_is_about_and_however_much_at_once(
    office_url: str,
) -> None:
    async with connected(office_url) as pools:
        office = await office_in(pools)
        app, _ = await office.active("ana@palanca.ao")
        visitors = (Visitor(f"2001:db8:{n:x}::1", "") for n in range(10**6))
        for email in ("ana@palanca.ao", "nobody@palanca.ao"):
            guesses = [
                by_password(office.door, TypedProof(email, f"guess {n}", "123456"), next(visitors))
                for n in range(BY_NAME.most + 5)
            ]
            why = [one.why for one in await asyncio.gather(*guesses) if isinstance(one, KeptOut)]
            assert why.count(OutWhy.WRONG) == BY_NAME.most
            assert why.count(OutWhy.WAIT) == 5
        refused = await by_password(office.door, app.typed("ana@palanca.ao"), next(visitors))
        assert isinstance(refused, KeptOut)
        assert refused.why is OutWhy.WAIT  # not even the right one tells that it is right
        assert refused.wait <= BY_NAME.span
        office.clock.passes(minutes=15)
        assert await _in(office, app.typed("ana@palanca.ao"))

        for n in range(BY_CODE.most):  # the password is known to somebody
            wrong = replace_code(app.typed("ana@palanca.ao"), f"{n:06d}")
            assert await _refused(office, wrong, next(visitors)) is OutWhy.WRONG
            office.clock.passes(minutes=16)
        assert await _refused(office, app.typed("ana@palanca.ao")) is OutWhy.WAIT
        office.clock.passes(days=1)
        assert await _in(office, app.typed("ana@palanca.ao"))

        same_line = (Visitor(f"2001:db8:77:1::{n:x}", "") for n in range(1, 10**4))
        for n in range(BY_ADDRESS.most):
            typed = TypedProof(f"{n}@x", "guess", "123456")
            assert await _refused(office, typed, next(same_line)) is OutWhy.WRONG
        typed = TypedProof("61@x", "guess", "123456")
        assert await _refused(office, typed, next(same_line)) is OutWhy.WAIT
        assert line_of("::ffff:203.0.113.7") == line_of("203.0.113.7")
        assert line_of("not an address") == "not an address"
        gate = threading.Event()
        crowd = [asyncio.create_task(office.door.apart(gate.wait)) for _ in range(40)]
        await asyncio.sleep(0)  # each waits for its turn now
        assert await _refused(office, TypedProof("62@x", "guess", "123456")) is OutWhy.WAIT
        gate.set()
        assert all(await asyncio.gather(*crowd))
        async with pools.write.connection() as connection:
            row = await (await connection.execute(b"SELECT count(*) FROM sign_in_try")).fetchone()
            assert row is not None
            assert row[0] < 200


async def test_a_session_ends_with_sign_out_with_time_and_from_elsewhere(office_url: str) -> None:
    async with connected(office_url) as pools:
        office = await office_in(pools)
        app, begun = await office.active("ana@palanca.ao")
        stolen = begun.came_in.token
        here = await office.door.of_token(stolen)
        assert here is not None
        there = await by_password(office.door, app.typed("ana@palanca.ao"), HOME)
        assert isinstance(there, CameIn)
        assert await sign_out_elsewhere(office.door, here) == 1
        assert await office.door.of_token(there.token) is None
        assert await office.door.of_token(stolen) is not None
        await sign_out(office.door, here)
        assert await office.door.of_token(stolen) is None
        office.clock.passes(minutes=1)
        busy = await by_password(office.door, app.typed("ana@palanca.ao"), HOME)
        assert isinstance(busy, CameIn)
        begins = office.clock()
        while office.clock() - begins < LASTS - IDLE:
            office.clock.passes(hours=11)
            assert await office.door.of_token(busy.token) is not None
        office.clock.at = begins + LASTS
        assert await office.door.of_token(busy.token) is None
        office.clock.passes(minutes=1)
        idle = await by_password(office.door, app.typed("ana@palanca.ao"), HOME)
        assert isinstance(idle, CameIn)
        office.clock.passes(seconds=IDLE.total_seconds())
        assert await office.door.of_token(idle.token) is None


async def test_an_invitation_is_good_once_and_ends_what_was_before(office_url: str) -> None:
    async with connected(office_url) as pools:
        office = await office_in(pools)
        app, begun = await office.active("ana@palanca.ao")
        async with pools.write.connection() as connection, connection.transaction():
            lost = await invitations.invite(connection, 1, office.clock())
        async with pools.write.connection() as connection, connection.transaction():
            token = await invitations.invite(connection, 1, office.clock())
        chosen = ChosenWay(PASSWORD, PASSWORD, app.secret, app.code)
        for given, answer in (
            ((lost, chosen), NotYet.GONE),
            (("", chosen), NotYet.GONE),
            ((token, chosen._replace(again="other")), NotYet.DIFFERENT),
            ((token, chosen._replace(password="short", again="short")), NotYet.WEAK),
            ((token, chosen._replace(code="000000")), NotYet.CODE),
        ):
            assert await with_password(office.door, *given, HOME) is answer
        assert await office.door.of_token(begun.came_in.token) is not None  # nothing happened yet
        at_once = [with_password(office.door, token, chosen, HOME) for _ in range(3)]
        answers = await asyncio.gather(*at_once)
        assert sorted(map(str, answers)).count("gone") == 2
        assert await office.door.of_token(begun.came_in.token) is None
        assert await _refused(office, TypedProof("ana@palanca.ao", PASSWORD, begun.codes[0]))
        async with pools.write.connection() as connection, connection.transaction():
            token = await invitations.invite(connection, 1, office.clock())
        office.clock.passes(days=3)
        assert await with_password(office.door, token, chosen, HOME) is NotYet.GONE


async def test_a_new_password_needs_the_old_one_and_a_code(office_url: str) -> None:
    async with connected(office_url) as pools:
        office = await office_in(pools)
        app, begun = await office.active("ana@palanca.ao")
        await office.active("rui@palanca.ao")
        here = await office.door.of_token(begun.came_in.token)
        assert here is not None
        there = await _in(office, app.typed("ana@palanca.ao"))
        office.clock.passes(seconds=30)
        new = ChosenWay("zungueira da Mutamba", "zungueira da Mutamba", b"", "")
        typed = app.typed("ana@palanca.ao")
        for old, chosen, answer in (
            (typed._replace(password="wrong"), new, KeptOut(OutWhy.WRONG)),
            (typed._replace(code="000000"), new, KeptOut(OutWhy.WRONG)),
            (typed._replace(email="rui@palanca.ao"), new, KeptOut(OutWhy.WRONG)),
            (typed, new._replace(again="other"), NotYet.DIFFERENT),
            (typed, new, None),
        ):
            assert await change_password(office.door, here, old, chosen) == answer
        assert await office.door.of_token(begun.came_in.token) == replace(here)
        async with pools.write.connection() as connection:
            ended = await connection.execute(
                b"SELECT ended_at IS NOT NULL FROM manager_session WHERE token_sha256 = %s",
                [there.session],
            )
            assert await ended.fetchone() == (True,)
        office.clock.passes(seconds=30)
        assert await _refused(office, app.typed("ana@palanca.ao")) is OutWhy.WRONG
        assert await _in(office, app.typed("ana@palanca.ao", "zungueira da Mutamba"))
        codes = await new_codes(office.door, here)
        assert await _refused(office, TypedProof("ana@palanca.ao", new.password, begun.codes[0]))
        assert await _in(office, TypedProof("ana@palanca.ao", new.password, codes[0]))
