"""Whether what a provider said, as the journal keeps it, really is a yes to the sale it made green.

"Paid is the provider's word, found to match the sale": the words themselves are read here, more
strictly than any reader has to be. What an answer leaves out says nothing.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from faults.simulation.ledger import BY_REFERENCE, Row, figures, provider_of

_NUMBERS = {"clicpay": "msisdn", "vpos": "mobile"}  # what each calls its payer's
_TYPES = {"payment": ("c2b", "payment", "card"), "payout": ("b2c",), "refund": ("b2c", "refund")}


class _UnreadableError(Exception):
    """Said twice, or no number."""


def doubts_about(row: Row, raw: str) -> Iterator[str]:
    """What in these words does not fit this sale. `raw` has the status of the answer before it."""
    text = raw if row["method"] in BY_REFERENCE else raw.partition(" ")[2]
    try:
        told = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except _UnreadableError as doubt:
        yield str(doubt)
        return
    except ValueError:
        return  # of a page that is longer than what is kept, or of a form
    if isinstance(told, dict):
        yield from _disagreeing(row, told)


def _disagreeing(row: Row, told: Mapping[str, Any]) -> Iterator[str]:
    said = told.get("currency")
    if said is not None and said != row["currency"]:
        yield f"currency {said}"
    name = _NUMBERS.get(provider_of(row), "")
    said = told.get(name)
    if said is not None and row["phone"] and not _is_same_phone(str(said), row["phone"]):
        yield f"{name} {said}"
    said = told.get("type")
    if said is not None and said not in _TYPES.get(row["purpose"], (said,)):
        yield f"type {said}"


def _is_same_phone(said: str, phone: str) -> bool:
    return bool(figures(said)) and phone.endswith(figures(said)[-9:])


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        raise _UnreadableError("a key twice")
    return dict(pairs)


def _no_number(name: str) -> None:
    raise _UnreadableError(name)
