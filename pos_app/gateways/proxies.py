"""HTTP and SOCKS proxies: the only reader of the environment's proxy variables and NO_PROXY.

Other programs and whole desktops leave such variables behind, in forms of their own. An entry that
cannot be understood raises an error, and no request goes around it: the shop may have set a proxy
so that nothing does. No error shows any part of an address, as it may hold a password.
"""

from __future__ import annotations

import ipaddress
import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import getproxies

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# `socks` is how GNOME writes SOCKS 5; with `socks5h` the proxy looks names up, as it always does
# here.
_SCHEMES: Mapping[str, str] = {
    "http": "http",
    "https": "https",
    "socks": "socks5",
    "socks5": "socks5",
    "socks5h": "socks5",
}
_USUAL_PORTS: Mapping[str, int] = {"http": 80, "https": 443, "socks5": 1080}


@dataclass(frozen=True)
class Proxy:
    """A proxy for every request. `host` is the proxy's own."""

    host: str
    url: str = field(repr=False)  # with its user and password, if it has any

    @property
    def is_tls(self) -> bool:
        """Whether the till speaks TLS to the proxy itself, around that of the provider."""
        return self.url.startswith("https:")


@dataclass(frozen=True)
class Unusable:
    """A proxy that the environment names, and that cannot be used: the variable, and the reason."""

    variable: str
    why: str


Way = Proxy | Unusable | None  # None: direct


class Proxies:
    """The proxies that the environment, or the system's own settings, named when the till
    started."""

    def __init__(self, said: Mapping[str, str] | None = None) -> None:
        """`said` is as `urllib` returns it: a proxy by kind of address, and under `no` the hosts
        that are reached without one."""
        said = getproxies() if said is None else said
        kind = next((kind for kind in ("https", "all") if said.get(kind, "").strip()), None)
        self.way: Way = _read(f"{kind}_proxy".upper(), said[kind].strip()) if kind else None
        self._without: Sequence[str] = re.split(r"[\s,;]+", said.get("no", "").strip().lower())

    def way_to(self, host: str, port: int) -> Way:
        """Returns the route to a host. This machine is never reached through a proxy, whatever the
        settings say."""
        host = host.strip("[]").rstrip(".").lower()
        if _is_here(host):
            return None
        if any(_matches(pattern, host, port) for pattern in self._without if pattern):
            return None
        return self.way


def _read(variable: str, address: str) -> Proxy | Unusable:
    if "://" not in address:
        address = f"http://{address}"
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:  # a port that is none, a bracket that does not close
        return Unusable(variable, "no address of a proxy")
    if parts.scheme not in _SCHEMES:
        why = f"{_shown(parts.scheme)} is none of http, https, socks5"
        return Unusable(variable, why)
    if not _is_host(host) or port == 0:
        return Unusable(variable, "no address of a proxy")
    scheme = _SCHEMES[parts.scheme]
    user, at, _ = parts.netloc.rpartition("@")
    named = f"[{host}]" if ":" in host else host
    return Proxy(host, f"{scheme}://{user}{at}{named}:{port or _USUAL_PORTS[scheme]}")


def _shown(scheme: str) -> str:
    """Returns the scheme, in letters and figures alone, as `urlsplit` takes it: no password hides
    in so little."""
    return scheme[:10] or "nothing"


def _is_host(host: str) -> bool:
    """Returns whether it is a name as a name server takes it, or an address."""
    with suppress(ValueError):
        return bool(ipaddress.ip_address(host))
    return bool(re.fullmatch(r"[a-z0-9_]([a-z0-9_.-]{0,251}[a-z0-9_.])?", host))


def _is_here(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    with suppress(ValueError):
        address = ipaddress.ip_address(host)
        mapped = getattr(address, "ipv4_mapped", None) or address
        return bool(mapped.is_loopback)
    return False


def _matches(pattern: str, host: str, port: int) -> bool:
    """Returns whether one entry of NO_PROXY covers the host, in the forms that programs write: `*`,
    a host, a domain with or without a dot or a star before it, an address with or without brackets,
    a network, each with or without a port."""
    if pattern == "*":
        return True
    name, wanted = _split(pattern)
    if wanted is not None and wanted != port:
        return False
    with suppress(ValueError):
        return ipaddress.ip_address(host) in ipaddress.ip_network(name, strict=False)
    domain = name.removeprefix("*").removeprefix(".").rstrip(".")
    return bool(domain) and (host == domain or host.endswith(f".{domain}"))


def _split(pattern: str) -> tuple[str, int | None]:
    """Splits an entry into its host, without brackets, and its port if it has one."""
    bracketed = re.fullmatch(r"\[([^\]]*)\](?::(\d{1,5}))?", pattern)
    plain = re.fullmatch(r"([^:]*):(\d{1,5})", pattern)
    if found := bracketed or plain:
        return found[1], int(found[2]) if found[2] else None
    return pattern, None
