"""The composition root: the only module that knows everyone. It starts and stops them in order."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from random import Random

from pos_app import settings
from pos_app.domain.day import business_day
from pos_app.domain.errors import JournalUnavailable
from pos_app.gateways.catalogue import METHODS, gateway_of
from pos_app.gateways.http import HttpSender
from pos_app.journal.owner import Ownership
from pos_app.journal.thread import JournalThread
from pos_app.keys import Keys
from pos_app.office import ShopOffice, load_accounts
from pos_app.ports.gateway import Account
from pos_app.profile import Profile
from pos_app.till.till import Till
from pos_app.training import Sandbox


@dataclass(frozen=True)
class Open:
    """A till that is open, with what the window needs besides it."""

    till: Till
    office: ShopOffice
    control_url: str | None  # of the simulated providers, in training


def now() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def open_till(profile: Profile, *, training: bool) -> AsyncIterator[Open]:
    """The till of this profile, recovered and running until the block is left.

    Raises JournalInUse, JournalUnavailable, JournalDamaged, BadInput for settings that cannot be
    used, TrainingUnavailable.
    """
    shop = settings.load(profile.settings)
    place = profile.training if training else profile
    try:
        await asyncio.to_thread(place.prepare)
        till_id = await asyncio.to_thread(place.till_id)
    except OSError as error:
        raise JournalUnavailable(str(error)) from error
    owner = Ownership(place.lock)
    try:
        journal = await JournalThread.open(place.journal, till_id, now)
        try:
            async with _opened(profile, place, shop, journal, till_id, training) as opened:
                yield opened
        finally:
            await journal.close()
    finally:
        owner.release()


@asynccontextmanager
async def _opened(
    profile: Profile,
    place: Profile,
    shop: settings.Settings,
    journal: JournalThread,
    till_id: str,
    training: bool,  # noqa: FBT001
) -> AsyncIterator[Open]:
    keys = Keys(till_id)
    sandbox = await asyncio.to_thread(Sandbox.start, place.sandbox_state) if training else None
    accounts: Mapping[str, Account] = (
        sandbox.accounts if sandbox else await asyncio.to_thread(load_accounts, METHODS, shop, keys)
    )

    def day_of(at: datetime) -> date:
        return business_day(at, shop.zone, shop.day_starts_at)

    sender = await asyncio.to_thread(HttpSender)
    till = Till(
        methods=METHODS,
        gateways=gateway_of,
        accounts=accounts,
        journal=journal,
        sender=sender,
        now=now,
        business_day=day_of,
        random=Random(),  # noqa: S311 - spreads polls, guards nothing
    )
    office = ShopOffice(profile, METHODS, keys, till.use_accounts if not training else _unused)
    try:
        await till.start()
        yield Open(till, office, sandbox.control_url if sandbox else None)
    finally:
        await till.stop()
        await sender.close()
        if sandbox:
            await asyncio.to_thread(sandbox.stop)


def _unused(_: Mapping[str, Account]) -> None:
    """In training the accounts are the sandbox's, whatever the settings page saves."""
