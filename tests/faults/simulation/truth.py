"""What is true whatever a journal says: money that moved, what stood on slips, what a disk lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Moved:
    """One movement of money, as its provider's ledger has it."""

    provider: str
    way: str  # charge, refund or payout
    amount: int  # minor units
    reference: str  # what its provider calls it, or the number that the customer has on paper
    told_as: str  # what the till was told that it is called: with a fault, another's name
    marks: frozenset[str]  # by which its request said whose it is: no two sales bear the same
    accounts: frozenset[str]  # what the journal calls the account at which it did


@dataclass(frozen=True)
class Slip:
    """A sale as somebody saw it."""

    id: str
    number: int
    key: str
    purpose: str
    method: str
    amount: int
    account: str
    reference: str | None


@dataclass
class Lost:
    """What a journal's file held at the moment at which somebody destroyed it: of this alone a
    restored journal may not know. What was begun after that moment is no disk's fault."""

    sales: dict[str, Slip] = field(default_factory=dict)
    payments: set[tuple[str, str]] = field(default_factory=set)  # sale and payment


@dataclass(frozen=True)
class Truth:
    """What the providers know, and what was seen at the counter."""

    movements: Sequence[Moved]
    queued: frozenset[tuple[str, str]]  # provider and number of what nobody acknowledged
    untold: frozenset[tuple[str, str]]  # of what is told by a call that has not arrived
    of_others: Sequence[tuple[str, str]]
    slips: Mapping[str, Slip]
    lost: Lost
    yeses: Mapping[str, int] | None = None  # of each manager, where people have PINs
    pressed: Mapping[str, tuple[str, int]] = field(default_factory=dict)  # by hand: how, how much
    refused: int = 0  # wrong PINs that were typed into this journal's till
