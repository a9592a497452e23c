"""The office's own public address, and what browsers bind to it: cookies and passkeys."""

from dataclasses import dataclass
from urllib.parse import urlsplit

_THIS_COMPUTER = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True)
class Site:
    """`origin` as browsers say it: `https://office.example.org`, without a path."""

    origin: str

    def __post_init__(self) -> None:
        """Raises ValueError for an address at which nobody may sign in."""
        parts = urlsplit(self.origin)
        if not parts.hostname or self.origin != f"{parts.scheme}://{parts.netloc}":
            raise ValueError("the office's address is like https://office.example.org")
        if parts.scheme == "https":
            return
        if parts.scheme != "http" or parts.hostname not in _THIS_COMPUTER:
            raise ValueError("an office is reached by HTTPS, unless it is on this computer")

    @property
    def is_secure(self) -> bool:
        return self.origin.startswith("https:")

    @property
    def host(self) -> str:
        """The name that a passkey belongs to. Browsers make none for a bare address: there it has
        to be `localhost`."""
        return urlsplit(self.origin).hostname or ""

    def cookie(self, name: str) -> str:
        """Returns the cookie's name. With the prefix no neighbour of this host can set it (RFC
        6265bis, 4.1.3.2); it needs HTTPS."""
        return f"__Host-{name}" if self.is_secure else name
