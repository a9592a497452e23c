"""The keyring of this process, asked as the till's own process for it asks."""

from collections.abc import Mapping

from pos_app.installation.keyring_process import PATIENCE, keep_here, read_here, refuses_here


class RingHere:
    """For tests that put a keyring of their own in place of the system's."""

    def __init__(self, service: str) -> None:
        self._service = service

    def get(self, *names: str, patience: float = PATIENCE) -> Mapping[str, str] | None:  # noqa: ARG002
        return read_here({"service": self._service, "names": names}, lambda: None)

    def refuses(self) -> bool:
        return refuses_here({"service": self._service}, lambda: None)

    def keep(self, name: str, secret: str) -> bool:
        question = {"service": self._service, "name": name, "secret": secret}
        return keep_here(question, lambda: None)
