"""A TLS handshake for the doctor: whose certificate another side shows."""

import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pos_app.gateways.certificates import trusting_context
from pos_app.gateways.proxies import Proxies

PATIENCE = 8.0  # seconds for each step


@dataclass(frozen=True)
class ShownCertificate:
    """The certificate of another side. `refused` is why this computer does not trust it, in
    OpenSSL's words; its issuer is "" where it cannot be read."""

    issuer: str
    ends: datetime | None
    refused: str = ""


def goes_by_proxy(host: str, port: int) -> bool:
    """Returns whether requests to a host go through a proxy, usable or not."""
    return Proxies(None).way_to(host, port) is not None


def shown_by(host: str, port: int, context: ssl.SSLContext | None = None) -> ShownCertificate:
    """Shakes hands as the till does. Blocks. Raises OSError where nobody answers, or no TLS."""
    try:
        return _read(_certificate(host, port, context or trusting_context()))
    except ssl.SSLCertVerificationError as error:
        issuer = _issuer_of_untrusted(host, port)
        return ShownCertificate(issuer, None, error.verify_message)


def _certificate(host: str, port: int, context: ssl.SSLContext) -> dict[str, Any]:
    with (
        socket.create_connection((host, port), PATIENCE) as line,
        context.wrap_socket(line, server_hostname=host) as secured,
    ):
        return dict(secured.getpeercert() or {})


def _issuer_of_untrusted(host: str, port: int) -> str:
    """Reads the certificate by trusting it and nothing else, for one handshake in which nothing is
    sent: Python shows the content of trusted ones only."""
    with suppress(OSError, ValueError):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
        pem = ssl.get_server_certificate((host, port), timeout=PATIENCE)
        context.load_verify_locations(cadata=pem)
        return _read(_certificate(host, port, context)).issuer
    return ""


def _read(certificate: dict[str, Any]) -> ShownCertificate:
    names = {key: value for part in certificate.get("issuer", ()) for key, value in part}
    issuer = names.get("organizationName") or names.get("commonName", "")
    ends = certificate.get("notAfter")
    at = datetime.fromtimestamp(ssl.cert_time_to_seconds(ends), UTC) if ends else None
    return ShownCertificate(issuer, at)
