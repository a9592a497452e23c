"""Words of an exported file: headings, names of sheets, and a word for each code."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from pos_app.domain.books.movements import MovementKind
from pos_app.domain.events import Flag, Purpose, State
from pos_app.words.books.close_sections import kind_words
from pos_app.words.methods import method_name
from pos_app.words.states import purpose_words, state_words
from pos_app.words.translate import QT_TRANSLATE_NOOP, joined, say, translated
from pos_app.words.warnings import flag_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from pos_app.domain.method import Method

# By what each is and its name, as `ExportTexts` has them.
_TEXTS: Mapping[str, str] = {
    "sheet sales": QT_TRANSLATE_NOOP("words", "Sales"),
    "sheet totals": QT_TRANSLATE_NOOP("words", "Totals"),
    "heading sale_number": QT_TRANSLATE_NOOP("words", "Sale no."),
    "heading day": QT_TRANSLATE_NOOP("words", "Business day"),
    "heading local_time": QT_TRANSLATE_NOOP("words", "Local time"),
    "heading utc_time": QT_TRANSLATE_NOOP("words", "UTC time"),
    "heading kind": QT_TRANSLATE_NOOP("words", "Kind"),
    "heading method": QT_TRANSLATE_NOOP("words", "Payment method"),
    "heading state": QT_TRANSLATE_NOOP("words", "State"),
    "heading amount": QT_TRANSLATE_NOOP("words", "Amount"),
    "heading received": QT_TRANSLATE_NOOP("words", "Received"),
    "heading given_back": QT_TRANSLATE_NOOP("words", "Refunded"),
    "heading net": QT_TRANSLATE_NOOP("words", "Net"),
    "heading currency": QT_TRANSLATE_NOOP("words", "Currency"),
    "heading phone": QT_TRANSLATE_NOOP("words", "Phone"),
    "heading entity": QT_TRANSLATE_NOOP("words", "Entity"),
    "heading reference": QT_TRANSLATE_NOOP("words", "Reference"),
    "heading description": QT_TRANSLATE_NOOP("words", "Description"),
    "heading customer_fields": QT_TRANSLATE_NOOP("words", "Customer fields"),
    "heading cashier": QT_TRANSLATE_NOOP("words", "Cashier"),
    "heading allowed_by": QT_TRANSLATE_NOOP("words", "Approved by"),
    "heading flags": QT_TRANSLATE_NOOP("words", "Alerts"),
    "heading belongs_to": QT_TRANSLATE_NOOP("words", "Of sale"),
    "heading invoice": QT_TRANSLATE_NOOP("words", "Invoice no."),
    "heading sales": QT_TRANSLATE_NOOP("words", "Sales"),
    "sheet movements": QT_TRANSLATE_NOOP("words", "Movements"),
    "sheet days": QT_TRANSLATE_NOOP("words", "Days"),
    "sheet closes": QT_TRANSLATE_NOOP("words", "Day closes"),
    "sheet fees": QT_TRANSLATE_NOOP("words", "Fees"),
    "sheet exceptions": QT_TRANSLATE_NOOP("words", "Exceptions"),
    "heading movement": QT_TRANSLATE_NOOP("words", "Record no."),
    "heading day_of_sale": QT_TRANSLATE_NOOP("words", "Day of the sale"),
    "heading fee": QT_TRANSLATE_NOOP("words", "Fee"),
    "heading provider_time": QT_TRANSLATE_NOOP("words", "Payment service's time (UTC)"),
    "heading provider_period": QT_TRANSLATE_NOOP("words", "Clearing period"),
    "heading payments": QT_TRANSLATE_NOOP("words", "Payments"),
    "heading refunds": QT_TRANSLATE_NOOP("words", "Refunds"),
    "heading close_number": QT_TRANSLATE_NOOP("words", "Close no."),
    "heading closed_by": QT_TRANSLATE_NOOP("words", "Closed by"),
    "heading for_earlier_days": QT_TRANSLATE_NOOP("words", "For earlier days"),
    "heading check_code": QT_TRANSLATE_NOOP("words", "Journal check code"),
    "heading movements": QT_TRANSLATE_NOOP("words", "Movements"),
    "heading movements_with_fee": QT_TRANSLATE_NOOP("words", "With a known fee"),
    "heading exception": QT_TRANSLATE_NOOP("words", "Exception"),
    "heading detail": QT_TRANSLATE_NOOP("words", "Details"),
    "exception unknown": QT_TRANSLATE_NOOP("words", "Outcome unknown"),
    "exception settled_by_hand": QT_TRANSLATE_NOOP("words", "Resolved by a manager"),
    "exception cleared": QT_TRANSLATE_NOOP("words", "alert cleared"),
    "printed title": QT_TRANSLATE_NOOP("words", "Sales journal"),
    "printed page": QT_TRANSLATE_NOOP("words", "Page {0} of {1}"),
    "printed continued": QT_TRANSLATE_NOOP("words", "(continued)"),
    "printed training": QT_TRANSLATE_NOOP("words", "TRAINING"),
    "printed sales": QT_TRANSLATE_NOOP("words", "Sales"),
    "printed sale_number": QT_TRANSLATE_NOOP("words", "No."),
    "printed local_time": QT_TRANSLATE_NOOP("words", "Time"),
    "printed method": QT_TRANSLATE_NOOP("words", "Payment method"),
    "printed phone": QT_TRANSLATE_NOOP("words", "Customer"),
    "printed description": QT_TRANSLATE_NOOP("words", "Description"),
    "printed cashier": QT_TRANSLATE_NOOP("words", "Cashier"),
    "printed state": QT_TRANSLATE_NOOP("words", "State"),
    "printed invoice": QT_TRANSLATE_NOOP("words", "Invoice no."),
    "printed amount": QT_TRANSLATE_NOOP("words", "Amount"),
}
_FILES: Mapping[str, str] = {
    "sales": QT_TRANSLATE_NOOP("words", "Sales"),
    "month": QT_TRANSLATE_NOOP("words", "Accounts"),
}
# What a person looks for beside a state of the sale, by the codes of `SaleStatus`.
_STATUSES: Mapping[str, str] = {
    "given_back": QT_TRANSLATE_NOOP("words", "Refunded, in whole or in part"),
    "settled_by_hand": QT_TRANSLATE_NOOP("words", "Resolved by the manager"),
    "by_hand": QT_TRANSLATE_NOOP("words", "By hand"),
}
_ANY_FLAG = QT_TRANSLATE_NOOP("words", "Any alert")
_PERIOD = QT_TRANSLATE_NOOP("words", "{0} to {1}")
_SINCE = QT_TRANSLATE_NOOP("words", "since {0}")
_UNTIL = QT_TRANSLATE_NOOP("words", "until {0}")
_ALL_DAYS = QT_TRANSLATE_NOOP("words", "All days")
_MADE = QT_TRANSLATE_NOOP("words", "Made on {0}")


def export_words(methods: Iterable[Method]) -> Mapping[str, str]:
    """Returns every word that a file for people needs, in the shop's language."""
    return {
        **{name: translated("words", text) for name, text in _TEXTS.items()},
        **{f"method {method.id}": method_name(method) for method in methods},
        **{f"purpose {one.value}": purpose_words(one) for one in Purpose},
        **{f"movement {one.value}": kind_words(one) for one in MovementKind},
        **{f"flag {one.value}": flag_words(one) for one in Flag},
        **{
            f"state {purpose.value} {state.value}": state_words(state, purpose)
            for purpose, state in product(Purpose, State)
        },
    }


def period_words(start: date | None, end: date | None) -> str:
    """Returns the days of a period as people write them."""
    first, last = (f"{day:%d/%m/%Y}" if day else "" for day in (start, end))
    if first and last:
        return first if first == last else say(_PERIOD, first, last)
    if first:
        return say(_SINCE, first)
    return say(_UNTIL, last) if last else say(_ALL_DAYS)


def status_words(code: str) -> str:
    """Returns what a filter looks for: a state of the sale, or how it came to be there."""
    return say(_STATUSES[code]) if code in _STATUSES else state_words(State(code))


def scope_words(
    days: str,
    *,
    text: str,
    methods: Iterable[str],
    states: Iterable[str],
    cashiers: Iterable[str],
    flags: Iterable[Flag],
    any_flag: bool,
) -> str:
    """Returns the days of a filter and all that narrows it, on one line."""
    return joined(
        days,
        f"«{text}»" if text else "",
        ", ".join(sorted(set(methods))),  # cash has the same name in every country
        ", ".join(status_words(one) for one in sorted(states)),
        ", ".join(sorted(cashiers)),
        ", ".join(flag_words(one) for one in sorted(flags)),
        say(_ANY_FLAG) if any_flag else "",
    )


def file_name(content: str, start: date | None, end: date | None, suffix: str) -> str:
    """Returns the name that a file is offered under."""
    name = say(_FILES[content])
    days = "_".join(f"{day:%Y-%m-%d}" for day in dict.fromkeys((start, end)) if day)
    return f"{name} {days}".rstrip() + f".{suffix}"


def made_words(moment: str, by: str) -> str:
    """Says when a file was made, and who made it, where that is known."""
    return joined(say(_MADE, moment), by)
