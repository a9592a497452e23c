"""The layout of each kind of slip, from top to bottom."""

from collections.abc import Iterable

from PySide6.QtCore import Qt

from pos_app.printing.blocks import Block, Code, Frame, Gap, Heading, Pair, Rule, Words, figures
from pos_app.printing.close_slip import CloseSlip
from pos_app.printing.code_slip import CodeSlip
from pos_app.printing.fonts import BODY, HUGE, LARGE, SMALL
from pos_app.printing.layout.qr import qr_matrix
from pos_app.printing.sample_slip import SampleSlip
from pos_app.printing.slip import Slip

_LEFT = Qt.AlignmentFlag.AlignLeft


def reference_blocks(slip: Slip) -> list[Block]:
    blocks: list[Block] = [
        Words(slip.shop, LARGE, bold=True),
        Words(slip.till, BODY),
        Gap(22),
        Heading(slip.title, slip.copy),
        Gap(14),
        Frame(((slip.entity, LARGE), (slip.reference, HUGE), (slip.amount, LARGE))),
        Gap(16),
    ]
    if slip.valid_until:
        blocks += [Pair(slip.valid_until, bold=True)]
    blocks += [Code(qr_matrix(slip.qr))]
    blocks += _notes(slip.notes)
    blocks += _parted(Pair(row) for row in slip.rows)
    blocks += _parted([Words(slip.legal, SMALL, bold=True)])
    return blocks


def sample_blocks(slip: SampleSlip) -> list[Block]:
    blocks: list[Block] = [
        Words(slip.shop, LARGE, bold=True),
        Words(slip.till, BODY),
        Gap(22),
        Heading(slip.title, ""),
        Gap(14),
        *(Pair(row) for row in slip.rows),
        Code(qr_matrix(slip.qr)),
    ]
    return [*blocks, *_notes(slip.notes), *_parted([Words(slip.legal, SMALL, bold=True)])]


def close_blocks(slip: CloseSlip) -> list[Block]:
    blocks: list[Block] = [
        Words(slip.shop, LARGE, bold=True),
        Words(slip.till, BODY),
        Gap(22),
        Heading(slip.title, ""),
        Words(slip.day, LARGE, bold=True),
        Gap(14),
        *(Pair(row) for row in slip.rows),
        Gap(10),
        *(Words(text, BODY, bold=True, align=_LEFT) for text in slip.exceptions),
    ]
    for title, rows, weighs in slip.sections:
        pairs = (Pair(row, bold=weighs) for row in rows)
        blocks += _parted([Words(title, BODY, bold=True, align=_LEFT), *pairs])
    blocks += _parted([Words(slip.head_title, SMALL)])
    blocks += [figures(line, BODY) for line in slip.head]
    blocks += [Code(qr_matrix(slip.qr)), *_notes(slip.notes)]
    blocks += _parted([Words(slip.legal, SMALL, bold=True)])
    return blocks


def code_blocks(slip: CodeSlip) -> list[Block]:
    blocks: list[Block] = [
        Words(slip.shop, LARGE, bold=True),
        Words(slip.till, BODY),
        Gap(22),
        Heading(slip.title, ""),
        Words(slip.made, BODY),
        Gap(22),
        *(figures(line, LARGE) for line in slip.lines),
        Gap(22),
    ]
    return [*blocks, *_notes(slip.notes)]


def _notes(notes: Iterable[str]) -> list[Block]:
    return [block for note in notes for block in (Words(note, SMALL), Gap(10))]


def _parted(blocks: Iterable[Block]) -> list[Block]:
    """Returns the blocks under a dotted line."""
    return [Gap(12), Rule(), Gap(16), *blocks]
