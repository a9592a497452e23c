"""The answers to managers' questions, as values: no words, no colours, no numbers of rows.

Instants are UTC. Days are business days of the shop that they belong to; hours are on its wall. Two
currencies never add: money is a list with one amount for each.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pos_app.domain.audit_notes import DayClosed
from pos_app.domain.books.movements import MovementKind
from pos_app.domain.events import Event, Flag, Purpose, State
from pos_app.domain.money import Money
from pos_app.domain.phone import Phone
from pos_app.domain.sale import Sale

# --- now ------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class HourMoney:
    """What came in one hour of a day, by the clock on the shop's wall: 0 to 23."""

    hour: int
    received: Sequence[Money]
    payments: int


@dataclass(frozen=True, kw_only=True)
class TillNow:
    """A till on this moment's list."""

    till: int
    name: str
    day: date  # the business day that it is in
    heard_at: datetime | None  # None for a till that has never been heard
    is_silent: bool  # for longer than a till that runs would be
    has_left: bool = False  # it signed out, or was removed, and had money today
    cashier: str  # of the last sale today; empty for none
    last_sale_at: datetime | None  # today
    payments: int  # today's
    hours: Sequence[HourMoney]  # those with money, in the order of the business day
    received: Sequence[Money]
    returned: Sequence[Money]  # each less than zero


@dataclass(frozen=True, kw_only=True)
class ShopNow:
    """A shop, whether or not it has a till already."""

    shop: int
    name: str
    zone: str  # as the IANA names it
    country: str
    tills: Sequence[TillNow]
    payments: int
    received: Sequence[Money]
    returned: Sequence[Money]


@dataclass(frozen=True, kw_only=True)
class CurrencyNow:
    """Today's takings in one currency, and how many tills of each zone have brought any."""

    received: Money
    tills: Sequence[tuple[str, int]]  # zone, tills


@dataclass(frozen=True, kw_only=True)
class Now:
    """The takings of today, whatever the zone of each shop, and who brought them."""

    at: datetime
    takings: Sequence[CurrencyNow]
    returned: Sequence[Money]
    payments: int
    payments_yesterday: int  # up to this hour and minute
    tills: int
    talking: int  # tills that are not silent
    hours: Sequence[int]  # that the small charts span, in their order
    shops: Sequence[ShopNow]


# --- what needs somebody --------------------------------------------------------------------------


class NeedKind(StrEnum):
    """Why somebody has to look, the most urgent first."""

    FORK = "fork"  # a till's chain went on in two ways, and nothing explains it
    CLONE = "clone"  # two computers ran as one till
    UNKNOWN = "unknown"  # a sale of unknown outcome
    UNDELIVERED = "undelivered"  # a provider told of money, and no till has it
    FLAGGED = "flagged"  # money that does not match, and nobody has cleared the flag
    SILENT = "silent"  # a till that was heard today and is not any more
    STUCK = "stuck"  # the office cannot read a till's events from one on: it must be updated
    CLOCK = "clock"  # a till's clock is wrong
    UNCLOSED = "unclosed"  # a day is over, and no close has its money
    OFFICE_ALONE = "office_alone"  # sales that a till lost, and only the office knows


@dataclass(frozen=True, kw_only=True)
class Need:
    """One line of what needs somebody. What a kind does not have is empty."""

    kind: NeedKind
    shop: int
    shop_name: str
    till: int | None = None  # None for a call that has no owner
    till_name: str = ""
    since: datetime | None = None
    sale: str = ""
    number: int | None = None
    method: str = ""
    amount: Money | None = None
    flags: tuple[Flag, ...] = ()
    purpose: Purpose = Purpose.PAYMENT
    day: date | None = None  # of UNCLOSED; its money, where it is of two currencies, is two lines
    seq: int | None = None  # of STUCK and FORK: the event
    why: str = ""  # of STUCK: for the log and the technician
    provider: str = ""  # of UNDELIVERED
    reference: str = ""
    account: int | None = None  # of UNDELIVERED: with `mark` the key of the call
    mark: bytes = b""
    count: int = 1  # of OFFICE_ALONE: sales
    last_sale_at: datetime | None = None  # of SILENT
    clock_off: float = 0.0  # of CLOCK: seconds that it is ahead


@dataclass(frozen=True, kw_only=True)
class Needs:
    """The most urgent first; `count` is of all of them, `shown` may be fewer."""

    shown: Sequence[Need]
    count: int


# --- sales ----------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class OfficeSale:
    """A sale in a list. `phone` is whole: who may not see it gets `phone.masked`."""

    shop: int
    shop_name: str
    till: int
    till_name: str
    sale: str
    number: int
    day: date
    created_at: datetime
    created_local: str  # on the shop's wall, as 2026-11-27T19:22:05
    method: str
    purpose: Purpose
    state: State
    amount: Money
    flags: tuple[Flag, ...]
    phone: Phone | None
    reference: str
    entity: str
    description: str
    cashier: str
    returned: Money | None  # what went back of it; None for nothing
    settled_by_hand: bool
    by_hand: bool
    office_alone: bool  # the till has lost it: it is known to the office alone


@dataclass(frozen=True, kw_only=True)
class SaleEvent:
    """One step of a sale, as `words.timeline.event_words` can say it. `event` is None for one that
    this version of the office does not know: `kind` is its word in the chain."""

    seq: int
    at: datetime
    local: str
    kind: str
    event: Event | None


@dataclass(frozen=True, kw_only=True)
class SaleStory:
    """One sale, all that is known of it, and what belongs to it."""

    row: OfficeSale
    sale: Sale
    events: Sequence[SaleEvent]  # oldest first
    parent: OfficeSale | None
    operations: Sequence[OfficeSale]  # refunds, captures, releases and parts, oldest first


@dataclass(frozen=True, order=True)
class SalesCursor:
    """A place in the list of sales, newest first: by their day, and as they were made."""

    day: date
    at: datetime
    till: int
    number: int


@dataclass(frozen=True, kw_only=True)
class SalesQuestion:
    """Which sales. Empty means any; days are included. `text` is as somebody types it: a phone
    number, a reference, an amount, a sale's number."""

    text: str = ""
    start: date | None = None
    end: date | None = None
    shops: tuple[int, ...] = ()
    tills: tuple[int, ...] = ()
    methods: tuple[str, ...] = ()
    states: tuple[State, ...] = ()
    any_flag: bool = False
    only_alone: bool = False  # those that a till has lost
    after: SalesCursor | None = None  # the last one of the page before
    limit: int = 50


@dataclass(frozen=True, kw_only=True)
class SalesPage:
    """Some sales, newest first; `next` goes on, None at the end."""

    rows: Sequence[OfficeSale]
    next: SalesCursor | None


@dataclass(frozen=True, kw_only=True)
class SalesTotals:
    """What a question finds in all, up to a bound: `more` says that there are others, and it is of
    the newest ones alone."""

    count: int
    more: bool
    tills: int
    since: date | None  # the oldest one's day
    received: Sequence[Money]  # what they brought, as the till counts: with what came beside


# --- a till's day, and days -----------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class MethodMoney:
    method: str
    received: Money
    returned: Money  # less than zero
    payments: int
    refunds: int


@dataclass(frozen=True, kw_only=True)
class Close:
    """A close of a till's day. `note.document` is None where an earlier version made it."""

    till: int
    till_name: str
    shop: int
    shop_name: str
    seq: int
    at: datetime
    note: DayClosed
    proof: str  # the chain's hash at it, in hex
    office_alone: bool = False


@dataclass(frozen=True, kw_only=True)
class Verified:
    """Up to which event the office has checked a till's chain, and when it heard the last one."""

    seq: int
    at: datetime | None


@dataclass(frozen=True, kw_only=True)
class TillDay:
    """A till's business day by what came on it, as its own ledger counts."""

    shop: int
    shop_name: str
    till: int
    till_name: str
    day: date
    is_today: bool
    opened_at: datetime | None  # its first sale
    opened_by: str
    heard_at: datetime | None
    is_silent: bool
    received: Sequence[Money]
    returned: Sequence[Money]
    payments: int
    methods: Sequence[MethodMoney]  # most money first, each currency by itself
    hours: Sequence[HourMoney]
    last_sales: Sequence[OfficeSale]  # newest first
    closes: Sequence[Close]
    verified: Verified


class DayStanding(StrEnum):
    OPEN = "open"  # it is today
    CLOSED = "closed"
    CHANGED = "changed"  # money came for it after its close
    FORGOTTEN = "forgotten"  # it is over, and no close has its money


@dataclass(frozen=True, kw_only=True)
class TillDayLine:
    """A business day of one till in the list of days."""

    day: date
    shop: int
    shop_name: str
    till: int
    till_name: str
    standing: DayStanding
    received: Sequence[Money]
    returned: Sequence[Money]
    payments: int
    unclosed: Sequence[Money]  # that no close counts
    closes: Sequence[int]  # their numbers


# --- figures --------------------------------------------------------------------------------------


class FigureBy(StrEnum):
    """What the figures are told apart by."""

    DAY = "day"
    HOUR = "hour"
    SHOP = "shop"
    TILL = "till"
    METHOD = "method"


@dataclass(frozen=True, kw_only=True)
class GroupMoney:
    """The money of one group in one currency: `key` is a day in ISO form, an hour of two digits, a
    shop's or a till's number, a method's id. `name` is of a shop or a till."""

    key: str
    name: str
    received: Money
    returned: Money  # less than zero
    payments: int
    refunds: int


@dataclass(frozen=True, kw_only=True)
class MethodOutcomes:
    """How the sales of a period ended, by method: their count in each state. Cash is one too."""

    method: str
    counts: Sequence[tuple[State, int]]


@dataclass(frozen=True, kw_only=True)
class MoneyMoved:
    """A movement of money, for an export. `number` is of its sale, or None."""

    shop: int
    shop_name: str
    till: int
    till_name: str
    seq: int
    day: date
    sold_on: date
    at: datetime
    local: str
    kind: MovementKind
    number: int | None
    method: str
    amount: Money
    cashier: str
    allowed_by: str
    fee: Money | None
