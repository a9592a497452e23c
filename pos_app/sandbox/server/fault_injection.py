"""Injects a fault into a running request: delays, lost answers, false answers."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import simplejson
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pos_app.sandbox.server.answer_rewriting import (
    Change,
    compact,
    on_payments,
    retyped,
    text_with_false_first,
    text_with_false_last,
    text_with_raw_values,
    upper,
    wrapped,
)
from pos_app.sandbox.server.fault_rules import FaultBook, Rule
from pos_app.sandbox.server.http import HABIT, phrase
from pos_app.sandbox.world.clock import Clock

CONNECTION = "pos_app.connection"
"""The ASGI extension under which the server hands over the connection itself."""

_PAGE = "<html><head><title>{0}</title></head><body>{0}</body></html>"
_BOM = b"\xef\xbb\xbf"
_GARBAGE = b"\x00\xff\xfe{\x9d]\x1b garbage"
_NO_CONTENT = 204
_WITHOUT_BODY = (_NO_CONTENT, 304)

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
    """One request, with the means to process it, answer it, or hang up."""

    app: ASGIApp
    scope: Scope
    receive: Receive
    send: Send
    clock: Clock
    error: Callable[[int], object]
    follow: Follow
    book: FaultBook
    rule: Rule

    async def pass_on(self) -> None:
        await self.app(self.scope, self.receive, self.send)

    @property
    def by_habit(self) -> "Exchange":
        """Return the same request, to be done in another way that the provider is known for."""
        return replace(self, scope={**self.scope, HABIT: self.rule})

    async def work(self) -> Answer:
        """Process the request, keep its answer here, and then wait."""
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
        """Send it; with `only`, promise the whole length but send only so many bytes."""
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
        await self._until_left()

    async def keep_waiting(self) -> None:
        """Neither answer nor hang up until the fault is healed, or the client leaves."""
        healed = asyncio.create_task(self.book.until_healed())
        left = asyncio.create_task(self._until_left())
        try:
            await asyncio.wait((healed, left), return_when=asyncio.FIRST_COMPLETED)
        finally:
            healed.cancel()
            left.cancel()
        await self.hang_up()

    async def _until_left(self) -> None:
        while (await self.receive())["type"] != "http.disconnect":
            pass

    def error_answer(self) -> Answer:
        body = compact(wrapped(self.error(self.rule.code), self.rule)).encode()
        headers: Headers = [(b"content-type", b"application/json")]
        if self.rule.retry_after is not None:
            headers.append((b"retry-after", self.rule.retry_after.encode()))
        return Answer(self.rule.code, headers, body)

    def page(self) -> Answer:
        """Answer as a proxy or a firewall in front of the provider would."""
        body = _PAGE.format(f"{self.rule.code} {phrase(self.rule.code)}").encode()
        return Answer(self.rule.code, [(b"content-type", b"text/html; charset=utf-8")], body)


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
        # Give it a body to cut, and a status that allows one: the headers arrive, no more.
        status = 200 if answer.status == _NO_CONTENT else answer.status
        answer = replace(answer, status=status, body=b"{}")
    await exchange.answer(answer, only=len(answer.body) // 2)
    await exchange.hang_up()


async def _html_before(exchange: Exchange) -> None:
    await exchange.wait()
    await exchange.answer(exchange.page())


async def _html_after(exchange: Exchange) -> None:
    await exchange.work()
    await exchange.answer(exchange.page())


async def _garbage(exchange: Exchange) -> None:
    answer = await exchange.work()
    await exchange.answer(replace(answer, status=200, body=_GARBAGE))


async def _empty(exchange: Exchange) -> None:
    answer = await exchange.work()
    await exchange.answer(replace(answer, body=b""))


async def _text(exchange: Exchange) -> None:
    """Answer the rule's own text, literally, under the true answer's status."""
    answer = await exchange.work()
    await exchange.answer(replace(answer, body=exchange.rule.text.encode("utf-8", "replace")))


async def _bom(exchange: Exchange) -> None:
    answer = await exchange.work()
    await exchange.answer(replace(answer, body=answer.body and _BOM + answer.body))


async def _hang(exchange: Exchange) -> None:
    await exchange.keep_waiting()


async def _hang_after(exchange: Exchange) -> None:
    await exchange.work()
    await exchange.keep_waiting()


async def _habit(exchange: Exchange) -> None:
    """Process it in the other of two ways that the provider is known for: no lie."""
    await exchange.wait()
    await exchange.by_habit.pass_on()


async def _status(exchange: Exchange) -> None:
    await exchange.wait()
    await exchange.answer(exchange.error_answer())


async def _status_after(exchange: Exchange) -> None:
    await exchange.work()
    await exchange.answer(exchange.error_answer())


def _writing(write: Callable[[Any, Rule], str]) -> Callable[[Exchange], Awaitable[None]]:
    """Answer a rewritten form of the true answer, if that is JSON."""

    async def rewrite(exchange: Exchange) -> None:
        answer = await exchange.work()
        try:
            data = simplejson.loads(answer.body, use_decimal=True)
        except ValueError:
            await exchange.answer(answer)
            return
        await exchange.answer(replace(answer, body=write(data, exchange.rule).encode()))

    return rewrite


def _rewriting(change: Change) -> Callable[[Exchange], Awaitable[None]]:
    return _writing(lambda data, rule: compact(change(data, rule)))


async def _merge(exchange: Exchange) -> None:
    """Change the fields, and the status if the rule has one."""
    given = exchange.rule.status

    async def send(message: Message) -> None:
        status = {"status": given} if given and message["type"] == "http.response.start" else {}
        await exchange.send({**message, **status})

    await _rewriting(wrapped)(replace(exchange, send=send))


async def _failed(exchange: Exchange) -> None:
    await _merge(exchange.by_habit)


async def _until_decided(exchange: Exchange) -> None:
    answer = await exchange.work()
    try:
        data = simplejson.loads(answer.body, use_decimal=True)
    except ValueError:
        await exchange.answer(answer)
        return
    while (decided := exchange.follow(data)) is None:  # noqa: ASYNC110 - no event to wait for
        await asyncio.sleep(_LOOK_EVERY)
    await exchange.answer(replace(answer, body=compact(decided).encode()))


_STRIKES: Mapping[str, Callable[[Exchange], Awaitable[None]]] = {
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
        on_payments(lambda payments: [payment for payment in payments for _ in range(2)])
    ),
    "reorder": _rewriting(on_payments(lambda payments: payments[::-1])),
    "retype": _rewriting(retyped),
    "merge": _merge,
    "upper": _rewriting(upper),
    "until_decided": _until_decided,
    "text": _text,
    "two_ids": _habit,
    "round": _habit,
    "same_id": _habit,
    "failed": _failed,
    "hang": _hang,
    "hang_after": _hang_after,
    "unacknowledged": _status,
    "wrap": _rewriting(wrapped),
    "repeat_before": _writing(text_with_false_first),
    "repeat_after": _writing(text_with_false_last),
    "raw": _writing(text_with_raw_values),
    "bom": _bom,
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
            self._app,
            scope,
            receive,
            send,
            self._clock,
            self._error,
            self._follow,
            self._book,
            rule,
        )
        await _STRIKES[rule.kind](exchange)
