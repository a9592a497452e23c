"""A till and its office, from the code to the disk that died: the real till, the real server."""

import asyncio
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from cli.asking import ask
from office.whole_office import WholeOffice, whole_office
from support import PATIENCE, Counter, OpenCounter, Terminal, World

from pos_app.app.moving.move_in import move_in
from pos_app.app.moving.move_out import move_out
from pos_app.app.root import now, open_keys, open_till
from pos_app.domain.errors import KeyringUnavailable, NotShipped, TillMovedOut
from pos_app.installation.credentials import PASSPHRASE
from pos_app.installation.office_accounts import OfficeAccountsFile
from pos_app.installation.office_membership import MembershipStore
from pos_app.installation.profile import Profile
from pos_app.ports.moving.move import MoveInOrder, MoveOutOrder
from pos_app.ports.office.desk import OfficeDesk
from pos_app.ports.office.protocol import Claim, CodeRefusal, CodeRefused, Enrolled, InUse
from pos_app.ports.office.status import OfficeState

BAD_INPUT = 2
ACCOUNT = """
WITH made AS (
    INSERT INTO account (org, provider, mark, path_token_sha256)
    SELECT org, 'wikipay', 'another', '' FROM org RETURNING account)
INSERT INTO account_shop SELECT account, shop FROM made, shop RETURNING account
"""
FROM = ("restore", "--from-office")


@pytest.fixture
def office(office_url: str, tmp_path: Path) -> Iterator[WholeOffice]:
    with whole_office(office_url, tmp_path / "office.log") as served:
        yield served


@pytest.fixture(autouse=True)
def _has_a_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    """This computer has no keyring: the till's token is in the file of keys."""
    monkeypatch.setenv(PASSPHRASE, "three sad tigers")


def events_in(journal: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(journal)) as db:
        return db.execute("SELECT seq, sale, kind, data, hash FROM events ORDER BY seq").fetchall()


def events_at(office: WholeOffice) -> list[tuple[object, ...]]:
    query = "SELECT seq, sale, kind, data, encode(hash, 'hex') FROM event ORDER BY seq"
    return office.ask(query)


def named(shop: Profile) -> list[str]:
    """The accounts whose queues are left to the office, by the till's file."""
    return [one.provider for one in OfficeAccountsFile(shop.office_accounts, ()).load()]


async def shipped(office: WholeOffice, till: Counter, journal: Path) -> None:
    """Waits until the office has all that the till has, and the till knows it."""
    desk = till.opened.open_office()
    async with asyncio.timeout(PATIENCE):
        while len(events_at(office)) < len(events_in(journal)) or desk.status.behind:  # noqa: ASYNC110 - two processes and a database have no event
            await asyncio.sleep(0.05)
    assert events_at(office) == events_in(journal)


async def test_what_a_till_sells_is_in_its_office_and_comes_back_from_it(
    office: WholeOffice, counter: OpenCounter, world: World, shop: Profile, terminal: Terminal
) -> None:
    office.ask(ACCOUNT)
    async with counter() as till:
        await till.sell("vpos", world)  # before anybody knew of an office
        joined = await till.opened.open_office().join(
            office.address, await office.code(), approval=None
        )
        assert isinstance(joined, Enrolled)
        assert named(shop) == ["wikipay"]  # others may have had its queue emptied before
        await till.sell("clicpay.mpesa", world)
        await shipped(office, till, shop.journal)
        used = await till.opened.open_office().join(
            office.address, await office.code(), approval=None
        )
        assert isinstance(used, InUse)
        await till.waiting("proxypay")
        await shipped(office, till, shop.journal)

    # The disk died: the journal is gone, with all that stood beside it.
    was = events_in(shop.journal)
    public = shop.known_till_id()
    for file in shop.root.iterdir():
        if file.is_file() and not file.name.startswith("settings"):
            file.unlink()
    shutil.rmtree(shop.backups, ignore_errors=True)
    stale = await asyncio.to_thread(ask, terminal, *FROM, office.address, "--code", "abcdefghij")
    assert stale == (BAD_INPUT, stale[1])
    code = await office.code(again=public)
    done, told = await asyncio.to_thread(ask, terminal, *FROM, office.address, "--code", code)
    assert done == 0, told
    assert (done, told["rescued"], told["doubtful"]) == (0, 0, 1)
    assert shop.known_till_id() == public
    assert events_in(shop.journal)[: len(was)] == was
    assert named(shop) == ["wikipay"]
    assert (await asyncio.to_thread(ask, terminal, "verify"))[0] == 0

    async with counter() as till:
        sale = await till.sell("vpos", world)
        assert sale.number == told["next_number"]
        await shipped(office, till, shop.journal)


def is_linked(desk: OfficeDesk) -> bool:
    return desk.status.state is not OfficeState.NOT_ENROLLED


def refuse(*_: object) -> None:
    raise KeyringUnavailable("nothing can be kept")


async def test_a_till_leaves_no_event_behind(
    office: WholeOffice,
    counter: OpenCounter,
    world: World,
    shop: Profile,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with counter() as till:
        desk = till.opened.open_office()
        refused = await desk.join(office.address, "wrongcodes", approval=None)
        assert refused == CodeRefused(CodeRefusal.UNKNOWN)
        assert not shop.office.exists()
        await desk.join(office.address, await office.code(), approval=None)
        await till.sell("vpos", world)
        moved = partial(desk.join, office.address, claim=Claim.MOVED, approval=None)
        with monkeypatch.context() as silent:
            silent.setattr(MembershipStore, "keep_token", refuse)
            with pytest.raises(KeyringUnavailable):
                await moved(await office.code())
        assert is_linked(desk)  # as it was
        assert isinstance(await moved(await office.code()), Enrolled)
        office.kill()
        await till.sell("vpos", world)  # it sells on
        with pytest.raises(NotShipped):
            await desk.leave(approval=None)
        assert shop.office.exists()
        office.start()
        await shipped(office, till, shop.journal)
        await desk.leave(approval=None)
        assert events_at(office) == events_in(shop.journal)
        assert not shop.office.exists()
        assert desk.status.state is OfficeState.NOT_ENROLLED
    assert OfficeAccountsFile(shop.office_accounts, ()).left_after() == 2
    assert not [one for one in threading.enumerate() if one.name.startswith("shipping")]
    async with counter() as till:
        assert till.opened.office is None


async def test_a_till_that_moves_goes_on_at_its_office_as_the_same_till(
    office: WholeOffice,
    counter: OpenCounter,
    world: World,
    shop: Profile,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With a sale that waits, and with an event that the office had not heard when it left."""
    words, file, new = "quatro tigres tristes", tmp_path / "stick.till", Profile(tmp_path / "new")
    async with counter() as till:
        desk = till.opened.open_office()
        assert isinstance(
            await desk.join(office.address, await office.code(), approval=None), Enrolled
        )
        await till.sell("vpos", world)
        await till.waiting("proxypay")
        await shipped(office, till, shop.journal)
    office.stop()
    async with counter() as till:
        await till.sell("vpos", world)  # the office does not hear of it here
    was, heard = events_in(shop.journal), events_at(office)
    assert len(was) > len(heard)

    keys = open_keys(shop, shop.known_till_id(), None)
    await move_out(shop, MoveOutOrder(file, words), keys, now)
    arrived = await move_in(new, MoveInOrder(file, words), now)
    assert arrived.till == shop.known_till_id()
    office.start()
    with pytest.raises(TillMovedOut):
        async with counter():
            pass

    monkeypatch.setenv(PASSPHRASE, words)  # of the move: the file of keys has it from then on
    async with open_till(new, training=False) as opened:
        till = Counter(opened)
        await till.sell("vpos", world)
        await shipped(office, till, new.journal)
        assert opened.open_office().status.state is OfficeState.UP_TO_DATE
    assert events_in(new.journal)[: len(was)] == was
    assert office.ask("SELECT count(*) FROM till") == [(1,)]
    assert office.ask("SELECT count(*) FROM branch") == [(1,)]
