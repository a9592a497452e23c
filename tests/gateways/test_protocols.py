"""Every gateway module against every protocol: mypy reads the first half, pytest runs the second.

A protocol is satisfied where names, parameters and types agree, which only the type checker sees.
What can be seen at run time is that a record claims all that its module has, and nothing else.
"""

import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType
from typing import get_args, get_type_hints

import pytest

from pos_app.domain.method import Followed, Method
from pos_app.gateways import clicpay, proxypay, vpos, wikipay, wipay
from pos_app.gateways.catalogue import METHODS
from pos_app.gateways.clicpay import admin, search, statement
from pos_app.gateways.providers import provider_of
from pos_app.ports.gateway import (
    Gateway,
    ParsesCallbacks,
    ParsesWebhooks,
    SupportsCancel,
    SupportsCredentialCheck,
    SupportsPaymentQueue,
    SupportsSearch,
    SupportsStatus,
)
from pos_app.ports.provider import Provider
from pos_app.ports.provider_admin import (
    ListsReferences,
    MakesReferences,
    MocksPayments,
    ProviderAdminApi,
    ShowsPayments,
)
from pos_app.ports.statement_lists import ListsStatement

# --- read by mypy: each module is what the annotation says ----------------------------------------

CHARGES: Sequence[Gateway] = (vpos, proxypay, wikipay, clicpay, wipay)
IS_TRIED: Sequence[SupportsCredentialCheck] = (vpos, proxypay, wikipay, clicpay, wipay)
FOLLOWS_SALES: Sequence[SupportsStatus] = (vpos, wikipay, clicpay)
KEEPS_QUEUE: Sequence[SupportsPaymentQueue] = (proxypay, wikipay)
TAKES_BACK: Sequence[SupportsCancel] = (proxypay, wikipay)
KEEPS_LISTS: Sequence[SupportsSearch] = (search,)
SPEAKS_UP: Sequence[ParsesWebhooks] = (proxypay, clicpay)
CALLS_BACK: Sequence[ParsesCallbacks] = (vpos,)
LISTS_REFERENCES: Sequence[ListsReferences] = (wikipay,)
MAKES_REFERENCES: Sequence[MakesReferences] = (proxypay,)
SHOWS_PAYMENTS: Sequence[ShowsPayments] = (wikipay,)
MOCKS_PAYMENTS: Sequence[MocksPayments] = (proxypay,)
LISTS_STATEMENTS: Sequence[ListsStatement] = (wikipay, statement)
ADMINS: Sequence[ProviderAdminApi] = (admin,)

# --- run by pytest --------------------------------------------------------------------------------

# Every capability of a provider but its back office, which stands in a module of its own.
PROVED: Mapping[str, tuple[type, Sequence[object]]] = {
    "gateway": (Gateway, CHARGES),
    "check": (SupportsCredentialCheck, IS_TRIED),
    "status": (SupportsStatus, FOLLOWS_SALES),
    "queue": (SupportsPaymentQueue, KEEPS_QUEUE),
    "cancel": (SupportsCancel, TAKES_BACK),
    "search": (SupportsSearch, KEEPS_LISTS),
    "webhook": (ParsesWebhooks, SPEAKS_UP),
    "callback": (ParsesCallbacks, CALLS_BACK),
    "reference_list": (ListsReferences, LISTS_REFERENCES),
    "reference_maker": (MakesReferences, MAKES_REFERENCES),
    "payment": (ShowsPayments, SHOWS_PAYMENTS),
    "mock": (MocksPayments, MOCKS_PAYMENTS),
    "statement": (ListsStatement, LISTS_STATEMENTS),
}
MODULES: Mapping[str, ModuleType] = {
    "vpos": vpos,
    "proxypay": proxypay,
    "wikipay": wikipay,
    "clicpay": clicpay,
    "wipay": wipay,
}
METHOD_OF: Mapping[str, Method] = {method.provider: method for method in METHODS.values()}

of_every_provider = pytest.mark.parametrize("provider", MODULES)
of_every_method = pytest.mark.parametrize("method", METHODS.values(), ids=lambda one: one.id)


def functions_of(protocol: type) -> set[str]:
    """The public functions that a protocol asks for, with those of the protocol that it extends."""
    return {
        name
        for one in protocol.__mro__
        if one is not object
        for name, value in vars(one).items()
        if callable(value) and not name.startswith("_")
    }


def test_every_capability_and_every_provider_stands_in_the_tables_above() -> None:
    hints = get_type_hints(Provider)
    assert set(hints) == {*PROVED, "admin"}
    for name, (protocol, _) in PROVED.items():
        assert protocol is hints[name] or protocol in get_args(hints[name])
        assert functions_of(protocol), name
    assert set(MODULES) == set(METHOD_OF)


# A capability that has a module of its own beside the gateway.
BESIDE = {("clicpay", "search"): search, ("clicpay", "statement"): statement}


@of_every_provider
@pytest.mark.parametrize("capability", PROVED)
def test_a_record_claims_what_its_module_has_and_nothing_else(
    provider: str, capability: str
) -> None:
    module = BESIDE.get((provider, capability), MODULES[provider])
    protocol, proved = PROVED[capability]
    has = all(callable(getattr(module, name, None)) for name in functions_of(protocol))
    claimed = getattr(provider_of(METHOD_OF[provider]), capability)
    assert claimed is (module if has else None)
    assert (module in proved) is has


@of_every_provider
def test_the_back_office_is_a_module_of_its_own_beside_the_gateway(provider: str) -> None:
    load: Callable[[], ProviderAdminApi] | None = provider_of(METHOD_OF[provider]).admin
    assert (load() if load else None) is (admin if provider == "clicpay" else None)


@of_every_method
def test_the_catalogue_says_of_a_method_what_its_provider_can_do(method: Method) -> None:
    able = provider_of(method)
    by_status = method.followed is Followed.BY_STATUS
    assert (by_status or method.can_look_up) is (able.status is not None)
    assert (method.followed is Followed.BY_QUEUE) is (able.queue is not None)
    assert method.can_cancel is (able.cancel is not None)
    assert method.can_be_found is (able.search is not None)
    assert method.has_back_office is (able.admin is not None)


def test_no_providers_code_is_loaded_before_it_is_asked_for() -> None:
    names = ", ".join(f"pos_app.gateways.{name}" for name in MODULES)
    program = (
        "import sys, pos_app.gateways.catalogue, pos_app.gateways.providers\n"
        f"print([name for name in '{names}'.split(', ') if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
    assert told.stdout.decode().strip() == "[]"
