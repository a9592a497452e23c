"""ClicPay: money in, money out, cards, and a charge whose answer was lost."""

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from gateways.examples import CLICPAY, ID, SECRET, a_sale, answer

from pos_app.domain.events import Flag, Mismatched, Paid, Purpose
from pos_app.domain.money import Currency, Money
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.gateways import clicpay
from pos_app.gateways.clicpay import search
from pos_app.ports.gateway import (
    ChargeAccepted,
    ChargeId,
    Done,
    End,
    Indeterminate,
    InvalidSignature,
    NotFound,
    Notice,
    NotPaid,
    Rejected,
    StillWaiting,
)

NEW = a_sale("clicpay.mpesa")
CARD = a_sale("clicpay.card", phone=None)
FOLLOW = "/api/v2/transactions/CP123456789/status"
CLICKED = replace(NEW, status_path=FOLLOW, reference="CP123456789")

# The document's "Example response (200)" of a C2B, and (201) of a card.
STARTED = {
    "message": "Transação iniciada com sucesso",
    "clicpay_reference": "CP123456789",
    "status": "pending",
    "transaction_id": 124,
}
SESSION = {
    "message": "Sessão criada.",
    "clicpay_reference": "123456789",
    "status": "pending",
    "provider_reference": "123456789",
    "provider_response_code": "200",
    "provider_status_text": "Pending",
    "initiated_at": "2023-01-01T00:00:00Z",
    "completed_at": None,
    "transaction_id": 123,
    "checkout_url": "https://netshop.example.com/checkout/abc123",
    "session_id": "abc123",
    "success_indicator": "indicator123",
}


CHARGE = ChargeId("CP123456789", FOLLOW)


def status_of(**change: Any) -> dict[str, Any]:
    """The document's "Estado de Transações"."""
    known = {"clicpay_reference": "CP123456789", "status": "successful", "amount": 101.09}
    return {**known, "message": "Transação concluída com sucesso", **change}


# --- what goes there ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "purpose", "path", "description"),
    [
        ("clicpay.mpesa", Purpose.PAYMENT, "144365/c2b/mpesa", "Venda 0007 01234567"),
        ("clicpay.emola", Purpose.PAYMENT, "144366/c2b/emola", "Venda 0007 01234567"),
        ("clicpay.mkesh", Purpose.PAYMENT, "144367/c2b/mkesh", "Venda 0007 01234567"),
        ("clicpay.mpesa", Purpose.REFUND, "144365/b2c/mpesa", "Devolução 0007 01234567"),
        ("clicpay.emola", Purpose.REFUND, "144366/b2c/emola", "Devolução 0007 01234567"),
        ("clicpay.mkesh", Purpose.PAYOUT, "144367/b2c/mkesh", "Pagamento 0007 01234567"),
    ],
)
def test_money_in_and_out_is_asked_for_as_documented(
    method: str, purpose: Purpose, path: str, description: str
) -> None:
    request = clicpay.charge(CLICPAY, a_sale(method, purpose=purpose))
    assert request.line == f"POST /api/v2/wallets/{path}"
    assert '"amount":101.09' in request.body  # an exact number, not text and not a float
    assert f'"{description}"' in request.body  # in letters that a customer reads
    assert json.loads(request.body) == {
        "msisdn": "841234567",
        "amount": 101.09,
        "reference_description": description,
        "internal_notes": ID,
    }
    assert request.headers["Authorization"] == f"Bearer {SECRET}"
    assert request.headers["Idempotency-Key"] == "a-key"
    assert not request.repeat_harmless
    assert request.read_timeout == 180  # seconds: customers have approved after more than 90
    assert SECRET not in request.line + request.body


def test_a_whole_amount_has_the_documents_form_and_a_typed_description_goes_along() -> None:
    sale = replace(NEW, amount=Money(500_00, Currency.MZN), description="Compra online")
    body = clicpay.charge(CLICPAY, sale).body
    assert '"amount":500,' in body
    assert json.loads(body)["reference_description"] == "Compra online"


@pytest.mark.parametrize("number", [1, 9999, 10**12, 10**25])
@pytest.mark.parametrize("purpose", [Purpose.PAYMENT, Purpose.REFUND, Purpose.PAYOUT])
def test_a_description_of_ours_has_the_documents_length(purpose: Purpose, number: int) -> None:
    words = clicpay.describe(replace(NEW, purpose=purpose, number=number))
    assert 3 <= len(words) <= 32
    assert len(words) == 32 or number < 10**25  # it is cut no shorter than it has to be


@pytest.mark.parametrize(
    ("value", "path"), [("true", "/direct"), ("1", "/direct"), ("false", ""), ("", "")]
)
def test_the_direct_form_is_used_where_the_shop_says_so(value: str, path: str) -> None:
    account = replace(CLICPAY, options={**CLICPAY.options, "direct": value})
    assert clicpay.charge(account, NEW).path == f"/api/v2/wallets/144365/c2b/mpesa{path}"
    refund = clicpay.charge(account, replace(NEW, purpose=Purpose.REFUND))
    assert refund.path == "/api/v2/wallets/144365/b2c/mpesa"


def test_a_card_session_is_asked_for_as_documented() -> None:
    request = clicpay.charge(CLICPAY, CARD)
    assert request.line == "POST /api/v2/wallets/144368/card-payment"
    body = {"amount": 101.09, "reference_description": "Venda 0007 01234567"}
    assert json.loads(request.body) == body
    assert not request.repeat_harmless


@pytest.mark.parametrize(
    "sale",
    [
        replace(NEW, phone=None),
        replace(NEW, purpose=Purpose.AUTHORIZATION),
        replace(CARD, purpose=Purpose.REFUND),
    ],
)
def test_what_clicpay_cannot_do_is_never_sent(sale: Sale) -> None:
    with pytest.raises(ValueError, match=r"ClicPay|card|phone"):
        clicpay.charge(CLICPAY, sale)


# --- the answer to a charge -----------------------------------------------------------------------


@pytest.mark.parametrize("status", [200, 201, 202])
@pytest.mark.parametrize("word", ["pending", "SUCCESSFUL", "successful", None])
def test_a_charge_is_followed_by_its_reference_whatever_its_first_status(
    status: int, word: str | None
) -> None:
    """Also a success that a newer service tells at once: the status names the amount."""
    read = clicpay.parse_charge(CLICPAY, NEW, answer(status, {**STARTED, "status": word}))
    assert read == ChargeAccepted(reference="CP123456789", follow=FOLLOW)


@pytest.mark.parametrize("status", [400, 401, 403, 409, 429, 500, 502, 504])
def test_a_charge_that_is_going_on_is_followed_whatever_stands_around_it(status: int) -> None:
    """A proxy's error around the provider's own word."""
    for word in ("pending", "PROCESSING", "initiated", "successful", "success", "completed"):
        read = clicpay.parse_charge(CLICPAY, NEW, answer(status, {**STARTED, "status": word}))
        assert read == ChargeAccepted(reference="CP123456789", follow=FOLLOW), word
    for strange in ("perhaps", "", None):
        read = clicpay.parse_charge(CLICPAY, NEW, answer(status, {**STARTED, "status": strange}))
        assert isinstance(read, Indeterminate)
        assert read.charge == CHARGE


@pytest.mark.parametrize(
    ("status", "settles"),
    [(200, True), (201, True), (202, True), (400, True), (401, False), (403, False), (409, False),
     (422, False), (429, False), (500, False), (503, False)],
)  # fmt: skip
@pytest.mark.parametrize("word", ["failed", "REJECTED", "cancelled", "canceled"])
def test_a_failure_that_names_no_charge_is_a_no_only_where_the_document_shows_one(
    word: str, status: int, *, settles: bool
) -> None:
    read = clicpay.parse_charge(CLICPAY, NEW, answer(status, {"status": word, "message": "Não"}))
    assert isinstance(read, NotPaid if settles else Indeterminate)
    assert read.charge is None


def test_what_stands_beside_a_reference_comes_before_the_words_around_it() -> None:
    """An envelope is about the request: that it was carried out, or that it was not."""
    for around, within in (("failed", "pending"), ("successful", "failed")):
        body = {"status": around, "message": "x", "data": {**STARTED, "status": within}}
        read = clicpay.parse_charge(CLICPAY, NEW, answer(200, body))
        assert isinstance(read, ChargeAccepted if within == "pending" else NotPaid)
    page = "https://netshop.example.com/checkout/abc123"
    around_it = {"checkout_url": "https://portal.example", "data": {**SESSION, "status": "pending"}}
    read = clicpay.parse_charge(CLICPAY, CARD, answer(201, around_it))
    assert isinstance(read, ChargeAccepted)
    assert read.checkout == page


def test_of_two_charges_in_one_answer_neither_is_followed() -> None:
    body = {**STARTED, "data": {"clicpay_reference": "CP2"}}
    assert clicpay.parse_charge(CLICPAY, NEW, answer(200, body)) == Indeterminate(
        Reason.UNREADABLE_ANSWER, "no clicpay_reference"
    )
    same = {**STARTED, "data": {"clicpay_reference": "CP123456789"}}
    assert isinstance(clicpay.parse_charge(CLICPAY, NEW, answer(200, same)), ChargeAccepted)


def test_a_charge_that_failed_while_we_waited_is_a_final_no() -> None:
    failed = {**STARTED, "status": "FAILED", "message": "INS-5 cancelled"}
    read = clicpay.parse_charge(CLICPAY, NEW, answer(200, failed))
    assert read == NotPaid(End.DECLINED, Reason.CUSTOMER_REFUSED, "INS-5 cancelled", CHARGE)


@pytest.mark.parametrize("reference", [None, "", "../x", 1.5, ["CP1"]])
def test_a_charge_that_cannot_be_followed_is_unclear(reference: object) -> None:
    body = {**STARTED, "clicpay_reference": reference}
    assert isinstance(clicpay.parse_charge(CLICPAY, NEW, answer(200, body)), Indeterminate)


@pytest.mark.parametrize("status", [409, 408, 502, 504])
@pytest.mark.parametrize(
    "body", ["", "<html>Gateway Time-out</html>", '{"retry_after_seconds": 5}']
)
def test_a_proxy_that_cuts_and_a_first_try_that_runs_settle_nothing(status: int, body: str) -> None:
    assert isinstance(clicpay.parse_charge(CLICPAY, NEW, answer(status, body)), Indeterminate)


@pytest.mark.parametrize(
    ("status", "body", "reason", "detail"),
    [
        (400, {"errors": {"msisdn": ["Número de telefone inválido"],
                          "amount": ["Valor deve ser entre 1 e 50000"]}}, Reason.BAD_PHONE,
         "HTTP 400 msisdn: Número de telefone inválido; amount: Valor deve ser entre 1 e 50000"),
        (400, {"errors": {"amount": ["Valor deve ser entre 1 e 50000"]}}, Reason.BAD_AMOUNT,
         "HTTP 400 amount: Valor deve ser entre 1 e 50000"),
        (401, {"message": "Unauthenticated."}, Reason.WRONG_KEY, "HTTP 401 Unauthenticated."),
        (403, {"message": "Acesso negado à carteira"}, Reason.NOT_AUTHORIZED,
         "HTTP 403 Acesso negado à carteira"),
        (422, {"errors": {"amount": ["O campo valor é obrigatório."]}}, Reason.BAD_AMOUNT,
         "HTTP 422 amount: O campo valor é obrigatório."),
        (400, {"errors": {"phone": ["inválido"]}}, Reason.BAD_PHONE, "HTTP 400 phone: inválido"),
        *((422, {"errors": {field: ["obrigatório"]}}, Reason.BAD_REQUEST,
           f"HTTP 422 {field}: obrigatório")
          for field in ("reference_description", "internal_notes", "wallet_id", "wallet",
                        "callback_url")),
    ],
)  # fmt: skip
def test_clicpay_turns_away_and_says_why(
    status: int, body: Any, reason: Reason, detail: str
) -> None:
    read = clicpay.parse_charge(CLICPAY, NEW, answer(status, body))
    assert read == Rejected(reason, detail)


def card(http: int = 201, **change: Any) -> object:
    return clicpay.parse_charge(CLICPAY, CARD, answer(http, {**SESSION, **change}))


@pytest.mark.parametrize(
    "page",
    [
        "https://netshop.example.com/checkout/abc123",
        "http://127.0.0.1:9105/checkout/abc",
        "http://localhost/checkout",
        "http://[::1]:9105/checkout/abc",
    ],
)
def test_a_card_session_leads_to_a_page_on_which_nobody_can_listen(page: str) -> None:
    assert card(checkout_url=page) == ChargeAccepted(
        reference="123456789", follow="/api/v2/transactions/123456789/status", checkout=page
    )


@pytest.mark.parametrize(
    "page",
    [
        None,
        "",
        "http://netshop.example.com/checkout",
        "javascript:alert(1)",
        "https://",
        "//x/y",
        "http://127.0.0.1.evil.example/",
        "https://[x",
        "https://a b",
        "https://a\nb",
        7,
    ],
)
def test_without_a_safe_page_nobody_can_pay_by_card(page: object) -> None:
    assert isinstance(card(checkout_url=page), Indeterminate)


def test_a_session_that_could_not_be_made_is_a_no() -> None:
    """The document's "Example response (400)"."""
    read = card(400, message="Erro ao criar a sessão.", status="failed", checkout_url=None)
    charge = ChargeId("123456789", "/api/v2/transactions/123456789/status")
    assert read == NotPaid(End.DECLINED, Reason.GATEWAY_ERROR, "Erro ao criar a sessão.", charge)


# --- the status -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change", [{}, {"status": "SUCCESSFUL"}, {"amount": "101.09"}, {"amount": None}]
)
@pytest.mark.parametrize("purpose", [Purpose.PAYMENT, Purpose.REFUND, Purpose.PAYOUT])
def test_a_successful_status_that_matches_is_money(
    purpose: Purpose, change: dict[str, Any]
) -> None:
    sale = replace(CLICKED, purpose=purpose)
    meaning = clicpay.parse_status(CLICPAY, sale, answer(200, status_of(**change)))
    assert meaning == Paid(reference="CP123456789")


@pytest.mark.parametrize("word", ["successful", "SUCCESS", " completed "])
def test_every_word_for_done_is_money(word: str) -> None:
    meaning = clicpay.parse_status(CLICPAY, CLICKED, answer(200, status_of(status=word)))
    assert meaning == Paid(reference="CP123456789")


@pytest.mark.parametrize("word", ["pending", "PROCESSING", "initiated"])
def test_every_word_for_going_on_is_no_outcome(word: str) -> None:
    """Also where it leaves out all but its amount, or its reference."""
    for change in ({}, {"amount": None}, {"clicpay_reference": None}):
        body = status_of(status=word, **change)
        assert clicpay.parse_status(CLICPAY, CLICKED, answer(200, body)) == StillWaiting()


@pytest.mark.parametrize("word", ["failed", "REJECTED"])
def test_every_word_for_failed_is_a_no(word: str) -> None:
    meaning = clicpay.parse_status(
        CLICPAY, CLICKED, answer(200, status_of(status=word, message=""))
    )
    assert meaning == NotPaid(End.DECLINED, Reason.OTHER)


@pytest.mark.parametrize(
    ("purpose", "settles"),
    [(Purpose.PAYMENT, True), (Purpose.REFUND, False), (Purpose.PAYOUT, False)],
)
def test_money_that_goes_out_is_free_again_only_after_a_no_about_it(
    purpose: Purpose, *, settles: bool
) -> None:
    """The question named the reference; a no that does not may be about the question."""
    sale = replace(CLICKED, purpose=purpose)
    for nameless in (None, ""):
        body = status_of(status="failed", clicpay_reference=nameless, message="")
        meaning = clicpay.parse_status(CLICPAY, sale, answer(200, body))
        assert isinstance(meaning, NotPaid if settles else Indeterminate)
    named = clicpay.parse_status(CLICPAY, sale, answer(200, status_of(status="failed", message="")))
    assert isinstance(named, NotPaid)


PURPOSES = (Purpose.PAYMENT, Purpose.REFUND, Purpose.PAYOUT)


@pytest.mark.parametrize(
    ("kind", "of"),
    [
        ("C2B", {Purpose.PAYMENT}),
        ("b2c_mpesa", {Purpose.REFUND, Purpose.PAYOUT}),
        ("B2B", set()),
        ("refund", {Purpose.REFUND}),
        ("reversal", {Purpose.REFUND}),
        ("payout", {Purpose.PAYOUT}),
        ("c2b refund", set()),
        ("mobile money", set(PURPOSES)),  # a service's own words say nothing
    ],
)
def test_money_that_went_another_way_is_not_this_sales(kind: str, of: set[Purpose]) -> None:
    for purpose in PURPOSES:
        sale = replace(CLICKED, purpose=purpose)
        meaning = clicpay.parse_status(CLICPAY, sale, answer(200, status_of(type=kind)))
        assert isinstance(meaning, Paid if purpose in of else Mismatched), purpose


def test_a_cards_notes_and_payer_are_its_own() -> None:
    """A session takes none of ours."""
    sale = replace(CLICKED, method="clicpay.card", phone=None)
    body = status_of(internal_notes="another", msisdn="849999999", wallet_id="144368")
    meaning = clicpay.parse_status(CLICPAY, sale, answer(200, body))
    assert meaning == Paid(reference="CP123456789")
    other = clicpay.parse_status(CLICPAY, sale, answer(200, {**body, "wallet_id": "144365"}))
    assert isinstance(other, Mismatched)


@pytest.mark.parametrize(
    "msisdn",
    ["841234567", "258841234567", "+258 84 123 4567", "00258841234567", "(258) 84-1234567"],
)
def test_a_payer_is_known_in_every_writing_of_the_number(msisdn: str) -> None:
    meaning = clicpay.parse_status(CLICPAY, CLICKED, answer(200, status_of(msisdn=msisdn)))
    assert meaning == Paid(reference="CP123456789")


def test_an_amount_that_is_left_out_in_another_currency_is_not_the_sales() -> None:
    for change in ({"amount": None, "currency": "USD"}, {"amount": "", "currency": "AOA"}):
        meaning = clicpay.parse_status(CLICPAY, CLICKED, answer(200, status_of(**change)))
        assert isinstance(meaning, Mismatched)


@pytest.mark.parametrize(
    "change",
    [{"amount": 101}, {"amount": "x"}, {"clicpay_reference": "CP1"}, {"clicpay_reference": None}],
)
def test_a_successful_status_that_does_not_match_is_a_flag(change: dict[str, Any]) -> None:
    meaning = clicpay.parse_status(CLICPAY, CLICKED, answer(200, status_of(**change)))
    assert isinstance(meaning, Mismatched)


@pytest.mark.parametrize("purpose", [Purpose.PAYMENT, Purpose.REFUND, Purpose.PAYOUT])
@pytest.mark.parametrize(("amount", "flag"), [("50.54", Flag.SHORT), ("202.18", Flag.EXCESS)])
def test_a_part_and_a_double_are_flags_with_what_really_moved(
    purpose: Purpose, amount: str, flag: Flag
) -> None:
    sale = replace(CLICKED, purpose=purpose)
    meaning = clicpay.parse_status(CLICPAY, sale, answer(200, status_of(amount=amount)))
    assert isinstance(meaning, Mismatched)
    assert meaning.flag is flag
    assert meaning.amount is not None
    assert meaning.amount.plain == amount


def asked(kind: str) -> Sale:
    return replace(CLICKED, method=f"clicpay.{kind}")


@pytest.mark.parametrize(
    ("kind", "message", "end", "reason"),
    [
        ("mpesa", "Falhou: INS-5 cancelado", End.DECLINED, Reason.CUSTOMER_REFUSED),
        ("mpesa", "ins-6", End.DECLINED, Reason.PROCESSOR_REFUSED),
        ("mpesa", "INS-9 Request timeout", End.EXPIRED, Reason.CUSTOMER_SILENT),
        ("mpesa", "INS-16", End.DECLINED, Reason.NETWORK_BUSY),
        ("mpesa", "INS-2006", End.DECLINED, Reason.NO_MONEY),
        ("mpesa", "INS-2051", End.DECLINED, Reason.BAD_PHONE),
        ("emola", "03", End.DECLINED, Reason.PROCESSOR_REFUSED),
        ("emola", "3: failed", End.DECLINED, Reason.PROCESSOR_REFUSED),
        ("emola", "11: no PIN typed", End.EXPIRED, Reason.CUSTOMER_SILENT),
        ("emola", "12", End.DECLINED, Reason.NO_ACCOUNT),
        ("emola", "e-Mola 20 busy", End.DECLINED, Reason.PHONE_BUSY),
        ("emola", "Falhou (código 98)", End.DECLINED, Reason.NOT_AUTHORIZED),
        # Figures that are no code.
        ("emola", "Saldo insuficiente: 0 MT", End.DECLINED, Reason.OTHER),
        ("emola", "Valor 20,00 recusado", End.DECLINED, Reason.OTHER),
        ("emola", "14-05-2026 10:20: falhou", End.DECLINED, Reason.OTHER),
        ("emola", "28 de Maio: saldo insuficiente", End.DECLINED, Reason.OTHER),
        ("emola", "22:15:03 falhou", End.DECLINED, Reason.OTHER),
        ("emola", "20 MT em falta", End.DECLINED, Reason.OTHER),
        ("emola", "Sem resposta ao fim de 20 segundos", End.DECLINED, Reason.OTHER),
        ("mkesh", "Falhou após 0 tentativas", End.DECLINED, Reason.OTHER),
        ("card", "Cartão recusado, válido até 12/2027", End.DECLINED, Reason.OTHER),
        ("mpesa", "", End.DECLINED, Reason.OTHER),
    ],
)
def test_a_failed_status_says_why(kind: str, message: str, end: End, reason: Reason) -> None:
    body = status_of(status="FAILED", message=message)
    meaning = clicpay.parse_status(CLICPAY, asked(kind), answer(200, body))
    assert meaning == NotPaid(end, reason, message)


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("mpesa", "20: ocupado"),
        ("mpesa", "9001 exception"),
        ("mpesa", "erro 2007"),
        ("emola", "INS-1 Internal Error"),
        ("emola", "INS-2006"),
        ("mkesh", "0"),
        ("mkesh", "INS-6 failed"),
    ],
)
def test_a_code_that_is_written_as_another_networks_is_no_certain_no(
    kind: str, message: str
) -> None:
    body = status_of(status="FAILED", message=message)
    meaning = clicpay.parse_status(CLICPAY, asked(kind), answer(200, body))
    assert isinstance(meaning, Indeterminate)
    assert meaning.reason is Reason.NETWORK_UNSURE


@pytest.mark.parametrize(
    ("kind", "code", "reason"),
    [("mpesa", "INS-2006", Reason.NO_MONEY), ("emola", "3", Reason.PROCESSOR_REFUSED)],
)
def test_the_field_for_a_code_comes_before_the_words(kind: str, code: str, reason: Reason) -> None:
    """ "provider_response_code" of the document's "Response Fields"."""
    body = status_of(status="failed", message="Transação falhou", provider_response_code=code)
    meaning = clicpay.parse_status(CLICPAY, asked(kind), answer(200, body))
    assert meaning == NotPaid(End.DECLINED, reason, "Transação falhou")
    body = status_of(status="failed", message="", provider_response_code=code)
    meaning = clicpay.parse_status(CLICPAY, asked(kind), answer(200, body))
    assert meaning == NotPaid(End.DECLINED, reason, code)  # where there are no words, that is told


@pytest.mark.parametrize(
    ("kind", "message", "reason"),
    [
        ("mpesa", "INS-0", Reason.UNREADABLE_ANSWER),
        ("mpesa", "INS-0 Request processed", Reason.UNREADABLE_ANSWER),
        ("emola", "0", Reason.UNREADABLE_ANSWER),
        ("emola", "00: ok", Reason.UNREADABLE_ANSWER),
        ("emola", "e-Mola 22: push sent", Reason.UNREADABLE_ANSWER),
        # We never send twice: what came first may be this very charge.
        ("mpesa", "INS-10 Duplicate", Reason.DUPLICATE),
        ("emola", "14", Reason.DUPLICATE),
        ("emola", "28", Reason.DUPLICATE),
    ],
)
def test_a_failure_that_says_done_or_pending_or_done_before_is_no_final_no(
    kind: str, message: str, reason: Reason
) -> None:
    sale = asked(kind)
    body = status_of(status="FAILED", message=message)
    assert clicpay.parse_status(CLICPAY, sale, answer(200, body)) == Indeterminate(reason, message)
    first = {**STARTED, "status": "failed", "message": message}
    new = replace(sale, status_path=None, reference=None)
    assert clicpay.parse_charge(CLICPAY, new, answer(200, first)) == Indeterminate(
        reason, message, CHARGE
    )


@pytest.mark.parametrize("word", ["CANCELLED", "cancelled", "Canceled"])
def test_a_cancelled_status_is_a_cancel(word: str) -> None:
    body = status_of(status=word, message="Cancelada")
    meaning = clicpay.parse_status(CLICPAY, CLICKED, answer(200, body))
    assert meaning == NotPaid(End.CANCELLED, Reason.OTHER, "Cancelada")


def test_a_transaction_that_is_pending_or_not_there_is_no_outcome() -> None:
    for word in ("pending", "PROCESSING"):
        body = status_of(status=word)
        assert clicpay.parse_status(CLICPAY, CLICKED, answer(200, body)) == StillWaiting()
    missing = answer(404, {"message": "Transação não encontrada"})
    assert clicpay.parse_status(CLICPAY, CLICKED, missing) == NotFound()
    strange = answer(200, status_of(status="perhaps"))
    assert isinstance(clicpay.parse_status(CLICPAY, CLICKED, strange), Indeterminate)


def test_half_a_surrogate_pair_never_reaches_the_journal() -> None:
    failed = '{"clicpay_reference": "CP123456789", "status": "failed", "message": "\\ud83d"}'
    meaning = clicpay.parse_status(CLICPAY, CLICKED, answer(200, failed))
    assert isinstance(meaning, NotPaid)
    assert meaning.detail.encode()


def test_the_user_tells_a_good_key_from_a_wrong_one() -> None:
    assert clicpay.check(CLICPAY).line == "GET /api/user"
    assert clicpay.parse_check(answer(200, {"id": 1})) == Done()
    wrong = clicpay.parse_check(answer(401, {"message": "Unauthenticated."}))
    assert wrong == Rejected(Reason.WRONG_KEY, "HTTP 401 Unauthenticated.")
    assert isinstance(clicpay.parse_check(answer(200, "<html>Login</html>")), Indeterminate)


@pytest.mark.parametrize(
    "more",
    [{"transaction_id": 7}, {"provider_reference": "x"}, {"status": "failed"},
     {"clicpayReference": "CP1"}, {"data": {"clicpay_reference": "../x"}},
     {"error": "INS-6"}, {"provider_response_code": "E17"}],
    ids=str,
)  # fmt: skip
@pytest.mark.parametrize("read", ["status", "search"])
def test_what_tells_of_a_transaction_does_not_say_that_there_is_none(
    read: str, more: dict[str, Any]
) -> None:
    told = answer(404, {"message": "Not Found", **more})
    reader = clicpay.parse_status if read == "status" else search.parse_search
    assert isinstance(reader(CLICPAY, CLICKED, told), Indeterminate)
    assert reader(CLICPAY, CLICKED, answer(404, {"message": "Not Found"})) == NotFound()


def test_nothing_is_asked_about_a_charge_that_was_never_taken_on() -> None:
    with pytest.raises(ValueError, match="never taken on"):
        clicpay.status(CLICPAY, NEW)


# --- a charge whose answer was lost ---------------------------------------------------------------

FOUND = ChargeAccepted(reference="CP123456789", follow=FOLLOW)


def entry(**change: Any) -> dict[str, Any]:
    return {
        "id": 124, "clicpay_reference": "CP123456789", "status": "successful",
        "amount": "101.09", "msisdn": "841234567",
        "reference_description": "Venda 0007 01234567", "internal_notes": ID, **change,
    }  # fmt: skip


def found_in(body: object, sale: Sale = NEW, status: int = 200) -> object:
    return search.parse_search(CLICPAY, sale, answer(status, body))


def test_the_history_is_looked_through_and_then_the_shops_own_webhook() -> None:
    """The history newest first (field notes), and plainly where a server refuses to sort."""
    newest, history = search.search(CLICPAY, NEW)
    path = "/api/v2/wallets/144365/transactions"
    assert newest.line == f"GET {path}?sort=-created_at&paginator=offset&per_page=50"
    assert history.line == f"GET {path}?per_page=50"
    assert newest.repeat_harmless
    assert history.repeat_harmless
    account = replace(CLICPAY, options={**CLICPAY.options, "webhook": "12"})
    *_, events = search.search(account, CARD)
    assert events.line == "GET /api/v2/webhooks/12/events?per_page=50"
    odd = replace(CLICPAY, options={**CLICPAY.options, "webhook": "../me"})
    assert len(search.search(odd, NEW)) == 2


@pytest.mark.parametrize(
    "wrapped",
    [
        entry(),
        {"id": 2, "event_type": "transaction.completed", "data": entry()},
        {"id": 2, "payload": entry()},
        {"id": 2, "payload": {"event": "transaction.completed", "data": entry()}},
        {"id": 2, "payload": json.dumps({"data": entry()})},
    ],
)
def test_our_notes_are_found_in_every_wrapping(wrapped: dict[str, Any]) -> None:
    other = entry(internal_notes="f" * 32, clicpay_reference="CP2")
    for body in ({"data": [other, wrapped]}, [wrapped], {"transactions": [wrapped, other]}):
        assert found_in(body) == FOUND
    assert found_in({"data": {"current_page": 1, "data": [wrapped]}}) == FOUND


@pytest.mark.parametrize("status", ["failed", "pending", "successful", None])
def test_a_list_finds_and_never_decides(status: str | None) -> None:
    assert found_in([entry(status=status)]) == FOUND


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, True),
        ({"amount": 101.09}, True),
        ({"amount": "101.08"}, False),
        ({"amount": None}, False),
        ({"msisdn": "849999999"}, False),
        ({"msisdn": None}, True),
        ({"msisdn": ""}, True),
        ({"msisdn": "258841234567"}, True),
        ({"msisdn": "+258 84 123 4567"}, True),
        ({"msisdn": "258849999999"}, False),
        ({"reference_description": "Venda 0007"}, False),
    ],
)
@pytest.mark.parametrize("notes", ["null", "missing"])
def test_where_a_list_has_no_notes_the_description_of_ours_finds(
    change: dict[str, Any], notes: str, *, found: bool
) -> None:
    bare = entry(internal_notes=None, **change)
    if notes == "missing":
        del bare["internal_notes"]
    assert found_in([bare]) == (FOUND if found else StillWaiting())


@pytest.mark.parametrize("payer", [{"msisdn": "258841234567"}, {"msisdn": "841234567"}, {}])
@pytest.mark.parametrize("at", ["created_at", "initiated_at"])
@pytest.mark.parametrize(
    "wrap",
    [
        lambda rows: rows,
        lambda rows: {"data": rows},
        lambda rows: {"data": {"data": rows, "meta": {}}},
        lambda rows: {"data": {"transactions": rows}},
    ],
)
def test_a_history_as_clients_see_it_shows_a_charge_by_its_mark(
    payer: dict[str, str], at: str, wrap: Callable[[object], object]
) -> None:
    """Rows as one integrator reads them (field notes), with another customer's beside ours."""
    row = {
        "description": "Venda 0007 01234567", "amount": 101.09, at: "2026-11-20T12:00:00Z",
        "clicpay_reference": "CP123456789", "status": "SUCCESSFUL", **payer,
    }  # fmt: skip
    other = {**row, "description": "Venda 0008 89abcdef", "clicpay_reference": "CP2"}
    assert found_in(wrap([other, row])) == FOUND
    assert found_in(wrap([other])) == StillWaiting()
    assert isinstance(found_in(wrap([row, {**row, "clicpay_reference": "CP3"}])), Indeterminate)


def test_a_card_is_found_by_its_description_and_amount() -> None:
    bare = entry(internal_notes=None, msisdn=None)
    assert found_in([bare], CARD) == FOUND
    assert found_in([{**bare, "msisdn": "849999999"}], CARD) == FOUND  # the payer typed it there
    assert found_in([{**bare, "amount": "101.08"}], CARD) == StillWaiting()


def test_a_typed_description_may_stand_on_many_charges_and_finds_none() -> None:
    sale = replace(NEW, description="Compra online")
    bare = entry(internal_notes=None, reference_description="Compra online")
    assert found_in([bare], sale) == StillWaiting()
    assert found_in([entry(reference_description="Compra online")], sale) == FOUND


def test_what_is_not_found_may_still_come_and_two_are_never_chosen_from() -> None:
    assert found_in({"data": []}) == StillWaiting()
    assert found_in([entry(internal_notes="another")]) == StillWaiting()
    assert found_in([entry(), entry()]) == FOUND  # two events of one charge
    doubtful = Indeterminate(Reason.UNREADABLE_ANSWER, "more than one, or one without a reference")
    assert found_in([entry(), entry(clicpay_reference="CP2")]) == doubtful
    assert found_in([entry(clicpay_reference=None)]) == doubtful
    assert found_in([entry(), entry(clicpay_reference=None)]) == doubtful
    assert isinstance(found_in([entry(clicpay_reference="../x")]), Indeterminate)
    assert isinstance(found_in("<html>"), Indeterminate)
    assert isinstance(found_in({"message": "Unauthenticated."}, status=401), Rejected)


@pytest.mark.parametrize(
    ("status", "refusal"),
    [
        (400, {"errors": {"sort": ["Requested sort(s) `created_at` is not allowed."]}}),
        (404, {"message": "Not Found"}),
        (405, {"message": "Method Not Allowed"}),
        (422, {"message": "x", "errors": {"sort": ["x"]}}),
    ],
)
def test_a_list_that_is_refused_is_no_such_list_in_clicpays_own_words(
    status: int, refusal: object
) -> None:
    assert found_in(refusal, status=status) == NotFound()
    assert isinstance(found_in("<html>", status=status), Indeterminate)
    assert isinstance(found_in("", status=status), Indeterminate)


# --- the webhook ----------------------------------------------------------------------------------

EVENT = json.dumps({"event": "transaction.completed", "data": entry()}).encode()


def sign(body: bytes, secret: str = "whsec") -> str:
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


@pytest.mark.parametrize("name", ["x-webhook-signature", "x-clicpay-signature"])
@pytest.mark.parametrize("before", ["", "sha256=", "SHA256="])
def test_a_signed_event_is_a_reason_to_ask(name: str, before: str) -> None:
    headers = {name: before + sign(EVENT), "x-webhook-id": "wh_1"}
    charge = ChargeId("CP123456789", "/api/v2/transactions/CP123456789/status")
    expected = Notice(id="wh_1", sale=ID, charge=charge)
    assert clicpay.parse_webhook(CLICPAY, headers, EVENT) == expected


def test_an_event_without_an_id_is_told_from_others_by_its_bytes() -> None:
    body = b'{"data": {"internal_notes": "a b", "clicpay_reference": "../x"}}'
    read = clicpay.parse_webhook(CLICPAY, {"x-webhook-signature": sign(body)}, body)
    assert read == Notice(id=hashlib.sha256(body).hexdigest())


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({}, EVENT),
        ({"x-webhook-signature": sign(EVENT, "another")}, EVENT),
        ({"x-webhook-signature": sign(EVENT)}, EVENT + b" "),
        ({"x-webhook-signature": "sha256="}, EVENT),
        ({"x-webhook-signature": "é"}, EVENT),
        ({"x-webhook-signature": sign(b"[]")}, b"[]"),
        ({"x-webhook-signature": sign(b"\xff")}, b"\xff"),
    ],
)
def test_an_event_that_is_not_signed_or_not_one_is_forged(
    headers: Mapping[str, str], body: bytes
) -> None:
    assert clicpay.parse_webhook(CLICPAY, headers, body) == InvalidSignature()


def test_without_a_secret_nobody_can_sign() -> None:
    bare = replace(CLICPAY, other_secrets={})
    headers = {"x-webhook-signature": sign(EVENT, "")}
    assert clicpay.parse_webhook(bare, headers, EVENT) == InvalidSignature()
