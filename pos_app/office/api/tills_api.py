"""The routes by which tills enrol, begin a session, ship their events and read them back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.routing import Route

from pos_app.office.api.answers import RefusedRequest, as_json
from pos_app.office.api.asking import answering, till_of
from pos_app.office.api.bodies import SMALL, NotSaid, said
from pos_app.office.database.connections import Connections
from pos_app.office.ingest.branches import Branches
from pos_app.office.ingest.ingest import Ingest, utc_now
from pos_app.office.ingest.job import OnStored, Take
from pos_app.office.tills.enrolment import AccountsOf, Enrolment
from pos_app.office.tills.known_till import KnownTill
from pos_app.office.tills.sessions import Sessions
from pos_app.office.tills.till_tokens import TillTokens, bearer
from pos_app.office.tills.told import can_be_kept
from pos_app.office.tills.versions import is_older
from pos_app.ports.journal import Head
from pos_app.ports.office.protocol import (
    Batch,
    BranchOrder,
    EnrolOrder,
    Gap,
    Hello,
    SharedAccount,
    TokenRefused,
    TooOld,
)

_HIGHEST = 2**63 - 1


@dataclass(frozen=True)
class Leaving:
    """The till's last event, as it signs out."""

    head: Head


@dataclass(frozen=True)
class TillsApi:
    """`ingest` must be running."""

    tokens: TillTokens
    enrolment: Enrolment
    sessions: Sessions
    ingest: Ingest
    branches: Branches
    take: Take  # the ingest's, which may be measured

    def routes(self) -> list[Route]:
        till = "/v1/tills/{public}"
        return [
            Route("/v1/enrol", answering(self._enrol), methods=["POST"]),
            Route(f"{till}/events", answering(self._events), methods=["POST"]),
            Route(f"{till}/events", answering(self._events_after), methods=["GET"]),
            Route(f"{till}/hello", answering(self._hello), methods=["POST"]),
            Route(f"{till}/branches", answering(self._open_branch), methods=["POST"]),
            Route(f"{till}/branches/{{branch}}/hash/{{seq}}", answering(self._hash_at)),
            Route(f"{till}/leave", answering(self._leave), methods=["POST"]),
        ]

    async def _enrol(self, request: Request) -> object:
        return await self.enrolment.enrol(await said(request, EnrolOrder, SMALL))

    async def _hello(self, request: Request) -> object:
        till = await till_of(request, self.tokens, anew=True)
        hello = await said(request, Hello, SMALL)
        if not hello.nonce or not can_be_kept(hello.nonce, hello.version):
            raise NotSaid("the nonce or the version")
        if not 0 <= hello.session < _HIGHEST:
            raise NotSaid("the session")
        return await self.sessions.hello(till, hello)

    async def _events(self, request: Request) -> object:
        till = await till_of(request, self.tokens)
        least = self.sessions.least_version
        if is_older(till.version, least):
            return TooOld(least)
        return await self.take(till, await said(request, Batch))

    async def _events_after(self, request: Request) -> object:
        till = await self._restoring(request)
        after = _after(request)
        rows = await self.branches.events_after(till, after)
        return rows if isinstance(rows, Gap) else as_json({"rows": rows})

    async def _restoring(self, request: Request) -> KnownTill:
        header = request.headers.get("authorization", "")
        till = await self.tokens.check_restore(bearer(header))
        if till is None or till.public != request.path_params["public"]:
            raise RefusedRequest(TokenRefused())
        return till

    async def _open_branch(self, request: Request) -> object:
        till = await till_of(request, self.tokens, anew=True)
        return await self.branches.open(till, await said(request, BranchOrder, SMALL))

    async def _hash_at(self, request: Request) -> object:
        till = await till_of(request, self.tokens)
        branch, seq = (_number(request.path_params[name]) for name in ("branch", "seq"))
        return as_json({"hash": await self.branches.hash_at(till, branch, seq)})

    async def _leave(self, request: Request) -> object:
        till = await till_of(request, self.tokens, anew=True)
        leaving = await said(request, Leaving, SMALL)
        refused = await self.branches.leave(till, leaving.head)
        if refused is None:
            self.tokens.forget(till.till)
        return refused


def _after(request: Request) -> Head:
    query = request.query_params
    return Head(_number(query.get("after", "")), query.get("hash", ""))


def _number(text: str) -> int:
    """Raises NotSaid for what is no number of an event."""
    if not (text.isascii() and text.isdecimal() and len(text) < len(str(_HIGHEST))):
        raise NotSaid("a number")
    return int(text)


async def no_accounts(_shop: int, _till: str) -> Sequence[SharedAccount]:
    """An office that hears no provider."""
    return ()


def tills_api(
    pools: Connections,
    on_stored: OnStored,
    *,
    office: str = "",
    accounts: AccountsOf = no_accounts,
    least_version: str = "",
    measured: Callable[[Take], Take] = lambda take: take,
    now: Callable[[], datetime] = utc_now,
) -> TillsApi:
    """Puts the tills' side together. `office` is its name, as tills show it; `accounts` says which
    providers' accounts it hears for a till; `measured` may count what the ingest answers."""
    pool = pools.write
    tokens, ingest = TillTokens(pool), Ingest(pools.ingest, on_stored, now)
    return TillsApi(
        tokens=tokens,
        enrolment=Enrolment(pool, tokens, office, accounts),
        sessions=Sessions(pool, tokens, accounts, least_version),
        ingest=ingest,
        branches=Branches(pool),
        take=measured(ingest.take),
    )
