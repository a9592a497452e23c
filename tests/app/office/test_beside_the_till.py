"""A real till of an office, as the application opens it: no charge waits for the office, whatever
becomes of it, and what the till writes comes to be there."""

import asyncio
import logging
from collections import Counter as Count
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import OpenCounter, World
from till.office.small_office import Fault, SmallOffice, small_office, until

from pos_app.domain.events import State
from pos_app.installation.office_membership import keep_membership
from pos_app.installation.profile import Profile
from pos_app.journal.database_file import read_journal
from pos_app.ports.office.event_row import EventRow
from pos_app.ports.office.membership import OfficeMembership
from pos_app.ports.office.status import OfficeState

SOLD = ("vpos", "proxypay", "clicpay.mpesa")


@pytest.fixture(autouse=True)
def _unheard() -> Iterator[None]:
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


def rows_of(shop: Profile) -> list[EventRow]:
    db = read_journal(shop.journal)
    try:
        query = "SELECT seq, sale, at, kind, data, hash FROM events ORDER BY seq"
        return [EventRow(*row) for row in db.execute(query)]
    finally:
        db.close()


def join(shop: Profile, office: SmallOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    office.till = shop.till_id()
    keep_membership(shop.office, OfficeMembership(office.address, "Loja", office.till))
    monkeypatch.setenv("POS_APP_OFFICE_TOKEN", office.token)


async def charged(counter: OpenCounter, world: World) -> tuple[Count[str], int]:
    """Sells by each method. Returns what was asked of providers to charge, and how often the till
    waited for a word of the office's."""
    before = len(world.requests("POST"))
    async with counter() as desk:
        for method in SOLD:
            sale = await desk.charge(method)
            assert sale.state in {State.SENDING, State.WAITING, State.PAID}
            await desk.until(sale, lambda now: now.state in {State.WAITING, State.PAID})
        office = desk.opened.office
        away = office is not None and office.status.state is OfficeState.AWAY
    asked = Count(one["path"].split("/")[1] for one in world.requests("POST")[before:])
    return asked, int(away)


async def test_a_charge_does_the_same_whatever_becomes_of_the_office(
    shop: Profile, counter: OpenCounter, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what was written meanwhile is there, to the letter, once the office answers."""
    alone, _ = await charged(counter, world)
    written = Count(row.kind for row in rows_of(shop) if row.sale)
    async with small_office() as office:
        join(shop, office, monkeypatch)
        for fault in (Fault.LOST_BEFORE, Fault.GARBAGE):
            office.faults.extend([fault] * 1000)
            before = len(rows_of(shop))
            cut_off, away = await charged(counter, world)
            assert cut_off == alone
            added = Count(row.kind for row in rows_of(shop)[before:] if row.sale)
            assert {kind: added[kind] for kind in ("created", "sending")} == {
                kind: written[kind] for kind in ("created", "sending")
            }
            assert away
            assert not office.chain(0)
            office.faults.clear()
        async with counter() as desk:
            tells = desk.opened.office
            assert tells is not None
            await until(lambda: tells.status.state is OfficeState.UP_TO_DATE)
            sale = await desk.charge("vpos")
            await until(lambda: sale.id in {row.sale for row in office.chain(0)})
        assert office.chain(0) == rows_of(shop)[: len(office.chain(0))]


async def test_a_till_whose_membership_is_damaged_opens_all_the_same(
    shop: Profile, counter: OpenCounter
) -> None:
    shop.office.write_text("{")
    async with counter() as desk:
        tells = desk.opened.office
        assert tells is not None
        assert (await desk.charge("vpos")).state is State.SENDING
        await asyncio.sleep(0)
        assert tells.status.state in {OfficeState.CONNECTING, OfficeState.REFUSED}


def test_files_of_membership_are_private(shop: Profile) -> None:
    keep_membership(shop.office, OfficeMembership("https://o.example", "Loja", "t"))
    assert shop.office.stat().st_mode & 0o077 == 0
    assert "token" not in Path(shop.office).read_text()
