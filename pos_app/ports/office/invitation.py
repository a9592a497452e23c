"""The text of the QR code by which a till joins an office: the office's address and a code."""

from dataclasses import dataclass, field

_SORT = "pos-app-office:"


@dataclass(frozen=True)
class TillInvitation:
    address: str
    code: str = field(repr=False)

    @property
    def text(self) -> str:
        return f"{_SORT}{self.address.rstrip('/')}#{self.code}"


def read_invitation(text: str) -> TillInvitation | None:
    """Returns what a QR code says, with or without its first word; None for any other text."""
    address, between, code = text.strip().removeprefix(_SORT).partition("#")
    return TillInvitation(address.strip(), code.strip()) if between and address and code else None
