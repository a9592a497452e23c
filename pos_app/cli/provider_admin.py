"""Opens a provider's admin API for `wallets`, `webhooks`, `references` and `split`.

Commands that only read need accounts and an HTTP client, but no journal: they work beside an open
window. Commands that change something at a provider need the till: a manager's approval, and a
journal that records the change first.
"""

import argparse
import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from pos_app.app.root import Open, now, open_keys
from pos_app.cli import phrases
from pos_app.cli.clock_warning import tell_clock
from pos_app.cli.exit_codes import Exit
from pos_app.cli.installation import profile_of
from pos_app.cli.run import complain_of, guarded, with_till
from pos_app.cli.secrets_input import first_or_managers_pin, passphrase
from pos_app.cli.texts import Refusal
from pos_app.domain.audit_notes import ProviderDeed
from pos_app.domain.errors import KeyringSilent, NotApproved, SettingsUnavailable
from pos_app.domain.people.approval import Approval
from pos_app.gateways.catalogue import METHODS
from pos_app.gateways.http import HttpSender
from pos_app.gateways.providers import provider_of
from pos_app.installation import settings
from pos_app.installation.accounts import load_accounts, secret_names
from pos_app.installation.charge_limits import within_limits
from pos_app.installation.credentials import Keys
from pos_app.ports.gateway import Account
from pos_app.till.providers.admin import ProviderAdmin
from pos_app.till.providers.client import ProviderClient


@dataclass(frozen=True)
class OpenProviderAdmin:
    desk: ProviderAdmin
    accounts: Mapping[str, Account]
    keys: Keys
    approval: Approval | None = None  # a manager's approval of one change


Work = Callable[[OpenProviderAdmin], Awaitable[Exit]]


def with_desk(options: argparse.Namespace, work: Work) -> Exit:
    """Opens the admin API of the profile, does the work, closes it. It cannot change anything."""
    return guarded(options, lambda: asyncio.run(_session(options, work)))


def with_managers_desk(options: argparse.Namespace, work: Work) -> Exit:
    """Opens the admin API of an open till with a manager's approval. While nobody has a PIN yet no
    approval is needed, so that a new shop can be set up."""
    return guarded(options, lambda: _as_manager(options, work))


def _as_manager(options: argparse.Namespace, work: Work) -> Exit:
    if options.training:
        raise Refusal(phrases.NOT_IN_TRAINING)
    pin = first_or_managers_pin(options, options.pin)

    async def with_yes(opened: Open) -> Exit:
        approval = await opened.till.approve(pin) if pin else None
        shop = settings.load(profile_of(options).settings)
        accounts = load_accounts(METHODS, shop, opened.keys)
        desk = opened.till.back_office
        return await work(OpenProviderAdmin(desk, accounts, opened.keys, approval))

    return with_till(options, with_yes)


async def _session(options: argparse.Namespace, work: Work) -> Exit:
    if options.training:
        raise Refusal(phrases.NOT_IN_TRAINING)
    profile = profile_of(options)
    keys = keys_of(options)
    shop = settings.load(profile.settings)
    now_keys = await asyncio.to_thread(keys.asked, secret_names(METHODS))
    if now_keys.is_ring_silent:
        complain_of(options, KeyringSilent("the keyring does not answer"))
    accounts = load_accounts(METHODS, shop, now_keys)
    sender = HttpSender()
    try:
        line = ProviderClient(accounts, sender, now)
        desk = ProviderAdmin(within_limits(METHODS, shop), provider_of, line, _only_look)
        come_of_it = await work(OpenProviderAdmin(desk, accounts, keys))
        tell_clock(profile, line.clock_off())
        return come_of_it
    finally:
        await sender.close()


async def _only_look(_: str, deed: ProviderDeed, __: str, ___: Approval | None) -> None:
    raise NotApproved(f"{deed}: there is no journal here to write it down in")


def keys_of(options: argparse.Namespace) -> Keys:
    """Opens the profile's keys. Raises WrongPassphrase, SettingsUnavailable."""
    profile = profile_of(options)
    try:
        profile.prepare()
        till_id = profile.till_id()
    except OSError as error:
        raise SettingsUnavailable(str(error)) from error
    return open_keys(profile, till_id, lambda: passphrase(options))


def add_provider(parser: argparse.ArgumentParser) -> None:
    """Adds --provider: one with an admin API; the default is the first."""
    able = dict.fromkeys(method.provider for method in METHODS.values() if method.has_back_office)
    parser.add_argument("--provider", choices=list(able), default=next(iter(able)))
