"""A provider's own gateway code, found by the provider's name; and what the office needs to know to
use it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pos_app.domain.method import Method
from pos_app.gateways.catalogue import METHODS
from pos_app.gateways.providers import provider_of
from pos_app.ports.gateway import Account
from pos_app.ports.provider import Provider


@dataclass(frozen=True)
class ProviderCode:
    """`method` is one of the provider's, for what is the same for all of them; `methods` has the
    ids of all."""

    name: str
    code: Provider
    method: Method
    methods: tuple[str, ...]

    @property
    def has_queue(self) -> bool:
        return self.code.queue is not None

    @property
    def signs(self) -> bool:
        """Whether its calls prove who they are from."""
        return self.code.webhook is not None

    @property
    def calls(self) -> bool:
        """Whether it can call an address of ours."""
        return self.code.webhook is not None or self.code.callback is not None

    def account(self, key: str, base_url: str, options: Mapping[str, str]) -> Account:
        """Makes an account of it. The key is the one that its queue is read with, or, where it has
        none, the one that its calls are signed with."""
        address = base_url.rstrip("/") or self.method.address
        if self.has_queue:
            return Account(self.name, address, options, secret=key)
        others = dict.fromkeys(self.method.other_secrets, key)
        return Account(self.name, address, options, other_secrets=others)


@cache
def code_of(provider: str) -> ProviderCode | None:
    """Returns the code of the provider; None for one that never calls, and has no queue."""
    methods = [method for method in METHODS.values() if method.provider == provider]
    if not methods:
        return None
    code = provider_of(methods[0])
    if code.webhook is None and code.callback is None and code.queue is None:
        return None
    return ProviderCode(provider, code, methods[0], tuple(method.id for method in methods))
