"""Who is believed to be a provider, and what is said of everybody else. Real certificates, real
handshakes, on real sockets."""

import asyncio
import logging
import os
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest
from hostile.certificates import Authority, Flaw
from hostile.provider import answer, hostile_provider
from hostile.proxies import http_proxy, socks_proxy

from pos_app.domain.errors import NotTrusted, RequestNotSent
from pos_app.domain.reasons import Reason
from pos_app.gateways import http
from pos_app.gateways.certificates import trusting_context
from pos_app.gateways.http import HttpSender
from pos_app.ports.gateway import Account, Answer, Request

KEY = "a-key-that-goes-nowhere-else"
REASONS = {
    Flaw.EXPIRED: Reason.CERTIFICATE_DATES,
    Flaw.NOT_YET_VALID: Reason.CERTIFICATE_DATES,
    Flaw.OTHER_HOST: Reason.CERTIFICATE_HOST,
    Flaw.UNKNOWN_AUTHORITY: Reason.CERTIFICATE_UNKNOWN,
    Flaw.SELF_SIGNED: Reason.CERTIFICATE_UNKNOWN,
    Flaw.OLD_TLS: Reason.NO_SECURE_CONNECTION,
}


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """One that the system's store knows."""
    made = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made.file))
    return made


def send(address: str) -> Answer:
    async def once() -> Answer:
        sender = HttpSender()
        try:
            request = Request("POST", "/charge", {"Authorization": KEY}, KEY, 5.0)
            return await sender.send(Account("p", address, secret=KEY), request)
        finally:
            await sender.close()

    return asyncio.run(once())


def test_every_flaw_has_a_reason_of_its_own_or_shares_one_on_purpose() -> None:
    assert set(REASONS) == set(Flaw) - {Flaw.NONE}


@pytest.mark.parametrize("kind", ["straight", "socks5", "http"])
@pytest.mark.parametrize("flaw", REASONS)
def test_whoever_is_not_believed_hears_nothing_and_is_told_by_what_is_wrong(
    flaw: Flaw, kind: str, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ExitStack() as both:
        host = "127.0.0.1" if kind == "straight" else "vpos.invalid"
        tls = authority.tls(flaw, host)
        provider = both.enter_context(hostile_provider(answer(), tls))
        address = provider.url
        if kind != "straight":
            speaks = http_proxy if kind == "http" else socks_proxy
            proxy = both.enter_context(speaks(provider.port))
            monkeypatch.setenv("ALL_PROXY", f"{kind}://127.0.0.1:{proxy.port}")
            address = f"https://{host}"
        with pytest.raises(NotTrusted) as refused:
            send(address)
    assert refused.value.reason is REASONS[flaw]
    assert provider.connected == 1
    assert provider.heard == []


@contextmanager
def in_place_of_tls(words: bytes | None) -> Iterator[str]:
    """Says this to whoever begins a handshake, or nothing at all; its address."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:

        def serve() -> None:
            try:
                connection, _ = listener.accept()
            except OSError:  # the test is over before anybody came
                return
            with connection:
                connection.recv(65536)
                if words is not None:
                    connection.sendall(words)
                    connection.shutdown(socket.SHUT_WR)
                while connection.recv(65536):
                    pass

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"https://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (answer(b"<html>Sign in</html>"), Reason.NO_SECURE_CONNECTION),  # a Wi-Fi with a login
        (b"SSH-2.0-x\r\n", Reason.NO_SECURE_CONNECTION),
        (b"\x15\x03\x01\x00\x02\x02\x28", Reason.NO_SECURE_CONNECTION),  # its handshake fails
        (b"", Reason.NO_CONNECTION),
        (None, Reason.NO_CONNECTION),
    ],
    ids=["a login", "another protocol", "an alert", "hangs up", "silent"],
)
def test_what_is_no_tls_is_told_from_a_line_that_is_dead(
    words: bytes | None, reason: Reason, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "CONNECT_TIMEOUT", 0.5)
    with in_place_of_tls(words) as address, pytest.raises(RequestNotSent) as failed:
        send(address)
    assert failed.value.reason is reason


# --- what the environment says --------------------------------------------------------------------


@pytest.mark.parametrize("place", ["keys.log", "missing/keys.log", ".", ""])
def test_nobody_makes_the_till_write_its_keys_down(
    place: str, authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SSLKEYLOGFILE with a path that can be written, that cannot, that is a folder, and empty."""
    before = tmp_path / "keys.log"
    before.write_text("")
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / place) if place else "")
    tls = authority.tls()
    with hostile_provider(answer(), tls) as provider, http_proxy(provider.port, tls=tls) as proxy:
        assert send(provider.url).text == "ok"
        monkeypatch.setenv("ALL_PROXY", f"https://127.0.0.1:{proxy.port}")
        with pytest.raises(NotTrusted):  # the certificate is of the address
            send(f"https://localhost.invalid:{provider.port}")
    assert len(proxy.asked) == 1
    assert before.read_text() == ""


def test_without_variables_it_is_the_context_that_python_makes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR", "SSLKEYLOGFILE"):
        monkeypatch.delenv(name, raising=False)
    ours, usual = trusting_context(), ssl.create_default_context()
    assert ours.cert_store_stats() == usual.cert_store_stats()
    assert (ours.verify_flags, ours.verify_mode) == (usual.verify_flags, ssl.CERT_REQUIRED)
    assert ours.check_hostname
    assert not ours.keylog_filename
    assert ours.options == usual.options
    assert ours.minimum_version >= ssl.TLSVersion.TLSv1_2


@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "SSL_CERT_DIR"])
@pytest.mark.parametrize("place", ["missing", "empty", "garbage.pem", "\u202e", ""])
def test_certificates_that_are_not_there_are_said_and_the_systems_are_used(
    variable: str,
    place: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
    usual = trusting_context().cert_store_stats()
    (tmp_path / "empty").write_text("")
    (tmp_path / "garbage.pem").write_text("this is no certificate")
    monkeypatch.setenv(variable, str(tmp_path / place) if place else "")
    with caplog.at_level(logging.WARNING):
        assert trusting_context().cert_store_stats() == usual
    assert variable in caplog.text
    caplog.clear()


def test_certificates_of_the_shops_own_are_used_beside_a_folder_that_is_not_there(
    authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_DIR", os.pathsep.join(["/missing", "/missing too"]))
    with hostile_provider(answer(), authority.tls()) as provider:
        assert send(provider.url).text == "ok"


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_the_systems_certificates_are_believed_where_a_variable_names_some_that_are_not_there(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A system whose store is a file, and one whose store is a folder."""
    authority = Authority(tmp_path)
    usual = ssl.get_default_verify_paths()
    if kind == "file":
        variable, usual = "SSL_CERT_FILE", usual._replace(openssl_cafile=str(authority.file))
    else:
        variable, usual = "SSL_CERT_DIR", usual._replace(openssl_capath=str(authority.store()))
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: usual)
    monkeypatch.setenv(variable, str(tmp_path / "missing"))
    with hostile_provider(answer(), authority.tls()) as provider:
        assert send(provider.url).text == "ok"
    assert variable in caplog.text
    caplog.clear()


def test_a_folder_of_the_shops_own_certificates_is_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_DIR", str(authority.store()))
    with hostile_provider(answer(), authority.tls()) as provider:
        assert send(provider.url).text == "ok"


def test_a_store_that_the_environment_does_not_speak_of_is_not_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python has loaded the system's own: another look would add whoever is in there besides."""
    authority = Authority(tmp_path)
    usual = ssl.get_default_verify_paths()._replace(
        openssl_cafile=str(authority.file), openssl_capath=str(authority.store())
    )
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: usual)
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)
    with hostile_provider(answer(), authority.tls()) as provider, pytest.raises(NotTrusted):
        send(provider.url)


def test_one_folder_of_several_that_is_there_is_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for places in (["/missing", str(tmp_path)], [str(tmp_path), "/missing"], [str(tmp_path)]):
        monkeypatch.setenv("SSL_CERT_DIR", os.pathsep.join(places))
        trusting_context()
    assert not caplog.text


@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "SSL_CERT_DIR"])
def test_no_environment_keeps_the_till_from_starting(
    variable: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert trusting_context({variable: "\0"}).verify_mode is ssl.CERT_REQUIRED
    assert variable in caplog.text
    caplog.clear()
