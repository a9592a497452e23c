"""Days and shifts on paper: what a manager takes home, and what exposes a rewritten journal."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from closes import close_of
from printing.documents.lives import PHONE, WITHOUT_RECEIPT, kz, paid
from printing.documents.paper import COPY, code_of, documents, made, pairs_of, texts_of
from ui.till_money import full_close

from pos_app.domain.audit_notes import (
    Note,
    PinAccepted,
    PinGiven,
    PinRefused,
    Restored,
    SettingsChanged,
)
from pos_app.domain.books.day_close import CloseDocument, DrawerCount, EarlierMoney
from pos_app.domain.books.movements import MovementKind
from pos_app.domain.books.shift import Shift, ShiftDocument, StateCount
from pos_app.domain.books.takings import TakingsLine
from pos_app.domain.events import Flag, State
from pos_app.domain.money import Currency, Money
from pos_app.domain.paper.document import Document, TableBlock
from pos_app.domain.paper.print_job import Hitch, JobState, PrintTrouble
from pos_app.domain.paper.printer import DocumentKind
from pos_app.ports.closing import Closed, DayCloseSheet
from pos_app.ports.journal import Head
from pos_app.words.books.close_sections import kind_words
from pos_app.words.warnings import flag_words

HEAD = Head(4711, "3f2a9c1b" * 8)
DAY = date(2026, 11, 20)


def total(kind: MovementKind, count: int, minor: int) -> TakingsLine:
    amount = Money(minor, Currency.AOA)
    return TakingsLine(method="vpos", cashier="", kind=kind, count=count, amount=amount)


@pytest.fixture
def closed() -> Closed:
    totals = (
        total(MovementKind.PAID, 12, 18_000_00),
        total(MovementKind.PAID_TWICE, 1, 500_00),
        total(MovementKind.REFUNDED, 1, -1_000_00),
    )
    odd = replace(paid(number=12), flags=frozenset({Flag.PAID_TWICE}))
    sheet = DayCloseSheet(
        document=replace(close_of(DAY, takings=totals), carried=close_of(DAY, [odd]).carried),
        restored=[Restored(head="", events=3, put_aside="journal.damaged")],
        closed_at=datetime(2026, 11, 20, 18, tzinfo=UTC),
        closed_by="Rui",
    )
    return Closed(sheet, HEAD)


def z_of(closed: Closed, **shop: Any) -> Document:
    return made(documents(**shop).close(closed))


def with_document(closed: Closed, **changes: Any) -> Closed:
    document = replace(closed.sheet.document, **changes)
    return replace(closed, sheet=replace(closed.sheet, document=document))


def rows_of(document: Document) -> Sequence[tuple[str, ...]]:
    return [row for block in document.blocks if isinstance(block, TableBlock) for row in block.rows]


def test_a_close_says_what_came_what_is_open_and_the_head(closed: Closed) -> None:
    order = documents().close(closed)
    assert (order.kind, order.subject) == (DocumentKind.CLOSE, "close 1")
    document = made(order)
    said = texts_of(document)
    paper = "\n".join(said)
    for wanted in (
        "Mercearia Boa Vista",
        "Day close no. 1",
        "20/11/2026",
        "Closed by: Ana",
        "Date: 20/11/2026 20:30",
        "Closed earlier: 20/11/2026 19:00 · Rui",
        "journal.damaged",
        "18\u202f000,00\u00a0Kz",
        "500,00\u00a0Kz",
        "\N{MINUS SIGN}1\u202f000,00\u00a0Kz",
        "17\u202f500,00\u00a0Kz",
        flag_words(Flag.PAID_TWICE),
    ):
        assert wanted in paper, wanted
    assert said[-1] == "Este documento não serve de factura"
    assert HEAD.hash in paper.replace(" ", "").replace("\n", "")
    assert code_of(document) == f"{HEAD.hash}@{HEAD.number}"  # as `verify --head` reads it
    assert document.wide
    assert not document.watermark
    assert z_of(closed, training=True).watermark == "TRAINING"
    assert texts_of(made(order, COPY))[0] == "COPY 2"


@pytest.mark.parametrize("kind", MovementKind)
def test_every_kind_of_money_has_its_line_and_the_lines_add_up(
    kind: MovementKind, closed: Closed
) -> None:
    """Too little, where a manager let the goods go out for it, as well as too much."""
    totals = (total(MovementKind.PAID, 2, 18_000_00), total(kind, 1, -500_00))
    said = texts_of(z_of(with_document(closed, takings=totals)))
    assert [text for text in said if text.startswith(f"{kind_words(kind)} · ")]
    whole = str(Money(17_500_00, Currency.AOA))
    assert [text for text in said if text.endswith(f": {whole}")]


def test_each_sale_of_a_close_is_found_by_number_day_method_phone_and_reference(
    closed: Closed,
) -> None:
    doubt = replace(WITHOUT_RECEIPT["unknown"]().sale, number=40, reference="R-40")
    late = EarlierMoney(
        number=31, sold_on=date(2026, 11, 18), method="proxypay", reference="741820581",
        kind=MovementKind.PAID, amount=kz(500), phone=PHONE,
    )  # fmt: skip
    (carried,) = close_of(DAY, [doubt]).carried
    carried = replace(carried, phone=doubt.phone, reference="R-40")
    rows = rows_of(z_of(with_document(closed, carried=(carried,), earlier=(late,))))
    assert rows == [
        ("0040", "27/11/2026", "Multicaixa Express · Cesta, 2 garrafões · Unknown",
         "912 ••• 008", "R-40", "12\u202f750,00\u00a0Kz"),
        ("0031", "18/11/2026", "Reference · Paid", "912 ••• 008", "741820581",
         "500,00\u00a0Kz"),
    ]  # fmt: skip


def test_a_refund_in_doubt_is_called_one(closed: Closed) -> None:
    """Whether it came or went is what a manager has to know of its amount."""
    refund = WITHOUT_RECEIPT["a refund that is unknown"]().sale
    document = z_of(with_document(closed, carried=close_of(DAY, [refund]).carried))
    assert [row[2] for row in rows_of(document)] == [
        "Refund · Multicaixa Express · Cesta, 2 garrafões · Unknown"
    ]


def test_a_close_with_every_exception_has_a_row_for_each(language: str) -> None:
    document = full_close(DAY)
    closed = Closed(DayCloseSheet(document), HEAD)
    rows = rows_of(z_of(closed))
    named: list[tuple[int, Money]] = [
        *((one.number, one.amount) for one in document.carried),
        *((one.number, one.amount) for one in document.earlier),
        *((one.number, one.amount) for one in document.settled),
        *((one.number, one.amount) for one in document.odd),
    ]
    told = sorted((row[0], row[-1]) for row in rows)
    assert told == sorted((f"{number:04d}", str(amount)) for number, amount in named), language


def test_a_long_close_lists_every_sale_under_its_heads(closed: Closed) -> None:
    unknown = [
        replace(WITHOUT_RECEIPT["unknown"]().sale, number=number) for number in range(1, 102)
    ]
    document = z_of(with_document(closed, carried=close_of(DAY, unknown).carried))
    (table,) = (block for block in document.blocks if isinstance(block, TableBlock))
    assert len(table.rows) == 101
    assert [column.title for column in table.columns] == [
        "Sale", "Date", "What", "Phone", "Reference", "Amount",
    ]  # fmt: skip
    assert document.page_line == "Page {0} of {1}"


def test_paper_that_did_not_come_out_is_on_the_close(closed: Closed) -> None:
    assert "Paper that did not come out, or is uncertain" not in texts_of(z_of(closed))
    at = datetime(2026, 11, 20, 12, tzinfo=UTC)
    paper = (
        PrintTrouble(kind=DocumentKind.RECEIPT, state=JobState.FAILED, hitch=Hitch.PAPER_OUT,
                     name="Receipt 0148", at=at, printer="Balcão", sale=148),
        PrintTrouble(kind=DocumentKind.SLIP, state=JobState.DOUBTFUL, hitch=Hitch.SILENT,
                     name="Payment by reference 0149", at=at),
    )  # fmt: skip
    pairs = pairs_of(z_of(with_document(closed, paper=paper)))
    assert pairs["Receipt 0148 · Balcão"] == "Did not come out: out of paper"
    assert pairs["Payment by reference 0149"] == "Uncertain: the printer did not answer"


def test_what_people_did_with_the_till_itself_is_on_it(closed: Closed) -> None:
    """*5 wrong PINs, PIN given to X by nobody, address of vPOS changed by Y.*"""
    notes: list[Note] = [
        *[PinRefused()] * 5,
        PinAccepted(by="Ana"),
        PinGiven(name="Xavier"),
        SettingsChanged(what="vpos.base_url", by="Yara"),
    ]
    said = texts_of(z_of(replace(closed, sheet=replace(closed.sheet, notes=notes))))
    first = said.index("Wrong PINs typed: 5")
    assert said[first : first + 3] == [
        "Wrong PINs typed: 5",
        "Somebody without a PIN gave Xavier a manager's PIN",
        "Yara changed the settings: Address of vPOS",
    ]


def test_a_shop_without_a_recovery_code_is_told_so(closed: Closed) -> None:
    assert "recovery code" not in str(texts_of(z_of(closed)))
    lacking = replace(closed, sheet=replace(closed.sheet, lacks_code=True))
    assert "no recovery code" in str(texts_of(z_of(lacking)))


def test_a_reading_closes_nothing_and_has_no_number_and_no_copies(closed: Closed) -> None:
    order = documents().reading(closed.sheet)
    assert (order.kind, order.subject) == (DocumentKind.READING, "")
    document = made(order, replace(COPY, number=0))
    said = texts_of(document)
    assert "X reading" in said
    assert "This reading closes nothing." in said
    assert "Closed earlier: 20/11/2026 19:00 · Rui" in said
    assert not [text for text in said if "no. 1" in text or "check code" in text]
    assert pairs_of(document)["Read by"] == "Teresa N."
    of_money = [row for row in rows_of(document) if row in rows_of(z_of(closed))]
    assert of_money == list(rows_of(z_of(closed)))


def test_a_reading_says_that_the_day_is_open_only_if_it_was_never_closed(closed: Closed) -> None:
    never = replace(closed.sheet, closed_at=None, closed_by="")
    said = texts_of(made(documents().reading(never)))
    assert "The day is still open: this reading closes nothing." in said
    assert not [text for text in said if text.startswith("Closed earlier")]


# --- shifts ---------------------------------------------------------------------------------------

OPENED = datetime(2026, 11, 20, 8, tzinfo=UTC)
SHIFT = ShiftDocument(
    cashier="Ana M.",
    since=7,
    opened_at=OPENED,
    until=99,
    at=datetime(2026, 11, 20, 16, tzinfo=UTC),
    by="Ana M.",
    takings=(total(MovementKind.PAID, 12, 18_000_00), total(MovementKind.REFUNDED, 1, -500_00)),
    sales=(StateCount(state=State.PAID, count=12, amount=kz(18_000)),),
    drawer=(DrawerCount(expected=kz(5_000), counted=kz(4_950)),),
    kept=(kz(1_000),),
)


def test_a_shifts_close_has_its_money_its_sales_and_its_drawer() -> None:
    order = documents().shift(SHIFT)
    assert (order.kind, order.subject) == (DocumentKind.SHIFT, "shift 7")
    document = made(order)
    assert document.name == "Shift close · Ana M."
    pairs = {label: value.replace("\u202f", " ").replace("\u00a0", " ")
             for label, value in pairs_of(document).items()}  # fmt: skip
    assert (
        pairs
        | {
            "Opened": "20/11/2026 09:00",
            "Closed": "20/11/2026 17:00",
            "Closed by": "Ana M.",
            "Received": "18 000,00 Kz",
            "Net": "17 500,00 Kz",
            "Paid · 12": "18 000,00 Kz",
            "Expected": "5 000,00 Kz",
            "Counted": "4 950,00 Kz",
            "Short": "\N{MINUS SIGN}50,00 Kz",
            "Stays in the drawer": "1 000,00 Kz",
            "Leaves the drawer": "3 950,00 Kz",
        }
        == pairs
    )


def test_an_open_shift_is_read_and_says_that_it_is_open() -> None:
    running = Shift(since=7, cashier="Ana M.", opened_at=OPENED)
    order = documents().shift(replace(SHIFT, by="", drawer=(), kept=()), running)
    assert (order.kind, order.subject) == (DocumentKind.READING, "")
    said = texts_of(made(order))
    assert "The shift is still open: this reading closes nothing." in said
    assert "Read: 20/11/2026 17:00" in said
    assert not [text for text in said if text.startswith("Closed")]


def test_a_shop_where_nobody_signs_in_and_nothing_moved_has_its_paper_too() -> None:
    blank = ShiftDocument(cashier="", since=7, opened_at=OPENED, until=9, at=OPENED)
    assert made(documents().shift(blank)).name == "Shift close"
    nothing = CloseDocument(
        number=1, day=DAY, by="Ana", at=OPENED, begins_at=None, since=0, until=9
    )
    said = texts_of(z_of(Closed(DayCloseSheet(nothing), HEAD)))
    assert "No money moved since the last close" in said
