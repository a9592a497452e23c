"""What the table of methods promises a shop: limits, times, and what can be taken back. The sources
are the providers' documents and the field notes."""

from collections.abc import Mapping

import pytest

from pos_app.domain.errors import BadInput, InputProblem
from pos_app.domain.method import FOREVER, Followed, Kind, Method, Proof, Refunds
from pos_app.domain.money import Currency
from pos_app.domain.reasons import Reason
from pos_app.gateways.catalogue import BRANDS, METHODS

PUSHED = ("clicpay.mpesa", "clicpay.emola", "clicpay.mkesh")
MINUTE = 60
DAY = 24 * 60 * MINUTE


def test_every_way_to_pay_is_there_under_its_providers_name() -> None:
    assert set(METHODS) == {"vpos", "proxypay", "wikipay", *PUSHED, "clicpay.card", "wipay"}
    assert BRANDS == {
        "vpos": "vPOS", "proxypay": "ProxyPay", "wikipay": "Wikipay", "clicpay": "ClicPay",
        "wipay": "WiPay",
    }  # fmt: skip
    assert {name: method.name for name, method in METHODS.items()} == {
        "vpos": "Multicaixa Express",
        **dict(zip(PUSHED, ("M-Pesa", "e-Mola", "mKesh"), strict=True)),
        "wikipay": "Wikipay",
        "wipay": "WiPay Voucher",
        **dict.fromkeys(("proxypay", "clicpay.card"), ""),  # that their kind says
    }
    for name, method in METHODS.items():
        assert method.id == name
        assert method.provider == name.partition(".")[0]


# --- amounts --------------------------------------------------------------------------------------

LIMITS: Mapping[str, tuple[str, str]] = {
    "vpos": ("0.01", "99999999.99"),  # its document names none: those of a Multicaixa reference
    "proxypay": ("0.01", "99999999.99"),  # "between 0.01 and 99999999.99"
    "wikipay": ("0.01", "99999999.99"),
    "clicpay.mpesa": ("1.00", "50000.00"),  # "Valor da transação (1-50000)"
    "clicpay.emola": ("1.00", "50000.00"),
    "clicpay.mkesh": ("1.00", "50000.00"),
    "clicpay.card": ("0.01", "99999999.99"),
    "wipay": ("0.01", "99999999.99"),  # "a value greater than 0"
}


@pytest.mark.parametrize("name", METHODS)
def test_the_least_and_the_most_are_taken_and_nothing_beyond(name: str) -> None:
    method = METHODS[name]
    least, most = (method.money(minor) for minor in (method.least, method.most))
    assert (least.plain, most.plain) == LIMITS[name]
    for amount in (least, most):
        method.check_amount(amount)
    for minor, complaint in (
        (least.minor - method.step, InputProblem.AMOUNT_TOO_SMALL),
        (most.minor + method.step, InputProblem.AMOUNT_TOO_LARGE),
    ):
        with pytest.raises(BadInput) as refused:
            method.check_amount(method.money(minor))
        assert refused.value.complaint is complaint


def test_emola_takes_whole_meticais_and_the_others_cents() -> None:
    """Two public clients round, and nobody knows what becomes of centavos."""
    assert {name: method.step for name, method in METHODS.items() if method.step != 1} == {
        "clicpay.emola": 100
    }


def test_a_voucher_costs_five_dollars_more_and_is_tried_five_times_a_minute() -> None:
    """ "Flat transaction fee of $5.00 TTD is always added"; "Too many attempts"."""
    fees = {name: method.fee for name, method in METHODS.items()}
    assert fees == {**dict.fromkeys(METHODS, 0), "wipay": 5_00}
    pace = {name: method.calls_a_minute for name, method in METHODS.items()}
    assert pace == {**dict.fromkeys(METHODS, None), "wipay": 5}


DESCRIPTIONS = {
    **dict.fromkeys(METHODS, (0, 100)),  # "máx 100 caracteres" of a card; the others name none
    **dict.fromkeys(PUSHED, (3, 32)),  # "Descrição da referência (3-32 caracteres)"
    "wipay": (0, 254),  # "Must be less than 255 characters long"
}


@pytest.mark.parametrize("name", METHODS)
def test_a_description_is_as_long_as_its_document_says(name: str) -> None:
    method, (least, most) = METHODS[name], DESCRIPTIONS[name]
    for length in (0, max(least, 1), most):
        method.check_description("x" * length)
    for length in {least - 1, most + 1} - {-1, 0}:
        with pytest.raises(BadInput):
            method.check_description("x" * length)


def test_a_reference_bears_as_many_fields_as_its_provider_keeps_beside_ours() -> None:
    """ "Up to 10 custom fields", of which three say whose sale it is and one what for."""
    most = {name: method.most_fields for name, method in METHODS.items()}
    assert most == {**dict.fromkeys(METHODS, 0), "proxypay": 6, "wikipay": 47}


# --- times ----------------------------------------------------------------------------------------


def test_a_request_is_repeated_only_while_its_provider_promises_that_it_is_one() -> None:
    """vPOS keeps a key for 60 minutes, of which five are left for a slow network; a reference may
    be put again for ever; the others know no key."""
    harmless = {name: method.repeat_harmless_for for name, method in METHODS.items()}
    assert harmless == {
        **dict.fromkeys(METHODS, 0),
        "vpos": 55 * MINUTE,
        "proxypay": FOREVER,
        "wikipay": FOREVER,
    }
    assert FOREVER > 10_000 * DAY


def test_a_customer_has_the_time_that_the_provider_gives() -> None:
    expected = {name: method.answer_expected_in for name, method in METHODS.items()}
    assert expected == {
        "vpos": 2 * MINUTE,
        **dict.fromkeys(PUSHED, 90),  # an unanswered prompt ends after a minute
        "clicpay.card": 15 * MINUTE,
        "proxypay": DAY,
        "wikipay": DAY,
        "wipay": 20,
    }


def test_what_has_no_word_after_a_while_is_in_doubt_and_a_reference_never_is() -> None:
    doubted = {name: method.doubted_after for name, method in METHODS.items()}
    assert doubted == {
        "vpos": 15 * MINUTE,
        **dict.fromkeys(PUSHED, 15 * MINUTE),
        "clicpay.card": 60 * MINUTE,
        "proxypay": FOREVER,
        "wikipay": FOREVER,
        "wipay": 60,
    }
    for method in METHODS.values():
        assert method.doubted_after > method.answer_expected_in


# Ends that are a guess. After every other no, which is the customer's or the bank's own word,
# nobody goes on asking.
GUESSES = {
    Reason.CUSTOMER_SILENT,
    Reason.GATEWAY_ERROR,
    Reason.GATEWAY_TIMED_OUT,
    Reason.NETWORK_BUSY,
    Reason.PROCESSOR_ERROR,
    Reason.OTHER,
    Reason.SETTLED_BY_HAND,
}
ENDS = {Reason.REFERENCE_EXPIRED, Reason.CANCELLED_HERE, Reason.SETTLED_BY_HAND}


@pytest.mark.parametrize(
    ("names", "days", "after"),
    [
        # What a bank still books is in one of the next two clearings.
        (("vpos",), 2, GUESSES),
        # "Failed" (INS-6, 03) is the networks' word for any of it.
        ((*PUSHED, "clicpay.card"), 2, GUESSES | {Reason.PROCESSOR_REFUSED}),
        # A bank's payment may arrive on the next working day, over a long weekend.
        (("proxypay", "wikipay"), 4, ENDS),
        (("wipay",), 0, set()),  # nobody can be asked
    ],
    ids=["vpos", "clicpay", "references", "wipay"],
)
def test_money_is_looked_for_after_an_end_that_is_a_guess(
    names: tuple[str, ...], days: int, after: set[Reason]
) -> None:
    for name in names:
        assert METHODS[name].late_for == days * DAY
        assert METHODS[name].late_after == after


# --- what can be done -----------------------------------------------------------------------------


def those(**known: object) -> set[str]:
    """The methods of which all this is true."""

    def fits(method: Method) -> bool:
        return all(getattr(method, name) == value for name, value in known.items())

    return {name for name, method in METHODS.items() if fits(method)}


def test_money_goes_back_as_its_provider_gives_it_back() -> None:
    """ "Only full refunds are currently supported"; by paying out to the payer's phone; and no
    document has a way back to a card, a reference or a voucher."""
    assert those(refunds=Refunds.WHOLE) == {"vpos"}
    assert those(refunds=Refunds.PART) == those(can_pay_out=True) == {*PUSHED}
    assert those(can_authorize=True) == {"vpos"}


def test_a_reference_can_be_taken_back_and_what_rings_on_a_phone_cannot() -> None:
    references = {"proxypay", "wikipay"}
    assert those(can_cancel=True) == those(takes_validity=True) == references
    assert those(can_extend=True) == {"proxypay"}  # "creates or updates a payment reference"
    assert those(can_look_up=True) == those(queue_reserves=True) == {"wikipay"}
    assert those(kind=Kind.REFERENCE) == those(followed=Followed.BY_QUEUE) == references
    assert those(followed=Followed.BY_ANSWER) == those(kind=Kind.VOUCHER) == {"wipay"}


def test_a_customer_can_show_what_the_way_to_pay_leaves_in_their_hands() -> None:
    assert {name: method.proof for name, method in METHODS.items()} == {
        "vpos": Proof.APP,
        **dict.fromkeys(PUSHED, Proof.MESSAGE),
        **dict.fromkeys(("proxypay", "wikipay"), Proof.RECEIPT),
        "clicpay.card": Proof.BANK,
        "wipay": Proof.CODE,
    }


def test_a_lost_charge_is_looked_for_where_the_provider_keeps_lists() -> None:
    clicpay = {*PUSHED, "clicpay.card"}
    assert those(can_be_found=True) == those(has_back_office=True) == clicpay
    assert those(provider="clicpay") == clicpay


def test_a_phone_is_asked_for_where_it_rings_and_its_network_suggests_the_method() -> None:
    assert those(needs_phone=True) == {"vpos", *PUSHED} == those(kind=Kind.PUSH)
    networks = {name: method.networks for name, method in METHODS.items() if method.networks}
    assert networks == {
        "vpos": {"Unitel", "Movicel", "Africell"},
        "clicpay.mpesa": {"Vodacom"},
        "clicpay.emola": {"Movitel"},
        "clicpay.mkesh": {"Tmcel"},
    }
    tests = {name: method.test_phones for name, method in METHODS.items() if method.test_phones}
    assert tests == {"vpos": {"900000000", "900002004", "900003000"}}  # "Sandbox", "Mobile"


def test_every_method_is_of_its_country_and_its_money() -> None:
    assert those(country="AO") == those(currency=Currency.AOA) == {"vpos", "proxypay", "wikipay"}
    assert those(country="MZ", currency=Currency.MZN) == {*PUSHED, "clicpay.card"}
    assert those(country="TT", currency=Currency.TTD) == {"wipay"}


# --- accounts -------------------------------------------------------------------------------------


def test_an_account_is_asked_for_what_its_provider_needs() -> None:
    needed = {name: (method.settings, method.secret) for name, method in METHODS.items()}
    assert needed == {
        "vpos": (("pos_id",), "token"),
        "proxypay": (("entity",), "api_key"),
        "wikipay": ((), "api_key"),
        "clicpay.mpesa": (("wallets.mpesa",), "token"),
        "clicpay.emola": (("wallets.emola",), "token"),
        "clicpay.mkesh": (("wallets.mkesh",), "token"),
        "clicpay.card": (("wallets.netshop",), "token"),
        "wipay": (("account_number",), ""),
    }
    may = {method.provider: method.optional_settings for method in METHODS.values()}
    assert may == {
        "vpos": ("callback_url",),
        "proxypay": ("payments",),
        "wikipay": ("entity",),
        "clicpay": ("webhook", "direct"),
        "wipay": (),
    }
    assert those(other_secrets=("webhook_secret",)) == those(provider="clicpay")


def test_money_is_asked_for_at_the_providers_own_address() -> None:
    """ClicPay's document names none."""
    addresses = {method.provider: method.address for method in METHODS.values()}
    assert addresses == {
        "vpos": "https://vpos.ao",
        "proxypay": "https://api.proxypay.co.ao",
        "wikipay": "https://api.wikipay.ao",
        "clicpay": "",
        "wipay": "https://wipayfinancial.com",
    }
