"""The test slip as data: shows whether, and how, the printer prints."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from pos_app.printing.slip import NOT_AN_INVOICE, SlipRow

translate = QCoreApplication.translate


@dataclass(frozen=True, kw_only=True)
class SampleSlip:
    """A slip with the letters, digits and QR code that real ones have."""

    shop: str
    till: str
    title: str
    rows: tuple[SlipRow, ...]
    qr: str
    notes: tuple[str, ...]
    legal: str
    training: str = ""  # no watermark: a customer cannot pay it

    @property
    def name(self) -> str:
        return self.title


def sample_slip(shop: str, till: str, note: str, at: datetime) -> SampleSlip:
    """Returns the slip. `at` is the shop's local time; `note` the shop's own line."""
    ask = translate(
        "Slip", "If you can read all of this and the paper ends below, slips print correctly."
    )
    return SampleSlip(
        shop=shop,
        till=till,
        title=translate("Slip", "Printer test"),
        rows=(
            SlipRow(translate("Slip", "Date"), f"{at:%d/%m/%Y %H:%M}"),
            SlipRow(translate("Slip", "Letters"), "ÁÂÃÀÇÉÊÍÓÔÕÚ áâãàçéêíóôõú"),
            SlipRow(translate("Slip", "Digits"), "1 234 567,89"),
        ),
        qr=f"{till} {at:%Y-%m-%d %H:%M}",
        notes=tuple(text for text in (ask, note) if text),
        legal=NOT_AN_INVOICE,
    )
