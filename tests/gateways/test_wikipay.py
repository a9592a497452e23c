"""Wikipay: references in one request, a queue whose ids repeat, and the way without a queue."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from gateways.examples import ID, SECRET, WIKIPAY, a_sale, answer

from pos_app.domain.errors import BadInput, Field, InputProblem
from pos_app.domain.events import Flag, Mismatched, Paid, Purpose
from pos_app.domain.money import Currency, Money
from pos_app.domain.reasons import Reason
from pos_app.gateways import wikipay
from pos_app.ports.gateway import (
    ChargeAccepted,
    Done,
    End,
    Indeterminate,
    NotFound,
    NotPaid,
    QueuedPayment,
    QueuePage,
    Rejected,
    StillWaiting,
)
from pos_app.ports.provider_admin import ListedReference, ReferenceList

NAME = "A8KFqnMLD0Zn2UpZqK"
NEW = a_sale("wikipay")
END_OF_DAY = datetime(2026, 11, 21, 22, 59, 59, tzinfo=UTC)  # 23:59:59 in Luanda
MADE = a_sale(
    "wikipay",
    reference="002001002",
    status_path=f"/v1/reference/{NAME}",
    entity="00424",
    expires_at=END_OF_DAY,
)
CUSTOM = {"name": "", "tel": "", "email": "", "invoice": ""}

# The document's "Creat".
CREATED = {
    "reference": {
        "amount": "5.00",
        "created_at": "",
        "custom_fields": {"nome": "D", "encomenda": "2021/0333", "telefone": "1", "email": "1"},
        "entity_id": "00999",
        "expiry_date": "2021-06-16T21:58:00z",
        "id": NAME,
        "number": "741 820 581",
        "product_bitmap": 1,
        "status": "",
        "updated_at": "",
    }
}
# The document's "This endpoint retrieves all references".
LISTED = {
    "references": [
        {
            "status": " Paid", "number": "002 000 319", "id": "00424002000319",
            "expiry_date": "2021-06-08 23:59:00", "custom_fields": CUSTOM, "amount": "666.00",
        },
        {
            "status": " Expired", "number": None, "id": "1",
            "expiry_date": "2021-06-08 23:59:00", "custom_fields": CUSTOM, "amount": "666.98",
        },
    ],
    "meta": {"total_count": 10, "offset": 0, "limit": 20},
}  # fmt: skip


def reference(**change: Any) -> dict[str, Any]:
    """The document's "This endpoint retrieves a specific reference"."""
    return {
        "status": " Paid", "number": "002 001 002", "id": "00424002001002",
        "expiry_date": "2021-06-09 23:59:00", "custom_fields": CUSTOM, "amount": "101.09", **change,
    }  # fmt: skip


def payment(**change: Any) -> dict[str, Any]:
    """The document's "Payment", "Get"."""
    return {
        "terminal_type": "01", "terminal_transaction_id": "00123", "terminal_location": "Luanda",
        "terminal_id": "00456", "reference_number": "000000002001002",
        "reference_id": "8uVigNJ7Jj4hvVMdhQ", "id": "449500352608", "entity_id": "00424",
        "datetime": "2015-05-10T17:43:10Z", "fee": "150", "period_id": "1",
        "period_end_datetime": "2015-05-10 20:00:00", "custom_fields": CUSTOM, "amount": "5000.09",
        **change,
    }  # fmt: skip


def listed(*entries: Any, total: object = None, limit: object = 20) -> dict[str, Any]:
    count = len(entries) if total is None else total
    meta = {"total_count": count, "offset": 0, "limit": limit}
    return {"payments": list(entries), "meta": meta}


# --- references -----------------------------------------------------------------------------------


def test_a_reference_is_asked_for_as_documented() -> None:
    request = wikipay.charge(WIKIPAY, replace(NEW, fields={"invoice": "1", "sale": "x"}))
    assert request.line == "POST /v1/reference/create"
    assert json.loads(request.body) == {
        "reference": {
            "amount": "101.09",
            "expiry_date": "2026-11-21",
            "custom_fields": {"invoice": "1", "sale": ID, "number": "0007", "till": "t"},
        }
    }
    assert request.headers["Authorization"] == SECRET  # the bare key
    assert request.headers["Content-Type"] == "application/json"
    assert request.repeat_harmless
    assert SECRET not in request.line + request.body


@pytest.mark.parametrize(
    ("until", "day"),
    [
        (datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC), "2026-12-31"),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "2027-01-01"),
    ],
)
def test_a_reference_lasts_to_the_end_of_a_day_in_luanda(until: datetime, day: str) -> None:
    sale = replace(NEW, valid_until=until)
    assert json.loads(wikipay.charge(WIKIPAY, sale).body)["reference"]["expiry_date"] == day
    read = wikipay.parse_charge(WIKIPAY, sale, answer(200, CREATED))
    assert isinstance(read, ChargeAccepted)
    assert read.expires_at is not None
    assert read.expires_at.isoformat() == f"{day}T23:59:59+01:00"


def test_without_a_wish_it_lasts_to_the_end_of_the_next_day() -> None:
    """A day from now, and what is left of that one: in Luanda, where it is a quarter to twelve."""
    late = replace(NEW, created_at=datetime(2026, 11, 20, 22, 45, tzinfo=UTC))
    body = json.loads(wikipay.charge(WIKIPAY, late).body)
    assert body["reference"]["expiry_date"] == "2026-11-21"


def test_wikipay_knows_no_payout() -> None:
    with pytest.raises(ValueError, match="payout"):
        wikipay.charge(WIKIPAY, replace(NEW, purpose=Purpose.PAYOUT))


@pytest.mark.parametrize("status", [200, 201])
@pytest.mark.parametrize("body", [CREATED, CREATED["reference"]])
def test_a_made_reference_has_a_number_an_entity_and_an_end(status: int, body: object) -> None:
    assert wikipay.parse_charge(WIKIPAY, NEW, answer(status, body)) == ChargeAccepted(
        reference="741820581",
        follow=f"/v1/reference/{NAME}",
        entity="00999",
        expires_at=END_OF_DAY,
    )


@pytest.mark.parametrize(
    ("told", "ours", "shown"),
    [(None, "424", "00424"), ("", "00424", "00424"), (None, "", None), ("00999", "424", "00999")],
)
def test_the_entity_is_the_answers_or_else_the_accounts(
    told: str | None, ours: str, shown: str | None
) -> None:
    account = replace(WIKIPAY, options={"entity": ours})
    body = {"reference": {**CREATED["reference"], "entity_id": told}}
    read = wikipay.parse_charge(account, NEW, answer(200, body))
    assert isinstance(read, ChargeAccepted)
    assert read.entity == shown


@pytest.mark.parametrize("change", [{"number": None}, {"id": None}])
@pytest.mark.parametrize("status", [400, 500])
def test_an_error_that_half_names_a_reference_leaves_it_in_doubt_and_unasked(
    status: int, change: dict[str, Any]
) -> None:
    body = {"message": "x", "reference": {**CREATED["reference"], **change}}
    read = wikipay.parse_charge(WIKIPAY, NEW, answer(status, body))
    assert isinstance(read, Indeterminate)
    assert read.charge is None


@pytest.mark.parametrize(
    "change", [{"number": None}, {"number": "7418205811"}, {"id": None}, {"id": "../payment"}]
)
def test_a_reference_that_nobody_can_pay_or_ask_about_is_unclear(change: dict[str, Any]) -> None:
    body = {"reference": {**CREATED["reference"], **change}}
    assert isinstance(wikipay.parse_charge(WIKIPAY, NEW, answer(200, body)), Indeterminate)


def test_a_number_that_lost_its_zeros_gets_them_back() -> None:
    body = {"reference": {**CREATED["reference"], "number": 2001002, "entity_id": 424}}
    read = wikipay.parse_charge(WIKIPAY, NEW, answer(200, body))
    assert isinstance(read, ChargeAccepted)
    assert (read.reference, read.entity) == ("002001002", "00424")


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (400, Reason.BAD_REQUEST),
        (401, Reason.WRONG_KEY),
        (402, Reason.PROCESSOR_REFUSED),
        (404, Reason.BAD_REQUEST),
    ],
)
def test_wikipay_turns_away_and_says_why(status: int, reason: Reason) -> None:
    read = wikipay.parse_charge(WIKIPAY, NEW, answer(status, {"message": "não"}))
    assert read == Rejected(reason, f"HTTP {status} não")


@pytest.mark.parametrize(
    ("body", "reason", "words"),
    [
        ({"errors": {"amount": ["is too small"]}}, Reason.BAD_AMOUNT, "amount: is too small"),
        ({"errors": {"expiry_date": ["x"]}}, Reason.BAD_REQUEST, "expiry_date: x"),
        ({"errors": ["x"]}, Reason.BAD_REQUEST, ""),
        ({"error": "No"}, Reason.BAD_REQUEST, "No"),
    ],
)
def test_what_is_wrong_may_stand_under_other_names(
    body: object, reason: Reason, words: str
) -> None:
    read = wikipay.parse_charge(WIKIPAY, NEW, answer(400, body))
    assert read == Rejected(reason, f"HTTP 400 {words}".rstrip())


def test_a_conflict_settles_nothing() -> None:
    assert isinstance(wikipay.parse_charge(WIKIPAY, NEW, answer(409)), Indeterminate)


def test_a_reference_is_taken_away_by_its_id() -> None:
    assert wikipay.cancel(WIKIPAY, MADE).line == f"DELETE /v1/reference/cancel/{NAME}"
    assert wikipay.parse_cancel(answer(204)) == Done()
    assert wikipay.parse_cancel(answer(404, {"message": "Not Found"})) == Done()
    assert isinstance(wikipay.parse_cancel(answer(404)), Indeterminate)
    assert isinstance(wikipay.parse_cancel(answer(500)), Indeterminate)
    paid = wikipay.parse_cancel(answer(402, {"message": "The reference is paid"}))
    assert paid == Rejected(Reason.PROCESSOR_REFUSED, "HTTP 402 The reference is paid")
    with pytest.raises(ValueError, match="never made"):
        wikipay.cancel(WIKIPAY, NEW)


# --- asking about one reference -------------------------------------------------------------------


def look(body: object, status: int = 200) -> object:
    return wikipay.parse_status(WIKIPAY, MADE, answer(status, body))


def test_a_reference_is_asked_about_at_its_own_path() -> None:
    assert wikipay.status(WIKIPAY, MADE).line == f"GET /v1/reference/{NAME}"


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"status": "PAID "},
        {"amount": Decimal("101.09")},
        {"number": 2001002},
        {"number": None},  # then the id is the entity with the number
        {"number": None, "id": NAME},
        {"custom_fields": {"sale": ID}},
    ],
)
@pytest.mark.parametrize("form", ["list", "object", "bare"])
def test_a_paid_reference_that_matches_is_a_payment(change: dict[str, Any], form: str) -> None:
    entry = reference(**change)
    bodies: dict[str, object] = {
        "list": {"references": [entry], "meta": {"total_count": 1}},
        "object": {"reference": entry},
        "bare": entry,
    }
    text = json.dumps(bodies[form], default=float)
    assert look(text) == Paid(reference="002001002")


@pytest.mark.parametrize(
    ("change", "flag"),
    [
        ({"amount": "101.08"}, Flag.SHORT),
        ({"amount": "101.10"}, Flag.EXCESS),
        ({"amount": None}, Flag.MISMATCH),
        ({"custom_fields": {"sale": "another"}}, Flag.MISMATCH),
    ],
)
def test_a_paid_reference_that_does_not_match_is_a_flag(change: dict[str, Any], flag: Flag) -> None:
    read = look({"references": [reference(**change)]})
    assert isinstance(read, Mismatched)
    assert read.flag is flag


@pytest.mark.parametrize(
    "change",
    [{"number": "002 001 003"}, {"number": "x"}, {"number": None, "id": "00424002001003"}],
)
def test_another_reference_says_nothing_of_this_one(change: dict[str, Any]) -> None:
    assert isinstance(look({"references": [reference(**change)]}), Indeterminate)


def test_a_sale_without_an_entity_is_found_by_the_rest_of_its_names() -> None:
    bare = replace(MADE, entity=None)
    for change in ({"entity_id": "00999"}, {"number": None, "id": NAME}):
        body = {"references": [reference(**change)]}
        read = wikipay.parse_status(WIKIPAY, bare, answer(200, body))
        assert read == Paid(reference="002001002")
    for nameless in ({"id": "None002001002"}, {"id": None}, {"id": ""}):
        body = {"references": [reference(number=None, **nameless)]}
        for sale in (
            bare,
            replace(bare, status_path=None),
            replace(MADE, reference=None, status_path=None),
        ):
            assert isinstance(wikipay.parse_status(WIKIPAY, sale, answer(200, body)), Indeterminate)


def test_ours_is_found_among_others_and_is_there_but_once() -> None:
    others = LISTED["references"]
    assert isinstance(others, list)
    assert look({"references": [*others, reference()]}) == Paid(reference="002001002")
    assert isinstance(look({"references": [reference(), reference(status="")]}), Indeterminate)


def test_an_expired_reference_is_a_no_and_one_without_a_word_waits() -> None:
    expired = NotPaid(End.EXPIRED, Reason.REFERENCE_EXPIRED, "expired")
    assert look({"references": [reference(status=" Expired")]}) == expired
    assert look({"references": [reference(status=" Expired", amount=None)]}) == expired
    for other in ({"amount": "101.08"}, {"custom_fields": {"sale": "another"}},
                  {"entity_id": "00999"}):  # fmt: skip
        told = look({"references": [reference(status=" Expired", **other)]})
        assert told == Indeterminate(Reason.UNREADABLE_ANSWER, "expired, and not this sale's")
    assert look({"references": [reference(status="")]}) == StillWaiting()
    assert look({"references": [reference(status=None)]}) == StillWaiting()
    assert look({"message": "Not Found"}, 404) == NotFound()
    assert isinstance(look("", 404), Indeterminate)
    assert isinstance(look({"references": []}), Indeterminate)


def test_the_references_are_listed_with_all_their_oddities() -> None:
    assert wikipay.list_references(WIKIPAY, 20, 10).line == "GET /v1/reference?offset=20&limit=10"
    read = wikipay.parse_references(answer(200, LISTED))
    assert isinstance(read, ReferenceList)
    assert read.total == 10
    first, second = read.references
    assert (first.status, first.number) == ("paid", "002000319")
    assert first.amount == Money(666_00, Currency.AOA)
    assert (second.status, second.number, second.id) == ("expired", "", "1")
    assert isinstance(wikipay.parse_references(answer(200, "{}")), Indeterminate)


def test_one_reference_is_looked_up_by_its_id() -> None:
    assert wikipay.one_reference(WIKIPAY, NAME).line == f"GET /v1/reference/{NAME}"
    with pytest.raises(BadInput) as refused:
        wikipay.one_reference(WIKIPAY, "../payment")
    assert refused.value.field is Field.REFERENCE
    assert refused.value.complaint is InputProblem.REFERENCE_NOT_ONE
    read = wikipay.parse_reference(answer(200, {"references": [reference()]}))
    assert isinstance(read, ListedReference)
    assert (read.id, read.number, read.status) == ("00424002001002", "002001002", "paid")
    for none in ([], [reference(id=None)], [reference(), reference(id="2")]):
        assert isinstance(wikipay.parse_reference(answer(200, {"references": none})), Indeterminate)
    assert wikipay.parse_reference(answer(404, {"message": "Not Found"})) == NotFound()
    assert isinstance(wikipay.parse_reference(answer(404)), Indeterminate)
    forbidden = wikipay.parse_reference(answer(401, {"message": "No"}))
    assert forbidden == Rejected(Reason.WRONG_KEY, "HTTP 401 No")


# --- payments -------------------------------------------------------------------------------------


def test_the_queue_is_asked_for_with_and_without_setting_payments_aside() -> None:
    assert wikipay.queue(WIKIPAY, 0).line == "GET /v1/payment?limit=100"
    assert wikipay.queue(WIKIPAY, 30).line == "GET /v1/payment?limit=100&visibility_timeout=30"
    assert wikipay.acknowledge(WIKIPAY, "449500352608").line == "DELETE /v1/payment/449500352608"
    assert wikipay.parse_acknowledge(answer(204)) == Done()


def page(body: object) -> QueuePage:
    read = wikipay.parse_queue(WIKIPAY, answer(200, body))
    assert isinstance(read, QueuePage)
    return read


@pytest.mark.parametrize("bare", [True, False])
def test_a_payment_is_read_in_every_documented_form(*, bare: bool) -> None:
    first = payment(custom_fields={"sale": ID})
    second = payment(id=2, reference_number="2 000 319", amount="5000")
    read = page([first, second] if bare else listed(first, second))
    one, two = read.payments
    assert (one.id, one.reference, one.sale) == ("449500352608", "002001002", ID)
    assert one.amount == Money(5000_09, Currency.AOA)
    assert (two.id, two.reference, two.sale) == ("2", "002000319", "")
    assert two.amount == Money(5000_00, Currency.AOA)
    assert read.whole


@pytest.mark.parametrize(
    "number", ["000001002001002", "00000000200100x", None, "", "-00000002001002", True]
)
def test_a_number_with_something_else_in_front_is_no_reference(number: object) -> None:
    (read,) = page(listed(payment(reference_number=number))).payments
    assert read.reference == ""


def test_two_payments_with_one_id_stay_where_they_are() -> None:
    """The document's own sample: acknowledging either could take the other away unseen."""
    other = payment(reference_number="000000002000319", amount="5000")
    alone = payment(id="3")
    read = page(listed(payment(), other, alone))
    assert [(one.id, one.is_alone) for one in read.payments] == [
        (payment()["id"], False), (payment()["id"], False), ("3", True),
    ]  # fmt: skip
    assert read.whole


def test_the_very_same_payment_twice_is_one() -> None:
    read = page(listed(payment(), payment()))
    assert len(read.payments) == 1
    assert read.whole


@pytest.mark.parametrize(
    ("body", "whole"),
    [
        (listed(), True),
        (listed(payment(), total="1"), True),
        (listed(payment(), total=2), False),
        (listed(payment(), total=0), True),
        (listed(payment(), total="many"), True),
        (listed(*(payment(id=n) for n in range(20)), total="many"), False),  # a page of twenty
        (listed(*(payment(id=n) for n in range(20)), total=20), True),
        (listed(*(payment(id=n) for n in range(100)), total=100), False),
        (listed(*(payment(id=n) for n in range(19)), total="many"), True),
        (listed(*(payment(id=n) for n in range(100)), total="many", limit=500), False),
        (listed(*(payment(id=n) for n in range(99)), total="many", limit="x"), True),
        (listed(*(payment(id=n) for n in range(99)), total=99), True),
        ([payment(id=n) for n in range(99)], True),
        ([payment(id=n) for n in range(100)], False),
        (listed(payment(), "nonsense"), False),
        (listed(payment(), payment(id=None)), False),
        (listed(payment(id="../reference/1")), False),
    ],
)
def test_a_queue_was_seen_whole_only_if_nothing_can_stand_behind_what_was_read(
    body: object, *, whole: bool
) -> None:
    assert page(body).whole is whole


def one(text: str) -> object:
    return wikipay.parse_payment(answer(200, text))


def test_one_payment_is_read_even_where_a_bracket_is_missing() -> None:
    assert wikipay.payment(WIKIPAY, "449500352608").line == "GET /v1/payment/449500352608"
    whole = json.dumps({"payments": [payment()]})
    broken = whole.replace("}]}", "}\n  \n}")
    bare, named = json.dumps(payment()), json.dumps({"payment": payment()})
    for text in (whole, broken, bare, named):
        read = one(text)
        assert isinstance(read, QueuedPayment)
        assert (read.id, read.reference) == ("449500352608", "002001002")
    assert isinstance(one(json.dumps(listed(payment(), payment(id=2)))), Indeterminate)
    assert isinstance(one("}"), Indeterminate)
    assert isinstance(one(json.dumps({"payments": [payment(id=None)]})), Indeterminate)
    missing = wikipay.parse_payment(answer(404, {"message": "Not Found"}))
    assert missing == NotFound()
    with pytest.raises(BadInput) as refused:
        wikipay.payment(WIKIPAY, "../reference")
    assert refused.value.field is Field.REFERENCE
    assert refused.value.complaint is InputProblem.REFERENCE_NOT_ONE


def test_the_list_of_references_tells_a_good_key_from_a_wrong_one() -> None:
    assert wikipay.check(WIKIPAY).line == "GET /v1/reference?limit=1"
    assert wikipay.parse_check(answer(200, LISTED)) == Done()
    wrong = wikipay.parse_check(answer(401, {"message": "Unauthorized"}))
    assert wrong == Rejected(Reason.WRONG_KEY, "HTTP 401 Unauthorized")
