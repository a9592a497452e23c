"""Each code of the networks: what it settles, alone in its field and among words."""

import re

import pytest
from gateways.examples import CLICPAY, a_sale, answer

from pos_app.domain.reason import Reason
from pos_app.gateways import clicpay, vpos
from pos_app.gateways.clicpay_codes import NETWORKS
from pos_app.gateways.codes import Says
from pos_app.ports.gateway import ChargeId, NotPaid, Unclear
from pos_app.words.reasons import reason_words

CHARGE = ChargeId("CP7", "/api/v2/transactions/CP7/status")
# The field notes' lists of codes, and what the issue says of those that are no word at all.
SEEN = {
    "mpesa": [f"INS-{code}" for code in (
        0, 1, 2, 4, 5, 6, 9, 10, *range(13, 22), 23, 24, 25, 26, 995, 996,
        2001, 2002, 2005, 2006, 2051)],
    "emola": ["00", "01", "02", "03", "05", "06", "07", "08", "09", "10", "11", "12", "14", "20",
              "22", "23", "28", "98", "99", "2007", "9001"],
}  # fmt: skip
NO_WORD = {
    "mpesa": {"INS-0", "INS-1", "INS-10", "INS-23"},
    "emola": {"00", "05", "08", "09", "10", "14", "22", "23", "28", "99", "2007", "9001"},
}
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


def asked(kind: str, *, known: bool, **body: object) -> object:
    """A charge that is called failed in its own answer, or in its status."""
    told = {"clicpay_reference": "CP7", "status": "failed", **body}
    if not known:
        return clicpay.read_charge(CLICPAY, a_sale(f"clicpay.{kind}"), answer(200, told))
    sale = a_sale(f"clicpay.{kind}", reference="CP7", follow=CHARGE.follow)
    return clicpay.read_status(CLICPAY, sale, answer(200, told))


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize(("kind", "code"), ROWS)
def test_a_code_says_the_same_in_every_writing(kind: str, code: str, *, known: bool) -> None:
    row = NETWORKS[kind].codes[code]
    assert (row.says is Says.NOT_KNOWN) is (code in NO_WORD[kind])
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
        assert isinstance(meaning, Unclear if code in NO_WORD[kind] else NotPaid), form
        assert meaning.reason is row.reason, form
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
    assert isinstance(meaning, Unclear)
    assert meaning.reason is Reason.NETWORK_UNSURE


def test_a_code_in_the_envelope_of_a_status_is_heard() -> None:
    sale = a_sale("clicpay.mpesa", reference="CP7", follow=CHARGE.follow)
    inner = {"clicpay_reference": "CP7", "status": "failed"}
    for around in ({"message": "INS-23 Unknown Status"}, {"provider": {"code": "INS-23"}}):
        meaning = clicpay.read_status(CLICPAY, sale, answer(200, {**around, "data": inner}))
        assert isinstance(meaning, Unclear)


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
