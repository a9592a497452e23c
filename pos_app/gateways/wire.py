"""Reading what strangers send: JSON whose every field may be missing, null or of another type."""

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from http import HTTPStatus
from typing import Any

from pos_app.domain.reason import Reason
from pos_app.domain.sale import Sale
from pos_app.ports.gateway import (
    Account,
    Answer,
    Busy,
    Request,
    Trouble,
    TurnedAway,
    Unclear,
)


def read_json(answer: Answer) -> Any:
    """The body as JSON with exact numbers, or None where it is not JSON."""
    try:
        return json.loads(answer.text, parse_float=Decimal, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        return None


def read_object(answer: Answer) -> Mapping[str, Any]:
    """The body as a JSON object, empty where it is none."""
    body = read_json(answer)
    return body if isinstance(body, dict) else {}


def text_of(value: object) -> str:
    """A text or a number as text, trimmed; empty for everything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return ""
    # JSON can hold half a surrogate pair; no file can.
    return str(value).strip().encode("utf-8", "replace").decode()


def word_of(value: object) -> str:
    """A status word: trimmed and in lower case."""
    return text_of(value).lower()


def seconds_of(value: object) -> float | None:
    """A duration in seconds, as text or a number; None where it is neither or makes no sense."""
    try:
        seconds = float(text_of(value))
    except ValueError:
        return None
    return seconds if 0 <= seconds <= 24 * 3600 else None


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
    """What an answer means that is not the one hoped for.

    Only a plain refusal (4xx) proves that nothing was done. 408, 409 and everything from 500
    may come from a proxy while the work goes on behind it; so may a success nobody can read.
    """
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        return Busy(answer.retry_after)
    detail = f"HTTP {answer.status}"
    if answer.status in _TROUBLES:
        return TurnedAway(reason or _TROUBLES[HTTPStatus(answer.status)], detail)
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Unclear(Reason.PROVIDER_DOWN, detail)
    return Unclear(Reason.UNREADABLE_ANSWER, detail)


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
