"""Lists what ClicPay's wallets have moved: the history that integrators read (field notes).

The document has none, so a wallet may have no such list. A row need not say which way its money
went: what came in and what went out are asked for apart, and a service that shows the same row
twice has not understood that.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from pos_app.domain.business_day import WALL_CLOCK
from pos_app.domain.money import Currency
from pos_app.domain.reasons import Reason
from pos_app.domain.reconciliation.statement import StatementLine
from pos_app.domain.text.foreign_text import name_of, readable
from pos_app.gateways.clicpay import PAID, is_its_own, layers_of, named_in
from pos_app.gateways.response_json import (
    amount_in,
    bearer,
    count_of,
    list_in,
    object_in,
    read_list,
    read_trouble,
    text_of,
    word_of,
)
from pos_app.gateways.statement_facts import fee_in, instant_in
from pos_app.ports.gateway import Account, Answer, Indeterminate, NotFound, Request, Trouble
from pos_app.ports.statement_lists import ListPage, UnreadRow, WhyUnread

ROWS = 50
_CARD = "card"
_IN, _OUT = "c2b", "b2c"
# Of several times the one at which the money moved.
_TIMES = ("completed_at", "created_at", "initiated_at")


def statement_lists(account: Account, wallet: str) -> Sequence[str]:
    """Returns what to ask for: each wallet of the account, or this one, in each direction."""
    wallets = [
        (name.removeprefix("wallets."), number)
        for name, number in sorted(account.options.items())
        if name.startswith("wallets.") and number
    ]
    return [
        f"{number} {way}"
        for name, number in wallets
        if wallet in ("", name, {"netshop": _CARD}.get(name))
        for way in ((_CARD,) if name == "netshop" else (_IN, _OUT))
    ]


def statement_page(account: Account, name: str, since: date, page: int) -> Request:
    """Builds a request for the history, as one integrator asks for it."""
    wallet, _, way = name.partition(" ")
    asked = {
        "filter[date_from]": since.isoformat(),
        "filter[type]": way.upper(),
        "sort": "-created_at",
        "paginator": "offset",
        "per_page": ROWS,
        "page": page,
    }
    path = f"/api/v2/wallets/{wallet}/transactions?{urlencode(asked, safe='[]')}"
    return Request("GET", path, bearer(account), repeat_harmless=True)


def parse_statement_page(name: str, answer: Answer) -> ListPage | Trouble:
    """Returns the rows of this direction: of a row that names its own, only those."""
    if answer.status == HTTPStatus.NOT_FOUND and is_its_own(answer):
        return NotFound()
    if answer.status != HTTPStatus.OK:
        return read_trouble(answer, own=is_its_own(answer))
    body = read_list(answer)
    entries = list_in(body, "data", "transactions")
    if entries is None:
        return Indeterminate(Reason.UNREADABLE_ANSWER, "no list of transactions")
    way = name.partition(" ")[2]
    layers = [layers_of(entry) for entry in entries]
    ours = [one for one in layers if word_of(named_in(one, "type")) in ("", way)]
    told = [_line(row, one, way) for row, one in enumerate(ours, 1)]
    return ListPage(
        [one for one in told if isinstance(one, StatementLine)],
        [one for one in told if isinstance(one, UnreadRow)],
        last=_is_last(body, len(entries)),
    )


def _line(row: int, layers: Sequence[Mapping[str, Any]], way: str) -> StatementLine | UnreadRow:
    known = {name: named_in(layers, name) for name in (*_TIMES, "amount", "currency", "fee")}
    reference = name_of(text_of(named_in(layers, "clicpay_reference")))
    state = word_of(named_in(layers, "status"))
    if state not in PAID:
        return UnreadRow(row, WhyUnread.NOT_DONE, readable(f"{reference} {state}"))
    times = (instant_in(known, name, Currency.MZN) for name in _TIMES)
    at = next((time for time in times if time), None)
    amount = amount_in(known, Currency.MZN)
    if at is None or not amount:
        why = WhyUnread.NO_AMOUNT if at else WhyUnread.NO_DATE
        return UnreadRow(row, why, readable(reference))
    return StatementLine(
        amount=-amount if way == _OUT else amount,
        day=at.astimezone(WALL_CLOCK[Currency.MZN]).date(),
        at=at,
        reference=reference,
        fee=fee_in(known, Currency.MZN),
        text=readable(text_of(named_in(layers, "internal_notes"))),
    )


def _is_last(body: object, shown: int) -> bool:
    """Returns whether no row can stand behind this page."""
    meta = object_in(body, "meta")
    page, last = count_of(meta.get("current_page")), count_of(meta.get("last_page"))
    if page is not None and last is not None:
        return page >= last
    return shown == 0
