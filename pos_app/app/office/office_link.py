"""Opens the till's side of its office, for a till that is enrolled."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from random import Random

from pos_app.app.office.office_hearing import OfficeHearing
from pos_app.domain.errors import ProfileDamaged
from pos_app.gateways.http import HttpSender
from pos_app.gateways.office.office_client import HttpOffice
from pos_app.installation.credentials import Keys
from pos_app.installation.office_membership import MembershipStore
from pos_app.installation.profile import Profile
from pos_app.journal.shipping.shipping_reader import ShippingReader
from pos_app.journal.thread import JournalThread
from pos_app.ports.office.membership import OfficeMembership
from pos_app.ports.office.status import TellsOffice
from pos_app.system.version import VERSION
from pos_app.till.office.beside_the_till import beside_the_till
from pos_app.till.office.provider_calls import CallJudge
from pos_app.till.till import Till

_LOG = logging.getLogger(__name__)


@asynccontextmanager
async def linked(
    place: Profile,
    keys: Keys,
    sender: HttpSender,
    till: Till,
    journal: JournalThread,
    hearing: OfficeHearing,
    now: Callable[[], datetime],
) -> AsyncIterator[TellsOffice]:
    """Ships and listens until the block is left. A membership that cannot be read stops no till: it
    is told as one that the office does not know. `keys` are under the till's id."""
    store = MembershipStore(place.office, keys)
    till_id, known = await asyncio.to_thread(lambda: (place.known_till_id(), _known(store)))
    reader = ShippingReader(place.journal)
    try:
        async with beside_the_till(
            api=HttpOffice(sender),
            store=store,
            membership=known,
            events=reader,
            judge=CallJudge(till).judge,
            tell=hearing.tell,
            heard=hearing.heard,
            till=till_id,
            version=VERSION,
            now=now,
            random=Random(),  # noqa: S311 - spreads requests, guards nothing
        ) as beside:
            journal.listen_written(beside.look)
            hearing.ask = beside.ask
            yield beside.board
    finally:
        await reader.close()


def _known(store: MembershipStore) -> OfficeMembership | None:
    try:
        return store.load()
    except ProfileDamaged as damage:
        _LOG.warning("the membership of the office cannot be read: %s", damage)
        return None
