"""Where credentials go, and where they never do. Over real sockets and real TLS."""

import asyncio
import socket
import ssl
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
from hostile.provider import answer, hostile_provider

from pos_app.domain.errors import BadInput, RequestNotSent
from pos_app.gateways.http import HttpSender
from pos_app.installation.settings import check_address
from pos_app.ports.gateway import Account, Answer, Request

KEY = "a-key-that-goes-nowhere-else"
OK = answer()


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
    with hostile_provider(OK) as proxy, hostile_provider(OK) as provider:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        assert send(provider.url).text == "ok"
    assert (len(provider.heard), proxy.connected) == (1, 0)


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
    with hostile_provider(OK, tls) as provider:
        if believed:
            assert send(provider.url).text == "ok"
        else:
            with pytest.raises(RequestNotSent):
                send(provider.url)
    assert [KEY.encode() in words for words in provider.heard] == ([True] if believed else [])


# --- and never on to somebody else ----------------------------------------------------------------


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_redirect_is_an_answer_and_takes_no_credential_to_another_host(
    status: int, scheme: str
) -> None:
    with hostile_provider(OK) as other:
        there = f"{scheme}://localhost:{other.port}/charge"
        with hostile_provider(answer(b"", status, {"Location": there})) as provider:
            heard = send(provider.url)
    assert (heard.status, heard.headers["location"]) == (status, there)
    assert (len(provider.heard), other.connected) == (1, 0)
