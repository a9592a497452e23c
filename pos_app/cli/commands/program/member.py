"""`member`: makes this till belong to an office, tells to which, and takes it out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.cli.exit_codes import Exit
from pos_app.cli.installation import place_of, profile_of
from pos_app.cli.office import member_phrases
from pos_app.cli.options import add_json, add_pin
from pos_app.cli.run import guarded, with_till
from pos_app.cli.sale_json import print_json
from pos_app.cli.secrets_input import first_or_managers_pin
from pos_app.cli.terminal import complain, say
from pos_app.cli.texts import CliTexts, Refusal
from pos_app.domain.errors import NotShipped
from pos_app.installation.office_membership import membership_in
from pos_app.ports.office.protocol import Claim, CodeRefused, Enrolled, InUse
from pos_app.words.office.membership_words import (
    CODES,
    CONTEXT,
    NO_OFFICE,
    joined_words,
    lacks_words,
    left_words,
)
from pos_app.words.translate import say_in

if TYPE_CHECKING:
    import argparse

    from pos_app.app.root import Open


def arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(required=True, metavar="join|show|leave")
    joined = what.add_parser("join", help="enrol this till, by a code of the office's manager")
    joined.set_defaults(act=_join)
    joined.add_argument("address", metavar="ADDRESS", help="of the office: https://…")
    joined.add_argument("code", metavar="CODE", help="ten letters, good once")
    joined.add_argument(
        "--moved", action="store_true", help="this till was on another computer until now"
    )
    shown = what.add_parser("show", help="the office that this till belongs to")
    shown.set_defaults(act=_show)
    left = what.add_parser("leave", help="sign this till out; it refuses to lose events")
    left.set_defaults(act=_leave)
    left.add_argument("--anyway", action="store_true", help="though the office lacks events")
    for one in (joined, left):
        add_pin(one)
    for one in (joined, shown, left):
        add_json(one)


def run(options: argparse.Namespace) -> Exit:
    done: Exit = options.act(options)
    return done


def _join(options: argparse.Namespace) -> Exit:
    pin = first_or_managers_pin(options, options.pin)
    claim = Claim.MOVED if options.moved else Claim.NONE

    async def work(opened: Open) -> Exit:
        approval = await opened.till.approve(pin) if pin else None
        desk = opened.open_office()
        answer = await desk.join(options.address, options.code, claim=claim, approval=approval)
        return _joined(options, answer)

    return with_till(options, work)


def _joined(options: argparse.Namespace, answer: Enrolled | InUse | CodeRefused) -> Exit:
    texts = CliTexts(profile_of(options))
    match answer:
        case InUse(heard_at):
            at = texts.moment(heard_at) if heard_at else texts.say(member_phrases.NEVER_HEARD)
            raise Refusal(member_phrases.IN_USE, at)
        case CodeRefused(why):
            raise Refusal(CODES[why], context=CONTEXT)
    if options.json:
        print_json({"office": answer.office, "shop": answer.shop, "till": answer.till})
    else:
        say(joined_words(answer.office or options.address))
    return Exit.PAID


def _show(options: argparse.Namespace) -> Exit:
    return guarded(options, lambda: _shown(options))


def _shown(options: argparse.Namespace) -> Exit:
    """Opens no till: the window may be running."""
    known = membership_in(place_of(options).office)
    if options.json:
        told = {"address": known.address, "shop": known.shop, "till": known.till} if known else None
        print_json(told)
        return Exit.PAID
    texts = CliTexts(profile_of(options))
    if known is None:
        say(say_in(CONTEXT, NO_OFFICE))
    else:
        say(texts.say(member_phrases.MEMBER, known.address, known.shop))
    return Exit.PAID


def _leave(options: argparse.Namespace) -> Exit:
    pin = first_or_managers_pin(options, options.pin)

    async def work(opened: Open) -> Exit:
        texts = CliTexts(profile_of(options))
        approval = await opened.till.approve(pin) if pin else None
        if opened.office is None:
            raise Refusal(NO_OFFICE, context=CONTEXT)
        try:
            await opened.office.leave(anyway=options.anyway, approval=approval)
        except NotShipped as refused:
            complain(f"{lacks_words(refused)} {texts.say(member_phrases.ANYWAY)}")
            raise
        if options.json:
            print_json({"left": True})
        else:
            say(left_words())
        return Exit.PAID

    return with_till(options, work)
