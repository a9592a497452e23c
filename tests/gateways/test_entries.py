"""An entry of a queue that somebody else has read is the payment that the queue shows."""

import json
from collections.abc import Mapping
from types import ModuleType
from typing import Any

import pytest
from gateways.examples import ID, PROXYPAY, WIKIPAY, answer

from pos_app.gateways import proxypay, wikipay
from pos_app.ports.gateway import Account, QueuePage

TYPED = {"sale": ID, "till": "b7d1", "number": "0007"}
ENTRIES: Mapping[str, dict[str, Any]] = {
    "owned": {"custom_fields": TYPED},
    "of an earlier version": {"custom_fields": {"sale": ID}},
    "without fields": {"custom_fields": None},
    "an amount of another form": {"amount": 101.09, "fee": 50},
    "no amount": {"amount": "1e3"},
    "a till's id that is none": {"custom_fields": {"sale": ID, "till": "two\nlines"}},
    "long": {"custom_fields": {**TYPED, "note": "x" * 5000}},
    "in other letters": {"custom_fields": {**TYPED, "note": "Açúcar \u2028"}},
}


@pytest.mark.parametrize(
    ("gateway", "account", "number"),
    [(proxypay, PROXYPAY, "reference_id"), (wikipay, WIKIPAY, "reference_number")],
)
@pytest.mark.parametrize("told", ENTRIES.values(), ids=ENTRIES)
def test_an_entry_is_the_payment_that_the_queue_shows(
    gateway: ModuleType, account: Account, number: str, told: Mapping[str, Any]
) -> None:
    entry = {"id": 156200026356, number: 904800000, "amount": "101.09", "fee": "50.00", **told}
    body = [entry] if gateway is proxypay else {"payments": [entry]}
    page = gateway.parse_queue(account, answer(200, body))
    assert isinstance(page, QueuePage)
    (shown,) = page.payments
    named = (told.get("custom_fields") or {}).get("till", "")
    assert (shown.till == named) is named.isprintable()
    assert gateway.parse_entry(account, shown.raw) == shown  # as it is kept
    assert gateway.parse_entry(account, json.dumps(entry)) == shown  # as the provider wrote it


@pytest.mark.parametrize(
    "text",
    [
        *("", "null", "[]", "7", '"x"', "{", "{}", '{"id": null}', '{"id": "a b/c"}'),
        *('{"id": 1e999999}', "[" * 5000, '{"id": 1, "id": 2}', '{"payments": [{"id": 1}]}'),
    ],
)
@pytest.mark.parametrize(("gateway", "account"), [(proxypay, PROXYPAY), (wikipay, WIKIPAY)])
def test_what_is_no_entry_is_none(gateway: ModuleType, account: Account, text: str) -> None:
    assert gateway.parse_entry(account, text) is None
