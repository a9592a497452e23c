"""The providers' abilities: a record each, in which the type checker proves every protocol.

A provider's code is loaded when it is first needed, not with the catalogue: the first paint shows
the methods and needs nothing else of them.
"""

from collections.abc import Callable, Mapping

from pos_app.domain.method import Method
from pos_app.ports.provider import Provider
from pos_app.ports.provider_admin import ProviderAdminApi


def provider_of(method: Method) -> Provider:
    """Returns the provider that charges by this method."""
    return _PROVIDERS[method.provider]()


def _vpos() -> Provider:
    from pos_app.gateways import vpos  # noqa: PLC0415 - on first use

    return Provider(vpos, vpos, status=vpos, callback=vpos)


def _proxypay() -> Provider:
    from pos_app.gateways import proxypay  # noqa: PLC0415 - on first use

    return Provider(
        proxypay,
        proxypay,
        queue=proxypay,
        cancel=proxypay,
        webhook=proxypay,
        reference_maker=proxypay,
        mock=proxypay,
    )


def _wikipay() -> Provider:
    from pos_app.gateways import wikipay  # noqa: PLC0415 - on first use

    return Provider(
        wikipay,
        wikipay,
        status=wikipay,
        queue=wikipay,
        cancel=wikipay,
        reference_list=wikipay,
        payment=wikipay,
        statement=wikipay,
    )


def _clicpay() -> Provider:
    from pos_app.gateways import clicpay  # noqa: PLC0415 - on first use
    from pos_app.gateways.clicpay import search, statement  # noqa: PLC0415 - on first use

    return Provider(
        clicpay,
        clicpay,
        status=clicpay,
        search=search,
        webhook=clicpay,
        admin=_clicpay_admin,
        statement=statement,
    )


def _clicpay_admin() -> ProviderAdminApi:
    from pos_app.gateways.clicpay import admin  # noqa: PLC0415 - on first use

    return admin


def _wipay() -> Provider:
    from pos_app.gateways import wipay  # noqa: PLC0415 - on first use

    return Provider(wipay, wipay)


_PROVIDERS: Mapping[str, Callable[[], Provider]] = {
    "vpos": _vpos,
    "proxypay": _proxypay,
    "wikipay": _wikipay,
    "clicpay": _clicpay,
    "wipay": _wipay,
}
