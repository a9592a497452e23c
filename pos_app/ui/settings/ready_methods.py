"""Payment methods that are ready for use: their provider's account is complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pos_app.domain.method import Method
    from pos_app.ports.settings_service import AccountForm


def ready_methods(methods: Iterable[Method], accounts: Sequence[AccountForm]) -> frozenset[str]:
    """Returns the ids of the methods whose provider's account is complete, with its key."""
    forms = {account.provider: account for account in accounts}
    return frozenset(
        method.id
        for method in methods
        if (form := forms.get(method.provider))
        and form.may_be_asked
        and method.is_set_up(form.base_url, form.options)
    )
