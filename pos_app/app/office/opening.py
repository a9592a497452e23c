"""Puts the office of an open till together, at its first use."""

from collections.abc import Callable
from datetime import datetime

from pos_app.app.office.local_office import LocalOffice, MayChange
from pos_app.app.office.office_hearing import OfficeHearing
from pos_app.app.office.office_link import linked
from pos_app.gateways.http import HttpSender
from pos_app.gateways.office.office_client import HttpOffice
from pos_app.installation.credentials import Keys
from pos_app.installation.office_accounts import OfficeAccountsFile
from pos_app.installation.office_membership import MembershipStore
from pos_app.installation.profile import Profile
from pos_app.journal.shipping.shipping_reader import ShippingReader
from pos_app.journal.thread import JournalThread
from pos_app.till.till import Till


def office_of(
    *,
    place: Profile,
    till_id: str,
    name: str,
    keys: Keys,
    sender: HttpSender,
    till: Till,
    journal: JournalThread,
    may_change: MayChange,
    now: Callable[[], datetime],
) -> LocalOffice:
    """`keys` are under the till's id; `name` is what the office calls the till at first."""
    providers = {method.provider for method in till.methods.values() if method.asks_provider}
    hearing = OfficeHearing(till, OfficeAccountsFile(place.office_accounts, providers))
    return LocalOffice(
        place=place,
        till=till_id,
        name=name,
        store=MembershipStore(place.office, keys),
        api=HttpOffice(sender),
        events=ShippingReader(place.journal),
        link=lambda: linked(place, keys, sender, till, journal, hearing, now),
        may_change=may_change,
        hearing=hearing,
    )
