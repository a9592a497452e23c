"""What two providers or more read alike."""

from dataclasses import replace
from http import HTTPStatus
from typing import Any

import pytest
from gateways.examples import PROXYPAY, VPOS, WIKIPAY, a_sale, answer

from pos_app.domain.events import Paid
from pos_app.domain.reasons import Reason
from pos_app.gateways import proxypay, vpos, wikipay
from pos_app.gateways.response_json import (
    count_of,
    entity_of,
    fields_of,
    list_in,
    object_in,
    objects_in,
    reference_of,
    text_of,
    unwrapped,
    words_of,
)
from pos_app.ports.gateway import (
    RAW_KEPT,
    Done,
    Indeterminate,
    QueuePage,
    RateLimited,
    Rejected,
    StillWaiting,
)

REFERRED = a_sale("proxypay", reference="904800000")


# --- whose word it is -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (401, Reason.WRONG_KEY),
        (403, Reason.NOT_AUTHORIZED),
        (404, Reason.BAD_REQUEST),
        (405, Reason.BAD_REQUEST),
        (406, Reason.BAD_REQUEST),
        (422, Reason.BAD_REQUEST),
    ],
)
def test_a_plain_refusal_in_the_providers_form_did_nothing(status: int, reason: Reason) -> None:
    """The plain statuses, each with what the shop can do about it."""
    told = answer(status, {"message": "No"})
    assert proxypay.parse_charge(PROXYPAY, REFERRED, told) == Rejected(reason, f"HTTP {status} No")
    page = proxypay.parse_charge(PROXYPAY, REFERRED, answer(status, "<html>No</html>"))
    assert page == Indeterminate(Reason.UNREADABLE_ANSWER, f"HTTP {status}")


@pytest.mark.parametrize("status", [408, 409, 410, 413, 418, 425, 451, 499])
def test_every_other_refusal_may_come_from_somebody_in_between(status: int) -> None:
    meaning = proxypay.parse_charge(PROXYPAY, REFERRED, answer(status, {"message": "No"}))
    assert meaning == Indeterminate(Reason.UNREADABLE_ANSWER, f"HTTP {status} No")


@pytest.mark.parametrize("status", [500, 501, 502, 503, 504, 599, 999])
def test_a_broken_server_says_nothing_in_whatever_form(status: int) -> None:
    meaning = proxypay.parse_charge(PROXYPAY, REFERRED, answer(status, {"message": "No"}))
    assert meaning == Indeterminate(Reason.PROVIDER_DOWN, f"HTTP {status} No")


def test_whoever_is_too_busy_for_a_charge_has_to_be_the_provider() -> None:
    own = answer(429, {"message": "Slow down"}, retry_after=" 7 ")
    assert proxypay.parse_charge(PROXYPAY, REFERRED, own) == RateLimited(7.0)
    page = proxypay.parse_charge(PROXYPAY, REFERRED, answer(429, "<html>", retry_after="7"))
    assert page == Indeterminate(Reason.UNREADABLE_ANSWER, "HTTP 429")


@pytest.mark.parametrize(
    ("told", "seconds"),
    [("7", 7.0), ("0", 0.0), ("-7", None), ("soon", None), ("", None), ("٣", None),
     ("Fri, 20 Nov 2026 10:00:00 GMT", None), ("1.5", None)],
)  # fmt: skip
def test_when_to_ask_again_is_read_in_seconds(told: str, seconds: float | None) -> None:
    assert proxypay.parse_queue(PROXYPAY, answer(429, "", retry_after=told)) == RateLimited(seconds)


@pytest.mark.parametrize("status", [200, 204])
def test_what_was_taken_away_is_gone_where_the_provider_says_so(status: int) -> None:
    assert proxypay.parse_cancel(answer(status)) == Done()
    for page in ("<html>", "\ufeff <html>", "  <!DOCTYPE html>"):
        assert isinstance(proxypay.parse_cancel(answer(status, page)), Indeterminate)


@pytest.mark.parametrize(
    ("status", "body"), [(201, ""), (202, ""), (203, ""), (303, ""), (200, "<"), (204, "<")]
)
def test_what_is_not_said_in_the_documents_way_is_not_gone(status: int, body: str) -> None:
    assert isinstance(proxypay.parse_cancel(answer(status, body)), Indeterminate)
    assert isinstance(wikipay.parse_acknowledge(answer(status, body)), Indeterminate)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('"Unauthorized"', "Unauthorized"),
        ({"message": "a", "msg": "b", "error": "c"}, "a"),
        ({"message": None, "msg": "b", "error": "c"}, "b"),
        ({"message": "", "msg": [], "error": "c"}, "c"),
        ({"param": "amount", "message": "a"}, "amount: a"),
        ({"errors": {"amount": ["a", "b"], "mobile": "cd", "x": [], "y": None}},
         "amount: a; mobile: cd; x: ; y:"),
        ({"errors": ["a"], "message": "b"}, "b"),
        ([{"message": str(n)} for n in range(9)], "0; 1; 2; 3; 4"),
        ([{}, {"message": "a"}, 7, None], "a; 7"),
        ("<html>", ""),
    ],
)  # fmt: skip
def test_what_went_wrong_is_told_in_the_providers_own_words(body: Any, words: str) -> None:
    assert words_of(answer(400, body)) == words


# --- forms ----------------------------------------------------------------------------------------


def a_transaction(**change: Any) -> dict[str, Any]:
    return {"id": "1kTF", "status": "accepted", "amount": "101.09", "type": "payment", **change}


PUSHED = a_sale("vpos", status_path="/api/v1/transactions/1kTF", reference="1kTF")


@pytest.mark.parametrize(
    ("body", "paid"),
    [
        (a_transaction(), True),
        ({"data": a_transaction()}, True),
        ({"data": [a_transaction()]}, True),
        (a_transaction(data=["x"]), True),
        (a_transaction(data=[]), True),
        (a_transaction(data=None), True),
        ({"data": [a_transaction(), a_transaction()]}, False),
        ({"data": {"data": a_transaction()}}, False),
        ([a_transaction()], False),
        (a_transaction(data=a_transaction(status="rejected")), False),
    ],
)
def test_what_a_library_wraps_is_taken_out_once(body: Any, *, paid: bool) -> None:
    meaning = vpos.parse_status(VPOS, PUSHED, answer(200, body))
    assert (meaning == Paid(reference="1kTF")) is paid


def test_the_first_name_that_holds_an_object_or_a_list_is_taken() -> None:
    body = {"a": [1], "b": {"c": [2]}, "d": {}}
    assert object_in(body, "a", "b", "d") == {"c": [2]}
    assert object_in(body, "a", "x") == body
    assert object_in([body], "b") == {}
    assert unwrapped([body]) == {}
    assert list_in([3], "a") == [3]
    assert list_in(body, "x", "a") == [1]
    assert list_in(body, "b", "c") == [2]
    assert list_in({"a": {"b": {"a": [1]}}}, "a") is None  # no deeper than two
    assert list_in({"a": "x"}, "a") is None
    assert list_in("x", "a") is None
    assert objects_in([{"a": {"b": [{"c": 1}]}}, 7]) == [
        {"a": {"b": [{"c": 1}]}}, {"b": [{"c": 1}]}, {"c": 1},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("eta", "seconds"),
    [("120", 120.0), (119.5, 119.5), (0, 0.0), (86_400, 86_400.0), (86_401, None), (-1, None),
     ("NaN", None), ("Infinity", None), (True, None), ([], None), ("soon", None), (None, None)],
)  # fmt: skip
def test_a_wait_makes_sense_or_is_none(eta: Any, seconds: float | None) -> None:
    """At most a day."""
    asked = replace(PUSHED, status_path="/api/v1/requests/1kTF")
    told = vpos.parse_status(VPOS, asked, answer(200, {"eta": eta}))
    assert told == StillWaiting(seconds)


@pytest.mark.parametrize(
    ("value", "text", "count"),
    [(7, "7", 7), (" 7 ", "7", 7), ("007", "007", 7), (True, "", None), (None, "", None),
     ("x", "x", None), ("٣", "٣", None), ("-1", "-1", None), ("1" * 9, "1" * 9, 111_111_111),
     ("1" * 10, "1" * 10, None), ("\ud83d", "?", None), ({}, "", None)],
)  # fmt: skip
def test_a_text_or_a_number_is_a_text_and_may_be_a_count(
    value: Any, text: str, count: int | None
) -> None:
    assert text_of(value) == text
    assert count_of(value) == count


@pytest.mark.parametrize(
    ("value", "reference", "entity"),
    [(1, "000000001", "00001"), ("424", "000000424", "00424"), ("00424", "000000424", "00424"),
     (123456, "000123456", ""), ("741 820 581", "741820581", ""), ("1234567890", "", ""),
     ("", "", ""), (None, "", ""), (True, "", ""), ("x1", "", "")],
)  # fmt: skip
def test_a_number_gets_back_the_zeros_that_it_lost(value: Any, reference: str, entity: str) -> None:
    """Nine figures of a reference, five of an entity: as an ATM asks for them."""
    assert reference_of(value) == reference
    assert entity_of(value) == entity


def test_a_payment_says_whose_it_is_and_what_for() -> None:
    sale = a_sale("wikipay", description="Gás", fields={"invoice": "1", "number": "x"})
    ours = {"sale": sale.id, "number": "0007", "till": "t"}
    assert fields_of(sale) == {"description": "Gás", "invoice": "1", **ours}
    assert fields_of(a_sale("wikipay")) == ours
    typed = a_sale("wikipay", description="Gás", fields={"description": "typed"})
    assert fields_of(typed)["description"] == "typed"


def test_an_answer_is_kept_as_far_as_a_person_reads_it() -> None:
    assert RAW_KEPT == 4000  # characters
    kept = answer(HTTPStatus.OK, "x" * 5000).kept
    assert kept == "200 " + "x" * 3996


@pytest.mark.parametrize("told", [{}, {"sale": None}, {"sale": ["x"]}, None, "x", 7])
def test_a_payment_without_a_sales_id_bears_none(told: Any) -> None:
    entry = {"id": 7, "reference_number": "002001002", "amount": "1.00", "custom_fields": told}
    page = wikipay.parse_queue(WIKIPAY, answer(200, {"payments": [entry]}))
    assert isinstance(page, QueuePage)
    assert [payment.sale for payment in page.payments] == [""]
