"""Text of a filter of sales: its states by name, and all of it in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from pos_app.domain.events import State
from pos_app.ports.sale_filter import SaleStatus
from pos_app.words.books.export import period_words
from pos_app.words.methods import method_name
from pos_app.words.states import state_words
from pos_app.words.translate import joined
from pos_app.words.warnings import flag_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pos_app.domain.method import Method
    from pos_app.ports.sale_filter import SaleFilter


def status_words(status: SaleStatus) -> str:
    translate = QCoreApplication.translate
    own: Mapping[SaleStatus, str] = {
        SaleStatus.GIVEN_BACK: translate("FilterWords", "Refunded, in whole or in part"),
        SaleStatus.SETTLED_BY_HAND: translate("FilterWords", "Resolved by the manager"),
        SaleStatus.BY_HAND: translate("FilterWords", "By hand"),
    }
    return own.get(status) or state_words(State(status.value))


def filter_text(wanted: SaleFilter, methods: Iterable[Method]) -> str:
    """Returns the days of a filter and all that narrows it."""
    names = {method.id: method_name(method) for method in methods}
    any_flag = QCoreApplication.translate("FilterWords", "Any alert") if wanted.any_flag else ""
    return joined(
        period_words(wanted.start, wanted.end),
        f"«{wanted.text}»" if wanted.text else "",
        ", ".join(sorted(names.get(one, one) for one in wanted.methods)),
        ", ".join(status_words(one) for one in sorted(wanted.states)),
        ", ".join(sorted(wanted.cashiers)),
        ", ".join(flag_words(one) for one in sorted(wanted.flags)),
        any_flag,
    )
