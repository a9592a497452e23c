"""Charge requests: parses and checks a cashier's input before the till writes or sends anything."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from pos_app.domain.business_day import WALL_CLOCK
from pos_app.domain.errors import BadInput, Field, InputProblem, NotOffered
from pos_app.domain.method import Kind, Method
from pos_app.domain.money import Money, parse_amount
from pos_app.domain.phone import Phone
from pos_app.domain.tenders.by_hand import Tender
from pos_app.domain.text.typed_text import clean
from pos_app.till.phone_numbers import read_phone

END_OF_DAY = time(23, 59, 59)


@dataclass(frozen=True)
class ChargeRequest:
    """A charge that can be made: every field is within what the method's provider takes."""

    method: Method
    amount: Money
    phone: Phone | None = None
    description: str = ""
    hold: bool = False  # authorize only, to be captured or released later
    voucher: str = field(default="", repr=False)
    valid_until: datetime | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    allow_duplicate: bool = False  # charge even if it looks like a duplicate of an earlier sale
    tendered: Money | None = None  # cash that the customer hands over, where it is not exact
    part_of: str = ""  # the id of the split sale of which this is a part


@dataclass(frozen=True)
class Extras:
    """Input that only some methods take, as it was typed."""

    hold: bool = False
    voucher: str = field(default="", repr=False)
    valid_until: str = ""  # a date, or a date and a time, where the money is paid
    fields: Sequence[str] = ()  # name=value
    tendered: str = ""  # the cash that the customer hands over
    is_part: bool = False  # of a split sale


NO_EXTRAS = Extras()


def parse_charge_request(
    method: Method,
    amount: str,
    phone: str = "",
    description: str = "",
    extras: Extras = NO_EXTRAS,
    *,
    now: datetime | None = None,
) -> ChargeRequest:
    """Parses a charge request from typed texts.

    Raises BadInput for the first field that cannot be used; nothing has happened then.
    """
    money = method.asks_for(parse_amount(amount, method.currency), is_part=extras.is_part)
    method.check_amount(money)
    payer = read_phone(phone, method) if method.needs_phone else None
    voucher = read_voucher(extras.voucher) if method.kind is Kind.VOUCHER else ""
    words = clean(description).strip()
    method.check_description(words)
    if extras.hold and not method.can_authorize:
        raise NotOffered("this method cannot hold money")
    valid_until = None
    if extras.valid_until.strip():
        valid_until = read_validity(extras.valid_until, method, now or datetime.now(UTC))
    fields = read_fields(extras.fields)
    method.check_fields(fields)
    tendered = read_tendered(extras.tendered, method, money)
    return ChargeRequest(
        method, money, payer, words, extras.hold, voucher, valid_until, fields, tendered=tendered
    )


def read_tendered(text: str, method: Method, amount: Money) -> Money | None:
    """Parses the cash that the customer hands over; None for exactly the amount.

    Raises BadInput where it is less.
    """
    if not clean(text).strip():
        return None
    if method.tender is not Tender.CASH:
        raise NotOffered("only cash has change")
    try:
        tendered = parse_amount(text, method.currency)
    except BadInput as error:
        raise BadInput(Field.TENDERED, error.complaint, error.value) from error
    if tendered.minor < amount.minor:
        raise BadInput(Field.TENDERED, InputProblem.TENDERED_TOO_LITTLE, str(amount))
    return tendered if tendered.minor > amount.minor else None


_VOUCHER = re.compile(r"[0-9a-z]{12}")


def read_voucher(text: str) -> str:
    """Parses a prepaid code as people type it: twelve letters and digits, in groups or not.

    Returns small letters, as every documented code has them: a till's keyboard may have Caps Lock
    on. Raises BadInput.
    """
    code = re.sub(r"[\s.-]", "", clean(text)).lower()
    if not code:
        raise BadInput(Field.VOUCHER, InputProblem.VOUCHER_EMPTY)
    if not _VOUCHER.fullmatch(code):
        raise BadInput(Field.VOUCHER, InputProblem.VOUCHER_NOT_ONE)
    return code


def read_validity(text: str, method: Method, now: datetime) -> datetime:
    """Parses the end of a reference: a date means the end of that day, where it is paid.

    Raises BadInput.
    """
    if not method.takes_validity:
        raise BadInput(Field.VALIDITY, InputProblem.VALIDITY_FIXED)
    zone = WALL_CLOCK[method.currency]
    text = clean(text)
    try:
        if len(text.strip()) == len("2026-12-31"):
            until = datetime.combine(date.fromisoformat(text.strip()), END_OF_DAY, zone)
        else:
            until = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise BadInput(Field.VALIDITY, InputProblem.VALIDITY_NOT_A_TIME) from error
    until = until if until.tzinfo else until.replace(tzinfo=zone)
    if until <= now:
        raise BadInput(Field.VALIDITY, InputProblem.VALIDITY_PAST)
    return until.astimezone(UTC)


def read_fields(pairs: Sequence[str]) -> dict[str, str]:
    """Parses custom fields typed as `name=value`. Raises BadInput."""
    named: dict[str, str] = {}
    for pair in map(clean, pairs):
        name, mark, value = pair.partition("=")
        if not mark or not name.strip() or name.strip() in named or not pair.isprintable():
            raise BadInput(Field.FIELDS, InputProblem.FIELDS_NOT_PAIRS, pair)
        named[name.strip()] = value.strip()
    return named
