"""The sandbox's own address: what moved, what waits, a customer's hands, and faults on demand."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from starlette.responses import HTMLResponse, Response

from pos_app.sandbox import money
from pos_app.sandbox.faults import FaultBook, read_rule
from pos_app.sandbox.journal import Journal
from pos_app.sandbox.page import PAGE
from pos_app.sandbox.references import (
    AmountNeededError,
    NotPayableError,
    TakesReferences,
    UnknownReferenceError,
)
from pos_app.sandbox.wire import Call, Endpoint, RefusedError, json_answer, phrase
from pos_app.sandbox.world import APPROVED, REFUSED, World

_NUMBER = re.compile(r"[0-9]{1,9}")
_MOST_TIMES = 100


class Control:
    name = "control"

    def __init__(
        self,
        world: World,
        journal: Journal,
        faults: FaultBook,
        providers: set[str],
        references: Sequence[TakesReferences],
    ) -> None:
        self._world = world
        self._journal = journal
        self._faults = faults
        self._providers = providers
        self._references = {provider.name: provider for provider in references}

    def endpoints(self) -> Sequence[Endpoint]:
        return (
            Endpoint("GET", "/", lambda _call: HTMLResponse(PAGE)),
            Endpoint("GET", "/ledger", self._ledger),
            Endpoint("GET", "/waiting", self._waiting),
            Endpoint("POST", "/approve", self._deciding(APPROVED)),
            Endpoint("POST", "/refuse", self._deciding(REFUSED)),
            Endpoint("POST", "/pay", self._pay),
            Endpoint("POST", "/reset", self._reset),
            Endpoint("GET", "/requests", lambda _call: json_answer(list(self._journal))),
            Endpoint("GET", "/faults", self._rules),
            Endpoint("POST", "/faults", self._add_rule),
            Endpoint("DELETE", "/faults", self._clear_rules),
        )

    def check(self, call: Call) -> None:
        """Anyone on this computer may."""

    def error(self, status: int) -> object:
        return {"error": phrase(status)}

    def _ledger(self, _call: Call) -> Response:
        return json_answer([movement.shown() for movement in self._world.ledger.values()])

    def _waiting(self, _call: Call) -> Response:
        rows = self._world.waiting.values()
        return json_answer([row.shown() for row in rows if row.asks_customer])

    def _deciding(self, outcome: str) -> Callable[[Call], Response]:
        def decide(call: Call) -> Response:
            waiting = self._world.waiting.get(str(call.json_object().get("id")))
            if waiting is None or not waiting.asks_customer:
                raise _refused(404, "nothing waits under this id")
            self._world.decide(waiting, outcome, self._world.clock.now())
            return json_answer(waiting.shown() | {"outcome": outcome})

        return decide

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
        self._faults.rules.clear()
        return Response(status_code=204)

    def _rules(self, _call: Call) -> Response:
        return json_answer([asdict(rule) for rule in self._faults.rules])

    def _add_rule(self, call: Call) -> Response:
        try:
            rule = read_rule(call.json_object(), self._providers)
        except ValueError as error:
            raise _refused(400, str(error)) from error
        self._faults.rules.append(rule)
        return json_answer(asdict(rule), 201)

    def _clear_rules(self, _call: Call) -> Response:
        self._faults.rules.clear()
        return Response(status_code=204)


def _refused(status: int, reason: str) -> RefusedError:
    return RefusedError(status, {"error": reason})


def _reference(value: Any) -> int:
    """Read it as people and programs write it: text or number, with spaces, zeros in front."""
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
