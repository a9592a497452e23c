"""The manager's desk without a till: accounts and a sender, and no journal. It works while the
window is open."""

import argparse
import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from pos_app import settings
from pos_app.app import now, open_keys
from pos_app.cli import phrases
from pos_app.cli.approving import passphrase
from pos_app.cli.clock import tell_clock
from pos_app.cli.exits import Exit
from pos_app.cli.run import complain_of, guarded, profile_of
from pos_app.cli.speech import Refusal
from pos_app.domain.errors import KeyringSilent, SettingsUnavailable
from pos_app.gateways.catalogue import METHODS, back_office_of, gateway_of
from pos_app.gateways.http import HttpSender
from pos_app.keys import Keys
from pos_app.limits import within_limits
from pos_app.office import load_accounts, secret_names
from pos_app.ports.gateway import Account
from pos_app.till.back_office import Desk
from pos_app.till.line import Line


@dataclass(frozen=True)
class OpenDesk:
    desk: Desk
    accounts: Mapping[str, Account]
    keys: Keys


Work = Callable[[OpenDesk], Awaitable[Exit]]


def with_desk(options: argparse.Namespace, work: Work) -> Exit:
    """Opens the desk of the profile, does the work, closes it."""
    return guarded(options, lambda: asyncio.run(_session(options, work)))


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
        line = Line(accounts, sender, now)
        desk = Desk(within_limits(METHODS, shop), gateway_of, back_office_of, line)
        come_of_it = await work(OpenDesk(desk, accounts, keys))
        tell_clock(profile, line.clock_off())
        return come_of_it
    finally:
        await sender.close()


def keys_of(options: argparse.Namespace) -> Keys:
    """Raises WrongPassphrase, SettingsUnavailable."""
    profile = profile_of(options)
    try:
        profile.prepare()
        till_id = profile.till_id()
    except OSError as error:
        raise SettingsUnavailable(str(error)) from error
    return open_keys(profile, till_id, lambda: passphrase(options))


def add_provider(parser: argparse.ArgumentParser) -> None:
    """Of those that have something to look after; while there is one, it need not be named."""
    able = dict.fromkeys(method.provider for method in METHODS.values() if method.has_back_office)
    parser.add_argument("--provider", choices=list(able), default=next(iter(able)))
