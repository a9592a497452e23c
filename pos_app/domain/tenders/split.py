"""Split sales: one sale that the customer pays in several parts, each by a method of its own.

A part is an ordinary sale whose parent is the split sale. It has its own intent, provider and
outcome, and its money counts where it came in; the split sale itself has none. Each event of a part
that changes what the whole sale has, or may yet get, adds a `PartChanged` to the whole sale in the
same transaction. So the sum of the parts is always the split sale's, wherever the till stops.

A part is pledged while nobody knows how it ends: what is pledged cannot be asked for again, and is
not there yet. The sale is paid once all of its money is there. It is cancelled once somebody has
asked for that, nothing is pledged, and everything has gone back.
"""

from pos_app.domain.errors import BadInput, Field, InputProblem
from pos_app.domain.events import BUYS, Event, PartChanged, Purpose, State
from pos_app.domain.money import Money
from pos_app.domain.payment_match import conclusion
from pos_app.domain.sale import Sale


def collected(split: Sale) -> Money:
    """Returns what the shop has of a split sale: received, and not given back."""
    return Money(split.received_minor - split.refunded_minor, split.amount.currency)


def pledged(split: Sale) -> Money:
    """Returns what open parts of a split sale ask for."""
    return Money(split.pledged_minor, split.amount.currency)


def missing(split: Sale) -> Money:
    """Returns what nobody was asked for yet."""
    rest = split.amount.minor - collected(split).minor - split.pledged_minor
    return Money(max(rest, 0), split.amount.currency)


def takes_parts(split: Sale) -> bool:
    """Returns whether another part may be charged now."""
    waits = split.purpose is Purpose.SPLIT and split.state is State.WAITING
    return waits and not split.cancelling and not split.restored and missing(split).minor > 0


def check_part(split: Sale, amount: Money) -> None:
    """Raises BadInput where this is more than is missing. The journal looks once more."""
    rest = missing(split)
    if amount.currency is rest.currency and amount.minor > rest.minor:
        raise BadInput(Field.AMOUNT, InputProblem.MORE_THAN_MISSING, str(rest))


def told_to_parent(before: Sale, after: Sale) -> Event | None:
    """Returns the event for the parent of a sale that has gone from `before` to `after`; None if
    that changes nothing for the parent."""
    if after.parent is None:
        return None
    if after.purpose in BUYS:
        return _part_changed(before, after)
    return conclusion(before.state, after)


def _part_changed(before: Sale, after: Sale) -> PartChanged | None:
    changes = {
        "pledged": _pledge(after) - _pledge(before),
        "received": after.moved - before.moved,
        "returned": after.refunded_minor - before.refunded_minor,
        "troubled": _is_troubled(after) - _is_troubled(before),
    }
    if not any(changes.values()):
        return None
    by_hand = (after.by_hand or after.is_settled_by_hand) and changes["received"] > 0
    return PartChanged(part=after.id, **changes, by_hand=by_hand)


def _pledge(part: Sale) -> int:
    return part.amount.minor if part.is_open else 0


def _is_troubled(part: Sale) -> bool:
    return part.state is State.UNKNOWN or bool(part.flags)
