"""Codes of the moment, as an authenticator app shows them (RFC 6238: SHA-1, 6 figures, 30 s)."""

import base64
import hmac
import secrets
from datetime import datetime
from io import BytesIO
from urllib.parse import quote, urlencode

from qrcode.constants import ERROR_CORRECT_M
from qrcode.image.svg import SvgPathImage
from qrcode.main import QRCode

STEP = 30  # seconds
FIGURES = 6
_SKEW = 1  # steps by which a phone's clock may be off
_SECRET = 20  # bytes, as the hash has (RFC 4226, 4)


def new_secret() -> bytes:
    return secrets.token_bytes(_SECRET)


def code_at(secret: bytes, step: int) -> str:
    """Returns the code of the step (RFC 4226, 5.3)."""
    digest = hmac.digest(secret, step.to_bytes(8, "big"), "sha1")
    start = digest[-1] & 15
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**FIGURES:0{FIGURES}d}"


def step_of(at: datetime) -> int:
    return int(at.timestamp()) // STEP


def matching_step(secret: bytes, code: str, at: datetime, used: int) -> int | None:
    """Returns the step whose code this is, or None. Only steps after `used`, whose code was used:
    whoever watched it being typed cannot use it again (RFC 6238, 5.2)."""
    now = step_of(at)
    given = code.encode()
    for step in range(now - _SKEW, now + _SKEW + 1):
        if hmac.compare_digest(code_at(secret, step).encode(), given) and step > used:
            return step
    return None


def secret_text(secret: bytes) -> str:
    """Returns the secret as people type it into an app."""
    return base64.b32encode(secret).decode()


def secret_from(text: str) -> bytes:
    """Parses `secret_text`. Raises ValueError."""
    try:
        secret = base64.b32decode(text)
    except ValueError as error:  # and binascii.Error
        raise ValueError("not a secret") from error
    if len(secret) != _SECRET:
        raise ValueError("not a secret")
    return secret


def address_of(secret: bytes, issuer: str, account: str) -> str:
    """Returns the address that apps read from a QR (Google Authenticator's key URI format)."""
    label = quote(f"{issuer}:{account}", safe="@:")
    told = urlencode({"secret": secret_text(secret), "issuer": issuer}, quote_via=quote)
    return f"otpauth://totp/{label}?{told}"


def qr_svg(text: str) -> str:
    """Draws a QR that stands in a page: no address of its own, and nothing in it to be styled."""
    code = QRCode(error_correction=ERROR_CORRECT_M, image_factory=SvgPathImage, border=4)
    code.add_data(text)
    out = BytesIO()
    code.make_image().save(out)
    return out.getvalue().decode().partition("?>")[2].strip()
