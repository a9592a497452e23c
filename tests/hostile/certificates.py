"""Certificates of a world that is against us, made anew for each test: nothing here is a secret."""

import hashlib
import ssl
import warnings
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

_DAY = timedelta(days=1)


class Flaw(Enum):
    """What is wrong with the TLS of a server."""

    NONE = "none"
    EXPIRED = "expired"
    NOT_YET_VALID = "not yet valid"
    OTHER_HOST = "of another host"
    UNKNOWN_AUTHORITY = "of an authority that nobody knows"
    SELF_SIGNED = "signed by itself"
    OLD_TLS = "it speaks nothing newer than TLS 1.1"


@dataclass(frozen=True)
class _Pair:
    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    def write(self, file: Path) -> Path:
        secret = self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        file.write_bytes(self.certificate.public_bytes(Encoding.PEM) + secret)
        return file


class Authority:
    """Signs for whoever asks. `file` is what a trust store (SSL_CERT_FILE) has to hold."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._own = _signed("An authority", None, is_authority=True)
        self.file = folder / "authority.pem"
        self.file.write_bytes(self._own.certificate.public_bytes(Encoding.PEM))

    def store(self) -> Path:
        """A trust store that is a folder (SSL_CERT_DIR), as `openssl rehash` makes it: the file's
        name is a digest of the authority's, as OpenSSL writes that to compare it."""
        name = b"\x0c\x0can authority"
        part = b"\x31\x15\x30\x13\x06\x03\x55\x04\x03" + name
        digest = int.from_bytes(hashlib.sha1(part).digest()[:4], "little")
        folder = self._folder / "store"
        folder.mkdir()
        (folder / f"{digest:08x}.0").write_bytes(self.file.read_bytes())
        return folder

    def tls(self, flaw: Flaw = Flaw.NONE, host: str = "127.0.0.1") -> ssl.SSLContext:
        """What a server at `host` answers with."""
        made = self._made(flaw, host).write(self._folder / f"{flaw.name}.pem")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(made)
        if flaw is Flaw.OLD_TLS:
            context.set_ciphers("ALL:@SECLEVEL=0")
            with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
                context.minimum_version = ssl.TLSVersion.TLSv1
                context.maximum_version = ssl.TLSVersion.TLSv1_1
        return context

    def _made(self, flaw: Flaw, host: str) -> _Pair:
        match flaw:
            case Flaw.EXPIRED:
                return _signed(host, self._own, begins=-30 * _DAY, ends=-_DAY)
            case Flaw.NOT_YET_VALID:
                return _signed(host, self._own, begins=_DAY, ends=30 * _DAY)
            case Flaw.OTHER_HOST:
                return _signed("bank.example", self._own)
            case Flaw.UNKNOWN_AUTHORITY:
                return _signed(host, _signed("Another authority", None, is_authority=True))
            case Flaw.SELF_SIGNED:
                return _signed(host, None)
            case _:
                return _signed(host, self._own)


def _signed(
    host: str,
    signer: _Pair | None,
    *,
    begins: timedelta = -_DAY,
    ends: timedelta = _DAY,
    is_authority: bool = False,
) -> _Pair:
    """For `host`, by `signer` or by itself; `begins` and `ends` are counted from now."""
    key = ec.generate_private_key(ec.SECP256R1())
    now = datetime.now(UTC)
    ours = signer.key if signer else key
    own_id = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    made = (
        x509.CertificateBuilder()
        .subject_name(_name(host))
        .issuer_name(signer.certificate.subject if signer else _name(host))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + begins)
        .not_valid_after(now + ends)
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(own_id, critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(ours.public_key()), critical=False
        )
    )
    if is_authority:
        made = made.add_extension(_may_sign(), critical=True)
    else:
        made = made.add_extension(x509.SubjectAlternativeName([_host(host)]), critical=False)
    return _Pair(made.sign(ours, SHA256()), key)


def _name(words: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])


def _host(host: str) -> x509.GeneralName:
    return x509.IPAddress(ip_address(host)) if host[0].isdigit() else x509.DNSName(host)


def _may_sign() -> x509.KeyUsage:
    return x509.KeyUsage(
        key_cert_sign=True,
        crl_sign=True,
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
