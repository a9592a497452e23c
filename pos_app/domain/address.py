"""Where credentials may go: over https, or to this machine alone."""

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def is_private(scheme: str, host: str) -> bool:
    """Whether what is sent there is read by nobody on the way."""
    return bool(host) and (scheme == "https" or (scheme == "http" and host in LOOPBACK))
