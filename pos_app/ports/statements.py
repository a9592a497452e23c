"""The statement port: a provider's statement as it is read, taken in and compared.

Nothing here decides what a line means for a sale: `domain/reconciliation/` compares them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from pos_app.domain.money import Currency
from pos_app.domain.reconciliation.comparison import OwnMovement
from pos_app.domain.reconciliation.notes import StatementImported
from pos_app.domain.reconciliation.period import Decision, Key
from pos_app.domain.reconciliation.statement import StatementLine
from pos_app.ports.statement_lists import UnreadRow


class LineFact(StrEnum):
    """A fact that a column of a statement holds. The values are the journal's words."""

    DATE = "date"  # and the time, where it has one
    TIME = "time"
    AMOUNT = "amount"  # before the fee
    NET = "net"  # after the fee
    PAID_IN = "paid_in"
    PAID_OUT = "paid_out"
    DIRECTION = "direction"  # whether the money came in or went out
    REFERENCE = "reference"
    PAYMENT = "payment"
    FEE = "fee"
    CURRENCY = "currency"
    STATE = "state"
    TEXT = "text"


@dataclass(frozen=True)
class StatementLayout:
    """Where the facts stand in a provider's statements: the heading of each column, or `#3` for
    the third one of a file without headings. Kept from one import to the next."""

    columns: Mapping[LineFact, str] = field(default_factory=dict)
    decimal: str = ""  # the sign before the cents; empty where the file itself shows it
    done: str = ""  # the service's own word for a movement that happened, where it is an odd one

    def as_words(self) -> dict[str, str]:
        """Writes it as a note keeps it."""
        known = {column.value: heading for column, heading in self.columns.items()}
        extra = {"decimal": self.decimal, "done": self.done}
        return known | {name: value for name, value in extra.items() if value}

    @staticmethod
    def from_words(words: Mapping[str, str]) -> "StatementLayout":
        """Parses the output of `as_words`; leaves out what another version has added."""
        columns = {column: words[column.value] for column in LineFact if column.value in words}
        return StatementLayout(columns, words.get("decimal", ""), words.get("done", ""))


@dataclass(frozen=True)
class ReadStatement:
    """A statement as it was read, before anybody says that it is right."""

    name: str  # of the file, or of the service's list
    digest: str  # SHA-256 of the file
    layout: StatementLayout
    headings: Sequence[str]
    lines: Sequence[StatementLine]
    unread: Sequence[UnreadRow]


class ReadsStatements(Protocol):
    """Reads a statement from the bytes of a file."""

    def peek(self, data: bytes) -> Sequence[Sequence[str]]:
        """Returns the first rows as texts, for a person to say what each column holds. Raises
        BadInput for a file that is no table."""

    def read(
        self, name: str, data: bytes, currency: Currency, layout: StatementLayout
    ) -> ReadStatement:
        """Reads every row; a column that the layout does not name is found by its heading. Raises
        BadInput for a file that is no table, or one whose amounts or dates cannot be told."""


@dataclass(frozen=True)
class KeptStatement:
    """A statement that a manager took in, with its lines."""

    note: StatementImported
    at: datetime
    lines: Sequence[StatementLine]


@dataclass(frozen=True)
class KnownAround:
    """Facts of the journal about a source in and around a period."""

    movements: Sequence[OwnMovement] = ()
    statements: Sequence[KeptStatement] = ()
    decisions: Mapping[Key, Decision] = field(default_factory=dict)


class ReadsStatementBooks(Protocol):
    """Reads statements and movements beside the till. Every call may raise JournalUnavailable or
    JournalDamaged."""

    async def around(self, source: str, start: date, end: date) -> KnownAround: ...

    async def imports(self, source: str) -> Sequence[StatementImported]:
        """Returns the statements that were taken in, oldest first."""
