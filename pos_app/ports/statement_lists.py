"""The movements that a provider's API lists, a page at a time, and the rows that are none.

Apart from what becomes of a statement: a gateway is loaded with every till, a comparison seldom.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from pos_app.domain.reconciliation.statement import StatementLine
from pos_app.ports.gateway import Account, Answer, Request, Trouble


class WhyUnread(StrEnum):
    """Why a row of a statement is no line: people have to see each of them."""

    NO_AMOUNT = "no_amount"
    NO_DATE = "no_date"
    OTHER_CURRENCY = "other_currency"
    NOT_DONE = "not_done"  # refused, cancelled or waiting, in the service's own word
    UNKNOWN_STATE = "unknown_state"


@dataclass(frozen=True)
class UnreadRow:
    """A row that was left out: its number in the file, the reason, and how it begins."""

    row: int
    why: WhyUnread
    text: str


@dataclass(frozen=True)
class ListPage:
    """One page of a provider's own list."""

    lines: Sequence[StatementLine]
    unread: Sequence[UnreadRow]
    last: bool


class ListsStatement(Protocol):
    """A provider whose API lists movements."""

    def statement_lists(self, account: Account, wallet: str) -> Sequence[str]:
        """Returns the names of the account's lists, or of those of one wallet alone."""

    def statement_page(self, account: Account, name: str, since: date, page: int) -> Request:
        """Asks for one page of a list, from this day on where the provider can tell; pages count
        from 1."""

    def parse_statement_page(self, name: str, answer: Answer) -> ListPage | Trouble: ...
