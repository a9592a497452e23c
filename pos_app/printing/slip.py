"""The customer's slip of a reference as data, in the shop's language."""

import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from pos_app.domain.business_day import WALL_CLOCK
from pos_app.domain.errors import NotAllowed
from pos_app.domain.events import State
from pos_app.domain.payment_instructions import has_number
from pos_app.domain.phone import in_threes
from pos_app.domain.sale import Sale, sale_number

translate = QCoreApplication.translate

# The law's own words, in the law's language, whatever language the till is set to.
NOT_AN_INVOICE = "Este documento não serve de factura"


@dataclass(frozen=True)
class SlipRow:
    """A label and its value."""

    label: str
    value: str


@dataclass(frozen=True, kw_only=True)
class Slip:
    """A customer's slip. An empty text leaves its line out."""

    shop: str
    till: str
    title: str
    entity: SlipRow
    reference: SlipRow
    amount: SlipRow
    valid_until: SlipRow | None
    rows: tuple[SlipRow, ...]
    qr: str
    notes: tuple[str, ...]
    legal: str
    copy: str = ""  # marks every copy after the first
    training: str = ""  # watermark of a slip that a customer cannot pay

    @property
    def name(self) -> str:
        return f"{self.title} {self.reference.value}"


def reference_slip(
    sale: Sale,
    *,
    shop_name: str,
    till_name: str,
    method_name: str,
    training: bool,
    copy: bool,
    note: str = "",
) -> Slip:
    """Returns the slip with which a customer pays this sale's reference; `note` is the shop's own
    line.

    Raises NotAllowed for a sale that cannot be paid now: paper that is handed out gets paid.
    """
    if sale.state is not State.WAITING or sale.reference is None or sale.entity is None:
        raise NotAllowed(f"a sale that is {sale.state} has no reference that can be paid")
    if not has_number(sale):
        raise NotAllowed("its entity or its reference is no number")
    entity, reference = translate("Slip", "Entity"), translate("Slip", "Reference")
    amount = translate("Slip", "Amount")
    slip = Slip(
        shop=shop_name,
        till=till_name,
        title=translate("Slip", "Payment by reference"),
        entity=SlipRow(entity, sale.entity),
        reference=SlipRow(reference, in_threes(sale.reference)),
        amount=SlipRow(amount, str(sale.amount)),
        valid_until=_valid_until(sale),
        rows=_rows(sale, method_name),
        qr=_qr_text(
            f"{entity}: {sale.entity}",
            f"{reference}: {sale.reference}",
            f"{amount}: {sale.amount.plain} {sale.amount.currency.code}",
        ),
        notes=(
            translate(
                "Slip",
                "Pay at an ATM, in Multicaixa Express or with your bank:"
                " Payments, then Payment by reference.",
            ),
            *((note,) if note else ()),
        ),
        legal=NOT_AN_INVOICE,
        copy=translate("Slip", "Copy") if copy else "",
    )
    return _for_training(slip) if training else slip


def _valid_until(sale: Sale) -> SlipRow | None:
    if sale.expires_at is None:
        return None
    return SlipRow(translate("Slip", "Valid until"), _local(sale, sale.expires_at))


def _rows(sale: Sale, method_name: str) -> tuple[SlipRow, ...]:
    rows = (
        SlipRow(translate("Slip", "Sale"), sale_number(sale.number)),
        SlipRow(translate("Slip", "Date"), _local(sale, sale.created_at)),
        SlipRow(translate("Slip", "Method"), method_name),
        SlipRow(translate("Slip", "Description"), sale.description),
    )
    return tuple(row for row in rows if row.value)


def _local(sale: Sale, at: datetime) -> str:
    return f"{at.astimezone(WALL_CLOCK[sale.amount.currency]):%d/%m/%Y %H:%M}"


def _qr_text(*lines: str) -> str:
    """Returns plain text to copy from, in ASCII: readers guess other alphabets differently.

    No provider's document describes a QR that a bank's app can pay: a code that looked like one
    would send the customer into an app that refuses it.
    """
    return unicodedata.normalize("NFKD", "\n".join(lines)).encode("ascii", "ignore").decode()


def _for_training(slip: Slip) -> Slip:
    """Returns the same slip with a watermark, QR text and note that say that it cannot be paid."""
    mark = translate("Slip", "TRAINING")
    note = translate("Slip", "Training: this reference cannot be paid.")
    return replace(slip, training=mark, qr=_qr_text(mark, slip.qr), notes=(note, *slip.notes))
