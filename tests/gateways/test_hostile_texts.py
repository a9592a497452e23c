"""A hostile text in every field of every answer of every provider: what is read of it passes the
gate, and a charge that bears one is never called not sent."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

import pytest
from gateways.examples import CLICPAY, VPOS, WIKIPAY, WIPAY, a_sale, answer
from gateways.test_any_answer import (
    CLICKED,
    FOUND,
    PUSHED,
    READERS,
    REFERENCE,
    SALE,
    STARTED,
    change,
    places,
    transaction,
)
from hostile.texts import ADDRESSES, LONG, TEXTS

from pos_app.domain.events import Authorized, Paid
from pos_app.domain.reasons import Reason
from pos_app.domain.text.foreign_text import LONGEST_WORDS, escaped, is_name, shown
from pos_app.domain.text.url_rules import LONGEST_ADDRESS
from pos_app.gateways import clicpay, vpos, wikipay, wipay
from pos_app.gateways.clicpay import admin
from pos_app.gateways.response_json import raw_of
from pos_app.ports.gateway import (
    RAW_KEPT,
    ChargeAccepted,
    ChargeId,
    Indeterminate,
    NotPaid,
    Rejected,
)
from pos_app.ports.provider_admin import Webhook
from pos_app.till.providers.same_payment import is_same_payment

# Words that take the place of a number of the documents' errors, so that its words are read too.
ERRORS: tuple[tuple[int, Any], ...] = (
    (400, {"errors": {"amount": ["x"], "mobile": "y"}}),
    (400, {"message": "x"}),
    (400, [{"param": "amount", "message": "x"}]),
    (401, "x"),
    (200, {"status": "error", "msg": "x"}),
    (200, {**STARTED, "status": "failed", "message": "x", "provider_response_code": "INS-5"}),
    (200, transaction(status="rejected", status_reason="3000")),
    (200, {**FOUND, "status": "failed", "message": "x", "provider_response_code": "y"}),
)


def texts_in(meaning: object, at: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a meaning, with where it stands."""
    if isinstance(meaning, Enum):
        return
    if isinstance(meaning, str):
        yield at, meaning
    elif is_dataclass(meaning):
        for field in fields(meaning):
            yield from texts_in(getattr(meaning, field.name), field.name)
    elif isinstance(meaning, Mapping):
        for inner in (*meaning.keys(), *meaning.values()):
            yield from texts_in(inner, at)
    elif isinstance(meaning, list | tuple):
        for inner in meaning:
            yield from texts_in(inner, at)


def hold(meaning: object) -> None:
    """Everything but the raw evidence is clean and short."""
    for at, text in texts_in(meaning):
        if at == "raw":
            assert len(text) <= RAW_KEPT
            assert escaped(text) == text
        else:
            most = LONGEST_ADDRESS if at in ("checkout", "url") else LONGEST_WORDS + 20
            assert shown(text, most) == text, (at, text[:80])
            assert "\n" not in text


def bodies(documented: Any, text: str) -> Iterator[Any]:
    """The text in the place of each value, and in that of each name."""
    yield text
    for path in places(documented):
        yield change(documented, path, text)
        if isinstance(path[-1], str):
            yield {text: documented, **documented} if isinstance(documented, dict) else [text]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_what_is_read_has_passed_the_gate(text: str) -> None:
    text = text[:20_000]  # a look is a while: the length is a test of its own
    errors = [
        answer(status, json.dumps(body))
        for status, documented in ERRORS
        for body in bodies(documented, text)
    ]
    for read, status, documented in READERS.values():
        for body in bodies(documented, text):
            written = json.dumps(body)
            hold(read(answer(status, written, location=text, retry_after=text)))
        for error in errors:
            hold(read(error))


@pytest.mark.parametrize("name", READERS)
def test_a_text_of_any_length_is_cut(name: str) -> None:
    read, status, documented = READERS[name]
    for path in places(documented):
        hold(read(answer(status, json.dumps(change(documented, path, LONG)))))


# --- what it means --------------------------------------------------------------------------------


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_reference_under_no_entity_is_made_and_asked_about_and_shown_to_nobody(text: str) -> None:
    """Nobody can be told where to pay it, and yet it may be paid."""
    made = {"reference": {**REFERENCE, "status": "", "entity_id": text}}
    meaning = wikipay.parse_charge(WIKIPAY, a_sale("wikipay"), answer(200, made))
    if not text.strip():
        assert isinstance(meaning, ChargeAccepted)
        assert meaning.entity is None
        return
    assert isinstance(meaning, Indeterminate)
    assert meaning.reason is Reason.UNREADABLE_ANSWER
    assert meaning.charge == ChargeId("002001002", "/v1/reference/00424002001002")


def test_an_entity_is_five_figures_however_it_is_written() -> None:
    for written in (424, "424", "00424", " 00424 "):
        made = {"reference": {**REFERENCE, "entity_id": written}}
        meaning = wikipay.parse_charge(WIKIPAY, a_sale("wikipay"), answer(200, made))
        assert isinstance(meaning, ChargeAccepted)
        assert meaning.entity == "00424"


CHARGES = [name for name in READERS if name.endswith(("charge", "card", "proxypay id"))]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("name", CHARGES)
def test_a_charge_that_is_answered_with_nonsense_may_have_been_carried_out(
    name: str, text: str
) -> None:
    """Whatever field cannot be used: it is followed, or nobody knows, and never not sent."""
    read, status, documented = READERS[name]
    for path in places(documented):
        meaning = read(answer(status, json.dumps(change(documented, path, text[:20_000]))))
        assert not isinstance(meaning, Rejected | NotPaid), (path, meaning)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_voucher_is_not_paid_under_a_transaction_that_can_be_none(text: str) -> None:
    """It may have been charged: a trace is kept, for a person to compare with the provider's list,
    and never the name of another transaction."""
    told = {"status": "success", "msg": "ok", "trxn_id": text, "value": "75.00"}
    meaning = wipay.parse_charge(WIPAY, SALE, answer(200, told))
    if is_name(text.strip()):
        assert isinstance(meaning, Paid)
        return
    assert isinstance(meaning, Indeterminate)
    if meaning.charge:
        assert not is_name(meaning.charge.reference)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_payment_that_bears_no_sales_id_is_not_taken_for_one_that_bears_none(text: str) -> None:
    """By its reference alone it would be this till's."""
    for name in ("proxypay mock", "wikipay payment"):
        read, status, documented = READERS[name]
        path = ("custom_fields", "sale")
        if name.startswith("wikipay"):
            path = ("payments", 0, *path)  # type: ignore[assignment]
        payment = read(answer(status, json.dumps(change(documented, path, text))))
        sale = payment.sale  # type: ignore[attr-defined]
        assert bool(sale) is bool(text.strip())
        assert sale == text.strip() or not is_name(sale)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_code_that_no_table_has_settles_nothing(text: str) -> None:
    told = transaction(status="rejected", status_reason=text[:20_000])
    meaning = vpos.parse_status(VPOS, PUSHED, answer(200, told))
    assert isinstance(meaning, Indeterminate | NotPaid)
    assert not isinstance(meaning, NotPaid) or not text.strip()
    hold(meaning)
    for code in vpos.REASONS:  # nor does a code that only looks like one of the table
        told = transaction(status="rejected", status_reason=f"{code}\u200b")
        assert isinstance(vpos.parse_status(VPOS, PUSHED, answer(200, told)), Indeterminate)


def test_a_message_that_only_looks_like_the_documents_is_not_its_word() -> None:
    """Beside it the network below says that it does not know."""
    for message, kind in (
        ("Erro ao criar a sessão", NotPaid),
        ("Erro ao criar a ses\u200bsão", Indeterminate),
        ("Erro ao criar a ses\x1b[0msão", Indeterminate),
    ):
        told = {**STARTED, "status": "failed", "message": message, "provider_response_code": "77"}
        meaning = clicpay.parse_charge(CLICPAY, a_sale("clicpay.mpesa"), answer(200, told))
        assert isinstance(meaning, kind), message


# --- addresses ------------------------------------------------------------------------------------

CARD = a_sale("clicpay.card")
NO_PAGES = {**ADDRESSES, **TEXTS}


@pytest.mark.parametrize("address", NO_PAGES.values(), ids=NO_PAGES)
def test_a_page_on_which_nobody_should_pay_is_not_taken(address: str) -> None:
    """The session exists: it is followed, nobody is sent there, and the sale says what to do."""
    told = {**STARTED, "checkout_url": address}
    meaning = clicpay.parse_charge(CLICPAY, CARD, answer(201, told))
    assert isinstance(meaning, Indeterminate)
    assert meaning.reason is Reason.NO_PAGE_TO_PAY_ON
    assert meaning.charge == ChargeId("CP123456789", "/api/v2/transactions/CP123456789/status")


@pytest.mark.parametrize(
    "address",
    ["https://netshop.example.com/checkout/abc123", "https://pay.example.com:8443/c?s=1&t=%20#x",
     "https://xn--pgamento-2ya.example/c", "https://192.0.2.7/c", "https://[2001:db8::1]/c",
     "http://127.0.0.1:8801/checkout/1", "https://pay.example.com/" + "c" * 476],
)  # fmt: skip
def test_a_page_on_which_people_pay_is_taken(address: str) -> None:
    meaning = clicpay.parse_charge(CLICPAY, CARD, answer(201, {**STARTED, "checkout_url": address}))
    assert isinstance(meaning, ChargeAccepted)
    assert meaning.checkout == address


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_secret_is_kept_as_it_is_or_not_at_all(text: str) -> None:
    told = {"id": 1, "url": "https://a.example/b", "secret": text}
    webhook = admin.parse_one_webhook(answer(200, told))
    assert isinstance(webhook, Webhook)
    assert webhook.secret in ("", text)
    assert shown(webhook.secret, 256) == webhook.secret


def test_money_is_still_money_beside_a_hostile_text() -> None:
    """What is not asked about does not decide."""
    for text in TEXTS.values():
        told = {**STARTED, "status": "successful", "amount": 101.09, "note": text, "message": text}
        meaning = clicpay.parse_status(CLICPAY, CLICKED, answer(200, told))
        assert isinstance(meaning, Paid | Authorized)


# --- evidence -------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_payment_is_kept_bounded_and_two_that_differ_are_two(text: str) -> None:
    """A payment is told again and again, and told apart by its own words."""
    one, other = (
        raw_of({"id": 17, "amount": "1.00", "custom_fields": {"name": f"{text}{end}"}})
        for end in ("1", "2")
    )
    assert max(len(one), len(other)) <= RAW_KEPT
    assert one != other
    assert json.loads(one)["amount"] == "1.00"
    assert not is_same_payment(one, other)
    assert is_same_payment(one, json.dumps({**json.loads(one), "id": "17"}))


def test_a_payment_is_kept_word_for_word_as_long_as_it_fits() -> None:
    """And of one that does not, only what is long is cut."""
    frame = len(json.dumps({"id": 17, "note": ""}))
    fits = {"id": 17, "note": "x" * (RAW_KEPT - frame)}
    assert json.loads(raw_of(fits)) == fits
    words = "w" * LONGEST_WORDS
    longer = {"id": 17, "words": words, "note": fits["note"], "list": [words, {"x": words}]}
    kept = json.loads(raw_of(longer))
    assert (kept["words"], kept["list"]) == (words, [words, {"x": words}])
    assert len(kept["note"]) <= LONGEST_WORDS
    assert kept["note"].startswith("x")


def test_a_payment_of_any_number_of_fields_is_kept_bounded() -> None:
    many = {f"field {number}": number for number in range(5000)}
    one, other = raw_of({**many, "id": 1}), raw_of({**many, "id": 2})
    assert max(len(one), len(other)) <= RAW_KEPT
    assert one != other
