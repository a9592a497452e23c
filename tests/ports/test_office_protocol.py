"""The protocol between till and office: what one side writes, the other reads."""

import json
from datetime import UTC, datetime

import pytest

from pos_app.ports.journal import Head
from pos_app.ports.office.event_row import BEGINNING, EventRow
from pos_app.ports.office.protocol import (
    AccountMode,
    Batch,
    CallKind,
    CodeRefusal,
    CodeRefused,
    Fork,
    Inbox,
    InUse,
    ProviderCall,
    SessionGranted,
    SharedAccount,
)
from pos_app.ports.office.protocol_json import from_json, refusal_from_json, to_json

AT = datetime(2026, 11, 30, 9, 15, tzinfo=UTC)
ROW = EventRow(1, "", "2026-11-30T09:15:00.000000+00:00", "shopclock", '{"zone":"é"}', "ab" * 32)
CALL = ProviderCall("m", "a", CallKind.ENTRY, AT, {"x-signature": "1"}, b"\x00\xff", "s", "f")


@pytest.mark.parametrize(
    "value",
    [
        Batch(0, BEGINNING, (ROW,)),
        Inbox((CALL,), (SharedAccount("a", AccountMode.QUEUE, complete_to=AT),)),
        SessionGranted(3, 0, Head(7, "cd" * 32)),
    ],
)
def test_what_one_side_writes_the_other_reads(value: object) -> None:
    assert from_json(type(value), json.loads(json.dumps(to_json(value)))) == value


@pytest.mark.parametrize(
    "refusal", [Fork(3, Head(9, "ef" * 32)), InUse(None), CodeRefused(CodeRefusal.USED)]
)
def test_a_refusal_is_known_by_its_word(refusal: object) -> None:
    assert refusal_from_json(json.loads(json.dumps(to_json(refusal)))) == refusal


def test_a_newer_side_may_say_more() -> None:
    told = {**to_json(Fork(3, Head(9, "ef"))), "hint": "of a later version"}
    assert refusal_from_json(told) == Fork(3, Head(9, "ef"))
    assert refusal_from_json({"error": "of a later version"}) is None


@pytest.mark.parametrize(
    "told", [None, [], {}, {"at": True, "head": [1, "a"]}, {"at": 1, "head": [1]}, {"at": "1"}]
)
def test_what_makes_no_sense_is_refused_and_not_guessed(told: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_json(Fork, told)
