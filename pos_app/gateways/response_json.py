"""Tolerant JSON parsing for all gateways: any field may be missing, null or of another type."""

import hashlib
import hmac
import json
import re
from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from functools import partial
from http import HTTPStatus
from typing import Any

from pos_app.domain.events import Purpose
from pos_app.domain.money import Currency, Money, from_wire
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale, sale_number
from pos_app.domain.text.foreign_text import (
    LONGEST_WORDS,
    digits_of,
    is_path_name,
    name_of,
    readable,
)
from pos_app.ports.gateway import (
    RAW_KEPT,
    Account,
    Answer,
    Done,
    Indeterminate,
    RateLimited,
    Rejected,
    Request,
    Trouble,
)

_BYTE_ORDER_MARK = "\ufeff"  # some servers put one before their JSON


def read_json(answer: Answer) -> Any:
    """Parses the body as JSON with exact numbers; None where it is not JSON.

    A key that stands twice in one object says two things, and NaN and Infinity say none: another
    reader may read them otherwise than this one would.
    """
    try:
        return json.loads(
            answer.text.removeprefix(_BYTE_ORDER_MARK),
            parse_float=Decimal,
            parse_constant=_no_number,
            object_pairs_hook=_object_of,
        )
    except (ValueError, ArithmeticError, RecursionError):  # an exponent can be too large to hold
        return None


def _no_number(written: str) -> Any:
    raise ValueError(f"{written} is no number")


def _object_of(pairs: Sequence[tuple[str, Any]]) -> Mapping[str, Any]:
    known = dict(pairs)
    if len(known) != len(pairs):
        raise ValueError("a key twice")
    return known


class _Spoilt(Enum):
    """A mark in place of an unreadable value."""

    NUMBER = "number"  # and with it the object that it is in
    OBJECT = "object"  # and with it the object that it is in, unless it is an entry of a list


def read_list(answer: Answer, repeated: Container[str] = ()) -> Any:
    """Parses the body as JSON in whose lists every entry is read by itself: an unreadable one hides
    none of the others, and is no object itself.

    A key of `repeated` may stand twice in an object, with the same value.
    """
    try:
        return json.loads(
            answer.text.removeprefix(_BYTE_ORDER_MARK),
            parse_int=partial(_number_of, int),
            parse_float=partial(_number_of, Decimal),
            parse_constant=lambda _: _Spoilt.NUMBER,
            object_pairs_hook=partial(_entry_of, repeated),
        )
    except (ValueError, RecursionError):
        return None


def _entry_of(
    repeated: Container[str], pairs: Sequence[tuple[str, Any]]
) -> Mapping[str, Any] | _Spoilt:
    known = dict(pairs)
    times = Counter(name for name, _ in pairs)
    fits = (
        (times[name] == 1 or (name in repeated and value == known[name]))
        and value is not _Spoilt.OBJECT
        and not _has_no_number(value)
        for name, value in pairs
    )
    return known if all(fits) else _Spoilt.OBJECT


def _has_no_number(value: object) -> bool:
    if isinstance(value, list):
        return any(map(_has_no_number, value))
    return value is _Spoilt.NUMBER


def _number_of(read: Callable[[str], int | Decimal], written: str) -> int | Decimal | _Spoilt:
    try:
        return read(written)
    except (ValueError, ArithmeticError):  # too many digits
        return _Spoilt.NUMBER


def read_object(answer: Answer) -> Mapping[str, Any]:
    """Parses the body as a JSON object, empty where it is none."""
    body = read_json(answer)
    return body if isinstance(body, dict) else {}


def object_in(body: object, *names: str) -> Mapping[str, Any]:
    """Returns the object under the first of these names that holds one, or else the body itself."""
    if not isinstance(body, dict):
        return {}
    return next((body[name] for name in names if isinstance(body.get(name), dict)), body)


def list_in(body: object, *names: str) -> Sequence[Any] | None:
    """Returns a bare list, or the one under the first of these names that holds one, at most two
    deep."""
    if isinstance(body, list):
        return body
    outer = body if isinstance(body, dict) else {}
    inner = object_in(outer, *names)
    found = (part.get(name) for part in (outer, inner) for name in names)
    return next((entries for entries in found if isinstance(entries, list)), None)


def objects_in(body: object) -> Sequence[Mapping[str, Any]]:
    """Returns every object of a body, from the outside in."""
    found = [body]
    for value in found:  # which grows while it is walked through
        if isinstance(value, dict | list):
            found.extend(value.values() if isinstance(value, dict) else value)
    return [value for value in found if isinstance(value, dict)]


def unwrapped(body: object) -> Mapping[str, Any]:
    """Returns the object out of the `data` in which some wrap it, as one or as a list of one."""
    match body:
        case {"data": [dict() as alone]}:
            return alone
    return object_in(body, "data")


# A field with a text or a whole number, also within a text that holds JSON itself. A value that
# was cut off in the middle does not count.
_FIELD = re.compile(
    r'(?P<escape>\\{0,8})"(?P<field>[^"\\]{1,40})(?P=escape)"\s*:\s*'
    r'(?:(?P=escape)"(?P<text>[^"\\]*)(?P=escape)"|(?P<number>\d+)(?=[\s,}\]]))'
)


def name_in_text(answer: Answer, is_for_it: Callable[[str], bool]) -> str:
    """Returns the one id in a body under a field that is for it, however little of the rest can be
    read; empty where there is none, or more than one."""
    found = _FIELD.finditer(answer.text)
    told = {one["text"] or one["number"] or "" for one in found if is_for_it(one["field"])}
    names = {name.strip() for name in told if is_name(name.strip())}
    return names.pop() if len(names) == 1 else ""


def raw_of(entry: object) -> str:
    """Returns one entry of a list, as it is kept: in ASCII, and bounded as an answer is. Empty
    where it is too deep to be written again.

    In a longer entry, each long text becomes its beginning and a digest: the entry stays readable,
    and two that differ anywhere still differ.
    """
    try:
        written = json.dumps(entry, default=str)
        if len(written) > RAW_KEPT:
            written = json.dumps(_shortened(entry), default=str)
    except (ValueError, RecursionError):
        return ""
    return written if len(written) <= RAW_KEPT else _traced(written, RAW_KEPT)


def _shortened(entry: object) -> object:
    if isinstance(entry, dict):
        return {_shortened(name): _shortened(value) for name, value in entry.items()}
    if isinstance(entry, list):
        return [_shortened(value) for value in entry]
    return _traced(entry, LONGEST_WORDS) if isinstance(entry, str) else entry


def _traced(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    return f"{text[: most - len(digest) - 4]}...{digest}"


def text_of(value: object) -> str:
    """Returns a text or a number as text, trimmed; empty for everything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return ""
    # JSON can hold half a surrogate pair; no file can.
    return str(value).strip().encode("utf-8", "replace").decode()


def word_of(value: object) -> str:
    """Returns a status word, trimmed and in lower case."""
    return text_of(value).lower()


def count_of(value: object) -> int | None:
    """Parses a count, from text or a number; None where it is neither."""
    digits = text_of(value)
    return int(digits) if re.fullmatch(r"[0-9]{1,9}", digits) else None


def seconds_of(value: object) -> float | None:
    """Parses a duration in seconds, from text or a number; None where it is neither or makes no
    sense."""
    try:
        seconds = float(text_of(value))
    except ValueError:
        return None
    return seconds if 0 <= seconds <= 24 * 3600 else None


REFERENCE_DIGITS = 9


def reference_of(value: object) -> str:
    """Parses a Multicaixa reference: nine digits, with leading zeros that a number lost; empty if
    none."""
    digits = digits_of(text_of(value), REFERENCE_DIGITS)
    return digits.zfill(REFERENCE_DIGITS) if digits else ""


ENTITY_DIGITS = 5


def entity_of(value: object) -> str:
    """Parses a Multicaixa entity: five digits, with leading zeros that a number lost; empty if
    none."""
    digits = digits_of(text_of(value), ENTITY_DIGITS)
    return digits.zfill(ENTITY_DIGITS) if digits else ""


# The custom fields by which a payment names its sale, and the till that asked for it.
SALE_FIELD = "sale"
TILL_FIELD = "till"


def fields_of(sale: Sale, most: int | None = None) -> dict[str, str]:
    """Returns the custom fields of a sale's reference, which its payment inherits: the sale's id
    and number, its till's id, its description, and the typed fields. No typed field can take the
    place of ours.

    `most` is how many the provider takes. A sale of an earlier version may have that many without
    its till's: then it goes without, since its sale's id says whose it is to its own till.
    """
    what_for = {"description": sale.description} if sale.description else {}
    ours = {SALE_FIELD: sale.id, "number": sale_number(sale.number)}
    fields = {**what_for, **(sale.fields or {}), **ours}
    owned = {**fields, TILL_FIELD: sale.till} if sale.till else fields
    return owned if most is None or len(owned) <= most else fields


def sale_in(entry: Mapping[str, object]) -> str:
    """Returns the sale's id as we sent it along; empty where there is none. A text that is no id
    leaves a trace: it matches no sale, and is not the same as none."""
    return _custom(entry, SALE_FIELD)


def till_in(entry: Mapping[str, object]) -> str:
    """Returns the till's id in the same way."""
    return _custom(entry, TILL_FIELD)


def _custom(entry: Mapping[str, object], name: str) -> str:
    custom = entry.get("custom_fields")
    return name_of(text_of(custom.get(name))) if isinstance(custom, dict) else ""


# The local symbols of a currency, beside its code.
_CURRENCIES: Mapping[Currency, frozenset[str]] = {
    currency: frozenset({currency.code.lower(), currency.symbol.lower()}) for currency in Currency
}


def is_currency(entry: Mapping[str, object], currency: Currency) -> bool:
    """Returns whether an amount is in this currency: all of them are, unless `currency` says
    otherwise."""
    named = is_named(entry, "currency")
    return not named or word_of(entry["currency"]) in _CURRENCIES[currency]


def amount_in(
    entry: Mapping[str, object], currency: Currency, name: str = "amount"
) -> Money | None:
    """Returns the exact amount of a payment or a transaction; None where it names none in this
    currency."""
    return from_wire(entry.get(name), currency) if is_currency(entry, currency) else None


def is_named(entry: Mapping[str, object], name: str) -> bool:
    """Returns whether a field has a value: null and an empty text are none."""
    return entry.get(name) not in (None, "")


def is_name(text: str) -> bool:
    """Returns whether a provider's id can stand in a path of ours as it is."""
    return is_path_name(text)


def dump_json(body: Mapping[str, Any]) -> str:
    """Writes compact JSON in which a Decimal is an exact number."""
    # simplejson writes Decimal; the standard library would need a float on the way.
    import simplejson  # noqa: PLC0415 - not needed for the first paint

    return str(simplejson.dumps(body, use_decimal=True, ensure_ascii=False, separators=(",", ":")))


_TROUBLES: Mapping[int, Reason] = {
    HTTPStatus.UNAUTHORIZED: Reason.WRONG_KEY,
    HTTPStatus.FORBIDDEN: Reason.NOT_AUTHORIZED,
    HTTPStatus.NOT_FOUND: Reason.BAD_REQUEST,
    HTTPStatus.METHOD_NOT_ALLOWED: Reason.BAD_REQUEST,
    HTTPStatus.NOT_ACCEPTABLE: Reason.BAD_REQUEST,
    HTTPStatus.BAD_REQUEST: Reason.BAD_REQUEST,
    HTTPStatus.UNPROCESSABLE_ENTITY: Reason.BAD_REQUEST,
}


def read_refusal(answer: Answer, *, own: bool, reason: Reason | None = None) -> Trouble:
    """Interprets an answer other than the one hoped for. `detail` has the provider's own words.

    Only a plain refusal (4xx) in the provider's own form (`own`) proves that nothing was done. In
    any other form it may come from a firewall that blocked the answer, when the money had moved.
    408, 409 and everything from 500 may come from a proxy while the work goes on behind it; so may
    an unreadable success.
    """
    if own and answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        return RateLimited(answer.retry_after)
    detail = f"HTTP {answer.status} {words_of(answer)}".rstrip()
    if own and answer.status in _TROUBLES:
        return Rejected(reason or _TROUBLES[HTTPStatus(answer.status)], detail)
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Indeterminate(Reason.PROVIDER_DOWN, detail)
    return Indeterminate(Reason.UNREADABLE_ANSWER, detail)


def read_trouble(answer: Answer, *, own: bool, reason: Reason | None = None) -> Trouble:
    """Does the same for a read, which did nothing that could be repeated: if the server asks us to
    slow down, in whatever form, the till asks later."""
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        return RateLimited(answer.retry_after)
    return read_refusal(answer, own=own, reason=reason)


def phrase_of(answer: Answer) -> str:
    """Returns HTTP's name of the answer's status, in lower case; empty for an unknown one."""
    known = {status.value: status.phrase.lower() for status in HTTPStatus}
    return known.get(answer.status, "")


def says(body: object, *names: str) -> bool:
    """Returns whether it is an object that says what is wrong under one of these names."""
    told = [body.get(name) for name in names] if isinstance(body, dict) else []
    return any(value if isinstance(value, dict | list) else text_of(value) for value in told)


def complains_of(body: object, fields: Container[str]) -> bool:
    """Returns whether it is an object whose `errors` has texts for each field that it names, and
    names none but these. A proxy or firewall in front of a provider does not know its fields."""
    errors = body.get("errors") if isinstance(body, dict) else None
    return (
        isinstance(errors, dict)
        and bool(errors)
        and all(name in fields and _are_texts(told) for name, told in errors.items())
    )


def _are_texts(told: object) -> bool:
    return isinstance(told, list) and bool(told) and all(map(text_of, told))


def words_of(answer: Answer) -> str:
    """Returns the provider's error message, from all the forms in which the documents show it."""
    body = read_json(answer)
    entries = body if isinstance(body, list) else [body]
    said = [_said(entry) for entry in entries[:5]]
    return readable("; ".join(part for part in said if part))


def _said(entry: object) -> str:
    if not isinstance(entry, dict):
        return text_of(entry)
    errors = entry.get("errors")
    if isinstance(errors, dict):
        return "; ".join(f"{name}: {_first(problems)}" for name, problems in errors.items())
    named = (text_of(entry.get(name)) for name in ("message", "msg", "error"))
    problem = next(filter(None, named), "")
    parameter = text_of(entry.get("param"))  # ProxyPay's "Validation Errors"
    return f"{parameter}: {problem}" if parameter else problem


def _first(problems: object) -> str:
    return text_of(problems[0]) if isinstance(problems, list) and problems else text_of(problems)


def is_page(answer: Answer) -> bool:
    """Returns whether the body is HTML, which comes from a server in front of a provider, or in its
    place."""
    return answer.text.removeprefix(_BYTE_ORDER_MARK).lstrip().startswith("<")


def read_gone(answer: Answer, *, own: bool) -> Done | Trouble:
    """Interprets the answer to a delete: done, if the thing is gone now or was before. A 404 counts
    only in the provider's own form (`own`)."""
    deleted = answer.status in (HTTPStatus.NO_CONTENT, HTTPStatus.OK) and not is_page(answer)
    missing = answer.status == HTTPStatus.NOT_FOUND and own
    return Done() if deleted or missing else read_trouble(answer, own=own)


def read_proof(answer: Answer, *, own: bool) -> Done | Trouble:
    """Interprets the answer to a harmless read, which proves the key. A login page proves
    nothing."""
    if answer.status == HTTPStatus.OK and read_json(answer) is not None:
        return Done()
    return read_trouble(answer, own=own)


def is_signed(body: bytes, secret: str, signature: str) -> bool:
    """Returns whether this is the HMAC-SHA-256 of these very bytes, in lower-case hexadecimal.

    With an empty secret anybody could sign.
    """
    if not secret or not signature.isascii():
        return False
    made = hmac.new(secret.encode("utf-8", "replace"), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(made, signature)


def heard(body: bytes) -> Answer:
    """Wraps a body that was posted to us, so that gateways parse it like an answer."""
    return Answer(HTTPStatus.OK, {}, body.decode("utf-8", "replace"))


def payments_only(sale: Sale) -> None:
    """Raises ValueError for a purpose other than a payment."""
    if sale.purpose is not Purpose.PAYMENT:
        raise ValueError(f"{sale.method} knows no {sale.purpose}")


def callback_of(account: Account, sale: Sale) -> Mapping[str, str]:
    """Returns the address for callbacks about this sale, if the account names one: the sale's id
    ends it."""
    address = account.options.get("callback_url", "")
    return {"callback_url": f"{address.rstrip('/')}/{sale.id}"} if address else {}


JSON_BODY: Mapping[str, str] = {"Content-Type": "application/json"}


def bearer(account: Account) -> dict[str, str]:
    """Returns the headers of a provider that takes its key as a bearer token and speaks JSON."""
    return {"Authorization": f"Bearer {account.secret}", "Accept": "application/json"}


def follow_up(account: Account, sale: Sale) -> Request:
    """Polls the status path of the sale's charge. Reads may always be repeated."""
    if sale.status_path is None:
        raise ValueError("nothing to ask for: the charge was never taken on")
    return Request("GET", sale.status_path, bearer(account), repeat_harmless=True)


def named_in_errors(answer: Answer, fields: Mapping[str, Reason]) -> Reason | None:
    """Returns the reason of the first of these fields that an `errors` object complains about."""
    errors = read_object(answer).get("errors")
    if not isinstance(errors, dict):
        return None
    return next((reason for name, reason in fields.items() if name in errors), None)
