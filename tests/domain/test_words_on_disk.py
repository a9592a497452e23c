"""What the domain promises to every journal there is: its words, and what a word left out means.

An event is written without whatever equals its default, and read with it: a default that changed
would change what old sales say. And nothing that is told is ever edited.
"""

from collections.abc import Mapping
from dataclasses import MISSING, FrozenInstanceError, fields
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, cast, get_args, get_type_hints

import pytest

from pos_app.domain import audit_notes, events
from pos_app.domain.audit_notes import NOTES, ProviderDeed
from pos_app.domain.audit_notes import name_of as name_of_note
from pos_app.domain.books.shift import ShiftDocument
from pos_app.domain.books.shop_clock import ShopClock
from pos_app.domain.events import EVENTS, Flag, Purpose, State
from pos_app.domain.events import name_of as name_of_event
from pos_app.domain.fold import open_sale
from pos_app.domain.money import Currency, Money
from pos_app.domain.paper.printer import DocumentKind
from pos_app.domain.people.roles import Role
from pos_app.domain.phone import Phone
from pos_app.domain.reasons import Reason
from pos_app.domain.reconciliation.notes import DifferenceResolved, StatementImported
from pos_app.domain.sale import Sale
from pos_app.journal.codec import event_from_text, event_to_text, note_from_text, word_of

# By hand, and never changed: a word is what every journal and its chain call a kind, whatever the
# class is called. Whoever renames a class edits the right side, and nothing else.
WORDS: dict[str, type] = {
    "created": events.Created,
    "sending": events.Sending,
    "cancelling": events.Cancelling,
    "extending": events.Extending,
    "asked": events.OperationStarted,
    "receivedbyhand": events.ReceivedByHand,
    "givenbyhand": events.GivenByHand,
    "splitopened": events.SplitOpened,
    "partstarted": events.PartStarted,
    "settledaspaid": events.SettledAsPaid,
    "settledasunpaid": events.SettledAsUnpaid,
    "flagcleared": events.FlagCleared,
    "invoicenumbered": events.InvoiceNumbered,
    "numbered": events.ReferenceAssigned,
    "accepted": events.Accepted,
    "identified": events.Identified,
    "alreadyused": events.AlreadyUsed,
    "moved": events.StatusPathChanged,
    "notsent": events.NotSent,
    "refused": events.Refused,
    "lost": events.OutcomeUnknown,
    "overdue": events.FinalWordMissing,
    "paid": events.Paid,
    "authorized": events.Authorized,
    "mismatched": events.Mismatched,
    "declined": events.Declined,
    "expired": events.Expired,
    "cancelled": events.Cancelled,
    "nottakenback": events.CancelRejected,
    "slipprinted": events.SlipPrinted,
    "issued": events.DocumentIssued,
    "issuewithdrawn": events.IssueWithdrawn,
    "refunded": events.Refunded,
    "captured": events.Captured,
    "released": events.Released,
    "unchanged": events.OperationFailed,
    "partchanged": events.PartChanged,
    "dayclosed": audit_notes.DayClosed,
    "pinrefused": audit_notes.PinRefused,
    "pinaccepted": audit_notes.PinAccepted,
    "pingiven": audit_notes.PinGiven,
    "personleft": audit_notes.PersonLeft,
    "recoverycodemade": audit_notes.RecoveryCodeMade,
    "recovered": audit_notes.Recovered,
    "providerasked": audit_notes.ProviderAsked,
    "settingschanged": audit_notes.SettingsChanged,
    "exported": audit_notes.Exported,
    "paymenttaken": audit_notes.PaymentTaken,
    "restored": audit_notes.Restored,
    "rebuilt": audit_notes.Rebuilt,
    "queuestuck": audit_notes.QueueStuck,
    "queuemoves": audit_notes.QueueMoves,
    "paymentsbycall": audit_notes.PaymentsByCall,
    "shopclock": ShopClock,
    "shiftopened": audit_notes.ShiftOpened,
    "shiftclosed": audit_notes.ShiftClosed,
    "cashmoved": audit_notes.CashMoved,
    "statementimported": StatementImported,
    "differenceresolved": DifferenceResolved,
    "reportissued": audit_notes.ReportIssued,
    "reportwithdrawn": audit_notes.ReportWithdrawn,
    "movedout": audit_notes.MovedOut,
    "movedin": audit_notes.MovedIn,
    "movetakenback": audit_notes.MoveTakenBack,
}
PERSONS_SAY = (
    "created sending cancelling extending asked receivedbyhand givenbyhand splitopened partstarted"
    " settledaspaid settledasunpaid flagcleared invoicenumbered issued"
)
COMMANDS = frozenset(EVENTS[word] for word in PERSONS_SAY.split())
PROVIDERS_SAY = (
    "numbered accepted identified alreadyused moved notsent refused lost overdue paid authorized"
    " mismatched declined expired cancelled nottakenback slipprinted refunded captured released"
    " unchanged partchanged issuewithdrawn"
)
NOTED = (
    "dayclosed pinrefused pinaccepted pingiven personleft recoverycodemade recovered providerasked"
    " settingschanged exported paymenttaken restored rebuilt queuestuck queuemoves paymentsbycall"
    " shopclock shiftopened shiftclosed cashmoved statementimported differenceresolved"
    " reportissued reportwithdrawn movedout movedin movetakenback"
)

# What it means that a word is left out, where that is more than nothing.
LEFT_OUT: dict[tuple[str, str], object] = {
    ("created", "purpose"): Purpose.PAYMENT,
    ("overdue", "reason"): Reason.NO_FINAL_WORD,
    ("nottakenback", "reason"): Reason.NOT_TAKEN_BACK,
    ("released", "reason"): Reason.RELEASED_HERE,
    ("pingiven", "role"): Role.MANAGER,  # there were managers before there were cashiers
    ("pingiven", "found"): False,
    ("shopclock", "starts_at"): "00:00",
    ("shiftopened", "floats"): (),
    ("pinaccepted", "own"): 0,
    **{("partchanged", name): 0 for name in ("pledged", "received", "returned", "troubled")},
    ("partchanged", "by_hand"): False,
    ("restored", "number"): 0,
    **{(name, "version"): 0 for name in ("pingiven", "personleft", "recovered")},
}
# One of each type, for what has to be said.
SAID: dict[Any, Any] = {
    str: "x",
    int: 7,
    bool: True,
    date: date(2026, 5, 4),
    datetime: datetime(2026, 5, 4, 9, tzinfo=UTC),
    Money: Money(1250, Currency.AOA),
    Mapping[str, str]: {"amount": "Montante"},
    Money | None: Money(1250, Currency.AOA),
    Phone | None: Phone("MZ", "841234567"),
    Flag: Flag.EXCESS,
    Purpose: Purpose.REFUND,
    Reason: Reason.NO_MONEY,
    ProviderDeed: ProviderDeed.SWITCH_EVENT,
    DocumentKind: DocumentKind.RECEIPT,
    ShiftDocument: ShiftDocument(
        cashier="x",
        since=7,
        opened_at=datetime(2026, 5, 4, 9, tzinfo=UTC),
        until=8,
        at=datetime(2026, 5, 4, 19, tzinfo=UTC),
    ),
}
KINDS: list[tuple[str, Any]] = [*EVENTS.items(), *NOTES.items()]
EVERY_KIND = pytest.mark.parametrize(("name", "kind"), KINDS, ids=[name for name, _ in KINDS])


def brief(kind: Any) -> Any:
    """With nothing said that can be left out."""
    hints = get_type_hints(kind)
    has_to_be_said = [one.name for one in fields(kind) if one.default is MISSING]
    return kind(**{name: SAID[hints[name]] for name in has_to_be_said})


def test_every_kind_has_its_word_and_persons_say_some_of_them() -> None:
    assert WORDS == {**EVENTS, **NOTES}
    assert set(WORDS.values()) == {*get_args(events.Event), *get_args(audit_notes.Note)}
    assert set(EVENTS) == {*PERSONS_SAY.split(), *PROVIDERS_SAY.split()}
    assert set(NOTES) == set(NOTED.split())
    assert all(name_of_event(brief(kind)) == word for word, kind in EVENTS.items())
    assert all(name_of_note(brief(kind)) == word for word, kind in NOTES.items())
    assert all(word_of(brief(kind)) == word for word, kind in WORDS.items())


@EVERY_KIND
def test_what_is_left_out_means_what_it_meant_when_it_was_written(name: str, kind: Any) -> None:
    told = brief(kind)
    read = event_from_text if name in EVENTS else note_from_text
    assert read(name, event_to_text(told)) == told
    for one in fields(kind):
        if one.default is not MISSING:
            nothing = "" if get_type_hints(kind)[one.name] is str else None
            assert getattr(told, one.name) == LEFT_OUT.get((name, one.name), nothing), one.name


@pytest.mark.parametrize("words", [State, Flag, Purpose, Reason, ProviderDeed, Role, DocumentKind])
def test_the_words_in_a_journal_are_the_names_in_small_letters(words: type[StrEnum]) -> None:
    assert [word.value for word in words] == [word.name.lower() for word in words]


@pytest.mark.parametrize("kind", WORDS.values(), ids=list(WORDS))
def test_nothing_that_was_told_is_edited_nor_told_by_its_place_alone(kind: Any) -> None:
    told = brief(kind)
    with pytest.raises(FrozenInstanceError):
        told.by = "somebody else"
    known = fields(kind)
    if known:
        with pytest.raises(TypeError, match="positional"):
            kind(*(getattr(told, one.name) for one in known))


def test_a_sale_is_never_edited_either() -> None:
    sale, kind = open_sale("s", "t", brief(EVENTS["created"]), SAID[datetime]), cast("Any", Sale)
    with pytest.raises(FrozenInstanceError):
        cast("Any", sale).state = State.PAID
    with pytest.raises(TypeError, match="positional"):
        kind(*vars(sale).values())
