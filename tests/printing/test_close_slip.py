"""The slip of a day's close: what a manager takes home, and what exposes a rewritten journal."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from closes import close_of
from printing.reading import greys, painted, sampled, text_of
from printing.test_paper import SHOP
from PySide6.QtGui import QFontDatabase

from pos_app.domain.audit_notes import (
    Note,
    PinAccepted,
    PinGiven,
    PinRefused,
    Restored,
    SettingsChanged,
)
from pos_app.domain.books.movements import MovementKind
from pos_app.domain.books.takings import TakingsLine
from pos_app.domain.events import Flag, State
from pos_app.domain.money import Currency, Money
from pos_app.domain.sale import Sale
from pos_app.ports.closing import Closed, DayCloseSheet
from pos_app.ports.journal import Head
from pos_app.printing.close_slip import CloseSlip, close_slip
from pos_app.printing.layout.qr import qr_matrix
from pos_app.printing.page import slip_size
from pos_app.printing.paper import ShopPaper
from pos_app.words.books.close_sections import kind_words
from pos_app.words.warnings import flag_words

HEAD = Head(4711, "3f2a9c1b" * 8)
DAY = date(2026, 11, 20)


def total(kind: MovementKind, count: int, minor: int) -> TakingsLine:
    amount = Money(minor, Currency.AOA)
    return TakingsLine(method="vpos", cashier="", kind=kind, count=count, amount=amount)


@pytest.fixture
def closed(sale: Sale) -> Closed:
    totals = (
        total(MovementKind.PAID, 12, 18_000_00),
        total(MovementKind.PAID_TWICE, 1, 500_00),
        total(MovementKind.REFUNDED, 1, -1_000_00),
    )
    odd = replace(sale, number=12, state=State.PAID, flags=frozenset({Flag.PAID_TWICE}))
    sheet = DayCloseSheet(
        document=replace(close_of(DAY, takings=totals), carried=close_of(DAY, [odd]).carried),
        restored=[Restored(head="", events=3, put_aside="journal.damaged")],
        closed_at=datetime(2026, 11, 20, 18, tzinfo=UTC),
        closed_by="Rui",
    )
    return Closed(sheet, HEAD)


def slip_of(closed: Closed) -> CloseSlip:
    return close_slip(
        closed,
        shop_name="Loja",
        till_name="1",
        method_names={},
        brands={"vpos": "vPOS"},
        wall=UTC,
        training=False,
    )


async def test_a_close_on_paper_says_what_came_what_is_open_and_the_head(
    closed: Closed, tmp_path: Path
) -> None:
    shop = replace(SHOP, zone_name="Africa/Luanda")
    await ShopPaper(lambda: shop).save_close(closed, tmp_path / "close.pdf")
    text = text_of((tmp_path / "close.pdf").read_bytes())
    for wanted in (
        shop.name,
        "20/11/2026",
        "Ana",
        "20/11/2026 20:30",
        "20/11/2026 19:00 · Rui",
        "journal.damaged",
        "0012",
        "18\u202f000,00\u00a0Kz",
        "500,00\u00a0Kz",
        "\N{MINUS SIGN}1\u202f000,00\u00a0Kz",
        "17\u202f500,00\u00a0Kz",
        "Este documento não serve de factura",
    ):
        assert wanted in text, wanted
    together = re.sub(r"\s", "", text)  # what wraps is in two pieces
    assert HEAD.hash in together
    assert flag_words(Flag.PAID_TWICE).replace(" ", "") in together
    assert f"@{HEAD.number}" in text
    assert "TRAINING" not in text


def with_document(closed: Closed, **changes: Any) -> Closed:
    sheet = closed.sheet
    return replace(closed, sheet=replace(sheet, document=replace(sheet.document, **changes)))


@pytest.mark.parametrize("kind", MovementKind)
def test_every_kind_of_money_has_its_line_and_the_lines_add_up(
    kind: MovementKind, closed: Closed
) -> None:
    """Too little, where a manager let the goods go out for it, as well as too much."""
    totals = (total(MovementKind.PAID, 2, 18_000_00), total(kind, 1, -500_00))
    slip = slip_of(with_document(closed, takings=totals))
    (_, summary, _), (_, rows, _), *_ = slip.sections
    said = [row.value for row in rows]
    assert str(Money(17_500_00, Currency.AOA)) in (said[-1], summary[-1].value)
    assert [row for row in rows if row.label.startswith(kind_words(kind))]


def test_its_code_holds_the_head_as_verify_reads_it_within_the_margins(closed: Closed) -> None:
    slip = slip_of(closed)
    matrix = qr_matrix(f"{HEAD.hash}@{HEAD.number}")
    assert sampled(greys(painted(slip, 8)), len(matrix), 6) == matrix
    image, margin = painted(slip, 10), 39
    assert set(b"".join(greys(image, 0, margin))) == {255}
    assert set(b"".join(greys(image, image.width() - margin))) == {255}


async def test_two_figures_of_a_head_are_never_drawn_as_one(closed: Closed, tmp_path: Path) -> None:
    """As other fonts do, which are taken where ours is not."""
    QFontDatabase.removeAllApplicationFonts()
    close = replace(closed, head=Head(1, "0ffc" * 16))
    await ShopPaper(lambda: SHOP).save_close(close, tmp_path / "close.pdf")
    text = text_of((tmp_path / "close.pdf").read_bytes())
    assert close.head.hash in re.sub(r"\s", "", text)


def test_all_that_is_not_settled_is_on_it(closed: Closed, sale: Sale) -> None:
    unknown = [replace(sale, number=number, state=State.UNKNOWN) for number in range(1, 41)]
    more = with_document(closed, carried=close_of(DAY, unknown).carried)
    assert "0040" in slip_of(more).exceptions[-1]
    assert slip_size(slip_of(more)).height() > slip_size(slip_of(closed)).height() + 100


def test_what_people_did_with_the_till_itself_is_on_it(closed: Closed) -> None:
    """*5 wrong PINs, PIN given to X by nobody, address of vPOS changed by Y.*"""
    notes: list[Note] = [
        *[PinRefused()] * 5,
        PinAccepted(by="Ana"),
        PinGiven(name="Xavier"),
        SettingsChanged(what="vpos.base_url", by="Yara"),
    ]
    told = slip_of(replace(closed, sheet=replace(closed.sheet, notes=notes))).exceptions
    assert told[-3:] == (
        "Wrong PINs typed: 5",
        "Somebody without a PIN gave Xavier a manager's PIN",
        "Yara changed the settings: Address of vPOS",
    )


def test_a_shop_without_a_recovery_code_is_told_so(closed: Closed) -> None:
    assert "recovery code" not in str(slip_of(closed).exceptions)
    lacking = replace(closed, sheet=replace(closed.sheet, lacks_code=True))
    assert "no recovery code" in slip_of(lacking).exceptions[-1]


async def test_a_close_in_training_says_so_across_the_paper(closed: Closed, tmp_path: Path) -> None:
    shop = replace(SHOP, training=True)
    await ShopPaper(lambda: shop).save_close(closed, tmp_path / "close.pdf")
    assert "TRAINING" in text_of((tmp_path / "close.pdf").read_bytes())
