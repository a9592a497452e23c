"""Money as an integer of minor units (cents, cêntimos, centavos): never a float."""

import re
from decimal import Decimal

_TEXT = re.compile(r"([0-9]{1,12})(?:\.([0-9]{1,2}))?")
_LONGEST = 12


def read_text(value: object) -> int | None:
    """Read an amount written as text, at most two decimals; None when it is anything else."""
    found = _TEXT.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return None
    whole, fraction = found.groups(default="")
    return int(whole) * 100 + int(fraction.ljust(2, "0"))


def read(value: object) -> int | None:
    """Read an amount given as text or as a JSON number."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = Decimal(value)
    if not isinstance(value, Decimal):
        return read_text(value)
    if value.is_signed() or value.adjusted() >= _LONGEST or value != round(value, 2):
        return None
    return int(value * 100)


def text(minor: int) -> str:
    return f"{minor // 100}.{minor % 100:02d}"


def short_text(minor: int) -> str:
    """Write whole amounts without decimals."""
    return text(minor) if minor % 100 else str(minor // 100)


def number(minor: int) -> int | Decimal:
    """Make a JSON number of it: whole when it can be, else exact."""
    whole, rest = divmod(minor, 100)
    return (Decimal(minor) / 100).normalize() if rest else whole
