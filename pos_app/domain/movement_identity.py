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


def identities_of(event: Event) -> tuple[str, ...]:
    """Returns every id that this event gives to one movement: its status path, the payment, or the
    transaction."""
    match event:
        case (
            Accepted(follow=str(follow))
            | Identified(follow=str(follow))
            | StatusPathChanged(follow=follow)
        ):
            return (follow,)
        case Paid(payment=str(payment)) | Mismatched(payment=str(payment)):
            return (identity_of_payment(payment),)
        case (
            Paid(reference=str(reference))
            | Authorized(reference=str(reference))
            | Mismatched(reference=str(reference))
        ):
            return (f"transaction {reference}",)
        case Identified(reference=reference):
            return (f"transaction {reference}",)
        case _:
            return ()


def identity_of_payment(payment: str) -> str:
    return f"payment {payment}"


def _written(event: Event, identity: str) -> str:
    match event:
        case Paid(payment=str(name)) | Mismatched(payment=str(name)):
            return name
        case Accepted(reference=str(name)) | Identified(reference=name) | Paid(reference=str(name)):
            return name
        case _:
            return identity.rpartition("/")[2].removeprefix("transaction ")


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
