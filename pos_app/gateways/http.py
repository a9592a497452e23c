"""The one client: it sends, times out, and tells what never left from what was never heard."""

import asyncio
import ssl
from collections import defaultdict
from contextlib import AbstractAsyncContextManager, nullcontext

import httpx

from pos_app.domain.address import is_private
from pos_app.domain.errors import AnswerLost, RequestNotSent
from pos_app.domain.secrecy import without
from pos_app.gateways.names import Names
from pos_app.ports.gateway import Account, Answer, AnswerBrokenOff, Request

IN_FLIGHT = 20  # requests at a time at one provider, those apart that a person waits for
# Connections that wait for the next request. The client asks each of them at every request whether
# it is still there, and while hundreds of sales wait that was a third of what a look costs.
KEPT = 6
CONNECT_TIMEOUT = 10.0  # seconds
WRITE_TIMEOUT = 10.0  # seconds
MOST_TIME = CONNECT_TIMEOUT + WRITE_TIMEOUT  # on top of the time to read
MOST_READ = 2_000_000  # bytes of an answer; a hundred payments are a tenth of that

# What httpx raises before a byte of the request can have reached the provider.
_NEVER_LEFT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
    httpx.ProxyError,
)


class HttpSender:
    """The port `Sender`, over httpx."""

    def __init__(self, network: httpx.AsyncBaseTransport | None = None) -> None:
        """By the system's own network, or by one that is simulated."""
        self._network = network
        # The system's trust store, which is where a shop's own certificates are.
        self._trust = False if network else ssl.create_default_context()
        self._names = Names()
        self._reading = self._client(keep_alive=True)
        # A kept connection may have been closed by the other side: a request on it is then lost
        # in a way that looks as if it might have arrived. What must not be repeated goes on a
        # connection of its own, so that such a doubt never comes up.
        self._charging = self._client(keep_alive=False)
        # One that hangs holds its own slots and nobody else's.
        self._slots: dict[str, asyncio.Semaphore] = defaultdict(
            lambda: asyncio.Semaphore(IN_FLIGHT)
        )

    def _client(self, *, keep_alive: bool) -> httpx.AsyncClient:
        kept = KEPT if keep_alive else 0
        # The pool is over all providers, so that it must be no limit: whoever waits for a place in
        # it would wait for another provider. The slots are the limit.
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=kept)
        return httpx.AsyncClient(
            verify=self._trust,
            limits=limits,
            follow_redirects=False,  # they are answers here (303), and credentials never follow one
            transport=self._network,
            mounts={"http://": None},  # to this machine alone, and through nobody's proxy
        )

    async def send(self, account: Account, request: Request) -> Answer:
        """Raises RequestNotSent where no byte can have arrived, AnswerLost where one may have."""
        client = self._reading if request.repeat_harmless else self._charging
        timeout = httpx.Timeout(
            CONNECT_TIMEOUT, read=request.read_timeout, write=WRITE_TIMEOUT, pool=None
        )
        try:
            built = client.build_request(
                request.method,
                account.base_url + request.path,
                headers=dict(request.headers),
                content=request.body.encode() or None,
                timeout=timeout,
            )
        except (UnicodeError, httpx.InvalidURL):  # its words would hold the headers, and so the key
            raise RequestNotSent("a request that cannot be built") from None
        if not is_private(built.url.scheme, built.url.host):  # as what connects reads the address
            raise RequestNotSent("an address that is not https")
        async with self._slot(account.provider, request):
            try:
                await self._names.wait_for(built.url.host)
            except TimeoutError as error:
                raise RequestNotSent("its name is not answered") from error
            try:
                async with asyncio.timeout(MOST_TIME + request.read_timeout):
                    response = await client.send(built, stream=True)
                    try:
                        return await _read(response, _secrets(account))
                    finally:
                        await response.aclose()
            except TimeoutError as error:
                raise AnswerLost("the answer does not end") from error
            except _NEVER_LEFT as error:
                raise RequestNotSent(_words(error)) from error
            except (httpx.HTTPError, httpx.StreamError) as error:
                raise AnswerLost(_words(error)) from error

    def _slot(
        self, provider: str, request: Request
    ) -> AbstractAsyncContextManager[asyncio.Semaphore | None]:
        """None is needed where a person waits: looks that hang at the same provider are no reason
        for a charge to wait, and people press no more keys than a provider can bear."""
        return nullcontext() if request.at_once else self._slots[provider]

    async def close(self) -> None:
        self._names.close()
        await self._reading.aclose()
        await self._charging.aclose()
        await asyncio.sleep(0)  # a connection that was cut off closes in the loop's next turn


def _secrets(account: Account) -> list[str]:
    return [secret for secret in (account.secret, *account.other_secrets.values()) if secret]


async def _read(response: httpx.Response, secrets: list[str]) -> Answer:
    """The answer without our keys, which a broken server may echo."""
    body = bytearray()
    try:
        async for piece in response.aiter_bytes():
            body += piece
            if len(body) > MOST_READ:
                raise AnswerLost("the answer does not end")
    except (httpx.HTTPError, httpx.StreamError) as error:
        heard = _answer(response, body, secrets)
        raise AnswerBrokenOff(_words(error), heard) from error
    return _answer(response, body, secrets)


def _answer(response: httpx.Response, body: bytearray, secrets: list[str]) -> Answer:
    headers = {name.lower(): without(value, secrets) for name, value in response.headers.items()}
    text = without(body.decode("utf-8", errors="replace"), secrets)
    return Answer(response.status_code, headers, text)


def _words(error: Exception) -> str:
    """The kind of the failure. Its text may hold an address and is not kept."""
    return type(error).__name__
