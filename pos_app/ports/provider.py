"""The abilities of one provider: its gateway code under each protocol that it satisfies.

The type checker proves each of them where the record is made (`pos_app/gateways/providers.py`), so
that a caller who asks whether a provider can do something also gets the code that does it.
"""

from collections.abc import Callable
from dataclasses import dataclass

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
from pos_app.ports.provider_admin import (
    ListsReferences,
    MakesReferences,
    MocksPayments,
    ProviderAdminApi,
    ShowsPayments,
)
from pos_app.ports.statement_lists import ListsStatement


@dataclass(frozen=True)
class Provider:
    """One provider's code. A field of None is something that it cannot do."""

    gateway: Gateway
    check: SupportsCredentialCheck
    status: SupportsStatus | None = None
    queue: SupportsPaymentQueue | None = None
    cancel: SupportsCancel | None = None
    search: SupportsSearch | None = None
    webhook: ParsesWebhooks | None = None
    callback: ParsesCallbacks | None = None
    reference_list: ListsReferences | None = None
    reference_maker: MakesReferences | None = None
    payment: ShowsPayments | None = None
    mock: MocksPayments | None = None
    statement: ListsStatement | None = None
    # Loads the code of its admin API, which is large, and which only a manager uses.
    admin: Callable[[], ProviderAdminApi] | None = None
