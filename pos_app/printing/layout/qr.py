"""Encodes text as a QR code's modules; `marks` paints them."""

from functools import lru_cache

QUIET_ZONE = 4  # white modules that a reader needs on every side (ISO/IEC 18004)

Matrix = tuple[tuple[bool, ...], ...]


@lru_cache(maxsize=16)
def qr_matrix(text: str) -> Matrix:
    """Returns the modules row by row, True where dark, without the quiet zone.

    Level M restores 15 % of the code: for paper that was folded or that a hot head smeared.
    """
    from qrcode.constants import ERROR_CORRECT_M  # noqa: PLC0415 - first paint comes before slips
    from qrcode.main import QRCode  # noqa: PLC0415

    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(text)
    code.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())
