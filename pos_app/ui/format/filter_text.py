"""Text of a filter of sales: all of it in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.words.books.export import period_words, scope_words
from pos_app.words.methods import method_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pos_app.domain.method import Method
    from pos_app.ports.sale_filter import SaleFilter


def filter_text(wanted: SaleFilter, methods: Iterable[Method]) -> str:
    """Returns the days of a filter and all that narrows it."""
    names = {method.id: method_name(method) for method in methods}
    return scope_words(
        period_words(wanted.start, wanted.end),
        text=wanted.text,
        methods=[names.get(one, one) for one in wanted.methods],
        states=wanted.states,
        cashiers=wanted.cashiers,
        flags=wanted.flags,
        any_flag=wanted.any_flag,
    )
