"""Applies the shop's own charge limits, where its contract differs from the provider's document."""

from collections.abc import Mapping
from dataclasses import replace

from pos_app.domain.errors import BadInput, Field, InputProblem
from pos_app.domain.method import Method
from pos_app.domain.money import from_wire
from pos_app.installation.settings import ProviderSettings, Settings

_ENDS = ("least", "most")


def within_limits(methods: Mapping[str, Method], shop: Settings) -> Mapping[str, Method]:
    """Returns the payment methods with the limits that the shop's settings name.

    Raises BadInput, with the setting's name, for a limit that is none.
    """
    for provider, known in shop.providers.items():
        usable = {
            name for method in methods.values() if method.provider == provider
            for name in _names(method).values()
        }  # fmt: skip
        for name in known.limits:
            if name not in usable:
                raise _invalid(provider, name)
    return {
        name: _limited(method, shop.providers[method.provider])
        if method.provider in shop.providers
        else method
        for name, method in methods.items()
    }


def _names(method: Method) -> Mapping[str, str]:
    """Returns the names of the two settings: a wallet has a table of its own, a provider with one
    method has none."""
    _, _, wallet = method.id.partition(".")
    return {end: f"{wallet}.{end}" if wallet else end for end in _ENDS}


def _limited(method: Method, known: ProviderSettings) -> Method:
    names = _names(method)
    named = {end: name for end, name in names.items() if name in known.limits}
    ends = {end: _minor(method, known.limits[name], name) for end, name in named.items()}
    limited = replace(
        method, least=ends.get("least", method.least), most=ends.get("most", method.most)
    )
    if limited.least > limited.most:
        raise _invalid(method.provider, next(iter(named.values())))
    return limited


def _minor(method: Method, written: str, name: str) -> int:
    amount = from_wire(written, method.currency)
    if amount is None or amount.minor < 1:
        raise _invalid(method.provider, name)
    return amount.minor


def _invalid(provider: str, name: str) -> BadInput:
    setting = f"providers.{provider}.limits.{name}"
    return BadInput(Field.SETTINGS, InputProblem.SETTING_INVALID, setting)
