"""Where credentials go, and where they never do. Over real sockets and real TLS."""

import asyncio
import re
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID

from pos_app.domain.errors import BadInput, RequestNotSent
from pos_app.gateways.http import HttpSender
from pos_app.ports.gateway import Account, Answer, Request
from pos_app.settings import check_address

KEY = "a-key-that-goes-nowhere-else"
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"


def whole_request(connection: socket.socket) -> bytes:
    """With its body, which may come in a packet of its own: whoever closes with something unread
    takes the answer back too."""
    words = b""
    while piece := connection.recv(65536):
        words += piece
        head, ended, body = words.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: (\d+)", head)
        if ended and len(body) >= int(length[1] if length else 0):
            break
    return words


@contextmanager
def server(reply: bytes, tls: ssl.SSLContext | None = None) -> Iterator[tuple[int, list[bytes]]]:
    """Its port, and what it heard of everybody who connected."""
    heard: list[bytes] = []
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:

        def serve() -> None:
            while True:
                try:
                    plain, _ = listener.accept()
                except OSError:
                    return
                with plain, suppress(OSError):
                    connection = tls.wrap_socket(plain, server_side=True) if tls else plain
                    heard.append(whole_request(connection))
                    connection.sendall(reply)
                    connection.close()

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield listener.getsockname()[1], heard
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()


def send(address: str) -> Answer:
    async def once() -> Answer:
        sender = HttpSender()
        try:
            headers = {"Authorization": f"Bearer {KEY}"}
            request = Request("POST", "/charge", headers, f'{{"key": "{KEY}"}}', 5.0)
            return await sender.send(Account("p", address, secret=KEY), request)
        finally:
            await sender.close()

    return asyncio.run(once())


# --- only over https, but for this machine --------------------------------------------------------

NOT_SAFE = (
    "http://vpos.example",
    "HTTP://vpos.example",
    "http://127.0.0.1.evil.example",
    "http://localhost.evil.example",
    "http://0.0.0.0:80",
    "http://10.0.0.7",
    "http://[::2]",
    "ftp://vpos.example",
    "//vpos.example",
    "vpos.example",
    "",
)


@pytest.mark.parametrize("address", NOT_SAFE)
def test_an_address_without_https_is_refused_by_the_settings_and_by_the_sender(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def resolves(*_: object, **__: object) -> None:
        raise AssertionError("somebody looks for the host")

    with pytest.raises(BadInput):
        check_address(address, "providers.p.base_url")
    monkeypatch.setattr(asyncio.BaseEventLoop, "create_connection", resolves)
    monkeypatch.setattr(socket.socket, "connect", resolves)
    with pytest.raises(RequestNotSent):
        send(address)


def test_nobodys_proxy_sees_what_goes_to_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    with server(OK) as (proxy, overheard), server(OK) as (port, heard):
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy}")
        assert send(f"http://127.0.0.1:{port}").text == "ok"
    assert (len(heard), overheard) == (1, [])


# --- only to whom the system trusts ---------------------------------------------------------------


def certificate(folder: Path, host: str) -> Path:
    """A certificate that nobody signed but itself, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    names: list[x509.GeneralName] = [x509.DNSName(host)]
    if host[0].isdigit():
        names = [x509.IPAddress(IPv4Address(host))]
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    file = folder / "server.pem"
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(made.public_bytes(Encoding.PEM) + secret)
    return file


@pytest.mark.parametrize(
    ("host", "in_the_store", "believed"),
    [("127.0.0.1", False, False), ("127.0.0.1", True, True), ("vpos.example", True, False)],
    ids=["signed by nobody", "in the trust store", "of another host"],
)
def test_a_certificate_is_believed_only_if_the_systems_store_does(
    host: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    in_the_store: bool,
    believed: bool,
) -> None:
    """On this machine too. Whoever is not believed hears nothing, and nothing was sent."""
    file = certificate(tmp_path, host)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(file)
    if in_the_store:
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
    with server(OK, tls) as (port, heard):
        if believed:
            assert send(f"https://127.0.0.1:{port}").text == "ok"
        else:
            with pytest.raises(RequestNotSent):
                send(f"https://127.0.0.1:{port}")
    assert [KEY.encode() in words for words in heard] == ([True] if believed else [])


# --- and never on to somebody else ----------------------------------------------------------------


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_redirect_is_an_answer_and_takes_no_credential_to_another_host(
    status: int, scheme: str
) -> None:
    with server(OK) as (other, overheard):
        there = f"{scheme}://localhost:{other}/charge"
        head = f"HTTP/1.1 {status} Elsewhere\r\nLocation: {there}\r\nContent-Length: 0\r\n\r\n"
        with server(head.encode()) as (port, heard):
            answer = send(f"http://127.0.0.1:{port}")
    assert (answer.status, answer.headers["location"]) == (status, there)
    assert (len(heard), overheard) == (1, [])
