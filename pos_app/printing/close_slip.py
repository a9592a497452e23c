"""The day close's slip as data: totals, open issues, and the journal's chain head to keep."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo

from PySide6.QtCore import QCoreApplication

from pos_app.ports.closing import Closed, DayCloseSheet
from pos_app.printing.slip import NOT_AN_INVOICE, SlipRow
from pos_app.words.audit import close_words
from pos_app.words.books.close import lacks_code_words, restored_words, settled_words
from pos_app.words.books.close_sections import close_sections, exception_lines
from pos_app.words.translate import filled
from pos_app.words.verdict import manager_name

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
    sections: tuple[tuple[str, tuple[SlipRow, ...], bool], ...]  # the last: printed large
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
    document = sheet.document
    sections = close_sections(document, method_names)
    return CloseSlip(
        shop=shop_name,
        till=till_name,
        title=filled(translate("Slip", "Day close no. {0}"), document.number),
        day=f"{document.day:%d/%m/%Y}",
        rows=_rows(closed, wall),
        exceptions=_exceptions(sheet, method_names, brands),
        sections=tuple(
            (one.title, tuple(SlipRow(row.label, row.value) for row in one.lines), one.weighs)
            for one in sections
        ),
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
    sheet, document = closed.sheet, closed.sheet.document
    rows = [
        SlipRow(translate("Slip", "Closed by"), manager_name(document.by)),
        SlipRow(translate("Slip", "Date"), f"{document.at.astimezone(wall):{_INSTANT}}"),
    ]
    if document.begins_at:
        last = f"{document.begins_at.astimezone(wall):{_INSTANT}}"
        rows.append(SlipRow(translate("Slip", "Last close"), last))
    if sheet.closed_at:
        before = f"{sheet.closed_at.astimezone(wall):{_INSTANT}} · {sheet.closed_by}"
        rows.append(SlipRow(translate("Slip", "Closed earlier"), before))
    return tuple(rows)


def _exceptions(
    sheet: DayCloseSheet, method_names: Mapping[str, str], brands: Mapping[str, str]
) -> tuple[str, ...]:
    restored = (restored_words(note.put_aside) for note in sheet.restored)
    return (
        *restored,
        settled_words(sheet.document),
        *exception_lines(sheet.document, method_names),
        *close_words(sheet.notes, brands),
        *([lacks_code_words()] if sheet.lacks_code else []),
    )
