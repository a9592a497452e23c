"""What a server that echoes what it was sent gives away: nothing."""

from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from urllib.parse import quote

import pytest

from pos_app.domain.text.redaction import MASK, _pattern, redact


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """Each test looks for its secrets anew, whoever looked for the same before."""
    _pattern.cache_clear()


SECRET = "hvHC>kC?hz~o/d+M=x"
FORMS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "in capitals": str.upper,
    "in an address": lambda secret: quote(secret, safe=""),
    "in hexadecimal": lambda secret: secret.encode().hex(),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_secret_is_taken_out_in_every_form_and_nothing_else(
    form: Callable[[str], str],
) -> None:
    echo = f'{{"message": "not allowed: {form(SECRET)}; {form(SECRET)}!"}}'
    assert redact(echo, [SECRET]) == f'{{"message": "not allowed: {MASK}; {MASK}!"}}'
    assert redact(f"a{form(SECRET)}b", [SECRET], "#") == "a#b"
    assert redact(f"a{form(SECRET)}b", ["another-secret"]) == f"a{form(SECRET)}b"


@pytest.mark.parametrize("encode", [b64encode, urlsafe_b64encode])
@pytest.mark.parametrize("length", [8, 9, 10, len(SECRET)])
def test_within_base64_whatever_stands_around_it_no_letter_of_it_is_left(
    encode: Callable[[bytes], bytes], length: int
) -> None:
    """A letter of base64 is six bits: those are left that are not the secret's alone."""
    secret = SECRET[-length:]
    for before in range(7):
        for after in range(4):
            whole = before * b"u" + secret.encode() + after * b"v"
            coded = encode(whole).decode().rstrip("=")
            own = slice(-(-before * 8 // 6), (before + length) * 8 // 6)
            kept = f"{coded[: own.start]}{MASK}{coded[own.stop :]}"
            assert redact(f"Basic {coded}.", [secret]) == f"Basic {kept}."


def test_a_short_secret_is_taken_out_as_it_is_alone() -> None:
    """Its other forms are so short that they stand in any text."""
    for secret, is_long in (("2468135", False), ("24681357", True)):
        hexadecimal = secret.encode().hex()
        assert redact(f"{secret} {hexadecimal}", [secret]) == (
            f"{MASK} {MASK}" if is_long else f"{MASK} {hexadecimal}"
        )


def test_of_secrets_that_begin_alike_no_end_is_left() -> None:
    short, long = "sk-12345678", "sk-12345678-live-90"
    for secrets in ([short, long], [long, short]):
        assert redact(f"{long} {short}", secrets) == f"{MASK} {MASK}"


def test_of_secrets_that_differ_in_their_capitals_no_end_is_left() -> None:
    short, long = "sk-12345678", "SK-12345678-LIVE-90"
    assert redact(f"{long} {long.lower()} {short}", [short, long]) == f"{MASK} {MASK} {MASK}"


def test_where_there_is_no_secret_every_text_is_as_it_was() -> None:
    assert redact("a text", []) == "a text"
