"""What a provider's words tell of, read with its own gateway code: enough to find their till.

Whether they are true the till judges.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pos_app.office.calls.accounts.known_account import KnownAccount
from pos_app.ports.gateway import InvalidSignature, Notice, QueuedPayment

_LONGEST = 100  # characters of a hint that can lead to a sale


@dataclass(frozen=True)
class CallHints:
    """Hints to whose call it is. `payment` is the provider's id of a payment, empty for a notice.
    `till` and `sale` are as the till sent them along. `is_verified`: the provider signed it."""

    payment: str = ""
    reference: str = ""
    sale: str = ""
    till: str = ""
    is_verified: bool = False


def hear(account: KnownAccount, headers: Mapping[str, str], body: bytes) -> CallHints | None:
    """Reads a call; None for one that the provider should have signed, and has not. One that nobody
    can verify, for want of a key or of signatures, is told as such."""
    code = account.provider.code
    if code.webhook is None or not account.key:
        return _unverified(account, body)
    match code.webhook.parse_webhook(account.at_provider, headers, body):
        case InvalidSignature():
            return None
        case Notice(sale=sale, charge=charge):
            reference = charge.reference if charge else ""
            return CallHints(reference=_hint(reference), sale=_hint(sale), is_verified=True)
        case QueuedPayment() as payment:
            return told_by(payment, is_verified=True)


def told_by(payment: QueuedPayment, *, is_verified: bool) -> CallHints:
    return CallHints(
        _hint(payment.id),
        _hint(payment.reference),
        _hint(payment.sale),
        _hint(payment.till),
        is_verified,
    )


def _unverified(account: KnownAccount, body: bytes) -> CallHints:
    queue = account.provider.code.queue
    text = body.decode("utf-8", "replace")
    payment = queue.parse_entry(account.at_provider, text) if queue else None
    return told_by(payment, is_verified=False) if payment else CallHints()


def _hint(text: str) -> str:
    """Returns the text where it can be a name: nothing else leads to a sale, or can be stored."""
    return text if len(text) <= _LONGEST and text.isascii() and text.isprintable() else ""
