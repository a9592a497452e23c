"""URL rules: where credentials may go and where a customer may be sent (https, or this machine)."""

import re
from urllib.parse import urlsplit

LOOPBACK = ("127.0.0.1", "localhost", "::1")

# Characters. As a QR on the 320 pixels of the card's dialog its modules are three pixels wide,
# which phones still read; at 700 characters they are two. Usual addresses have about a hundred.
LONGEST_ADDRESS = 500

_ALLOWED = r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+"  # RFC 3986, 2
_HOST = r"[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|[0-9a-f.]*:[0-9a-f:.]+"


def is_private(scheme: str, host: str) -> bool:
    """Returns whether nobody on the way can read a request to this address."""
    return bool(host) and (scheme == "https" or (scheme == "http" and host in LOOPBACK))


def is_page_to_pay_on(address: str) -> bool:
    """Returns whether the till may send a customer to this address of a provider's to type a card's
    number.

    It refuses a name before the host (`https://bank@elsewhere`), which a customer takes for the
    host, and letters of another alphabet, which pass for ours.
    """
    if len(address) > LONGEST_ADDRESS or not re.fullmatch(_ALLOWED, address):
        return False
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return False
    named = "@" not in parts.netloc and re.fullmatch(_HOST, host)
    return bool(named) and is_private(parts.scheme, host)
