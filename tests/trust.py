"""Whom a till trusts, read once: the certificates of the world take 30 ms of a processor in each
till that is opened, and loopback needs none of them. What is read is tried in
`gateways/test_certificates.py`."""

import os
import ssl
from functools import cache

from pos_app.gateways import http
from pos_app.gateways.certificates import trusting_context


def trusted() -> ssl.SSLContext:
    """As the till's own, read anew only where the surroundings name other certificates."""
    return _trusted(os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR"))


@cache
def _trusted(*_: str | None) -> ssl.SSLContext:
    return trusting_context()


def read_once() -> None:
    """In this process, and in all that are forked from it."""
    trusted()
    vars(http)["trusting_context"] = trusted
