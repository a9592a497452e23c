"""A filter of sales as a condition in SQL over the table `sales`, and without any index."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pos_app.domain.events import GOES_OUT, State
from pos_app.domain.reasons import Reason
from pos_app.journal.search.sale_text import COLUMNS, has, searched_in, text_of
from pos_app.journal.search.terms import terms_of
from pos_app.journal.sqlite_library import Database
from pos_app.ports.sale_filter import SaleFilter, SaleStatus

_HAS_TEXT = f"has_text(?, {', '.join(f'sales.{column}' for column in COLUMNS)})"
_GOES_OUT = ", ".join(f"'{purpose.value}'" for purpose in sorted(GOES_OUT))


def _state(*states: State) -> str:
    return f"sales.state IN ({', '.join(repr(state.value) for state in states)})"


# What a person calls waiting has not always reached its provider.
STATUSES: Mapping[SaleStatus, str] = {
    **{status: _state(State(status.value)) for status in SaleStatus if status in [*State]},
    SaleStatus.WAITING: _state(State.NEW, State.SENDING, State.WAITING),
    SaleStatus.GIVEN_BACK: (
        f"(sales.returned > 0 OR (sales.purpose IN ({_GOES_OUT}) AND {_state(State.PAID)}))"
    ),
    SaleStatus.SETTLED_BY_HAND: f"COALESCE(sales.reason = '{Reason.SETTLED_BY_HAND.value}', 0)",
    SaleStatus.BY_HAND: "sales.by_hand",
}


@dataclass(frozen=True)
class Condition:
    """A condition on rows of `sales`, with the values of its question marks."""

    sql: str
    values: tuple[Any, ...]


def teach(db: Database) -> None:
    """Adds the function to a connection that conditions with a text call."""
    db.conn.create_function("has_text", len(COLUMNS) + 1, _has_text, deterministic=True)


def _has_text(text: str, *columns: Any) -> bool:
    return has(text_of(searched_in(*columns)), terms_of(text))


def condition(wanted: SaleFilter) -> Condition:
    """Returns the condition that a sale is wanted. One with a text needs `teach`."""
    parts = list(_parts(wanted))
    sql = " AND ".join(part for part, _ in parts) or "1"
    return Condition(sql, tuple(value for _, values in parts for value in values))


def _parts(wanted: SaleFilter) -> Iterator[tuple[str, Iterable[Any]]]:
    if wanted.start:
        yield "sales.business_day >= ?", [wanted.start.isoformat()]
    if wanted.end:
        yield "sales.business_day <= ?", [wanted.end.isoformat()]
    for column, names in (("method", wanted.methods), ("cashier", wanted.cashiers)):
        if names:
            yield f"sales.{column} IN ({', '.join('?' * len(names))})", sorted(names)
    if wanted.states:
        yield f"({' OR '.join(STATUSES[state] for state in sorted(wanted.states))})", []
    if wanted.any_flag:
        yield "sales.flags <> ''", []
    if wanted.flags:
        up = "instr(' ' || sales.flags || ' ', ?)"
        flags = [f" {flag.value} " for flag in sorted(wanted.flags)]
        yield f"({' OR '.join([up] * len(flags))})", flags
    if terms_of(wanted.text):
        yield _HAS_TEXT, [wanted.text]
