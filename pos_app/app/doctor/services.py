"""Checks of the payment services: each account's answer, this computer's clock beside theirs, and
their certificates."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from urllib.parse import urlsplit

from pos_app.app.doctor.check import apart, broken, noted, warning, well
from pos_app.app.root import open_keys
from pos_app.domain.audit_notes import ProviderDeed
from pos_app.domain.errors import KeyringUnavailable, NotApproved, PosError
from pos_app.domain.people.approval import Approval
from pos_app.domain.text.foreign_text import readable
from pos_app.gateways.catalogue import METHODS
from pos_app.gateways.handshake import ShownCertificate, goes_by_proxy, shown_by
from pos_app.gateways.http import HttpSender
from pos_app.gateways.providers import provider_of
from pos_app.installation.accounts import first_methods, load_accounts, secret_names
from pos_app.installation.charge_limits import within_limits
from pos_app.installation.profile import Profile
from pos_app.installation.settings import Settings
from pos_app.ports.doctor.findings import Diagnosis, Sign, Soundness, Subject
from pos_app.ports.gateway import Account
from pos_app.till.providers.admin import ProviderAdmin
from pos_app.till.providers.client import ProviderClient

Work = Callable[[], Awaitable[Sequence[Diagnosis]]]

_HTTPS = 443
_SOON = 21  # days until a certificate ends, from which on somebody should ask
_ANSWER = 12.0  # seconds for one account: the others do not wait for it, and the clock does


async def accounts(profile: Profile, shop: Settings) -> Sequence[Diagnosis]:
    """Asks every account, each by itself, and then compares the clock with what they said."""
    known = await apart(lambda: _accounts(profile, shop))
    if not known:
        return [
            noted(Subject.ACCOUNT, Sign.ACCOUNT_NONE),
            noted(Subject.CLOCK, Sign.CLOCK_NOT_COMPARED),
        ]
    sender = await apart(HttpSender)
    try:
        client = ProviderClient(known, sender, lambda: datetime.now(UTC))
        desk = ProviderAdmin(within_limits(METHODS, shop), provider_of, client, _only_look)
        answers = await asyncio.gather(*(_answer(desk, provider) for provider in known))
        return [*answers, _clock(client, known)]
    finally:
        await sender.close()


def _accounts(profile: Profile, shop: Settings) -> Mapping[str, Account]:
    """Waits for the keyring. A key that cannot be read is an account without it."""
    till_id = ""
    with suppress(PosError, OSError):
        till_id = profile.known_till_id()
    keys = open_keys(profile, till_id, None)
    with suppress(KeyringUnavailable):
        keys = keys.asked(secret_names(METHODS))
    return load_accounts(METHODS, shop, keys)


async def _answer(desk: ProviderAdmin, provider: str) -> Diagnosis:
    about = brand_of(provider)
    try:
        async with asyncio.timeout(_ANSWER):
            await desk.try_account(provider)
    except TimeoutError:
        return broken(Subject.ACCOUNT, Sign.SLOW_CHECK, int(_ANSWER), about=about)
    except PosError as problem:
        return broken(Subject.ACCOUNT, Sign.ACCOUNT_FAILED, about=about, problem=problem)
    return well(Subject.ACCOUNT, Sign.ACCOUNT, about=about)


def _clock(client: ProviderClient, known: Mapping[str, Account]) -> Diagnosis:
    if off := client.clock_off():
        here, there = (f"{at.astimezone(UTC):%Y-%m-%d %H:%M}Z" for at in (off.here, off.there))
        about = brand_of(off.provider)
        return warning(Subject.CLOCK, Sign.CLOCK_OFF, here, there, about=about)
    if any(client.time_at(provider) for provider in known):
        return well(Subject.CLOCK, Sign.CLOCK)
    return noted(Subject.CLOCK, Sign.CLOCK_NOT_COMPARED)


async def _only_look(_: str, deed: ProviderDeed, __: str, ___: Approval | None) -> None:
    raise NotApproved(f"{deed}: the doctor only looks")


def brand_of(provider: str) -> str:
    return first_methods(METHODS)[provider].brand


def addresses(shop: Settings) -> Mapping[str, str]:
    """Returns the addresses of the accounts, by the brands of their services."""
    return {
        method.brand: address
        for provider, method in first_methods(METHODS).items()
        if (known := shop.providers.get(provider)) and (address := known.base_url or method.address)
    }


async def certificate(about: str, address: str) -> Sequence[Diagnosis]:
    """Looks at the certificate that an address shows. Nothing is asked of it."""
    site = urlsplit(address)
    host, port = site.hostname or "", site.port or _HTTPS
    if site.scheme != "https":
        return [noted(Subject.CERTIFICATE, Sign.CERTIFICATE_PLAIN, host, about=about)]
    if await apart(lambda: goes_by_proxy(host, port)):
        return [noted(Subject.CERTIFICATE, Sign.CERTIFICATE_PROXY, host, about=about)]
    try:
        shown = await apart(lambda: shown_by(host, port))
    except OSError as error:
        why = os.strerror(error.errno) if error.errno and error.errno > 0 else type(error).__name__
        return [broken(Subject.CERTIFICATE, Sign.NOT_REACHED, host, why, about=about)]
    return [_judged(shown, host, about, datetime.now(UTC))]


def _judged(shown: ShownCertificate, host: str, about: str, now: datetime) -> Diagnosis:
    issuer = readable(shown.issuer) or "?"
    if shown.refused:
        figures = (host, issuer, shown.refused)
        return broken(Subject.CERTIFICATE, Sign.CERTIFICATE_NOT_TRUSTED, *figures, about=about)
    days = (shown.ends - now).days if shown.ends else 0
    health, fact = Soundness.WELL, Sign.CERTIFICATE
    if days < _SOON:
        health, fact = Soundness.WARNING, Sign.CERTIFICATE_ENDS
    return Diagnosis(Subject.CERTIFICATE, health, fact, (host, issuer, days), about)
