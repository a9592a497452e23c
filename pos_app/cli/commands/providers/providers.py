"""`providers list`: what each payment method supports. `providers test`: checks every key."""

import argparse
import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from pos_app.cli import phrases
from pos_app.cli.error_words import error_word
from pos_app.cli.exit_codes import Exit
from pos_app.cli.installation import methods_of, profile_of
from pos_app.cli.options import add_json
from pos_app.cli.provider_admin import OpenProviderAdmin, keys_of, with_desk
from pos_app.cli.run import guarded
from pos_app.cli.sale_json import print_json, print_table
from pos_app.cli.terminal import say
from pos_app.cli.texts import CliTexts
from pos_app.domain.errors import PosError
from pos_app.domain.method import FOREVER, Method, Refunds
from pos_app.gateways.catalogue import METHODS
from pos_app.installation.accounts import first_methods
from pos_app.installation.credentials import Keys
from pos_app.ports.provider_admin import KeyHolder
from pos_app.ports.settings_service import SecretLocation
from pos_app.words.methods import method_name

KNOWN = list(dict.fromkeys(method.provider for method in METHODS.values()))


def arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(required=True, metavar="list|test")
    listed = what.add_parser("list", help="what each payment method can do")
    listed.set_defaults(act=_list)
    tried = what.add_parser("test", help="test each account; no money moves")
    tried.add_argument(
        "names", nargs="*", type=_provider, metavar="NAME", help=f"of {', '.join(KNOWN)}; else all"
    )
    tried.set_defaults(act=_test)
    for one in (listed, tried):
        add_json(one)


def _provider(name: str) -> str:
    if name not in KNOWN:
        raise argparse.ArgumentTypeError(f"none of {', '.join(KNOWN)}")
    return name


def run(options: argparse.Namespace) -> Exit:
    return guarded(options, lambda: options.act(options))


# --- list -----------------------------------------------------------------------------------


def _list(options: argparse.Namespace) -> Exit:
    keys = None if options.training else keys_of(options)
    rows = [_row(method, keys) for method in methods_of(options).values()]
    if options.json:
        print_json(rows)
    else:
        print_table([list(rows[0]), *([_cell(value) for value in row.values()] for row in rows)])
    return Exit.PAID


def _row(method: Method, keys: Keys | None) -> dict[str, Any]:
    harmless = method.repeat_harmless_for
    return {
        "id": method.id,
        "name": method_name(method),
        "country": method.country,
        "currency": method.currency.code,
        "least": method.money(method.least).plain,
        "most": method.money(method.most).plain,
        "fee": method.money(method.fee).plain,
        "needs_phone": method.needs_phone,
        "cancel": method.can_cancel,
        "refund": method.refunds.value if method.refunds is not Refunds.NONE else False,
        "hold": method.can_authorize,
        "payout": method.can_pay_out,
        "validity": method.takes_validity,
        "extend": method.can_extend,
        "look_up": method.can_look_up,
        "found_if_lost": method.can_be_found,
        "fields": method.most_fields,
        "description": f"{method.description_least}-{method.description_most}",
        "calls_a_minute": method.calls_a_minute or "-",
        "secret": method.secret or "-",
        "key": _key_of(method, keys) or "-",
        "repeat_harmless_s": "always" if harmless == FOREVER else harmless,
        "followed": method.followed.value,
    }


def _key_of(method: Method, keys: Keys | None) -> SecretLocation:
    """Returns the place of the provider's key."""
    return (
        keys.where(method.provider, method.secret)
        if keys and method.secret
        else SecretLocation.NOWHERE
    )


def _cell(value: object) -> str:
    return {True: "x", False: "-"}[value] if isinstance(value, bool) else str(value)


# --- test -----------------------------------------------------------------------------------


def _test(options: argparse.Namespace) -> Exit:
    return with_desk(options, lambda opened: _try_all(options, opened))


async def _try_all(options: argparse.Namespace, opened: OpenProviderAdmin) -> Exit:
    """Returns 0 if every account answered, else 5; also 5 where there is no account to try."""
    names = options.names or list(opened.accounts)
    found = await asyncio.gather(*(_try(opened, name) for name in names))
    _tell(options, names, found, {name: _place_of(name, opened.keys) for name in names})
    failed = any(isinstance(one, PosError) for one in found)
    return Exit.PAID if names and not failed else Exit.NOT_SENT


async def _try(opened: OpenProviderAdmin, name: str) -> KeyHolder | PosError:
    try:
        return await opened.desk.try_account(name)
    except PosError as problem:
        return problem


def _place_of(name: str, keys: Keys) -> SecretLocation | None:
    """Returns where the provider's key is; None where the provider has no key."""
    method = first_methods(METHODS)[name]
    return _key_of(method, keys) if method.secret else None


def _tell(
    options: argparse.Namespace,
    names: Sequence[str],
    found: Sequence[KeyHolder | PosError],
    places: Mapping[str, SecretLocation | None],
) -> None:
    speech = CliTexts(profile_of(options))
    if options.json:
        print_json(
            [
                {**_as_dict(speech, name, one), "key": places[name] or None}
                for name, one in zip(names, found, strict=True)
            ]
        )
    elif not names:
        say(speech.say(phrases.NOTHING_SET_UP))
    else:
        for name, one in zip(names, found, strict=True):
            place = places[name]
            key = f" ({speech.say(phrases.KEY_IN[place])})" if place is not None else ""
            say(f"{name}{key}: {_words(speech, one)}")


def _as_dict(speech: CliTexts, name: str, found: KeyHolder | PosError) -> dict[str, Any]:
    failed = isinstance(found, PosError)
    return {
        "provider": name,
        "ok": not failed,
        "error": error_word(found) if isinstance(found, PosError) else None,
        "message": _words(speech, found),
        **({} if isinstance(found, PosError) else {"name": found.name, "expires": found.expires}),
    }


def _words(speech: CliTexts, found: KeyHolder | PosError) -> str:
    if isinstance(found, PosError):
        return speech.problem(found)
    whose = speech.say(phrases.KEY_OF, found.name) if found.name else ""
    until = speech.say(phrases.KEY_UNTIL, found.expires) if found.expires else ""
    return " · ".join(filter(None, (speech.say(phrases.WORKS), whose, found.key, until)))
