"""`POST /hook/{provider}/{token}[/{till}[/{sale}]]`: providers call here. 204 says that it is
durable."""

import asyncio
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http import HTTPStatus

import psycopg
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from pos_app.office.calls.accounts.known_account import KnownAccount, KnownAccounts
from pos_app.office.calls.accounts.sealing import NoSealingKey
from pos_app.office.calls.call_store import CallStore, HeardCall
from pos_app.office.calls.hearing import hear
from pos_app.office.calls.missed_calls import MissedCalls
from pos_app.office.calls.owners import TillsOfAccounts
from pos_app.office.calls.unverified_budget import UnverifiedBudget
from pos_app.office.wakes.wakes import TellsTills
from pos_app.ports.office.protocol import CallKind

MOST_BODY = 100_000  # bytes; a webhook has a hundredth of that
MOST_HEADERS = 8_192  # bytes, as they are kept
BODY_WITHIN = 10.0  # seconds
STORED_WITHIN = 8.0  # seconds, before the caller is told to send it again
_LONGEST_NAME = 100  # characters of a part of the address
# What a proxy in between may have added of its own, and nobody needs to judge a call.
_NOT_KEPT = frozenset({"authorization", "cookie", "proxy-authorization"})

# It may be the provider's all the same: unsigned is what a key that changed was not signed with.
_REPEATED = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.SERVICE_UNAVAILABLE})

_LOG = logging.getLogger(__name__)


class _Refused(Exception):
    """The call is not taken; the status says why."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status)
        self.status = status


@dataclass(frozen=True)
class Hook:
    """Takes calls: stores each durably, once, and tells its till to look."""

    accounts: KnownAccounts
    tills: TillsOfAccounts
    store: CallStore
    wakes: TellsTills
    budget: UnverifiedBudget
    missed: MissedCalls

    def routes(self) -> list[Route]:
        path = "/hook/{provider}/{token}"
        paths = (path, path + "/{till}", path + "/{till}/{sale}")
        return [Route(one, self._answer, methods=["POST"]) for one in paths]

    async def _answer(self, request: Request) -> Response:
        try:
            tills = await self._taken(request)
        except _Refused as refused:
            return Response(status_code=refused.status)
        except (psycopg.Error, NoSealingKey, TimeoutError, ClientDisconnect) as error:
            _LOG.warning("a provider's call was not stored: %s", type(error).__name__)
            return Response(status_code=HTTPStatus.SERVICE_UNAVAILABLE)
        await self.wakes.tell(tills)
        return Response(status_code=HTTPStatus.NO_CONTENT)

    async def _taken(self, request: Request) -> frozenset[int]:
        """Returns whose it is. Raises _Refused, psycopg.Error, NoSealingKey, TimeoutError,
        ClientDisconnect."""
        if int(request.headers.get("content-length", "0")) > MOST_BODY:
            raise _Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        with self._missing(None):
            async with asyncio.timeout(STORED_WITHIN):
                account, till = await self._addressed(request.path_params)
        with self._missing(account):
            return await self._stored(request, account, till)

    @contextmanager
    def _missing(self, account: KnownAccount | None) -> Iterator[None]:
        """Notes a call that its provider will repeat."""
        try:
            yield
        except _Refused as refused:
            if refused.status in _REPEATED:
                self.missed.add(account.number if account else None)
            raise
        except Exception:
            self.missed.add(account.number if account else None)
            raise

    async def _stored(
        self, request: Request, account: KnownAccount, till: int | None
    ) -> frozenset[int]:
        async with asyncio.timeout(BODY_WITHIN):
            body = await _body(request)
        headers = _kept(request.headers)
        told = hear(account, headers, body)
        if told is None:
            raise _Refused(HTTPStatus.UNAUTHORIZED)
        if not told.is_verified and not self.budget.allows(account.number, len(body)):
            raise _Refused(HTTPStatus.SERVICE_UNAVAILABLE)
        about = request.path_params.get("sale", "")
        told = replace(told, sale=told.sale or about)
        call = HeardCall(
            CallKind.WEBHOOK,
            body,
            told,
            headers,
            about=about,
            till=till,
            is_for_till_to_prove=not told.is_verified and account.provider.signs,
        )
        async with asyncio.timeout(STORED_WITHIN):
            return await self.store.add(account, [call])

    async def _addressed(self, path: Mapping[str, str]) -> tuple[KnownAccount, int | None]:
        """Returns the account, and the till, that the address names. Raises _Refused."""
        if not all(len(part) <= _LONGEST_NAME and part.isprintable() for part in path.values()):
            raise _Refused(HTTPStatus.NOT_FOUND)
        account = await self.accounts.of_path(path["token"])
        if account is None:
            raise _Refused(HTTPStatus.NOT_FOUND)
        if account.provider.name != path["provider"] or not account.provider.calls:
            raise _Refused(HTTPStatus.FORBIDDEN)
        if "till" not in path:
            return account, None
        till = await self.tills.of(account, path["till"])
        if till is None:
            raise _Refused(HTTPStatus.FORBIDDEN)
        return account, till


async def _body(request: Request) -> bytes:
    """Reads no more than it takes. Raises _Refused, ClientDisconnect."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_BODY:
            raise _Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return bytes(body)


def _kept(headers: Mapping[str, str]) -> Mapping[str, str]:
    """Returns the headers for whoever verifies the call. Raises _Refused for too many."""
    kept = {name: value for name, value in headers.items() if name not in _NOT_KEPT}
    if sum(len(name) + len(value) for name, value in kept.items()) > MOST_HEADERS:
        raise _Refused(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
    return kept
