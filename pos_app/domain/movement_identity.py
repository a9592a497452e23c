"""Identities of money movements: each transaction, payment or charge id belongs to one sale for
ever.

A provider that names the same transaction for two sales has moved money once, and both sales would
look paid. So the journal records the owner of each id, and puts the second sale in doubt.

Ids are compared over all accounts of a provider. A key is renewed while the account stays the same,
and neither a wallet nor a till has transactions of its own. To take two accounts for one makes at
worst a doubt that a person settles; to take one for two would hand over goods for nothing.

A Multicaixa reference is no such id: providers give it again once it is free. Its payments have
ids.
"""

from collections.abc import Mapping, Sequence

from pos_app.domain.events import (
    Accepted,
    AlreadyUsed,
    Authorized,
    Event,
    Identified,
    Mismatched,
    Paid,
    StatusPathChanged,
)
from pos_app.domain.sale import Sale


def provider_of(method: str) -> str:
    """Returns the provider of a payment method, by the id of its row."""
    return method.partition(".")[0]


_PAYMENT, _TRANSACTION = "payment ", "transaction "
# The fields that may name the movement, of which the first one that is there does, and what stands
# before the name.
_NAMED_BY: Mapping[type[Event], Sequence[tuple[str, str]]] = {
    Accepted: (("follow", ""),),
    StatusPathChanged: (("follow", ""),),
    Identified: (("follow", ""), ("reference", _TRANSACTION)),
    Paid: (("payment", _PAYMENT), ("reference", _TRANSACTION)),
    Mismatched: (("payment", _PAYMENT), ("reference", _TRANSACTION)),
    Authorized: (("reference", _TRANSACTION),),
}


def identities_of(event: Event) -> tuple[str, ...]:
    """Returns every id that this event gives to one movement: its status path, the payment, or the
    transaction."""
    for field, before in _NAMED_BY.get(type(event), ()):
        if (name := getattr(event, field)) is not None:
            return (f"{before}{name}",)
    return ()


def identity_of_payment(payment: str) -> str:
    return f"{_PAYMENT}{payment}"


def _written(event: Event, identity: str) -> str:
    match event:
        case Paid(payment=str(name)) | Mismatched(payment=str(name)):
            return name
        case Accepted(reference=str(name)) | Identified(reference=name) | Paid(reference=str(name)):
            return name
        case _:
            return identity.rpartition("/")[2].removeprefix(_TRANSACTION)


def already_used(event: Event, identity: str, first: Sale) -> AlreadyUsed:
    """Returns the event to record in place of one whose id is another sale's."""
    return AlreadyUsed(
        identity=identity,
        reference=_written(event, identity),
        first=first.id,
        number=first.number,
        payment=getattr(event, "payment", None),
        raw=getattr(event, "raw", ""),
    )
