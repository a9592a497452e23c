"""Searches ClicPay's lists for a charge whose answer was lost: a wallet history, webhook events.

A list only finds a charge; its status decides what became of it.
"""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from pos_app.domain.money import from_wire
from pos_app.domain.reasons import Reason
from pos_app.domain.sale import Sale
from pos_app.gateways.clicpay import (
    describe,
    is_its_own,
    layers_of,
    named_in,
    national,
    status_path,
    wallet_of,
)
from pos_app.gateways.response_json import (
    bearer,
    is_name,
    list_in,
    read_list,
    read_trouble,
    text_of,
)
from pos_app.ports.gateway import (
    Account,
    Answer,
    ChargeAccepted,
    Indeterminate,
    NotFound,
    Request,
    StillWaiting,
    Trouble,
)

HISTORY = 50  # latest transactions that a search for a lost charge reads


def search(account: Account, sale: Sale) -> Sequence[Request]:
    """Builds requests for the wallet's history, which the document does not have but one integrator
    saw (field notes), newest first as that one asks, and plainly for a server that refuses to sort;
    then for the events of the shop's own webhook ("Ver eventos do webhook")."""
    history = f"/api/v2/wallets/{wallet_of(account, sale)}/transactions"
    paths = [
        f"{history}?sort=-created_at&paginator=offset&per_page={HISTORY}",
        f"{history}?per_page={HISTORY}",
    ]
    webhook = account.options.get("webhook", "")
    if is_name(webhook):
        paths.append(f"/api/v2/webhooks/{webhook}/events?per_page={HISTORY}")
    return [Request("GET", path, bearer(account), repeat_harmless=True) for path in paths]


def parse_search(
    _account: Account, sale: Sale, answer: Answer
) -> ChargeAccepted | StillWaiting | Trouble:
    """Returns the reference of the one charge that bears our marks. Only the status gives the
    outcome: a list may be old."""
    if answer.status in _NO_SUCH_LIST and is_its_own(answer):
        return NotFound()
    if answer.status != HTTPStatus.OK:
        return read_trouble(answer, own=is_its_own(answer))
    entries = list_in(read_list(answer), "data", "transactions", "events")
    if entries is None:
        return Indeterminate(Reason.UNREADABLE_ANSWER, "no list of transactions")
    ours = [layers for layers in map(layers_of, entries) if _is_ours(layers, sale)]
    references = {text_of(named_in(layers, "clicpay_reference")) for layers in ours}
    if not references:
        return StillWaiting()
    reference = references.pop()
    if references or not is_name(reference):
        return Indeterminate(Reason.UNREADABLE_ANSWER, "more than one, or one without a reference")
    return ChargeAccepted(reference=reference, follow=status_path(reference))


# Statuses of a list that is missing, or not there in the requested form.
_NO_SUCH_LIST = frozenset(
    {
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.NOT_FOUND,
        HTTPStatus.METHOD_NOT_ALLOWED,
        HTTPStatus.UNPROCESSABLE_ENTITY,
    }
)


def _is_ours(layers: Sequence[Mapping[str, Any]], sale: Sale) -> bool:
    """Returns whether the entry has the sale's id in its notes. In a list without notes: whether it
    has the description that no other charge has, the amount, and the payer, where it is named. A
    description that somebody typed may stand on many charges."""
    notes = text_of(named_in(layers, "internal_notes"))
    if notes:
        return notes == sale.id
    words = {text_of(named_in(layers, name)) for name in _DESCRIPTIONS}
    if sale.description or describe(sale) not in words:
        return False
    payer = text_of(named_in(layers, "msisdn"))
    amount = from_wire(named_in(layers, "amount"), sale.amount.currency)
    return amount == sale.amount and (
        not payer or sale.phone is None or national(payer) == sale.phone.national
    )


_DESCRIPTIONS = ("reference_description", "description")  # ours, and the history's (field notes)
