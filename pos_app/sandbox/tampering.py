"""Carries out a fault on a request in flight. The one place that lies to clients."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import simplejson
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pos_app.sandbox.clock import Clock
from pos_app.sandbox.faults import FaultBook, Rule
from pos_app.sandbox.wire import HABIT

CONNECTION = "pos_app.connection"
"""The ASGI extension under which the server hands over the connection itself."""

_PAGE = b"<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>"
_GARBAGE = b"\x00\xff\xfe{\x9d]\x1b garbage"
_NO_CONTENT = 204
_WITHOUT_BODY = (_NO_CONTENT, 304)
_NUMERIC = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?")

_LOOK_EVERY = 0.02

Headers = list[tuple[bytes, bytes]]

Follow = Callable[[Any], Any]
"""Says again what an answer said, as it is now: None as long as a customer has not decided."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: Headers
    body: bytes


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and the means to work, answer, or hang up."""

    app: ASGIApp
    scope: Scope
    receive: Receive
    send: Send
    clock: Clock
    error: Callable[[int], object]
    follow: Follow
    rule: Rule

    async def pass_on(self) -> None:
        await self.app(self.scope, self.receive, self.send)

    async def work(self) -> Answer:
        """Let the provider do it all, keep its answer here, and then let time pass."""
        messages: list[Message] = []

        async def keep(message: Message) -> None:
            messages.append(message)

        await self.app(self.scope, self.receive, keep)
        await self.wait()
        start, *rest = messages
        body = b"".join(message.get("body", b"") for message in rest)
        return Answer(start["status"], list(start.get("headers", [])), body)

    async def wait(self) -> None:
        await self.clock.sleep(self.rule.seconds)

    async def answer(self, answer: Answer, *, only: int | None = None) -> None:
        """Send it; with `only`, promise the whole length but deliver just so many bytes."""
        body = b"" if answer.status in _WITHOUT_BODY else answer.body
        headers = [pair for pair in answer.headers if pair[0].lower() != b"content-length"]
        if answer.status not in _WITHOUT_BODY:
            headers.append((b"content-length", str(len(body)).encode()))
        await self.send(
            {"type": "http.response.start", "status": answer.status, "headers": headers}
        )
        partial = only is not None
        await self.send({"type": "http.response.body", "body": body[:only], "more_body": partial})

    async def hang_up(self) -> None:
        transport: asyncio.Transport = self.scope["extensions"][CONNECTION]["transport"]
        transport.close()
        # Only when the server has noticed may we return, else it would answer 500 for us.
        while (await self.receive())["type"] != "http.disconnect":
            pass

    def error_answer(self) -> Answer:
        body = _compact(_merged(self.error(self.rule.status), self.rule))
        headers: Headers = [(b"content-type", b"application/json")]
        if self.rule.retry_after is not None:
            headers.append((b"retry-after", self.rule.retry_after.encode()))
        return Answer(self.rule.status, headers, body)


def _html(status: int) -> Answer:
    return Answer(status, [(b"content-type", b"text/html; charset=utf-8")], _PAGE)


async def _delay(exchange: Exchange) -> None:
    await exchange.wait()
    await exchange.pass_on()


async def _late(exchange: Exchange) -> None:
    await exchange.answer(await exchange.work())


async def _drop_before(exchange: Exchange) -> None:
    await exchange.wait()
    await exchange.hang_up()


async def _drop_after(exchange: Exchange) -> None:
    await exchange.work()
    await exchange.hang_up()


async def _cut(exchange: Exchange) -> None:
    answer = await exchange.work()
    if not answer.body:
        # It gets one to be cut, and a status that may have one: the headers arrive, no more.
        status = 200 if answer.status == _NO_CONTENT else answer.status
        answer = replace(answer, status=status, body=b"{}")
    await exchange.answer(answer, only=len(answer.body) // 2)
    await exchange.hang_up()


async def _html_before(exchange: Exchange) -> None:
    await exchange.wait()
    await exchange.answer(_html(502))


async def _html_after(exchange: Exchange) -> None:
    await exchange.work()
    await exchange.answer(_html(200))


async def _garbage(exchange: Exchange) -> None:
    answer = await exchange.work()
    await exchange.answer(replace(answer, status=200, body=_GARBAGE))


async def _empty(exchange: Exchange) -> None:
    answer = await exchange.work()
    await exchange.answer(replace(answer, body=b""))


async def _text(exchange: Exchange) -> None:
    """The rule's own words, to the letter, under the status of the true answer."""
    answer = await exchange.work()
    await exchange.answer(replace(answer, body=exchange.rule.text.encode("utf-8", "replace")))


async def _habit(exchange: Exchange) -> None:
    """No lie: the provider does it in the other of two ways in which it is known to do it."""
    await exchange.wait()
    habit = {HABIT: exchange.rule.kind}
    await exchange.app({**exchange.scope, **habit}, exchange.receive, exchange.send)


async def _status(exchange: Exchange) -> None:
    await exchange.wait()
    await exchange.answer(exchange.error_answer())


async def _status_after(exchange: Exchange) -> None:
    await exchange.work()
    await exchange.answer(exchange.error_answer())


def _rewriting(change: Callable[[Any, Rule], Any]) -> Callable[[Exchange], Awaitable[None]]:
    async def rewrite(exchange: Exchange) -> None:
        answer = await exchange.work()
        try:
            data = simplejson.loads(answer.body, use_decimal=True)
        except ValueError:
            await exchange.answer(answer)
            return
        await exchange.answer(replace(answer, body=_compact(change(data, exchange.rule))))

    return rewrite


def _compact(data: Any) -> bytes:
    return simplejson.dumps(data, separators=(",", ":"), ensure_ascii=False).encode()


async def _until_decided(exchange: Exchange) -> None:
    answer = await exchange.work()
    try:
        data = simplejson.loads(answer.body, use_decimal=True)
    except ValueError:
        await exchange.answer(answer)
        return
    while (decided := exchange.follow(data)) is None:  # noqa: ASYNC110 - nobody tells us
        await asyncio.sleep(_LOOK_EVERY)
    await exchange.answer(replace(answer, body=_compact(decided)))


def _on_payments(change: Callable[[list[Any]], list[Any]]) -> Callable[[Any, Rule], Any]:
    """Apply to a queue as either provider sends it: bare, or under "payments"."""

    def changed(data: Any, _rule: Rule) -> Any:
        if isinstance(data, list):
            return change(data)
        if isinstance(data, dict) and isinstance(data.get("payments"), list):
            return data | {"payments": change(data["payments"])}
        return data

    return changed


def _merged(data: Any, rule: Rule) -> Any:
    """Overwrite fields of an object, or of each in a list, and leave others out."""
    if isinstance(data, list):
        return [_merged(each, rule) for each in data]
    if not isinstance(data, dict):
        return data
    kept = {name: value for name, value in data.items() if name not in rule.without}
    return kept | dict(rule.fields)


def _upper(data: Any, rule: Rule) -> Any:
    """Write the status in capitals, whatever it is, and merge as well."""
    if isinstance(data, dict) and isinstance(data.get("status"), str):
        data = data | {"status": data["status"].upper()}
    return _merged(data, rule)


def _retyped(data: Any, _rule: Rule) -> Any:
    return _swapped(data)


def _swapped(data: Any) -> Any:
    """Turn numbers into text and numeric text into numbers, zeros in front lost as they would."""
    match data:
        case dict():
            return {name: _swapped(value) for name, value in data.items()}
        case list():
            return [_swapped(value) for value in data]
        case bool() | None:
            return data
        case int() | Decimal():
            return str(data)
        case str() if _NUMERIC.fullmatch(data):
            return Decimal(data) if "." in data else int(data)
        case _:
            return data


_STRIKES: dict[str, Callable[[Exchange], Awaitable[None]]] = {
    "delay": _delay,
    "late": _late,
    "drop_before": _drop_before,
    "drop_after": _drop_after,
    "cut": _cut,
    "html": _html_before,
    "html_after": _html_after,
    "garbage": _garbage,
    "empty": _empty,
    "status": _status,
    "status_after": _status_after,
    "duplicate": _rewriting(
        _on_payments(lambda payments: [payment for payment in payments for _ in range(2)])
    ),
    "reorder": _rewriting(_on_payments(lambda payments: payments[::-1])),
    "retype": _rewriting(_retyped),
    "merge": _rewriting(_merged),
    "upper": _rewriting(_upper),
    "until_decided": _until_decided,
    "text": _text,
    "two_ids": _habit,
}


class FaultMiddleware:
    def __init__(
        self,
        app: ASGIApp,
        *,
        provider: str,
        error: Callable[[int], object],
        follow: Follow,
        book: FaultBook,
        clock: Clock,
    ) -> None:
        self._app = app
        self._provider = provider
        self._error = error
        self._follow = follow
        self._book = book
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        rule = self._book.strike(self._provider, scope["method"], scope["path"])
        if rule is None:
            await self._app(scope, receive, send)
            return
        exchange = Exchange(
            self._app, scope, receive, send, self._clock, self._error, self._follow, rule
        )
        await _STRIKES[rule.kind](exchange)
