"""A sale that waits for its reference to be paid, and the letters that its slip is set in."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from pos_app.domain.events import State
from pos_app.domain.money import Currency, Money
from pos_app.domain.sale import Sale
from pos_app.printing.slip import Slip, reference_slip

_FONTS = Path(__file__).parents[2] / "pos_app" / "bundled" / "fonts"
_AT = datetime(2025, 11, 20, 9, 42, tzinfo=UTC)


@pytest.fixture(autouse=True)
def letters(qapp: QApplication) -> None:
    for font in sorted(_FONTS.glob("*.otf")):
        assert QFontDatabase.addApplicationFont(str(font)) >= 0
    # As in the window, whose figures are tabular: a slip must not take that over.
    windows_own = QFont("Inter")
    windows_own.setFeature(QFont.Tag("tnum"), 1)
    qapp.setFont(windows_own)


@pytest.fixture
def sale() -> Sale:
    return Sale(
        id="s1",
        till="1",
        number=148,
        method="proxypay",
        amount=Money(38_000_00, Currency.AOA),
        phone=None,
        description="",
        key="k1",
        business_day=date(2025, 11, 20),
        created_at=_AT,
        updated_at=_AT,
        state=State.WAITING,
        reference="741820581",
        entity="01234",
        expires_at=_AT + timedelta(hours=24),
    )


@pytest.fixture
def make_slip(sale: Sale) -> Callable[..., Slip]:
    def make(
        shop_name: str = "Mercearia Boa Vista",
        *,
        training: bool = False,
        copy: bool = False,
        **changes: Any,
    ) -> Slip:
        return reference_slip(
            replace(sale, **changes),
            shop_name=shop_name,
            till_name="Caixa 1",
            method_name="ProxyPay",
            training=training,
            copy=copy,
        )

    return make
