"""The providers as one set of a shop's keys sees them: what another account has is not there."""

from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Any

from pos_app.app.sandbox_process import _account
from pos_app.gateways.catalogue import METHODS
from pos_app.sandbox.assembly import Sandbox
from pos_app.sandbox.proxypay.api import Issued
from pos_app.sandbox.wikipay.api import Count
from pos_app.sandbox.world.clock import Clock
from pos_app.sandbox.world.storage import Storage
from pos_app.sandbox.world.table import Shelf
from pos_app.sandbox.world.world import World

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from pos_app.ports.gateway import Account

FIRST_PORT = 9000
_KEY = b"authorization"
_FURTHER_ON = 500  # numbers that the other account is ahead: a provider gives none to two accounts
_OTHER_REFERENCES = 123_456_789


class House:
    """All five with one account of the shop's at each. `mark` ends the keys by which it is told
    from another one."""

    def __init__(self, clock: Clock, random: Random, ports: Sequence[int], mark: str = "") -> None:
        self.mark = mark
        self.world = World(clock, random)
        self.sandbox = Sandbox(clock, self.world, Storage(None, self.world))
        urls = [f"http://127.0.0.1:{port}" for port in ports]
        self.ports: Mapping[int, ASGIApp] = dict(zip(ports, self.sandbox.apps(urls), strict=True))
        offer = self.sandbox.ready_line(urls)
        own = {
            name: _account(name, entry) for name, entry in offer.items() if isinstance(entry, dict)
        }
        self.accounts: Mapping[str, Account] = {
            name: replace(account, secret=account.secret and account.secret + mark)
            for name, account in own.items()
        }
        # By what the journal tells one account from another, of each method.
        self.marks: Mapping[str, str] = {
            method.id: self.accounts[method.provider].mark(method.settings)
            for method in METHODS.values()
        }
        if mark:
            self._go_further_on()

    def accounts_at(self, provider: str) -> frozenset[str]:
        """What the journal calls its account there: by each method's settings another name."""
        names = (name for name, method in METHODS.items() if method.provider == provider)
        return frozenset(self.marks[name] for name in names)

    def _go_further_on(self) -> None:
        """Of what both would number in the same way, a payment's id in ProxyPay's queue alone is
        counted by account ("id": the period, and a count)."""
        for name in ("clicpay.transactions", "wikipay.references"):
            self.world._shelves[name].__class__ = _FurtherOn
        self.sandbox._wikipay._counts["payments"] = Count(_FURTHER_ON)
        self.sandbox._proxypay._issued["before"] = Issued(_OTHER_REFERENCES)


class _FurtherOn(Shelf[Any]):
    """One whose rows are not numbered from the first on."""

    def __len__(self) -> int:
        return super().__len__() + _FURTHER_ON


def mark_in(scope: MutableMapping[str, Any], marks: Sequence[str]) -> str:
    return mark_at_end(dict(scope["headers"]).get(_KEY, b"").decode(), marks)


def mark_at_end(key: str, marks: Sequence[str]) -> str:
    """Whose keys a request bears; empty for the usual ones."""
    return next((mark for mark in marks if mark and key.endswith(mark)), "")


def without(mark: str, scope: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """The request as the sandbox knows its keys."""
    headers = [
        (name, value.removesuffix(mark.encode()) if name == _KEY else value)
        for name, value in scope["headers"]
    ]
    return {**scope, "headers": headers}
