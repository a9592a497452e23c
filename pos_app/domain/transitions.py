"""The transition table of a sale: which event may come in which state, and which flag it raises.

- A **command**, which a person gives, raises NotAllowed where the table does not have it.
- **Evidence** (everything else) is always recorded, whatever the state: late money is still money.
  Evidence that contradicts the state raises a flag that stays for a person.
- Only the provider's word, or a manager who has a name, leads to PAID; by hand, the cashier's word
  does, for a sale that asked no provider. The state of a split sale follows from its parts.

`TABLE` says it all; `print_table()` prints it. A missing entry for evidence is a mistake of ours.
"""

from collections.abc import Mapping

from pos_app.domain.events import (
    Accepted,
    AlreadyUsed,
    Authorized,
    Cancelled,
    Cancelling,
    CancelRejected,
    Captured,
    Created,
    Declined,
    DocumentIssued,
    Event,
    Expired,
    Extending,
    FinalWordMissing,
    Flag,
    FlagCleared,
    GivenByHand,
    Identified,
    InvoiceNumbered,
    IssueWithdrawn,
    Mismatched,
    NotSent,
    OperationFailed,
    OperationStarted,
    OutcomeUnknown,
    Paid,
    PartChanged,
    PartStarted,
    ReceivedByHand,
    ReferenceAssigned,
    Refunded,
    Refused,
    Released,
    Sending,
    SettledAsPaid,
    SettledAsUnpaid,
    SlipPrinted,
    SplitOpened,
    State,
    StatusPathChanged,
)

S = State
Next = tuple[State, Flag | None]


def _stays(*states: State) -> dict[State, Next]:
    return {state: (state, None) for state in states}


def _goes(target: State, *states: State) -> dict[State, Next]:
    return dict.fromkeys(states, (target, None))


_FINAL_UNPAID = (S.DECLINED, S.EXPIRED, S.CANCELLED, S.NOT_SENT)
_AFTER_SENDING = (S.WAITING, S.UNKNOWN, S.AUTHORIZED, S.PAID, *_FINAL_UNPAID)


def _final(target: State) -> dict[State, Next]:
    """Returns the row of a provider's final no: it ends an open sale, and contradicts a paid
    one."""
    return {
        **_goes(target, S.SENDING, S.WAITING, S.UNKNOWN),
        **_stays(*_FINAL_UNPAID),
        S.AUTHORIZED: (S.AUTHORIZED, Flag.CONTRADICTED),
        S.PAID: (S.PAID, Flag.CONTRADICTED),
    }


_SENT = (S.SENDING, *_AFTER_SENDING)
_TOLD = (S.AUTHORIZED, S.PAID, *_FINAL_UNPAID)
_DOUBT = {**_goes(S.UNKNOWN, S.SENDING, S.WAITING, S.UNKNOWN), **_stays(*_TOLD)}
# Money was reported that does not fit this sale.
_ODD = {
    **_stays(S.PAID, S.AUTHORIZED),
    **_goes(S.UNKNOWN, S.SENDING, S.WAITING, S.UNKNOWN, *_FINAL_UNPAID),
}
# Money that comes, or is held, after the sale had ended.
_LATE: dict[State, Flag] = {
    S.CANCELLED: Flag.PAID_AFTER_CANCEL,
    S.DECLINED: Flag.PAID_AFTER_END,
    S.EXPIRED: Flag.PAID_AFTER_END,
    S.NOT_SENT: Flag.PAID_AFTER_END,
}


def _late(target: State) -> dict[State, Next]:
    return {state: (target, flag) for state, flag in _LATE.items()}


TABLE: Mapping[type[Event], Mapping[State, Next]] = {
    Created: {S.NEW: (S.NEW, None)},
    Sending: {S.NEW: (S.SENDING, None), **_stays(S.SENDING, S.UNKNOWN)},
    Cancelling: _stays(S.WAITING, S.UNKNOWN),
    Extending: _stays(S.WAITING),
    ReferenceAssigned: _stays(*_SENT),
    Accepted: {
        **_goes(S.WAITING, S.SENDING, S.WAITING, S.UNKNOWN),
        **_stays(*_TOLD),
    },
    Identified: _stays(*_SENT),
    StatusPathChanged: _stays(*_SENT),
    NotSent: {S.SENDING: (S.NOT_SENT, None), **_stays(*_AFTER_SENDING)},
    Refused: {S.SENDING: (S.NOT_SENT, None), **_stays(*_AFTER_SENDING)},
    OutcomeUnknown: _DOUBT,
    FinalWordMissing: _DOUBT,
    Paid: {
        **_goes(S.PAID, S.SENDING, S.WAITING, S.UNKNOWN, S.AUTHORIZED),
        S.PAID: (S.PAID, Flag.PAID_TWICE),
        **_late(S.PAID),
    },
    Authorized: {
        **_goes(S.AUTHORIZED, S.SENDING, S.WAITING, S.UNKNOWN),
        **_stays(S.AUTHORIZED, S.PAID),
        **_late(S.AUTHORIZED),
    },
    # The event itself carries its flag.
    Mismatched: _ODD,
    AlreadyUsed: _ODD,
    Declined: _final(S.DECLINED),
    Expired: _final(S.EXPIRED),
    Cancelled: _final(S.CANCELLED),
    CancelRejected: _stays(*_SENT),
    SlipPrinted: _stays(*_SENT),
    # Paper says what is known of the money, and changes none of it.
    DocumentIssued: _stays(*_SENT),
    IssueWithdrawn: _stays(*_SENT),
    # For a hold: its outcome at the bank, if the provider does not report it any more.
    SettledAsPaid: _goes(S.PAID, S.UNKNOWN, S.AUTHORIZED),
    SettledAsUnpaid: _goes(S.DECLINED, S.UNKNOWN, S.AUTHORIZED),
    # Not while the outcome is unknown: settling it clears the flag too.
    FlagCleared: _stays(S.AUTHORIZED, S.PAID, *_FINAL_UNPAID),
    # It says nothing about the money, and may be corrected at any time.
    InvoiceNumbered: _stays(*_SENT),
    # After an unpaid end, only unexpected money can be refunded.
    OperationStarted: _stays(S.AUTHORIZED, S.PAID, *_FINAL_UNPAID),
    Refunded: _stays(*_SENT),
    Captured: {
        **_goes(S.PAID, S.SENDING, S.WAITING, S.UNKNOWN, S.AUTHORIZED),
        S.PAID: (S.PAID, Flag.PAID_TWICE),
        **_late(S.PAID),
    },
    Released: {
        **_stays(*_SENT),
        **_goes(S.CANCELLED, S.AUTHORIZED, S.UNKNOWN),
        S.PAID: (S.PAID, Flag.CONTRADICTED),
    },
    OperationFailed: _stays(*_SENT),
    # Once anything was sent, money by hand is another sale's.
    ReceivedByHand: _goes(S.PAID, S.NEW),
    GivenByHand: _goes(S.PAID, S.NEW),
    SplitOpened: _goes(S.WAITING, S.NEW),
    PartStarted: _stays(S.WAITING),
    PartChanged: _stays(*_SENT),
}


def print_table() -> str:
    """Formats the table for people, a line per event and state."""
    lines = [
        f"{kind.__name__:<18} {before:<10} → {after}{f'  ⚑ {flag}' if flag else ''}"
        for kind, row in TABLE.items()
        for before, (after, flag) in row.items()
    ]
    return "\n".join(lines)
