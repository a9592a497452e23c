"""The day close's slip as data: totals, open issues, and the journal's chain head to keep."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import tzinfo

from PySide6.QtCore import QCoreApplication

from pos_app.domain.day_totals import Total, merged, taken
from pos_app.domain.money import Money
from pos_app.domain.sale import Sale, sale_number
from pos_app.ports.closing import Closed, DayCloseSheet
from pos_app.printing.slip import NOT_AN_INVOICE, SlipRow
from pos_app.words.audit import close_words
from pos_app.words.close import lacks_code_words, restored_words, unsettled_words
from pos_app.words.states import sale_words, total_amount, total_words
from pos_app.words.translate import joined
from pos_app.words.warnings import flag_words

translate = QCoreApplication.translate

_GROUPS_A_LINE = 4
_INSTANT = "%d/%m/%Y %H:%M"


@dataclass(frozen=True, kw_only=True)
class CloseSlip:
    """One piece of paper, for the manager."""

    shop: str
    till: str
    title: str
    day: str
    rows: tuple[SlipRow, ...]  # who closed it and when
    exceptions: tuple[str, ...]  # first: what a manager has to look after
    totals: tuple[tuple[str, tuple[SlipRow, ...]], ...]  # totals of each payment method
    net: tuple[SlipRow, ...]
    head_title: str
    head: tuple[str, ...]
    qr: str
    notes: tuple[str, ...]
    legal: str
    training: str = ""  # the watermark

    @property
    def name(self) -> str:
        return f"{self.title} {self.day}"


def close_slip(
    closed: Closed,
    *,
    shop_name: str,
    till_name: str,
    method_names: Mapping[str, str],
    brands: Mapping[str, str],
    wall: tzinfo,
    training: bool,
) -> CloseSlip:
    """Returns the slip of a close. Its QR holds the chain head as `verify --head` reads it."""
    sheet, head = closed.sheet, closed.head
    net = translate("Slip", "Net")
    return CloseSlip(
        shop=shop_name,
        till=till_name,
        title=translate("Slip", "Day close"),
        day=f"{sheet.day.day:%d/%m/%Y}",
        rows=_rows(closed, wall),
        exceptions=_exceptions(sheet, brands),
        totals=tuple(_totals(sheet, method_names)),
        net=tuple(SlipRow(net, str(amount)) for amount in taken(sheet.day.totals)),
        head_title=translate("Slip", "Journal check code"),
        head=head.in_lines(_GROUPS_A_LINE),
        qr=f"{head.hash}@{head.number}",
        notes=(
            translate(
                "Slip",
                "Keep this slip away from the till: if anybody changes the journal, this "
                "code no longer matches.",
            ),
        ),
        legal=NOT_AN_INVOICE,
        training=translate("Slip", "TRAINING") if training else "",
    )


def _rows(closed: Closed, wall: tzinfo) -> tuple[SlipRow, ...]:
    sheet = closed.sheet
    rows = [
        SlipRow(translate("Slip", "Closed by"), closed.by),
        SlipRow(translate("Slip", "Date"), f"{closed.at.astimezone(wall):{_INSTANT}}"),
    ]
    if sheet.closed_at:
        before = f"{sheet.closed_at.astimezone(wall):{_INSTANT}} · {sheet.closed_by}"
        rows.append(SlipRow(translate("Slip", "Closed earlier"), before))
    return tuple(rows)


def _exceptions(sheet: DayCloseSheet, brands: Mapping[str, str]) -> tuple[str, ...]:
    restored = (restored_words(note.put_aside) for note in sheet.restored)
    return (
        *restored,
        unsettled_words(len(sheet.unsettled)),
        *(_unsettled(sale) for sale in sheet.unsettled),
        *close_words(sheet.notes, brands),
        *([lacks_code_words()] if sheet.lacks_code else []),
    )


def _unsettled(sale: Sale) -> str:
    flags = (flag_words(flag) for flag in sorted(sale.flags))
    about = (sale_number(sale.number), sale.description, str(sale.amount), sale_words(sale))
    return joined(*about, *flags)


def _totals(
    sheet: DayCloseSheet, method_names: Mapping[str, str]
) -> Iterator[tuple[str, tuple[SlipRow, ...]]]:
    totals = merged(sheet.day.totals)
    for method in dict.fromkeys(one.method for one in totals):
        lines = (line for one in totals if one.method == method for line in _lines(one))
        yield method_names.get(method, method), tuple(lines)


def _lines(one: Total) -> Iterator[SlipRow]:
    yield SlipRow(total_words(one), total_amount(one))
    if one.unexpected_minor:
        beside = str(Money(one.unexpected_minor, one.amount.currency))
        yield SlipRow(translate("Slip", "Over or under"), beside)
