"""What other programs leave in the environment about proxies: understood, or said."""

import asyncio
import gc
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest
from hostile.certificates import Authority
from hostile.provider import answer, hostile_provider
from hostile.proxies import http_proxy, socks_proxy
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.errors import ProxyUnusable, RequestNotSent, ResponseLost
from pos_app.gateways.http import HttpSender
from pos_app.gateways.proxies import Proxies, Proxy, Unusable
from pos_app.ports.gateway import Account, Answer, Request

HOST, PORT = "vpos.example", 443


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("http", "https", "all", "no"):
        for name in (f"{kind}_proxy", f"{kind}_proxy".upper()):
            monkeypatch.delenv(name, raising=False)


def send(address: str, *, read_timeout: float = 5.0, method: str = "POST") -> Answer:
    async def once() -> Answer:
        sender = HttpSender()
        try:
            request = Request(method, "/charge", {}, "{}", read_timeout)
            return await sender.send(Account("p", address), request)
        finally:
            await sender.close()

    return asyncio.run(once())


# --- what is said ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["ALL_PROXY", "all_proxy", "HTTPS_PROXY", "https_proxy"])
@pytest.mark.parametrize(
    ("said", "understood"),
    [
        ("http://proxy:3128", "http://proxy:3128"),
        ("http://proxy:3128/", "http://proxy:3128"),
        ("proxy:3128", "http://proxy:3128"),
        ("proxy", "http://proxy:80"),
        ("https://proxy", "https://proxy:443"),
        ("HTTP://Proxy:3128", "http://proxy:3128"),
        ("socks://127.0.0.1:1080/", "socks5://127.0.0.1:1080"),
        ("socks5://[::1]:9050", "socks5://[::1]:9050"),
        ("socks5h://proxy", "socks5://proxy:1080"),
        ("  socks5://proxy:1  ", "socks5://proxy:1"),
        ("http://ana:p%40ss@proxy:3128", "http://ana:p%40ss@proxy:3128"),
        ("http://ana@proxy:3128", "http://ana@proxy:3128"),
        ("proxy:65535", "http://proxy:65535"),
        ("a_proxy.example.", "http://a_proxy.example.:80"),
        (f"http://{'p' * 253}", f"http://{'p' * 253}:80"),
        ("p", "http://p:80"),
    ],
)
def test_every_form_that_programs_write_is_understood(
    name: str, said: str, understood: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, said)
    way = Proxies().way_to(HOST, PORT)
    assert isinstance(way, Proxy)
    assert way.url == understood
    assert "p%40ss" not in repr(way)


UNUSABLE = (
    "socks4://proxy:1080",
    "socks4a://proxy:1080",
    "ftp://proxy",
    "nonsense://x",
    "http://",
    "socks5://:1080",
    "http://proxy:port",
    "http://proxy:99999",
    "http://proxy:0",
    "http://[::1",
    "http://pro xy:80",
    "://",
    "DIRECT;",
    "http://ana:secret@",
    "\x1b[31mred",
    "http://p\u202eroxy:1",
    f"http://{'p' * 254}",
    "http://-proxy",
    "http://proxy-",
)


@pytest.mark.parametrize("said", UNUSABLE)
def test_what_cannot_be_understood_is_said_without_its_address_and_nothing_goes_around_it(
    said: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("all_proxy", said)
    way = Proxies().way_to(HOST, PORT)
    assert isinstance(way, Unusable)
    assert way.variable == "ALL_PROXY"
    assert way.why.isprintable()
    assert "secret" not in way.why
    with pytest.raises(ProxyUnusable, match="ALL_PROXY"):
        send("https://vpos.invalid")
    assert "the proxy of this computer cannot be used" in caplog.text
    assert "secret" not in caplog.text
    caplog.clear()


@given(st.text(alphabet=st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_whatever_a_variable_says_the_till_has_an_answer(said: str) -> None:
    proxies = Proxies({"all": said, "no": said})
    proxies.way_to(HOST, PORT)
    assert proxies.way_to("127.0.0.1", 80) is None


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("ftp://proxy", "ftp is none of http, https, socks5"),
        ("averylongscheme://x", "averylongs is none of http, https, socks5"),
        ("://", "nothing is none of http, https, socks5"),
        ("http://proxy:0", "no address of a proxy"),
        ("http://ana:secret@", "no address of a proxy"),
    ],
)
def test_why_a_proxy_cannot_be_used_is_said_in_few_words(said: str, why: str) -> None:
    assert Proxies({"https": said}).way_to(HOST, PORT) == Unusable("HTTPS_PROXY", why)


@pytest.mark.parametrize(
    ("said", "url"),
    [
        ({"https": "one", "all": "two"}, "http://one:80"),
        ({"https": "", "all": "two"}, "http://two:80"),
        ({"https": " ", "all": "two"}, "http://two:80"),
        ({"http": "three", "all": "two"}, "http://two:80"),
        ({"http": "three"}, None),  # everything that leaves this computer is https
        ({"all": " "}, None),
        ({}, None),
    ],
)
def test_the_proxy_of_https_comes_before_that_of_all(said: dict[str, str], url: str | None) -> None:
    way = Proxies(said).way_to(HOST, PORT)
    assert (way.url if isinstance(way, Proxy) else way) == url


@pytest.mark.parametrize(
    ("said", "tls"), [("http://p", False), ("https://p", True), ("socks5://https", False)]
)
def test_a_proxy_is_spoken_to_in_tls_where_its_address_says_so(said: str, *, tls: bool) -> None:
    way = Proxies({"all": said}).way_to(HOST, PORT)
    assert isinstance(way, Proxy)
    assert way.is_tls is tls


@pytest.mark.parametrize("said", ["", "   "])
def test_an_empty_variable_is_no_proxy(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", said)
    assert Proxies().way_to(HOST, PORT) is None


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.9.9.9", "localhost", "LOCALHOST", "x.localhost", "::1", "[::1]",
     "::ffff:127.0.0.1", "localhost."],
)  # fmt: skip
@pytest.mark.parametrize("said", ["http://proxy:1", "nonsense://"])
def test_this_machine_is_reached_through_nobody(host: str, said: str) -> None:
    assert Proxies({"all": said}).way_to(host, 80) is None


@pytest.mark.parametrize(
    "host",
    ["notlocalhost", "localhost.example", "10.0.0.7", "::2", "::ffff:10.0.0.7", "0.0.0.0",
     "fe80::1", "128.0.0.1"],
)  # fmt: skip
def test_whatever_is_not_this_machine_is_reached_through_the_proxy(host: str) -> None:
    assert isinstance(Proxies({"all": "http://proxy:1"}).way_to(host, 80), Proxy)


@pytest.mark.parametrize(
    ("without", "host", "port", "straight"),
    [
        ("localhost,[::1]", HOST, PORT, False),
        ("*", HOST, PORT, True),
        ("vpos.example", HOST, PORT, True),
        ("example", HOST, PORT, True),
        (".example", HOST, PORT, True),
        ("*.example", HOST, PORT, True),
        ("xample", HOST, PORT, False),
        ("VPOS.Example.", HOST, PORT, True),
        ("vpos.example:443", HOST, PORT, True),
        ("vpos.example:8443", HOST, PORT, False),
        ("a, b;vpos.example c", HOST, PORT, True),
        ("10.0.0.0/8", "10.1.2.3", PORT, True),
        ("10.0.0.0/8", HOST, PORT, False),
        ("[fd00::]/8", "fd00::1", PORT, False),
        ("fd00::/8", "fd00::1", PORT, True),
        ("[fd00::1]", "[fd00::1]", PORT, True),
        ("[fd00::1]:443", "fd00::1", PORT, True),
        ("[", HOST, PORT, False),
        (",,,", HOST, PORT, False),
        ("http://vpos.example", HOST, PORT, False),
        (".", HOST, PORT, False),
        ("*.", HOST, PORT, False),
        ("**", HOST, PORT, False),
        ("vpos", HOST, PORT, False),
        ("a.vpos.example", HOST, PORT, False),
        ("vpos.example:443", HOST, 8443, False),
        ("*:443", HOST, PORT, False),
        ("10.0.0.0/8", "11.1.2.3", PORT, False),
        ("10.1.2.3/8", "10.9.9.9", PORT, True),
        ("10.1.2.3", "10.1.2.3", PORT, True),
        ("10.1.2.3:8443", "10.1.2.3", PORT, False),
        ("[fd00::1]:8443", "fd00::1", PORT, False),
        ("fd00::1", "fd00::2", PORT, False),
        (" vpos.example ", HOST, PORT, True),
    ],
)
def test_who_is_reached_without(without: str, host: str, port: int, *, straight: bool) -> None:
    way = Proxies({"all": "http://proxy:1", "no": without}).way_to(host, port)
    assert (way is None) == straight


# --- what is done ---------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["socks", "socks5", "socks5h", "http", "https"])
def test_a_sale_goes_through_a_proxy_which_looks_up_the_name(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And sees nothing of what is inside."""
    authority = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    tls = authority.tls(host="vpos.invalid")
    with ExitStack() as both:
        provider = both.enter_context(hostile_provider(answer(b"done"), tls))
        match kind:
            case "http":
                proxy = both.enter_context(http_proxy(provider.port))
            case "https":
                proxy = both.enter_context(http_proxy(provider.port, tls=authority.tls()))
            case _:
                proxy = both.enter_context(socks_proxy(provider.port))
        monkeypatch.setenv("ALL_PROXY", f"{kind}://127.0.0.1:{proxy.port}/")
        assert send("https://vpos.invalid").text == "done"
        assert len(provider.heard) == 1
    (asked,) = proxy.asked
    assert "vpos.invalid:443" in asked


BAD_SOCKS: Sequence[Sequence[bytes]] = (
    [],
    [b""],
    [b"\x05"],
    [b"\x05\xff"],
    [b"\x04\x5a\x00\x00"],
    [b"HTTP/1.1 400 Bad Request\r\n\r\n"],
    [b"\x05\x00", b""],
    [b"\x05\x00", b"\x05"],
    [b"\x05\x00", b"\x05\x05\x00\x01\x00\x00\x00\x00\x00\x00"],
    [b"\x05\x00", b"\x05\x63\x00\x09"],
    [b"\x05\x00", b"\xff" * 4000],
    [b"\x05\x00", b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x00"],
    [b"\x05\x00", b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x00", b"this is no TLS"],
)
BAD_HTTP: Sequence[Sequence[bytes]] = (
    [],
    [b"\0" * 200_000],
    [b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"],
    [b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 9\r\n\r\nno"],
    [b"HTTP/1.1 302 Found\r\nLocation: https://login.example/\r\n\r\n"],
    [b"HTTP/1.1 200 OK\r\n\r\n"],
    [b"HTTP/1.1 200 OK\r\n\r\n", b"this is no TLS"],
    [b"SSH-2.0-x\r\n"],
)


@pytest.mark.parametrize(
    ("kind", "says"),
    [("socks5", says) for says in BAD_SOCKS] + [("http", says) for says in BAD_HTTP],
)
def test_whatever_a_proxy_says_instead_of_connecting_nothing_was_sent(
    kind: str, says: Sequence[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    speaks = http_proxy if kind == "http" else socks_proxy
    with speaks(0, says=says) as proxy:
        monkeypatch.setenv("ALL_PROXY", f"{kind}://127.0.0.1:{proxy.port}")
        with pytest.raises(RequestNotSent):
            send("https://vpos.invalid")
    gc.collect()  # what nobody closed is told now, and fails this test


def test_a_proxy_that_is_gone_is_named_as_what_is_in_the_way(
    unused_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALL_PROXY", f"socks5://127.0.0.1:{unused_port}")
    with pytest.raises(ProxyUnusable):
        send("https://vpos.invalid")


def test_without_the_library_for_socks_the_till_starts_and_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(sys.modules, "socksio", None)
    monkeypatch.setenv("ALL_PROXY", "socks://127.0.0.1:1080")
    with pytest.raises(ProxyUnusable):
        send("https://vpos.invalid")
    assert "socksio" in caplog.text
    caplog.clear()


@pytest.mark.parametrize("kind", ["socks5", "http"])
@pytest.mark.parametrize("said", [b"", b"HTTP/1.1 200 OK\r\nContent-Le", b"no HTTP at all\r\n"])
def test_what_breaks_behind_a_proxy_once_the_request_has_left_is_an_answer_lost(
    kind: str, said: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    speaks = http_proxy if kind == "http" else socks_proxy
    with ExitStack() as both:
        tls = authority.tls(host="vpos.invalid")
        provider = both.enter_context(hostile_provider(said, tls))
        proxy = both.enter_context(speaks(provider.port))
        monkeypatch.setenv("ALL_PROXY", f"{kind}://127.0.0.1:{proxy.port}")
        with pytest.raises(ResponseLost):
            send("https://vpos.invalid")
        assert len(provider.heard) == 1
