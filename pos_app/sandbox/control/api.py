"""The control API: ledger, waiting payments, the customer's answers, modes and faults."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, Protocol

from starlette.responses import HTMLResponse, Response

from pos_app.sandbox.control.customer_page import PAGE
from pos_app.sandbox.server.fault_rules import FaultBook, read_rule
from pos_app.sandbox.server.http import Call, Endpoint, RefusedError, json_answer, phrase
from pos_app.sandbox.server.limits import Limits
from pos_app.sandbox.server.origin_check import UNSHARED
from pos_app.sandbox.server.request_log import Journal
from pos_app.sandbox.world import money
from pos_app.sandbox.world.provider_modes import Modes
from pos_app.sandbox.world.references import (
    AmountNeededError,
    NotPayableError,
    TakesReferences,
    UnknownReferenceError,
)
from pos_app.sandbox.world.webhook_delivery import Deliveries
from pos_app.sandbox.world.world import APPROVED, REFUSED, NotEndedError, Waiting, World

_NUMBER = re.compile(r"[0-9]{1,9}")
_MOST_TIMES = 100
_HTTP = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)


class HasWebhook(Protocol):
    """A provider whose webhook address is set by hand."""

    name: str

    @property
    def webhook(self) -> str | None: ...

    def send_payments_to(self, url: str | None) -> None: ...


class SucceedsLate(Protocol):
    """A provider whose networks may approve what it has reported as failed."""

    name: str

    def succeed(self, reference: str) -> None:
        """Let it succeed after all. Raise NotEndedError where it has not failed."""


class Control:
    name = "control"

    def __init__(
        self,
        world: World,
        *,
        journal: Journal,
        faults: FaultBook,
        limits: Limits,
        deliveries: Deliveries,
        modes: Modes,
        succeeding: Sequence[SucceedsLate],
        references: Sequence[TakesReferences],
        webhooks: Sequence[HasWebhook],
        documents: Mapping[str, Any],
    ) -> None:
        self._world = world
        self._journal = journal
        self._faults = faults
        self._limits = limits
        self._deliveries = deliveries
        self._modes = modes
        self._succeeding = succeeding
        self._references = {provider.name: provider for provider in references}
        self._webhooks = {provider.name: provider for provider in webhooks}
        self._documents = documents

    def endpoints(self) -> Sequence[Endpoint]:
        return (
            Endpoint("GET", "/", lambda _call: HTMLResponse(PAGE, headers=UNSHARED)),
            Endpoint("GET", "/ledger", self._ledger),
            Endpoint("GET", "/waiting", self._waiting),
            Endpoint("POST", "/approve", self._approve),
            Endpoint("POST", "/refuse", self._refuse),
            Endpoint("POST", "/succeed", self._succeed),
            Endpoint("POST", "/expire", self._expire),
            Endpoint("POST", "/pay", self._pay),
            Endpoint("POST", "/reset", self._reset),
            Endpoint("GET", "/requests", lambda _call: json_answer(list(self._journal))),
            Endpoint("GET", "/faults", self._rules),
            Endpoint("POST", "/faults", self._add_rule),
            Endpoint("DELETE", "/faults", self._clear_rules),
            Endpoint("GET", "/limits", self._show_limits),
            Endpoint("POST", "/limits", self._set_limit),
            Endpoint("GET", "/modes", lambda _call: json_answer(self._modes.shown())),
            Endpoint("PUT", "/modes", self._set_mode),
            Endpoint("GET", "/webhooks", self._show_webhooks),
            Endpoint("PUT", "/webhooks", self._set_webhook),
            Endpoint("GET", "/deliveries", lambda _call: json_answer(self._deliveries.shown())),
            Endpoint("GET", "/openapi/{provider}.json", self._document),
        )

    def check(self, call: Call) -> None:
        """Allow any caller who knows the address: see `origin_check`."""

    def error(self, status: int) -> object:
        return {"error": phrase(status)}

    def _ledger(self, _call: Call) -> Response:
        return json_answer([movement.shown() for movement in self._world.ledger.values()])

    def _waiting(self, _call: Call) -> Response:
        rows = self._world.waiting.values()
        return json_answer([row.shown() for row in rows if row.asks_customer])

    def _approve(self, call: Call) -> Response:
        return self._decide(self._named(call), APPROVED)

    def _refuse(self, call: Call) -> Response:
        """Refuse as the customer does, or with a network's code or text."""
        waiting, code = self._named(call), call.json_object().get("code", REFUSED)
        if code in (APPROVED, "") or isinstance(code, bool) or not isinstance(code, str | int):
            raise _refused(400, "code must be a code or words that tell of a refusal")
        return self._decide(waiting, str(code))

    def _succeed(self, call: Call) -> Response:
        """Let a failed one succeed."""
        name = str(call.json_object().get("id"))
        for provider in self._succeeding:
            try:
                provider.succeed(name.removeprefix(f"{provider.name}-"))
            except NotEndedError:
                continue
            return Response(status_code=204)
        raise _refused(404, "nothing has failed under this id")

    def _expire(self, call: Call) -> Response:
        """End it as it would end by itself if the customer never answered."""
        waiting = self._named(call)
        if waiting.session is None:
            raise _refused(409, "only a card session expires")
        return self._decide(waiting, waiting.outcome)

    def _decide(self, waiting: Waiting, outcome: str) -> Response:
        self._world.decide(waiting, outcome, self._world.clock.now())
        return json_answer(waiting.shown() | {"outcome": outcome})

    def _named(self, call: Call) -> Waiting:
        """Find a waiting payment by its id, its provider's reference, or its card session."""
        name = str(call.json_object().get("id"))
        known = self._world.waiting.get(name)
        rows = self._world.waiting.values() if known is None else [known]
        for row in rows:
            if name in (row.id, row.reference, row.session) and row.asks_customer:
                return row
        raise _refused(404, "nothing waits under this id")

    def _pay(self, call: Call) -> Response:
        payload = call.json_object()
        provider = self._references.get(str(payload.get("provider")))
        if provider is None:
            raise _refused(400, f"provider must be one of {', '.join(self._references)}")
        number = _reference(payload.get("reference"))
        amount = _optional_amount(payload.get("amount"))
        force = payload.get("force") is True
        try:
            payments = [provider.pay(number, amount, force=force) for _ in range(_times(payload))]
        except UnknownReferenceError as error:
            raise _refused(404, "there is no such reference") from error
        except NotPayableError as error:
            raise _refused(409, "the reference was deleted or has ended") from error
        except AmountNeededError as error:
            raise _refused(400, "the reference has no amount of its own: give one") from error
        return json_answer(payments if "times" in payload else payments[0])

    def _reset(self, _call: Call) -> Response:
        self._world.reset()
        self._journal.clear()
        self._faults.heal()
        self._limits.reset()
        return Response(status_code=204)

    def _rules(self, _call: Call) -> Response:
        return json_answer([asdict(rule) for rule in self._faults.rules])

    def _add_rule(self, call: Call) -> Response:
        try:
            rule = read_rule(call.json_object(), set(self._limits.per_second))
        except ValueError as error:
            raise _refused(400, str(error)) from error
        self._faults.rules.append(rule)
        return json_answer(asdict(rule), 201)

    def _clear_rules(self, _call: Call) -> Response:
        self._faults.heal()
        return Response(status_code=204)

    def _show_limits(self, _call: Call) -> Response:
        return json_answer(self._limits.per_second)

    def _set_limit(self, call: Call) -> Response:
        payload = call.json_object()
        provider, limit = str(payload.get("provider")), payload.get("per_second")
        if provider not in self._limits.per_second:
            raise _refused(400, f"provider must be one of {', '.join(self._limits.per_second)}")
        if limit is not None and (not isinstance(limit, int) or limit < 1):
            raise _refused(400, "per_second must be a positive integer or null")
        self._limits.per_second[provider] = limit
        return self._show_limits(call)

    def _set_mode(self, call: Call) -> Response:
        payload = call.json_object()
        wallet = payload.get("wallet")
        if wallet is not None and type(wallet) is not int:
            raise _refused(400, "wallet must be an integer")
        provider, name, value = (str(payload.get(key)) for key in ("provider", "name", "value"))
        try:
            self._modes.set(provider, name, value, wallet)
        except ValueError as error:
            raise _refused(400, str(error)) from error
        return json_answer(self._modes.shown())

    def _show_webhooks(self, _call: Call) -> Response:
        return json_answer({name: each.webhook for name, each in self._webhooks.items()})

    def _set_webhook(self, call: Call) -> Response:
        payload = call.json_object()
        provider, url = self._webhooks.get(str(payload.get("provider"))), payload.get("url")
        if provider is None:
            raise _refused(400, f"provider must be one of {', '.join(self._webhooks)}")
        if url is not None and not (isinstance(url, str) and _HTTP.fullmatch(url)):
            raise _refused(400, "url must be an http or https address, or null")
        provider.send_payments_to(url)
        return self._show_webhooks(call)

    def _document(self, call: Call) -> Response:
        document = self._documents.get(call.parts["provider"])
        if document is None:
            raise _refused(404, f"provider must be one of {', '.join(self._documents)}")
        return json_answer(document)


def _refused(status: int, reason: str) -> RefusedError:
    return RefusedError(status, {"error": reason})


def _reference(value: Any) -> int:
    """Read it as people and programs write it: text or number, with spaces, leading zeros."""
    text = "".join(str(value).split())
    if isinstance(value, bool) or not _NUMBER.fullmatch(text):
        raise _refused(400, "reference must be a number of up to 9 digits")
    return int(text)


def _optional_amount(value: Any) -> int | None:
    amount = None if value is None else money.read(value)
    if value is not None and not amount:
        raise _refused(400, "amount must be positive, with at most two decimals")
    return amount


def _times(payload: Mapping[str, Any]) -> int:
    times = payload.get("times", 1)
    if not isinstance(times, int) or not 1 <= times <= _MOST_TIMES:
        raise _refused(400, "times must be an integer between 1 and 100")
    return times
