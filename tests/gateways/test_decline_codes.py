"""Each code of the networks: what it settles, alone in its field and among words."""

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest
from gateways.examples import CLICPAY, a_sale, answer

from pos_app.domain.reasons import Reason
from pos_app.gateways import clicpay, vpos
from pos_app.gateways.clicpay.network_codes import NETWORKS
from pos_app.gateways.decline_codes import Says
from pos_app.ports.gateway import ChargeId, End, Indeterminate, NotPaid
from pos_app.words.reasons import reason_words

CHARGE = ChargeId("CP7", "/api/v2/transactions/CP7/status")
# The field notes' lists of codes: how the sale ends, or that nobody knows (None), and why. What the
# networks call done, begun before, pending or broken is no word that it was not paid.
Meaning = tuple[End | None, Reason]
MPESA: Mapping[str, Meaning] = {
    "INS-0": (None, Reason.UNREADABLE_ANSWER),  # done, and called failed
    "INS-1": (None, Reason.NO_MONEY_OR_ERROR),
    "INS-2": (End.DECLINED, Reason.NOT_AUTHORIZED),
    "INS-4": (End.DECLINED, Reason.NOT_AUTHORIZED),
    "INS-5": (End.DECLINED, Reason.CUSTOMER_REFUSED),
    "INS-6": (End.DECLINED, Reason.PROCESSOR_REFUSED),
    "INS-9": (End.EXPIRED, Reason.CUSTOMER_SILENT),
    "INS-10": (None, Reason.DUPLICATE),
    "INS-15": (End.DECLINED, Reason.BAD_AMOUNT),
    "INS-16": (End.DECLINED, Reason.NETWORK_BUSY),
    "INS-23": (None, Reason.NETWORK_UNSURE),
    "INS-995": (End.DECLINED, Reason.NO_ACCOUNT),
    "INS-996": (End.DECLINED, Reason.NO_ACCOUNT),
    "INS-2001": (End.DECLINED, Reason.NOT_AUTHORIZED),
    "INS-2002": (End.DECLINED, Reason.BAD_REQUEST),
    "INS-2005": (End.DECLINED, Reason.LIMIT_REACHED),
    "INS-2006": (End.DECLINED, Reason.NO_MONEY),
    "INS-2051": (End.DECLINED, Reason.BAD_PHONE),
    # What the shop, or its contract, got wrong.
    **{f"INS-{code}": (End.DECLINED, Reason.BAD_REQUEST) for code in (13, 14, 17, 18, 19, 20, 21)},
    **{f"INS-{code}": (End.DECLINED, Reason.NOT_AUTHORIZED) for code in (24, 25, 26)},
}
EMOLA: Mapping[str, Meaning] = {
    "00": (None, Reason.UNREADABLE_ANSWER),  # done, and called failed
    "01": (End.DECLINED, Reason.NO_MONEY),
    "02": (End.DECLINED, Reason.NOT_AUTHORIZED),
    "03": (End.DECLINED, Reason.PROCESSOR_REFUSED),
    "06": (End.DECLINED, Reason.BAD_AMOUNT),
    "07": (End.DECLINED, Reason.BAD_PHONE),
    "11": (End.EXPIRED, Reason.CUSTOMER_SILENT),
    "12": (End.DECLINED, Reason.NO_ACCOUNT),
    "14": (None, Reason.DUPLICATE),
    "20": (End.DECLINED, Reason.PHONE_BUSY),
    "22": (None, Reason.UNREADABLE_ANSWER),  # pending, and called failed
    "28": (None, Reason.DUPLICATE),
    "98": (End.DECLINED, Reason.NOT_AUTHORIZED),
    **dict.fromkeys(
        ("05", "08", "09", "10", "23", "99", "2007", "9001"), (None, Reason.NETWORK_UNSURE)
    ),
}
SEEN = {"mpesa": MPESA, "emola": EMOLA}
ROWS = [(kind, code) for kind, codes in SEEN.items() for code in codes]


def test_every_code_that_was_seen_has_a_row_with_its_source_and_words() -> None:
    for kind, codes in SEEN.items():
        assert set(NETWORKS[kind].codes) == set(codes)
    for table in (*(network.codes for network in NETWORKS.values()), vpos.REASONS):
        for code, row in table.items():
            assert row.source
            assert all(reason_words(row.reason)), code
            assert row.reason is not Reason.OTHER


# Under which names services tell the codes of what is below them.
FIELDS = ("error", "errors", "error_code", "code", "responseCode", "output_ResponseCode", "reason")


def asked(kind: str, *, known: bool, **body: object) -> NotPaid | Indeterminate:
    """A charge that is called failed in its own answer, or in its status."""
    told = {"clicpay_reference": "CP7", "status": "failed", **body}
    sale = a_sale(f"clicpay.{kind}")
    if known:
        sale = replace(sale, reference="CP7", status_path=CHARGE.follow)
        meaning = clicpay.parse_status(CLICPAY, sale, answer(200, told))
    else:
        meaning = clicpay.parse_charge(CLICPAY, sale, answer(200, told))
    assert isinstance(meaning, NotPaid | Indeterminate)
    return meaning


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize(("kind", "code"), ROWS)
def test_a_code_says_the_same_in_every_writing(kind: str, code: str, *, known: bool) -> None:
    end, reason = SEEN[kind][code]
    short = code.lstrip("0") or "0"
    forms: list[dict[str, object]] = [
        {"provider_response_code": code},
        {"provider_response_code": f" {code.lower()} ", "message": "Transação falhou"},
        {"provider_response_code": None, "message": f"{code}: falhou"},
        {"provider_response_code": "", "provider_status_text": code.lower()},
        {"message": f"{code.lower()} x"},
    ]
    if kind == "mpesa":
        figures = code.removeprefix("INS-")
        forms += [
            {"message": f"{before}{figures}: x"} for before in ("INS", "INS ", "ins_0", "INS: ")
        ]
    if kind == "emola":
        forms += [{"provider_response_code": int(code)}, {"message": f"Falhou (código {short})"}]
        forms += [
            {"message": f"{before}{code}"} for before in ("Falha (", "errorCode=", "Erro nº ")
        ]
    forms += [{name: told} for name in FIELDS for told in (code, [code], {"code": code})]
    for form in forms:
        meaning = asked(kind, known=known, **form)
        assert (meaning.end if isinstance(meaning, NotPaid) else None) is end, form
        assert meaning.reason is reason, form
        assert meaning.charge == (None if known else CHARGE)


# What says itself, without any code, that it does not know, or that it is not over.
UNSURE = (
    "Unknown Status. Contact Support", "Erro desconhecido", "Request timeout", "timed out",
    "Tempo limite excedido", "Internal Server Error", "Exception", "Pagamento pendente",
)  # fmt: skip


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize(
    ("kind", "form"),
    [
        ("mpesa", {"provider_response_code": "INS-777"}),
        ("mpesa", {"provider_response_code": "E17"}),
        ("mpesa", {"provider_response_code": "falhou"}),  # in the field for it all is a code
        ("mpesa", {"provider_response_code": 500}),
        ("mpesa", {"message": "ins-3: falhou"}),
        ("emola", {"provider_response_code": "77"}),
        ("emola", {"provider_response_code": "9002"}),
        ("emola", {"message": "9002 exception"}),
        ("emola", {"message": "Falhou (código 2008)"}),
        ("emola", {"message": "RC9001"}),
        ("emola", {"message": "código 100"}),
        ("mkesh", {"message": "E99"}),
        ("mpesa", {"provider_response_code": ["E17"]}),
        ("mpesa", {"provider_response_code": "INS-6", "message": "INS-23 Unknown Status"}),
        ("mpesa", {"message": "INS-6 / INS-23"}),
        *((kind, {"message": words}) for kind in NETWORKS for words in UNSURE),
        ("mkesh", {"provider_response_code": "1"}),
        ("card", {"provider_response_code": "200"}),
    ],
)
def test_a_code_that_no_table_has_settles_nothing(
    kind: str, form: dict[str, object], *, known: bool
) -> None:
    meaning = asked(kind, known=known, **form)
    assert isinstance(meaning, Indeterminate)
    assert meaning.reason is Reason.NETWORK_UNSURE


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize(
    ("kind", "code", "words", "reason"),
    [("mpesa", "INS-2006", "INS-6 failed", Reason.NO_MONEY),
     ("mpesa", "INS-6", "INS-2006 failed", Reason.PROCESSOR_REFUSED),
     ("emola", "12", "03: failed", Reason.NO_ACCOUNT)],
)  # fmt: skip
def test_of_two_codes_that_settle_it_the_field_for_a_code_says_why(
    kind: str, code: str, words: str, reason: Reason, *, known: bool
) -> None:
    meaning = asked(kind, known=known, message=words, provider_response_code=code)
    assert isinstance(meaning, NotPaid)
    assert meaning.reason is reason


@pytest.mark.parametrize("known", [False, True])
def test_the_one_code_of_a_card_is_the_documents(*, known: bool) -> None:
    """ "Transações NetShop", 400: no session could be made."""
    meaning = asked("card", known=known, provider_response_code="400")
    assert isinstance(meaning, NotPaid)
    assert (meaning.end, meaning.reason) == (End.DECLINED, Reason.GATEWAY_ERROR)


def test_a_code_in_the_envelope_of_a_status_is_heard() -> None:
    sale = a_sale("clicpay.mpesa", reference="CP7", status_path=CHARGE.follow)
    inner = {"clicpay_reference": "CP7", "status": "failed"}
    for around in ({"message": "INS-23 Unknown Status"}, {"provider": {"code": "INS-23"}}):
        meaning = clicpay.parse_status(CLICPAY, sale, answer(200, {**around, "data": inner}))
        assert isinstance(meaning, Indeterminate)


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize("kind", NETWORKS)
@pytest.mark.parametrize("message", [None, "", "Transação falhou", "Saldo insuficiente: 0 MT"])
def test_a_failure_without_any_code_is_the_documents_own_word(
    kind: str, message: object, *, known: bool
) -> None:
    meaning = asked(kind, known=known, message=message)
    assert isinstance(meaning, NotPaid)
    assert meaning.reason is Reason.OTHER


def test_a_code_that_knows_nothing_is_never_called_a_no_by_its_words() -> None:
    """Whoever reads the reason has to ask before charging again."""
    unsure = {Reason.NETWORK_UNSURE, Reason.NO_MONEY_OR_ERROR}
    for network in NETWORKS.values():
        for code, row in network.codes.items():
            assert (row.reason in unsure) <= (row.says is Says.NOT_KNOWN), code
    for reason in unsure:
        assert re.search(r"before charging again", reason_words(reason)[1], re.IGNORECASE)
