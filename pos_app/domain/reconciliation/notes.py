"""Notes of reconciliation: a statement with its lines, and a manager's decisions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pos_app.domain.money import Money


@dataclass(frozen=True, kw_only=True)
class StatementImported:
    """A manager took a payment service's statement in.

    `source` is a provider's id, or a method's where each wallet has a statement of its own. The
    lines stand in the note: see `statement.py`.
    """

    source: str
    name: str  # of the file, or of the list
    digest: str  # SHA-256 of the file
    start: date  # the first and the last day that it covers
    end: date
    layout: Mapping[str, str]  # where its facts stand: kept for the next one
    count: int  # of lines
    left_out: int  # rows that are none
    total: Money
    fees: Money
    lines: str  # packed
    by: str


@dataclass(frozen=True, kw_only=True)
class DifferenceResolved:
    """A manager has found out why the journal and a statement differ. No money moves by it."""

    source: str
    movement: int  # the number of its event; 0 where only the provider has it
    line: str  # the mark of its line; empty where only the journal has it
    difference: Money  # how much more the provider has
    why: str
    by: str
