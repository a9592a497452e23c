"""The simulated ClicPay API: M-Pesa, e-Mola and mKesh pushes, and card sessions (Mozambique).

Readings where the document is silent (clicpay-v2.txt):

* A wallet belongs to one method; another method's path, or an unknown wallet, is the documented
  403.
* Any valid Mozambican number is taken for every method: the examples show the same one for all.
* Amounts with more than two decimals are refused; text that is a number is taken.
* `/direct` does what the path without it does: no difference is described.
* No idempotency key is documented, so none is honoured; the ledger only notes what was sent.
* A payout asks nobody. It ends as a collection from the same number would, and for want of money
  when the wallet holds less than it is to send.
* Split collect finds a transaction by its reference, in the query or in the body, and tells it.
* A body that cannot be read has no fields: the answer is that of all of them missing.
* The answers of /api/user and /api/me/token are not shown; a small object stands for each.
* A wallet carries its payment_method only when include=paymentMethod asks for it.
* A card session ends by itself after 30 minutes, or sooner when the control address says so: it is
  "failed" then, and too late to pay. Refused by the customer it is "cancelled", the status that
  only /status mentions. The page it opens is the sandbox's own.
* A history at /wallets/{id}/transactions (field notes) has the newest first and is paged as the
  list of wallets is; what was sent comes back as it was sent. A mode makes it the other form,
  which a client was seen to read (`history.py`).
* A charge that is called failed with a reference (field notes) can still be approved; until then
  its status agrees with the answer.
* 429 is not shown. "Unauthenticated." is Laravel's word for 401, so 429 has Laravel's word too.
* A wallet that is no number is one more that is another's: 403.
"""

import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from starlette.responses import HTMLResponse, Response

from pos_app.sandbox.clicpay import history
from pos_app.sandbox.clicpay import schema as shapes
from pos_app.sandbox.clicpay.codes import code_of
from pos_app.sandbox.clicpay.fields import CARD_FIELDS, MOBILE_FIELDS
from pos_app.sandbox.clicpay.paging import paged
from pos_app.sandbox.clicpay.transactions import (
    CHARGE,
    PAYOUT,
    PENDING,
    SUCCESSFUL,
    Balances,
    Transaction,
)
from pos_app.sandbox.clicpay.wallets import (
    BY_SLUG,
    BY_WALLET,
    EXPIRED,
    METHODS,
    NO_MONEY,
    UNANSWERED,
    Method,
    list_of_wallets,
)
from pos_app.sandbox.clicpay.webhooks import Webhooks
from pos_app.sandbox.server.checkout_page import checkout_page
from pos_app.sandbox.server.endpoint_schema import WITH_BEARER, Schema, Told
from pos_app.sandbox.server.fault_rules import Rule
from pos_app.sandbox.server.http import (
    Call,
    Endpoint,
    RefusedError,
    UnreadableBodyError,
    json_answer,
    phrase,
)
from pos_app.sandbox.server.origin_check import UNSHARED, refuse_strangers
from pos_app.sandbox.server.request_fields import Fields, read_fields
from pos_app.sandbox.world import money
from pos_app.sandbox.world.clock import Instant, iso_seconds
from pos_app.sandbox.world.provider_modes import USUAL, Modes
from pos_app.sandbox.world.repeated_ids import latest_alike
from pos_app.sandbox.world.webhook_delivery import Deliveries
from pos_app.sandbox.world.world import (
    APPROVED,
    NEVER,
    REFUSED,
    Ending,
    Movement,
    NotEndedError,
    Waiting,
    World,
)

BEARER = "treino-clicpay-eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9"
CURRENCY = "MZN"

_MOBILE_METHODS = ("mpesa", "emola", "mkesh")
_MESSAGES = {401: "Unauthenticated.", 403: "Acesso negado à carteira", 429: "Too Many Attempts."}
_SAID_TOO_EARLY = {
    "mpesa": "INS-9",
    "emola": "9001",
    "mkesh": "Tempo de espera esgotado",
    "netshop": "Erro ao criar a sessão.",
}
_SESSION = Ending(EXPIRED, 1800, 1800)
_WALLET = re.compile(r"[0-9]{1,9}")

_APPROVED = Ending(APPROVED, 5, 20)
_SET_ASIDE = re.compile(r"8[2-9]000000([1-4])")
_SAYS_A_CODE = re.compile(r"8[2-9]09([0-9]{5})")
_ENDINGS: Mapping[str, Ending] = {
    "1": Ending(REFUSED, 5, 20),
    "2": Ending(UNANSWERED, 66, 66),
    "3": Ending(APPROVED, 95, 95),
    "4": Ending(NO_MONEY, 5, 20),
}

SET_ASIDE = (
    ("8N0000001", "refused by the customer after 5 to 20 seconds (INS-5, 03)"),
    ("8N0000002", "never answered: fails by itself after 66 seconds (INS-9, 11)"),
    ("8N0000003", "approved late, after 95 seconds"),
    ("8N0000004", "not enough money, after 5 to 20 seconds (INS-2006, 03)"),
    ("8N09CCCCC", "fails with the network's code CCCCC (8N0900023: INS-23), after 5 to 20 seconds"),
    ("any other 8NXXXXXXX", "approved after 5 to 20 seconds"),
)


@dataclass(frozen=True, slots=True)
class Session:
    """A card payment in the customer's browser."""

    reference: str
    description: str
    callback_url: str | None


class ClicPay:
    name = "clicpay"
    title = "ClicPay v2"
    security: Schema | None = WITH_BEARER

    def __init__(self, world: World, deliveries: Deliveries, modes: Modes) -> None:
        self._world = world
        self._modes = modes
        self._transactions = world.shelf("clicpay.transactions", Transaction)
        self._sessions = world.shelf("clicpay.sessions", Session)
        self._balances = Balances(world)
        self._webhooks = Webhooks(self.name, world, deliveries)
        world.decides(self.name, self._decide)

    def settings(self, base_url: str) -> dict[str, Any]:
        wallets = {method.slug: method.wallet for method in METHODS}
        return {"base_url": base_url, "token": BEARER, "wallets": wallets}

    def failures(self) -> Mapping[int, Told]:
        return shapes.FAILURES

    def endpoints(self) -> Sequence[Endpoint]:
        wallet = "/api/v2/wallets/{wallet_id}"
        moves = (("c2b/{}", CHARGE), ("c2b/{}/direct", CHARGE), ("b2c/{}", PAYOUT))
        status = "/api/v2/transactions/{clicpay_reference}/status"
        checkout = "/checkout/{session}"
        return (
            *(
                Endpoint(
                    "POST",
                    f"{wallet}/{path.format(slug)}",
                    self._moving(slug, kind),
                    shapes.moving(BY_SLUG[slug]),
                )
                for slug in _MOBILE_METHODS
                for path, kind in moves
            ),
            Endpoint("POST", f"{wallet}/card-payment", self._open_session, shapes.CARD),
            Endpoint("POST", f"{wallet}/split/collect", self._split_collect, shapes.SPLIT),
            Endpoint("GET", f"{wallet}/transactions", self._history, shapes.HISTORY),
            Endpoint("GET", status, self._status, shapes.STATE),
            Endpoint("GET", "/api/v2/me/wallets", self._wallets, shapes.WALLETS),
            Endpoint("GET", "/api/user", self._user, shapes.USER),
            Endpoint("GET", "/api/me/token", self._token, shapes.TOKEN),
            *self._webhooks.endpoints(),
            Endpoint("GET", checkout, self._checkout, shapes.PAGE, public=True),
            Endpoint(
                "POST", f"{checkout}/pay", self._paying(APPROVED), shapes.PRESSED, public=True
            ),
            Endpoint(
                "POST", f"{checkout}/refuse", self._paying(REFUSED), shapes.PRESSED, public=True
            ),
        )

    def check(self, call: Call) -> None:
        if call.headers.get("authorization") != f"Bearer {BEARER}":
            raise RefusedError(401, self.error(401))

    def error(self, status: int) -> object:
        return {"message": _MESSAGES.get(status) or phrase(status)}

    def follow(self, data: Any) -> Any:
        """Repeat a transaction's first answer with its final status, once it has ended."""
        reference = data.get("clicpay_reference") if isinstance(data, dict) else None
        transaction = self._transactions.get(str(reference))
        if transaction is None:
            return data
        if transaction.status == PENDING:
            return None
        return data | {"status": transaction.status, "message": transaction.message}

    # Mobile money

    def _moving(self, slug: str, kind: str) -> Callable[[Call], Response]:
        def move(call: Call) -> Response:
            method = self._method(call, slug)
            read = self._without_centavos(method, _read(_payload(call), MOBILE_FIELDS, 400))
            reference = self._begin(kind, method, read, self._ending(method, read), call)
            if self._transactions[reference].status == PENDING:
                return self._told(reference, "Transação iniciada com sucesso")
            said = self._transactions[reference].said(self._mode("codes", method))
            return json_answer(self._as_begun(reference, said["message"]) | said)

        return move

    def _without_centavos(self, method: Method, read: dict[str, Any]) -> dict[str, Any]:
        """Keep, round or refuse centavos, by the mode: e-Mola takes whole meticais, and what it
        does with the rest is not known (field notes)."""
        mode = self._mode("centavos", method) if method.slug == "emola" else "kept"
        if mode == "refused" and read["amount"] % 100:
            wrong = {"amount": ["O valor não pode ter centavos"]}
            raise RefusedError(400, {"errors": wrong})
        if mode == "rounded":
            return read | {"amount": max(100, (read["amount"] + 50) // 100 * 100)}
        return read

    def _ending(self, method: Method, read: Mapping[str, Any]) -> Ending:
        if (code := _SAYS_A_CODE.fullmatch(read["msisdn"])) is not None:
            return Ending(code_of(method.slug, code[1]), 5, 20)
        centavos = method.slug == "emola" and read["amount"] % 100
        if centavos and self._mode("centavos", method) == "failed":
            return Ending("06", 5, 20)
        set_aside = _SET_ASIDE.fullmatch(read["msisdn"])
        return _ENDINGS[set_aside[1]] if set_aside else _APPROVED

    def _method(self, call: Call, *slugs: str) -> Method:
        wallet = call.parts["wallet_id"]
        method = BY_WALLET.get(int(wallet)) if _WALLET.fullmatch(wallet) else None
        if method is None or method.slug not in slugs:
            raise RefusedError(403, self.error(403))
        return method

    def _begin(
        self,
        kind: str,
        method: Method,
        read: Mapping[str, Any],
        ending: Ending,
        call: Call,
        session: str | None = None,
    ) -> str:
        number = len(self._transactions) + 1
        prefix = "" if method.slug == "netshop" else "CP"
        reference = f"{prefix}{100_000_000 + number}"
        payer = read.get("msisdn") or read.get("phone")
        transaction = Transaction(
            id=number,
            kind=kind,
            method=method.slug,
            amount=read["amount"],
            payer=payer,
            idempotency_key=call.headers.get("idempotency-key"),
            reference_description=read["reference_description"],
            internal_notes=read.get("internal_notes"),
            created_at=self._world.clock.now(),
        )
        if call.by_habit("same_id"):
            transaction = replace(transaction, told_as=self._like(transaction))
        failing = call.by_habit("failed")
        self._transactions[reference] = transaction
        self._world.wait(
            ending if failing is None else _later(failing, ending),
            provider=self.name,
            method=method.slug,
            amount=read["amount"],
            currency=CURRENCY,
            reference=reference,
            payer=payer,
            asks_customer=kind == CHARGE or failing is not None,
            session=session,
        )
        if failing is not None:
            self._call_failed(reference, failing)
        return reference

    def _like(self, new: Transaction) -> str | None:
        before = (
            (reference, each.amount)
            for reference, each in self._transactions.items()
            if each.method == new.method
        )
        return latest_alike(before, new.amount)

    def _call_failed(self, reference: str, rule: Rule) -> None:
        """Report it as failed, though its customer may still approve it (field notes)."""
        transaction = self._transactions[reference]
        said = rule.text or _SAID_TOO_EARLY[transaction.method]
        failed = transaction.ended(said, self._world.clock.now())
        self._transactions[reference] = failed = replace(failed, status="failed")
        self._webhooks.tell(reference, failed)

    def succeed(self, reference: str) -> None:
        """Let a failed one succeed: networks approve late (field notes)."""
        transaction = self._transactions.get(reference)
        waits = f"{self.name}-{reference}" in self._world.waiting
        if transaction is None or transaction.status == SUCCESSFUL or waits:
            raise NotEndedError
        self._end(reference, APPROVED, self._world.clock.now())

    def _decide(self, waiting: Waiting, outcome: str, at: Instant) -> None:
        self._end(waiting.reference, outcome, at)

    def _end(self, reference: str, outcome: str, at: Instant) -> None:
        transaction = self._transactions[reference]
        left = self._balances.of(BY_SLUG[transaction.method])
        short = transaction.kind == PAYOUT and left < transaction.amount
        ended = transaction.ended(NO_MONEY if outcome == APPROVED and short else outcome, at)
        self._transactions[reference] = ended
        if ended.effect:
            self._balances.add(ended)
            self._world.move(
                Movement(
                    provider=self.name,
                    kind=ended.kind,
                    amount=ended.amount,
                    currency=CURRENCY,
                    payer=ended.payer,
                    reference=reference,
                    idempotency_key=ended.idempotency_key,
                    at=at,
                    told_as=ended.told_as,
                    notes=ended.internal_notes,
                    description=ended.reference_description,
                )
            )
        self._webhooks.tell(reference, ended)

    # Cards

    def _open_session(self, call: Call) -> Response:
        method = self._method(call, "netshop")
        read = _read(_payload(call), CARD_FIELDS, 422)
        session = secrets.token_hex(16)
        reference = self._begin(CHARGE, method, read, _SESSION, call, session)
        self._sessions[session] = Session(
            reference, read["reference_description"], read["callback_url"]
        )
        transaction = self._transactions[reference]
        if transaction.status != PENDING:
            answer = self._as_begun(reference, transaction.message)
            return json_answer(answer | {"provider_response_code": transaction.code or "400"}, 400)
        opened = {
            "message": "Sessão criada.",
            "clicpay_reference": transaction.told_as or reference,
            "status": "pending",
            "provider_reference": transaction.told_as or reference,
            "provider_response_code": "200",
            "provider_status_text": "Pending",
            "initiated_at": iso_seconds(self._world.clock.now()),
            "completed_at": None,
            "transaction_id": transaction.id,
            "checkout_url": f"{call.origin}/checkout/{session}",
            "session_id": session,
            "success_indicator": secrets.token_hex(8),
        }
        return json_answer(opened, 201)

    def _checkout(self, call: Call) -> Response:
        session = self._session(call)
        transaction = self._transactions[session.reference]
        page = checkout_page(
            description=session.description,
            amount=f"{money.text(transaction.amount)} {CURRENCY}",
            here=f"/checkout/{call.parts['session']}",
            ended=None if transaction.status == PENDING else transaction.message,
            back=session.callback_url,
        )
        return HTMLResponse(page, headers=UNSHARED)

    def _paying(self, outcome: str) -> Callable[[Call], Response]:
        def pay(call: Call) -> Response:
            refuse_strangers(call.headers)
            waiting = self._world.waiting.get(f"{self.name}-{self._session(call).reference}")
            if waiting is not None:
                self._world.decide(waiting, outcome, self._world.clock.now())
            return Response(
                status_code=303, headers={"location": f"/checkout/{call.parts['session']}"}
            )

        return pay

    def _session(self, call: Call) -> Session:
        session = self._sessions.get(call.parts["session"])
        if session is None:
            raise RefusedError(404, self.error(404))
        return session

    # Status

    def _status(self, call: Call) -> Response:
        reference = call.parts["clicpay_reference"]
        transaction = self._transactions.get(reference)
        if transaction is None:
            raise RefusedError(404, {"message": "Transação não encontrada"})
        return json_answer(
            {
                "clicpay_reference": reference,
                "status": transaction.status,
                "amount": money.number(transaction.amount),
                **transaction.said(self._mode("codes", BY_SLUG[transaction.method])),
            }
        )

    def _split_collect(self, call: Call) -> Response:
        self._method(call, *BY_SLUG)
        sent = _payload(call)
        reference = str(sent.get("clicpay_reference") or call.query.get("clicpay_reference"))
        if reference not in self._transactions:
            wrong = {"clicpay_reference": ["Referência ClicPay inválida"]}
            raise RefusedError(400, {"errors": wrong})
        return self._told(reference, "Transação encontrada")

    def _told(self, reference: str, message: str) -> Response:
        return json_answer(self._as_begun(reference, message))

    def _as_begun(self, reference: str, message: str) -> dict[str, Any]:
        transaction = self._transactions[reference]
        return {
            "message": message,
            "clicpay_reference": transaction.told_as or reference,
            "status": transaction.status,
            "transaction_id": transaction.id,
        }

    def _history(self, call: Call) -> Response:
        method = self._method(call, *BY_SLUG)
        path = f"/api/v2/wallets/{method.wallet}/transactions"
        form = self._mode("history", method)
        rows = [row for row in self._transactions.items() if row[1].method == method.slug]
        if form == USUAL:
            return json_answer(paged(rows[::-1], call, path, lambda row: row[1].as_history(row[0])))
        show = history.row(self._mode("history_number", method), self._mode("history_time", method))
        page = paged(history.asked(rows, call.query), call, path, show)["data"]
        return json_answer(page if form == "rows" else {"data": page})

    def _mode(self, name: str, method: Method) -> str:
        return self._modes.of(self.name, name, method.wallet)

    def _wallets(self, call: Call) -> Response:
        balances = {method.slug: self._balances.of(method) for method in METHODS}
        return json_answer(list_of_wallets(balances, call))

    def _user(self, _call: Call) -> Response:
        return json_answer({"id": 1, "name": "Loja de treino", "email": "loja@example.com"})

    def _token(self, _call: Call) -> Response:
        return json_answer({"access_token": BEARER, "token_type": "Bearer"})


def _later(rule: Rule, usual: Ending) -> Ending:
    """Return how a charge that was reported as failed ends: by the fault's rule, or by a person's
    decision."""
    if rule.then:
        return Ending(rule.then, rule.after, rule.after)
    return usual if usual == _SESSION else NEVER


def _payload(call: Call) -> dict[str, Any]:
    try:
        return call.json_object()
    except UnreadableBodyError:
        return {}


def _read(payload: Mapping[str, Any], fields: Fields, status: int) -> dict[str, Any]:
    values, wrong = read_fields(payload, fields)
    if wrong:
        raise RefusedError(status, {"errors": {field: [text] for field, text in wrong.items()}})
    return values
