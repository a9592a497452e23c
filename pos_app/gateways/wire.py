"""Reading what strangers send: JSON whose every field may be missing, null or of another type."""

import hashlib
import hmac
import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from http import HTTPStatus
from typing import Any

from pos_app.domain.events import Purpose
from pos_app.domain.reason import Reason
from pos_app.domain.sale import Sale
from pos_app.ports.gateway import Account, Answer, Busy, Done, Request, Trouble, TurnedAway, Unclear


def read_json(answer: Answer) -> Any:
    """The body as JSON with exact numbers, or None where it is not JSON."""
    try:
        return json.loads(answer.text, parse_float=Decimal, parse_constant=lambda _: None)
    except (ValueError, ArithmeticError, RecursionError):  # an exponent can be too large to hold
        return None


def read_object(answer: Answer) -> Mapping[str, Any]:
    """The body as a JSON object, empty where it is none."""
    body = read_json(answer)
    return body if isinstance(body, dict) else {}


def object_in(body: object, *names: str) -> Mapping[str, Any]:
    """The object under the first of these names that holds one, or else the body itself."""
    if not isinstance(body, dict):
        return {}
    return next((body[name] for name in names if isinstance(body.get(name), dict)), body)


def list_in(body: object, *names: str) -> Sequence[Any] | None:
    """A bare list, or the one under the first of these names that holds one, at most two deep."""
    if isinstance(body, list):
        return body
    outer = body if isinstance(body, dict) else {}
    inner = object_in(outer, *names)
    found = (part.get(name) for part in (outer, inner) for name in names)
    return next((entries for entries in found if isinstance(entries, list)), None)


def raw_of(entry: object) -> str:
    """One entry of a list, as it is kept; empty where it is too deep to be written again."""
    try:
        return json.dumps(entry, default=str)
    except (ValueError, RecursionError):
        return ""


def text_of(value: object) -> str:
    """A text or a number as text, trimmed; empty for everything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return ""
    # JSON can hold half a surrogate pair; no file can.
    return str(value).strip().encode("utf-8", "replace").decode()


def word_of(value: object) -> str:
    """A status word: trimmed and in lower case."""
    return text_of(value).lower()


def count_of(value: object) -> int | None:
    """How many there are of something, as text or a number; None where it is neither."""
    digits = text_of(value)
    return int(digits) if re.fullmatch(r"[0-9]{1,9}", digits) else None


def seconds_of(value: object) -> float | None:
    """A duration in seconds, as text or a number; None where it is neither or makes no sense."""
    try:
        seconds = float(text_of(value))
    except ValueError:
        return None
    return seconds if 0 <= seconds <= 24 * 3600 else None


REFERENCE_DIGITS = 9


def reference_of(value: object) -> str:
    """A Multicaixa reference: nine digits, whatever a number lost on the way; empty if none."""
    digits = text_of(value).replace(" ", "")
    usable = digits.isascii() and digits.isdigit() and len(digits) <= REFERENCE_DIGITS
    return digits.zfill(REFERENCE_DIGITS) if usable else ""


SALE_FIELD = "sale"  # the custom field by which a payment says whose it is


def fields_of(sale: Sale) -> dict[str, str]:
    """The custom fields of a sale's reference, which its payment inherits: what it is for, where
    somebody said so. No typed field can take the place of ours."""
    what_for = {"description": sale.description} if sale.description else {}
    ours = {SALE_FIELD: sale.id, "number": f"{sale.number:04d}"}
    return {**what_for, **(sale.fields or {}), **ours}


def sale_in(entry: Mapping[str, object]) -> str:
    """The sale's id as we sent it along; empty where there is none."""
    custom = entry.get("custom_fields")
    return text_of(custom.get(SALE_FIELD)) if isinstance(custom, dict) else ""


def is_name(text: str) -> bool:
    """Whether a provider's id can stand in a path of ours as it is."""
    return bool(re.fullmatch(r"[A-Za-z0-9_-]{1,64}", text))


def dump_json(body: Mapping[str, Any]) -> str:
    """Compact JSON in which a Decimal is an exact number."""
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


def read_trouble(answer: Answer, reason: Reason | None = None) -> Trouble:
    """What an answer means that is not the one hoped for. `detail` has the provider's own words.

    Only a plain refusal (4xx) proves that nothing was done. 408, 409 and everything from 500
    may come from a proxy while the work goes on behind it; so may a success nobody can read.
    """
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        return Busy(answer.retry_after)
    detail = f"HTTP {answer.status} {words_of(answer)}".rstrip()
    if answer.status in _TROUBLES:
        return TurnedAway(reason or _TROUBLES[HTTPStatus(answer.status)], detail)
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Unclear(Reason.PROVIDER_DOWN, detail)
    return Unclear(Reason.UNREADABLE_ANSWER, detail)


MOST_WORDS = 200  # characters of a provider's words that are kept beside the reason


def words_of(answer: Answer) -> str:
    """What a provider says went wrong, from all the forms in which the documents show it."""
    body = read_json(answer)
    entries = body if isinstance(body, list) else [body]
    said = [_said(entry) for entry in entries[:5]]
    return printable("; ".join(words for words in said if words))


def _said(entry: object) -> str:
    if not isinstance(entry, dict):
        return text_of(entry)
    errors = entry.get("errors")
    if isinstance(errors, dict):
        return "; ".join(f"{name}: {_first(problems)}" for name, problems in errors.items())
    named = (text_of(entry.get(name)) for name in ("message", "msg", "error"))
    words = next(filter(None, named), "")
    parameter = text_of(entry.get("param"))  # ProxyPay's "Validation Errors"
    return f"{parameter}: {words}" if parameter else words


def _first(problems: object) -> str:
    return text_of(problems[0]) if isinstance(problems, list) and problems else text_of(problems)


def printable(text: str) -> str:
    """Words of a stranger as they may stand in the journal: short and on one line."""
    line = "".join(letter if letter.isprintable() else " " for letter in text)
    return line.encode("utf-8", "replace").decode()[:MOST_WORDS].strip()


def is_page(answer: Answer) -> bool:
    """HTML comes from whatever stands in front of a provider, or in its place."""
    return answer.text.lstrip().startswith("<")


def read_gone(answer: Answer) -> Done | Trouble:
    """What was deleted now, or is no longer there."""
    gone = (HTTPStatus.NO_CONTENT, HTTPStatus.OK, HTTPStatus.NOT_FOUND)
    return Done() if answer.status in gone and not is_page(answer) else read_trouble(answer)


def read_proof(answer: Answer) -> Done | Trouble:
    """Whether a harmless read was answered, which proves the key. A login page proves nothing."""
    if answer.status == HTTPStatus.OK and read_json(answer) is not None:
        return Done()
    return read_trouble(answer)


def is_signed(body: bytes, secret: str, signature: str) -> bool:
    """Whether this is the HMAC-SHA-256 of these very bytes, in lower-case hexadecimal.

    With an empty secret anybody could sign.
    """
    if not secret or not signature.isascii():
        return False
    made = hmac.new(secret.encode("utf-8", "replace"), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(made, signature)


def heard(body: bytes) -> Answer:
    """What was posted to us, in the form in which answers are read."""
    return Answer(HTTPStatus.OK, {}, body.decode("utf-8", "replace"))


def payments_only(sale: Sale) -> None:
    """Raises ValueError for what a provider that only takes payments cannot do."""
    if sale.purpose is not Purpose.PAYMENT:
        raise ValueError(f"{sale.method} knows no {sale.purpose}")


def callback_of(account: Account, sale: Sale) -> Mapping[str, str]:
    """Where to tell us of this sale, if the account names an address: the sale's id ends it."""
    address = account.options.get("callback_url", "")
    return {"callback_url": f"{address.rstrip('/')}/{sale.id}"} if address else {}


JSON_BODY: Mapping[str, str] = {"Content-Type": "application/json"}


def bearer(account: Account) -> dict[str, str]:
    """The headers of a provider that takes its key as a bearer token and speaks JSON."""
    return {"Authorization": f"Bearer {account.secret}", "Accept": "application/json"}


def follow_up(account: Account, sale: Sale) -> Request:
    """Asks at the path that the sale's charge was given. Reads may always be repeated."""
    if sale.follow is None:
        raise ValueError("nothing to ask for: the charge was never taken on")
    return Request("GET", sale.follow, bearer(account), repeat_harmless=True)


def named_in_errors(answer: Answer, fields: Mapping[str, Reason]) -> Reason | None:
    """The reason of the first of these fields that an `errors` object complains about."""
    errors = read_object(answer).get("errors")
    if not isinstance(errors, dict):
        return None
    return next((reason for name, reason in fields.items() if name in errors), None)
