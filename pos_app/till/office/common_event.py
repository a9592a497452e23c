"""Finds the last event that a till and its office both have, where their chains differ."""

from pos_app.ports.journal import Head
from pos_app.ports.office.event_row import BEGINNING
from pos_app.ports.office.events import ReadsEvents
from pos_app.ports.office.office_api import OfficeAccess, OfficeApi, Refusal


async def last_common(
    api: OfficeApi, access: OfficeAccess, events: ReadsEvents, branch: int, most: int
) -> Head | Refusal:
    """Returns the last common event of the till and of this branch, at number `most` or before.

    An event's hash is over all that came before it: where one is the same, all before it are. So
    twenty questions find it among a million. One that the office has archived tells nothing: they
    part after it, or everything is another. Raises as both sides do.
    """
    common, low, differs = BEGINNING, 0, most + 1
    while low + 1 < differs:
        middle = (low + differs) // 2
        there = await api.hash_at(access, branch, middle)
        if not isinstance(there, str):
            return there
        if there and there != await events.hash_at(middle):
            differs = middle
            continue
        low = middle
        if there:
            common = Head(middle, there)
    return common
