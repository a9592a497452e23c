"""What one provider can do, beside charging: its code, under each protocol that it satisfies.

The type checker proves each of them where the record is made (`pos_app/gateways/providers.py`), so
that whoever asks whether a provider can do something also gets what does it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from pos_app.ports.gateway import (
    CallsBack,
    FollowsSales,
    Gateway,
    KeepsLists,
    KeepsQueue,
    SpeaksUp,
    TakesBack,
    Tried,
)
from pos_app.ports.provider_admin import (
    BackOffice,
    ListsReferences,
    MakesReferences,
    MocksPayments,
    ShowsPayments,
)


@dataclass(frozen=True)
class Provider:
    """One provider's code. What is None it cannot do."""

    gateway: Gateway
    check: Tried
    status: FollowsSales | None = None
    queue: KeepsQueue | None = None
    cancel: TakesBack | None = None
    search: KeepsLists | None = None
    webhook: SpeaksUp | None = None
    callback: CallsBack | None = None
    reference_list: ListsReferences | None = None
    reference_maker: MakesReferences | None = None
    payment: ShowsPayments | None = None
    mock: MocksPayments | None = None
    # Loads its code, which is large, and which only a manager asks for.
    office: Callable[[], BackOffice] | None = None
