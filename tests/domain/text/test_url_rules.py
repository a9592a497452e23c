"""Where credentials may go, where a customer may be sent, and what a customer may be shown."""

from dataclasses import replace

import pytest
from gateways.examples import a_sale
from hostile.texts import ADDRESSES

from pos_app.domain.payment_instructions import has_number, page_of
from pos_app.domain.text.url_rules import LONGEST_ADDRESS, is_page_to_pay_on, is_private

PAGE = "https://pay.example.com/c/1"
A_SALE = a_sale("proxypay")


@pytest.mark.parametrize(
    ("scheme", "host", "private"),
    [
        ("https", "vpos.ao", True),
        ("https", "127.0.0.1", True),
        ("http", "127.0.0.1", True),  # nobody but this machine reads it
        ("http", "localhost", True),
        ("http", "::1", True),
        ("http", "vpos.ao", False),
        ("http", "127.0.0.2", False),
        ("http", "localhost.example.com", False),
        ("ftp", "localhost", False),
        ("", "localhost", False),
        ("https", "", False),
        ("http", "", False),
    ],
)
def test_keys_travel_sealed_or_stay_on_this_machine(
    scheme: str, host: str, *, private: bool
) -> None:
    assert is_private(scheme, host) is private


A_LABEL = "a" * 62 + "."
LONGEST_HOST = A_LABEL * 3 + "a" * 60 + ".com"  # 253 characters, as a name in the DNS


@pytest.mark.parametrize(
    "address",
    [
        PAGE,
        "https://PAY.example.com:8443/c/1?t=a%20b&x=[1]#!$'()*+,;~_-",
        "http://127.0.0.1:8080/checkout",
        "http://localhost/checkout",
        "http://[::1]:8080/checkout",
        "https://[2001:db8::17]/c",
        "https://a/c",
        f"https://{LONGEST_HOST}/",
        PAGE.ljust(500, "c"),
    ],
)
def test_people_pay_on_a_page_that_is_what_it_looks_like(address: str) -> None:
    assert is_page_to_pay_on(address)
    assert page_of(replace(A_SALE, checkout=address)) == address


@pytest.mark.parametrize(
    "address",
    [
        *ADDRESSES.values(),
        "",
        "pay.example.com",
        "https://-pay.example.com/",
        "https://pay.example.com-/",
        "https://.pay.example.com/",
        "https://pay_example.com/",
        f"https://a{LONGEST_HOST}/",
        PAGE.ljust(501, "c"),
        f"{PAGE}\N{LATIN SMALL LETTER E WITH ACUTE}",
        f"{PAGE}<",
        "http://192.168.1.1/c",
    ],
)
def test_no_customer_is_sent_elsewhere(address: str) -> None:
    assert not is_page_to_pay_on(address)
    assert page_of(replace(A_SALE, checkout=address)) == ""


def test_an_address_is_as_long_as_a_qr_that_phones_read() -> None:
    """At 700 characters its modules are two pixels wide, on the card's dialog."""
    assert LONGEST_ADDRESS == 500
    assert page_of(A_SALE) == ""


@pytest.mark.parametrize(
    ("reference", "entity", "typed"),
    [
        ("741820581", "00411", True),
        ("741 820 581", "00411", True),
        ("741820581", None, True),
        ("1", "1", True),
        ("7418205811", "00411", False),  # a machine takes nine figures
        ("741820581", "004110", False),  # and five of an entity
        ("741820581", "", False),
        ("741820581", "0041a", False),
        ("74182058a", "00411", False),
        ("", "00411", False),
        (None, "00411", False),
        (None, None, False),
    ],
)
def test_a_number_is_shown_that_a_machine_takes(
    reference: str | None, entity: str | None, *, typed: bool
) -> None:
    assert has_number(replace(A_SALE, reference=reference, entity=entity)) is typed
