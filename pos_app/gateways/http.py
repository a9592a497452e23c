"""The HTTP client (httpx): sends requests, times out, and tells "never sent" from "no answer"."""

import asyncio
import logging
import ssl
from collections import defaultdict
from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, aclosing, asynccontextmanager, nullcontext
from http import HTTPStatus

from pos_app.system.imports_without import imports_without

# Its command line, and a loop that nobody runs here: 60 ms and 15 MB where they are installed.
with imports_without("httpx._main", "trio"):
    import httpcore  # noqa: F401 - httpx would load it with its first client
    import httpx

from pos_app.domain.errors import (
    EnvironmentFailed,
    NotTrusted,
    ProxyUnusable,
    RequestNotSent,
    RequestUnusable,
    ResponseLost,
)
from pos_app.domain.reasons import Reason
from pos_app.domain.text.redaction import redact
from pos_app.domain.text.url_rules import is_private
from pos_app.gateways.certificates import trusting_context
from pos_app.gateways.dns import Names
from pos_app.gateways.proxies import Proxies, Proxy, Unusable, Way
from pos_app.gateways.request_departure import Departure
from pos_app.gateways.response_body import MOST_BYTES, Garbled, TooLarge, read_into
from pos_app.ports.gateway import Account, Answer, AnswerBrokenOff, Request

IN_FLIGHT = 20  # requests at a time at one provider, besides those that a person waits for
# Idle connections. The client checks each of them at every request, and while hundreds of sales
# wait that was a third of the cost of a poll.
KEPT = 6
CONNECT_TIMEOUT = 10.0  # seconds
WRITE_TIMEOUT = 10.0  # seconds
_HTTPS = 443
_LARGE = 100_000  # bytes that are searched for keys on a thread: two millions take 0.2 s
MOST_TIME = CONNECT_TIMEOUT + WRITE_TIMEOUT  # on top of the time to read

# Errors of httpx from before a byte of the request can have reached the provider.
_NEVER_LEFT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
    httpx.ProxyError,
)
# OpenSSL's complaints about a certificate (x509_vfy.h) that have a sentence of their own.
_REFUSED: Mapping[int, Reason] = {
    9: Reason.CERTIFICATE_DATES,  # not yet valid
    10: Reason.CERTIFICATE_DATES,  # has expired
    62: Reason.CERTIFICATE_HOST,  # of a host
    64: Reason.CERTIFICATE_HOST,  # of an address
}

_LOG = logging.getLogger(__name__)


class HttpSender:
    """The port `Sender`, over httpx."""

    def __init__(self, network: httpx.AsyncBaseTransport | None = None) -> None:
        """`network` replaces the system's network by a simulated one."""
        self._network = network
        self._trust = trusting_context() if network is None else None
        self._proxies = Proxies({} if network else None)
        if isinstance(self._proxies.way, Unusable):
            _LOG.warning("the proxy of this computer cannot be used: %s", self._proxies.way)
        self._names = Names()
        self._reading = self._client(keep_alive=True)
        # The other side may have closed a kept connection: a request on it is then lost in a way
        # that looks as if it might have arrived. A request that must not be repeated goes on a
        # connection of its own, so that such a doubt never comes up.
        self._charging = self._client(keep_alive=False)
        # A provider that hangs holds its own slots and no other's.
        self._slots: dict[str, asyncio.Semaphore] = defaultdict(
            lambda: asyncio.Semaphore(IN_FLIGHT)
        )

    def _client(self, *, keep_alive: bool) -> httpx.AsyncClient:
        kept = KEPT if keep_alive else 0
        # The pool is over all providers, so that it must be no limit: a request that waits for a
        # place in it would wait for another provider. The slots are the limit.
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=kept)
        if self._trust is None:
            transport = self._network
        else:
            transport = _Ways(self._proxies, self._trust, limits)
        return httpx.AsyncClient(
            transport=transport,
            trust_env=False,  # `proxies` and `certificates` read the environment
            follow_redirects=False,  # they are answers here (303), and credentials never follow one
            headers={"Accept-Encoding": "gzip, deflate"},  # `response_body` reads these
        )

    async def send(self, account: Account, request: Request) -> Answer:
        """Sends the request. Raises RequestNotSent where no byte can have arrived, ResponseLost
        where one may have."""
        client = self._reading if request.repeat_harmless else self._charging
        built = _built(client, account, request)
        way = self._way_of(built)
        async with self._slot(account.provider, request):
            await self._find(built, way)
            return await self._exchange(client, built, way, request, account)

    @asynccontextmanager
    async def stream(self, account: Account, request: Request) -> AsyncIterator[AsyncIterator[str]]:
        """Opens a stream of server-sent events, and yields what each says; it ends when the other
        side ends it. Raises as `send` does, also while it is read: where it is silent, comments
        included, for the request's `read_timeout`, and where the answer is no such stream."""
        client = self._charging  # a connection of its own, which nobody else has to wait for
        built = _built(client, account, request)
        way = self._way_of(built)
        await self._find(built, way)
        departure = Departure()
        built.extensions["trace"] = departure.hear
        try:
            async with asyncio.timeout(MOST_TIME + request.read_timeout):
                response = await client.send(built, stream=True)
            async with aclosing(response), aclosing(_said(response)) as said:
                yield said
        except Exception as error:
            failed = _failed(error, departure, way)
            if failed is None:
                raise
            raise failed from error
        finally:
            await departure.clear_up()

    def _way_of(self, built: httpx.Request) -> Proxy | None:
        """Returns the proxy to go by, if there is one. Raises ProxyUnusable."""
        way = self._proxies.way_to(built.url.host, built.url.port or _HTTPS)
        if isinstance(way, Unusable):
            raise ProxyUnusable(f"{way.variable}: {way.why}")
        return way

    async def _find(self, built: httpx.Request, way: Proxy | None) -> None:
        """Waits until the name of the other side is known. Raises RequestNotSent."""
        try:
            await self._names.wait_for(way.host if way else built.url.host)
        except TimeoutError as error:
            raise RequestNotSent("its name is not answered") from error

    async def _exchange(
        self,
        client: httpx.AsyncClient,
        built: httpx.Request,
        way: Proxy | None,
        request: Request,
        account: Account,
    ) -> Answer:
        """Raises as `send` does."""
        departure = Departure()
        built.extensions["trace"] = departure.hear
        try:
            async with asyncio.timeout(MOST_TIME + request.read_timeout):
                response = await client.send(built, stream=True)
                try:
                    most = request.most_bytes or MOST_BYTES
                    return await _read(response, _secrets(account), most)
                finally:
                    await response.aclose()
        except Exception as error:
            failed = _failed(error, departure, way)
            if failed is None:
                raise
            raise failed from error
        finally:
            await departure.clear_up()

    def _slot(
        self, provider: str, request: Request
    ) -> AbstractAsyncContextManager[asyncio.Semaphore | None]:
        """Returns a slot of the provider; none is needed if a person waits: polls that hang at the
        same provider must not delay a charge, and people press no more keys than a provider can
        bear."""
        return nullcontext() if request.at_once else self._slots[provider]

    async def close(self) -> None:
        self._names.close()
        await self._reading.aclose()
        await self._charging.aclose()
        await asyncio.sleep(0)  # a connection that was cut off closes in the loop's next turn


def _built(client: httpx.AsyncClient, account: Account, request: Request) -> httpx.Request:
    """Raises RequestUnusable."""
    timeout = httpx.Timeout(
        CONNECT_TIMEOUT, read=request.read_timeout, write=WRITE_TIMEOUT, pool=None
    )
    try:
        body = request.packed or request.body.encode()
        built = client.build_request(
            request.method,
            account.base_url + request.path,
            headers=dict(request.headers),
            content=body or None,
            timeout=timeout,
        )
    except (UnicodeError, httpx.InvalidURL):  # its text would hold the headers, and so the key
        raise RequestUnusable("a request that cannot be built") from None
    if not is_private(built.url.scheme, built.url.host):  # as httpx has parsed the address
        raise RequestUnusable("an address that is not https")
    return built


async def _said(response: httpx.Response) -> AsyncGenerator[str, None]:
    """Yields the data of each event. Raises ResponseLost for an answer that is no stream of them,
    and httpx's errors."""
    from httpx_sse import EventSource, SSEError  # noqa: PLC0415 - only where there is an office

    if response.status_code != HTTPStatus.OK or "content-encoding" in response.headers:
        raise ResponseLost(f"no stream of events: {response.status_code}")
    response.stream = _NotForEver(response.stream)
    try:
        async for event in EventSource(response).aiter_sse():
            yield event.data
    except SSEError as error:
        raise ResponseLost("no stream of events") from error


class _NotForEver(httpx.AsyncByteStream):
    """A stream that ends after as many bytes as any answer may have, so that none, however it is
    cut into lines, fills the memory. Whoever reads it opens another."""

    def __init__(self, pieces: object) -> None:
        if not isinstance(pieces, httpx.AsyncByteStream):
            raise ResponseLost("no stream at all")
        self._pieces = pieces

    async def __aiter__(self) -> AsyncIterator[bytes]:
        arrived = 0
        async for piece in self._pieces:
            arrived += len(piece)
            if arrived > MOST_BYTES:
                return
            yield piece

    async def aclose(self) -> None:
        await self._pieces.aclose()


def _secrets(account: Account) -> list[str]:
    return [secret for secret in (account.secret, *account.other_secrets.values()) if secret]


async def _read(response: httpx.Response, secrets: list[str], most: int) -> Answer:
    """Reads the answer, and removes our keys, which a broken server may echo. Raises
    AnswerBrokenOff, and TooLarge."""
    body = bytearray()
    encoding = response.headers.get("content-encoding", "")
    try:
        await read_into(body, response.aiter_raw(), encoding, most)
    except (httpx.HTTPError, httpx.StreamError, Garbled) as error:
        heard = _answer(response, body, secrets)
        raise AnswerBrokenOff(_words(error), heard) from error
    if len(body) < _LARGE:
        return _answer(response, body, secrets)
    return await asyncio.to_thread(_answer, response, body, secrets)


def _answer(response: httpx.Response, body: bytearray, secrets: list[str]) -> Answer:
    headers = {name.lower(): redact(value, secrets) for name, value in response.headers.items()}
    text = redact(body.decode("utf-8", errors="replace"), secrets)
    return Answer(response.status_code, headers, text)


def _failed(error: Exception, departure: Departure, way: Proxy | None) -> EnvironmentFailed | None:
    """Returns the error that a failure means for the request, or None if the mistake is ours, or
    it has its name already.

    On its way through a proxy anything may be raised: libraries read what proxies say with
    assertions. If nothing has left, all of it means the same.
    """
    if departure.never_happened or isinstance(error, _NEVER_LEFT):
        if refused := _refused(error):
            return NotTrusted(refused)
        return ProxyUnusable(_words(error)) if way else RequestNotSent(_words(error))
    if isinstance(error, TimeoutError | TooLarge):
        return ResponseLost("the answer does not end")
    if isinstance(error, httpx.HTTPError | httpx.StreamError):
        return ResponseLost(_words(error))
    return None


def _refused(error: BaseException) -> Reason | None:
    """Returns TLS's complaint about the other side, if it was TLS that failed."""
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            return _REFUSED.get(cause.verify_code, Reason.CERTIFICATE_UNKNOWN)
        if type(cause) is ssl.SSLError:  # the others say that it waits, or that the line is dead
            return Reason.NO_SECURE_CONNECTION
    return None


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__


def _words(error: Exception) -> str:
    """Returns the kind of the failure. Its text may hold an address and is not kept."""
    return type(error).__name__


class _Ways(httpx.AsyncBaseTransport):
    """The route to a provider: direct, or through the proxy of this computer."""

    def __init__(self, proxies: Proxies, trust: ssl.SSLContext, limits: httpx.Limits) -> None:
        self._proxies = proxies
        self._straight = httpx.AsyncHTTPTransport(verify=trust, limits=limits, trust_env=False)
        self._through: httpx.AsyncHTTPTransport | None = None
        if not isinstance(proxies.way, Proxy):
            return
        # The proxy, too, may have to prove its identity, and httpx's own context would write its
        # keys down.
        to_proxy = trust if proxies.way.is_tls else None
        by = httpx.Proxy(proxies.way.url, ssl_context=to_proxy)
        try:
            self._through = httpx.AsyncHTTPTransport(
                verify=trust, limits=limits, trust_env=False, proxy=by
            )
        except ImportError as missing:
            _LOG.warning("the proxy of this computer cannot be used: %s", missing)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        way: Way = self._proxies.way_to(request.url.host, request.url.port or _HTTPS)
        by = self._straight if way is None else self._through
        if by is None:
            raise httpx.ProxyError("a proxy that cannot be used")
        return await by.handle_async_request(request)

    async def aclose(self) -> None:
        await self._straight.aclose()
        if self._through:
            await self._through.aclose()
