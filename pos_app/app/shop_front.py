"""The shop as its first paint and its documents show it, from the settings file alone."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pos_app.domain.errors import BadInput
from pos_app.domain.method import Method
from pos_app.gateways.catalogue import COUNTER_METHODS, METHODS
from pos_app.installation import settings
from pos_app.installation.charge_limits import within_limits
from pos_app.installation.profile import Profile
from pos_app.ports.shop import SHOP_SETTINGS, Shop, counter_methods

if TYPE_CHECKING:
    from pos_app.printing.documents.shop_documents import ShopDocuments


def documents_of(profile: Profile, *, training: bool) -> "ShopDocuments":
    """Returns what makes this shop's documents without its window. The settings are read once."""
    from pos_app.printing.documents.shop_documents import ShopDocuments  # noqa: PLC0415 - not for the first paint

    shop = shop_front(settings.load(profile.settings), training=training)
    return ShopDocuments(lambda: shop, lambda: logo_of(profile, shop.logo))


def logo_of(profile: Profile, name: str) -> str:
    """Returns the shop's logo in base64; empty where there is none."""
    from base64 import b64encode  # noqa: PLC0415 - not for the first paint

    from pos_app.installation.logo import read_logo  # noqa: PLC0415

    return b64encode(read_logo(profile.root, name)).decode("ascii")


def shop_front(known: settings.Settings, *, training: bool, text_size: int = 100) -> Shop:
    """Returns what the first paint shows: the payment methods, those of the shop's own country
    first, with those that it takes by hand."""
    everything = frozenset(METHODS)
    limited = METHODS if training else _within_limits(known)
    every = (*limited.values(), *COUNTER_METHODS.values())
    methods = sorted(every, key=lambda method: method.country != known.country)
    set_up = everything if training else set_up_methods(known)
    settled = {row.field: getattr(known, row.field) for row in SHOP_SETTINGS.values()}
    return Shop(
        **{**settled, "text_size": text_size},
        training=training,
        methods=tuple(methods),
        ready=set_up | counter_methods(known),
    )


def _within_limits(known: settings.Settings) -> Mapping[str, Method]:
    try:
        return within_limits(METHODS, known)
    except BadInput:
        return METHODS  # the session raises the same error, and shows it


def set_up_methods(known: settings.Settings) -> frozenset[str]:
    """Returns the methods whose account the settings fill in; it does not ask for the key."""
    return frozenset(
        method.id
        for method in METHODS.values()
        if (account := known.providers.get(method.provider))
        and method.is_set_up(account.base_url, account.options)
    )
