"""A till that runs twice, and one that was put back, with their office: each leads to the screen
that says so, both chains are kept, and money counts once. The real till, the real server."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from office.whole_office import WholeOffice, whole_office
from postgres import _TEMPLATE  # as office_url makes one
from support import PATIENCE, Counter, World

from pos_app.app.backup_service import copy_now
from pos_app.app.office.rescue import OfficeRescue
from pos_app.app.restore_service import LocalRestore
from pos_app.app.root import now, open_till
from pos_app.domain.sale import Sale
from pos_app.installation.credentials import PASSPHRASE
from pos_app.installation.pin_file import People
from pos_app.installation.profile import Profile
from pos_app.office.database.connections import connected
from pos_app.office.database.scoped import reading
from pos_app.office.reading.shops_reader import ShopsReader
from pos_app.office.reading.views import NeedKind
from pos_app.office.trial.cluster import Cluster
from pos_app.ports.backups import Restoration
from pos_app.ports.office.protocol import Claim, Enrolled, InUse
from pos_app.ports.office.status import OfficeState

pytestmark = pytest.mark.usefixtures("hurried")
SHOP = 1


@pytest.fixture(scope="module")
def office(postgres: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WholeOffice]:
    """One server for every till of this module."""
    with psycopg.connect(postgres.url(), autocommit=True) as db:
        db.execute(f"CREATE DATABASE office_copied TEMPLATE {_TEMPLATE}".encode())
    log = tmp_path_factory.mktemp("office") / "office.log"
    with whole_office(postgres.url("office_copied"), log) as served:
        yield served
    with psycopg.connect(postgres.url(), autocommit=True) as db:
        db.execute(b"DROP DATABASE office_copied WITH (FORCE)")


@pytest.fixture(autouse=True)
def _has_a_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    """This computer has no keyring: the till's token is in the file of keys."""
    monkeypatch.setenv(PASSPHRASE, "three sad tigers")


@asynccontextmanager
async def opened(profile: Profile) -> AsyncIterator[Counter]:
    async with open_till(profile, training=False) as till:
        yield Counter(till)


@asynccontextmanager
async def enrolled(office: WholeOffice, shop: Profile) -> AsyncIterator[Counter]:
    async with opened(shop) as till:
        desk = till.opened.open_office()
        answer = await desk.join(office.address, await office.code(), approval=None)
        assert isinstance(answer, Enrolled)
        yield till


async def until(happened: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not happened():  # noqa: ASYNC110 - two processes and a database have no event
            await asyncio.sleep(0.05)


async def until_state(till: Counter, state: OfficeState) -> None:
    desk = till.opened.open_office()
    await until(lambda: desk.status.state is state)


def copied(shop: Profile, place: Path, *but: str) -> Profile:
    """The profile as it is now, at another place, without these files."""
    shutil.copytree(shop.root, place, ignore=shutil.ignore_patterns("journal.lock", *but))
    return Profile(place)


async def until_kept(office: WholeOffice, *shops: Profile) -> None:
    """Waits until the office has every event of these journals, and has folded them."""
    await until(lambda: office.has_all(*(shop.journal for shop in shops)))
    await until(lambda: not office.ask(_UNFOLDED))


_UNFOLDED = """
    SELECT 1 FROM branch b LEFT JOIN fold f USING (shop, till, branch)
    WHERE b.head_seq > coalesce(f.folded_seq, 0)
"""
_PAID = """
    SELECT s.sale FROM sale s JOIN till t USING (till) WHERE t.public = %s AND s.state = 'paid'
"""
_TAKEN = """
    SELECT sum(d.n)::int, sum(d.amount)::bigint FROM day_total d JOIN till t USING (till)
    WHERE t.public = %s AND d.state = 'paid' AND d.purpose = 'payment'
"""


async def assert_counted_once(office: WholeOffice, shop: Profile, *sales: Sale) -> None:
    """Each of these sales is in the office's totals of this till, once, and none besides."""
    wanted = [(len(sales), sum(sale.amount.minor for sale in sales))]
    till = shop.known_till_id()
    await until(lambda: office.ask(_TAKEN, till) == wanted)
    assert sorted(office.ask(_PAID, till)) == sorted((sale.id,) for sale in sales)


async def alarms(office: WholeOffice, shop: Profile) -> set[NeedKind]:
    """What the managers' first screen says of this till."""
    number = office.ask("SELECT till FROM till WHERE public = %s", shop.known_till_id())[0][0]
    async with (
        connected(office.database) as pools,
        reading(pools.read, [SHOP], sees_phones=True) as connection,
    ):
        needs = await ShopsReader(connection).needs(datetime.now(UTC))
    return {need.kind for need in needs.shown if need.till == number}


async def test_a_copy_without_the_keyring_has_to_say_whose_it_is(
    office: WholeOffice, shop: Profile, world: World, tmp_path: Path
) -> None:
    async with enrolled(office, shop) as till:
        first = await till.sell("vpos", world)
        await until_kept(office, shop)
    copy = copied(shop, tmp_path / "copy", "keys.enc")

    async with opened(copy) as moved:
        await until_state(moved, OfficeState.REFUSED)  # its screen: to be enrolled again
        desk, code = moved.opened.open_office(), await office.code()
        second = await moved.sell("vpos", world)  # it sells all the same
        asked = await desk.join(office.address, code, approval=None)
        assert isinstance(asked, InUse)
        assert asked.heard_at is not None
        answer = await desk.join(office.address, code, claim=Claim.MOVED, approval=None)
        assert isinstance(answer, Enrolled)  # by the same code: a question spends none
        await until_kept(office, copy)
        await until_state(moved, OfficeState.UP_TO_DATE)

        async with opened(shop) as left:  # and the one that it was copied from is no till any more
            await until_state(left, OfficeState.REFUSED)
    await assert_counted_once(office, shop, first, second)
    assert not await alarms(office, shop) & {NeedKind.CLONE, NeedKind.FORK}


async def test_a_copy_with_its_keys_is_told_on_both_screens(
    office: WholeOffice, shop: Profile, world: World, tmp_path: Path
) -> None:
    async with enrolled(office, shop) as till:
        first = await till.sell("vpos", world)
        await until_kept(office, shop)
    copy = copied(shop, tmp_path / "copy")

    async with opened(shop) as till:
        await until_state(till, OfficeState.UP_TO_DATE)
        second = await till.sell("vpos", world)
        await until_kept(office, shop)
        async with opened(copy) as clone:
            await until_state(clone, OfficeState.CLONE)
            third = await clone.sell("vpos", world)
            await until_kept(office, shop, copy)
            assert {NeedKind.CLONE, NeedKind.FORK} <= await alarms(office, shop)
            await assert_counted_once(office, shop, first, second, third)

    async with opened(shop) as till:  # the original hears of it at its next start
        await until_state(till, OfficeState.CLONE)
        desk = till.opened.open_office()
        answer = await desk.join(
            office.address, await office.code(), claim=Claim.MOVED, approval=None
        )
        assert isinstance(answer, Enrolled)
        fourth = await till.sell("vpos", world)
        await until_kept(office, shop, copy)
        await until_state(till, OfficeState.UP_TO_DATE)
    async with opened(copy) as clone:
        await until_state(clone, OfficeState.REFUSED)
    assert NeedKind.CLONE not in await alarms(office, shop)  # somebody has said which it is
    await assert_counted_once(office, shop, first, second, third, fourth)


async def test_a_journal_that_was_put_back_goes_on_in_a_branch_of_its_own(
    office: WholeOffice, shop: Profile, world: World, tmp_path: Path
) -> None:
    async with enrolled(office, shop) as till:
        first = await till.sell("vpos", world)
        await until_kept(office, shop)
    copy_now(shop, shop.backups, now())
    async with opened(shop) as till:
        second = await till.sell("vpos", world)
        await until_kept(office, shop)
    shutil.copyfile(shop.journal, lost := tmp_path / "lost.sqlite3")

    # The disk forgets the second sale; nobody asks the office.
    for file in shop.root.glob("journal*"):
        file.unlink()
    rescue = LocalRestore(shop, shop.backups, People(shop.people), now)
    rescue.restore_now(rescue.copies_now()[0].path, "")
    async with opened(shop) as till:
        third = await till.sell("vpos", world)
        await until_kept(office, shop)
        await until_state(till, OfficeState.UP_TO_DATE)
        assert till.opened.open_office().status.branch == 1
    assert office.has_all(lost)
    await assert_counted_once(office, shop, first, second, third)
    query = "SELECT sale FROM sale JOIN till USING (till) WHERE public = %s AND alone"
    assert office.ask(query, shop.known_till_id()) == [(second.id,)]
    assert NeedKind.CLONE not in await alarms(office, shop)


async def test_a_till_comes_back_though_its_keys_are_locked_and_is_enrolled_again(
    office: WholeOffice, shop: Profile, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with enrolled(office, shop) as till:
        await till.sell("vpos", world)
        await until_kept(office, shop)
    for file in shop.root.glob("journal*"):
        file.unlink()
    code = await office.code(again=shop.known_till_id())
    rescue = OfficeRescue(shop, shop.backups, People(shop.people), now)
    told: list[tuple[int, int]] = []
    with monkeypatch.context() as locked:
        locked.delenv(PASSPHRASE)
        done = await rescue.restore_from_office(
            await rescue.office_address(), code, "", lambda *come: told.append(come)
        )
    assert isinstance(done, Restoration)
    assert told
    assert told[-1][0] == told[-1][1] > 0
    async with opened(shop) as till:
        await until_state(till, OfficeState.REFUSED)  # its screen: to be enrolled again
        desk = till.opened.open_office()
        answer = await desk.join(
            office.address, await office.code(), claim=Claim.MOVED, approval=None
        )
        assert isinstance(answer, Enrolled)
        await until_kept(office, shop)
        await until_state(till, OfficeState.UP_TO_DATE)
