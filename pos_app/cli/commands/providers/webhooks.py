"""`webhooks`: manages a provider's webhook endpoints, their secrets and their delivered events."""

import argparse
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from pos_app.cli import phrases
from pos_app.cli.exit_codes import Exit
from pos_app.cli.installation import profile_of
from pos_app.cli.options import add_json, add_pin, identifier
from pos_app.cli.provider_admin import (
    OpenProviderAdmin,
    add_provider,
    with_desk,
    with_managers_desk,
)
from pos_app.cli.run import exit_of_problem
from pos_app.cli.sale_json import print_json, print_table
from pos_app.cli.terminal import say
from pos_app.cli.texts import CliTexts
from pos_app.domain.errors import KeyringUnavailable
from pos_app.gateways.catalogue import METHODS
from pos_app.gateways.providers import provider_of
from pos_app.installation.settings import check_address
from pos_app.ports.provider_admin import Webhook, WebhookChange, WebhookEvent

SECRET = "webhook_secret"  # noqa: S105 - the name of the secret

# --- arguments ------------------------------------------------------------------------------


def _event_types() -> Sequence[str]:
    """Returns the event types of all providers: the parser does not know the chosen one yet."""
    with_admin = [method for method in METHODS.values() if method.has_back_office]
    admins = [admin() for method in with_admin if (admin := provider_of(method).admin)]
    return list(dict.fromkeys(name for admin in admins for name in admin.EVENT_TYPES))


def arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(required=True, metavar="VERB")
    _verb(what, "list", _list, "all of them")
    _verb(what, "show", _show, "one of them", "webhook")
    _change(_verb(what, "create", _create, "a new one; shows its secret only once"), required=True)
    update = _verb(what, "update", _update, "another address, other events", "webhook")
    _change(update, required=False)
    switch = update.add_mutually_exclusive_group()
    switch.add_argument("--on", dest="active", action="store_true", default=None)
    switch.add_argument("--off", dest="active", action="store_false", default=None)
    _verb(what, "delete", _delete, "delete one", "webhook")
    _verb(what, "toggle", _toggle, "switch one on or off", "webhook")
    secret = _verb(what, "secret", _secret, "a new secret, shown only once", "webhook")
    _add_keep(secret)
    _verb(what, "test", _test, "send a test event", "webhook")
    events = _verb(what, "events", _events, "what was sent", "webhook")
    events.add_argument("--failed", action="store_true", help="only what did not arrive")
    _verb(what, "event", _event, "one event, as the payment service has it", "webhook", "event")
    _verb(what, "switch", _switch, "switch one type of event on or off", "webhook", "type")


def _verb(what: Any, name: str, act: Any, words: str, *ids: str) -> argparse.ArgumentParser:
    verb: argparse.ArgumentParser = what.add_parser(name, help=words)
    for each in ids:
        if each == "type":
            verb.add_argument(each, choices=_event_types())
        else:
            verb.add_argument(each, type=identifier, metavar="ID")
    add_provider(verb)
    add_json(verb)
    changes = act in (_create, _update, _delete, _toggle, _secret, _switch)
    if changes:
        add_pin(verb)
    verb.set_defaults(act=act, opens=with_managers_desk if changes else with_desk)
    return verb


def _change(verb: argparse.ArgumentParser, *, required: bool) -> None:
    verb.add_argument("--url", required=required, metavar="https://…")
    _may_repeat(verb, "--event", "events", choices=_event_types())
    _may_repeat(verb, "--wallet", "wallets", type=int, metavar="N")
    _may_repeat(verb, "--organization", "organizations", type=int, metavar="N")
    if required:
        _add_keep(verb)


def _may_repeat(verb: argparse.ArgumentParser, option: str, field: str, **how: Any) -> None:
    verb.add_argument(option, dest=field, action="append", help="may be repeated", **how)


def _add_keep(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--keep", action="store_true", help="save the secret with the keys")


def run(options: argparse.Namespace) -> Exit:
    return Exit(options.opens(options, lambda opened: options.act(options, opened)))


# --- reading --------------------------------------------------------------------------------


async def _list(options: argparse.Namespace, opened: OpenProviderAdmin) -> Exit:
    found = await opened.desk.webhooks(options.provider)
    if options.json:
        print_json([_as_dict(webhook) for webhook in found])
    elif found:
        print_table([_cells(webhook) for webhook in found])
    return Exit.PAID


async def _show(options: argparse.Namespace, opened: OpenProviderAdmin) -> Exit:
    return _tell(options, await opened.desk.webhook(options.provider, options.webhook))


async def _events(options: argparse.Namespace, opened: OpenProviderAdmin) -> Exit:
    events = await opened.desk.events(options.provider, options.webhook, failed=options.failed)
    if options.json:
        print_json([asdict(event) for event in events])
    elif events:
        print_table([_event_cells(event) for event in events])
    return Exit.PAID


async def _event(options: argparse.Namespace, opened: OpenProviderAdmin) -> Exit:
    event = await opened.desk.event(options.provider, options.webhook, options.event)
    if options.json:
        print_json(asdict(event))
    else:
        print_table([_event_cells(event)])
        say(event.raw)
    return Exit.PAID


# --- changing -------------------------------------------------------------------------------------


async def _create(options: argparse.Namespace, opened: OpenProviderAdmin) -> Exit:
    _check_keyring(options, opened)
    made = await opened.desk.create_webhook(options.provider, _typed(options), opened.approval)
    return _tell_secret(options, opened, made)


async def _update(options: argparse.Namespace, opened: OpenProviderAdmin) -> Exit:
    change = replace(_typed(options), active=options.active)
    return _tell(
        options,
        await opened.desk.update_webhook(
            options.provider, options.webhook, change, opened.approval
        ),
    )


async def _toggle(options: argparse.Namespace, opened: OpenProviderAdmin) -> Exit:
    webhook = await opened.desk.toggle_webhook(options.provider, options.webhook, opened.approval)
    return _tell(options, webhook)


async def _secret(options: argparse.Namespace, opened: OpenProviderAdmin) -> Exit:
    _check_keyring(options, opened)
    renewed = await opened.desk.renew_secret(options.provider, options.webhook, opened.approval)
    return _tell_secret(options, opened, renewed)


async def _delete(options: argparse.Namespace, opened: OpenProviderAdmin) -> Exit:
    await opened.desk.delete_webhook(options.provider, options.webhook, opened.approval)
    return _done(options)


async def _test(options: argparse.Namespace, opened: OpenProviderAdmin) -> Exit:
    await opened.desk.test_webhook(options.provider, options.webhook)
    return _done(options)


async def _switch(options: argparse.Namespace, opened: OpenProviderAdmin) -> Exit:
    webhook = await opened.desk.switch_event(
        options.provider, options.webhook, options.type, opened.approval
    )
    return _tell(options, webhook)


def _typed(options: argparse.Namespace) -> WebhookChange:
    """Parses the changes to a webhook from the options. Raises BadInput."""
    url = check_address(options.url, "url") if options.url else None
    return WebhookChange(url, options.events, options.wallets, options.organizations)


# --- printing -------------------------------------------------------------------------------


def _check_keyring(options: argparse.Namespace, opened: OpenProviderAdmin) -> None:
    """Checks that a secret can be kept, before the provider makes one. Raises
    KeyringUnavailable."""
    if options.keep:
        opened.keys.check_place()


def _tell_secret(options: argparse.Namespace, opened: OpenProviderAdmin, webhook: Webhook) -> Exit:
    """Prints the secret even where the keyring refuses it: the provider tells it only once."""
    problem = None
    if options.keep and webhook.secret:
        try:
            opened.keys.keep(options.provider, SECRET, webhook.secret)
        except KeyringUnavailable as error:
            problem = error
    kept = bool(options.keep and webhook.secret and problem is None)
    speech = CliTexts(profile_of(options))
    if options.json:
        message = {"message": speech.problem(problem)} if problem else {}
        told = {**_as_dict(webhook), "secret": webhook.secret or None, "kept": kept}
        print_json({**told, **message})
    else:
        source = phrases.SECRET_ONCE if webhook.secret else phrases.SECRET_UNTOLD
        print_table([_cells(webhook)])
        say(speech.say(source, webhook.secret))
        if options.keep and webhook.secret:
            say(speech.problem(problem) if problem else speech.say(phrases.SECRET_KEPT))
    return exit_of_problem(problem) if problem else Exit.PAID


def _tell(options: argparse.Namespace, webhook: Webhook) -> Exit:
    if options.json:
        print_json(_as_dict(webhook))
    else:
        print_table([_cells(webhook)])
    return Exit.PAID


def _done(options: argparse.Namespace) -> Exit:
    if options.json:
        print_json({"webhook": options.webhook, "done": True})
    else:
        say(CliTexts(profile_of(options)).say(phrases.DONE))
    return Exit.PAID


def _as_dict(webhook: Webhook) -> dict[str, Any]:
    return {
        "id": webhook.id,
        "url": webhook.url,
        "active": webhook.active,
        "events": list(webhook.events),
    }


def _cells(webhook: Webhook) -> list[str]:
    return [webhook.id, "x" if webhook.active else "-", webhook.url, " ".join(webhook.events)]


def _event_cells(event: WebhookEvent) -> list[str]:
    return [event.id, event.at, event.type, event.status, event.reference]
