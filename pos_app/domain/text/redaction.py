"""Redaction of secrets in a server's answer: our keys, and a customer's voucher code.

A broken server may echo them, as they are or as a header or an address writes them.
"""

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import lru_cache
from urllib.parse import quote

MASK = "•••"
_LONG_ENOUGH = 8  # letters of a secret, below which its other forms could be anything


def redact(text: str, secrets: Sequence[str], mask: str = MASK) -> str:
    """Replaces the secrets in letters of either case, URL-encoded, in hexadecimal, and within
    base64, where the text before them shifts them by a letter or two."""
    pattern = _pattern(tuple(secrets))
    return pattern.sub(mask, text) if pattern else text


@lru_cache(maxsize=32)
def _pattern(secrets: tuple[str, ...]) -> re.Pattern[str] | None:
    forms = {form for secret in secrets for form in _forms(secret)}
    longest_first = sorted(forms, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE) if forms else None


def _forms(secret: str) -> Iterator[str]:
    plain = secret.encode()
    yield secret
    if len(secret) < _LONG_ENOUGH:
        return
    yield quote(secret, safe="")
    yield plain.hex()
    # So many bytes before it, in a group of three, have their bits in so many letters.
    for shift, letters in ((0, 0), (1, 2), (2, 3)):
        coded = b64encode(bytes(shift) + plain).decode()
        # The letters that are made of the secret alone, whatever stands before and after it.
        own = coded[letters : (shift + len(plain)) * 8 // 6]
        yield own
        yield own.translate(str.maketrans("+/", "-_"))
