"""`move out`, `move in`, `move back`: moves the till to another computer, as one encrypted file."""

from __future__ import annotations

import asyncio
import math
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pos_app.app.moving.left_till import LeftTill
from pos_app.app.moving.move_in import move_in
from pos_app.app.moving.move_out import check_passphrase, move_out, moved_away
from pos_app.app.root import open_keys
from pos_app.cli import phrases
from pos_app.cli.exit_codes import Exit
from pos_app.cli.installation import profile_of
from pos_app.cli.options import add_json, add_pin
from pos_app.cli.run import guarded
from pos_app.cli.sale_json import print_json
from pos_app.cli.secrets_input import ask, first_or_managers_pin, given_pin, passphrase, people_of
from pos_app.cli.terminal import say
from pos_app.cli.texts import CliTexts, Refusal
from pos_app.domain.errors import NotInTraining
from pos_app.installation.moved_out import check_not_moved, mark_of
from pos_app.ports.moving.move import MovedAway, MoveFile, MoveInOrder, MoveOutOrder

if TYPE_CHECKING:
    import argparse

    from pos_app.ports.moving.move import Arrived

_FILES = {
    MoveFile.WHOLE: phrases.MOVE_FILE_WHOLE,
    MoveFile.AWAY: phrases.MOVE_FILE_AWAY,
    MoveFile.CHANGED: phrases.MOVE_FILE_CHANGED,
}


def arguments(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(required=True, metavar="out|in|back|show")
    out = what.add_parser("out", help="write the whole till into FILE, and sell here no more")
    out.set_defaults(act=_out)
    in_ = what.add_parser("in", help="make this computer the till that is in FILE")
    in_.set_defaults(act=_in)
    back = what.add_parser("back", help="take the till back, if no other computer has opened it")
    back.set_defaults(act=_back)
    show = what.add_parser("show", help="whether the till was moved out, and its file")
    show.set_defaults(act=_show)
    for one in (out, in_):
        one.add_argument("file", type=Path, metavar="FILE")
        one.add_argument(
            "--passphrase",
            default="",
            help="of the file; better on standard input: arguments can be seen",
        )
    for one in (out, back):
        add_pin(one)
    for one in (out, in_, back, show):
        add_json(one)


def run(options: argparse.Namespace) -> Exit:
    return guarded(options, lambda: _run(options))


def _run(options: argparse.Namespace) -> Exit:
    if options.training:
        raise NotInTraining("the real shop is moved where it is open")
    options.act(options)
    return Exit.PAID


def _now() -> datetime:
    return datetime.now(UTC)


def _out(options: argparse.Namespace) -> None:
    place = profile_of(options)
    check_not_moved(place)
    pin = first_or_managers_pin(options, options.pin)
    words = options.passphrase or ask(options, phrases.MOVE_PASSPHRASE)
    check_passphrase(words)
    is_typed = not options.passphrase and sys.stdin.isatty()
    if is_typed and ask(options, phrases.MOVE_PASSPHRASE_AGAIN) != words:
        raise Refusal(phrases.PASSPHRASES_DIFFER)
    keys = open_keys(place, place.known_till_id(), partial(passphrase, options))
    order = MoveOutOrder(options.file, words)
    moved = asyncio.run(move_out(place, order, keys, _now, pin))
    if options.json:
        print_json(_as_dict(moved))
        return
    texts = CliTexts(place)
    say(texts.say(phrases.MOVED_OUT, moved.file, math.ceil(moved.size / 1_000_000)))
    say(texts.say(phrases.MOVED_OUT_CODE, moved.sha256))
    say(texts.say(phrases.MOVED_OUT_NEXT, f"pos-app move in {moved.file.name}"))


def _in(options: argparse.Namespace) -> None:
    place = profile_of(options)
    words = options.passphrase or ask(options, phrases.MOVE_PASSPHRASE)
    arrived = asyncio.run(move_in(place, MoveInOrder(options.file, words), _now))
    if options.json:
        print_json(_arrived_as_dict(arrived))
        return
    texts = CliTexts(place)
    say(texts.say(phrases.MOVED_IN, arrived.shop, arrived.sales))
    if arrived.open_sales:
        say(texts.say(phrases.MOVED_IN_OPEN, arrived.open_sales))
    if arrived.keys_in_file:
        say(texts.say(phrases.MOVED_IN_KEYS))
    say(texts.say(phrases.MOVED_IN_DELETE, options.file))


def _back(options: argparse.Namespace) -> None:
    place = profile_of(options)
    left = LeftTill(place, people_of(options), _now)
    moved = asyncio.run(left.moved())
    pin = given_pin(options, options.pin) if left.needs_pin_now() else ""
    left.take_back_now(pin)
    if options.json:
        print_json({"till": place.known_till_id()})
    else:
        say(CliTexts(place).say(phrases.TAKEN_BACK, moved.file))


def _show(options: argparse.Namespace) -> None:
    place = profile_of(options)
    texts = CliTexts(place)
    mark = mark_of(place)
    if mark is None:
        _tell_here(options, texts)
        return
    stands = LeftTill(place, people_of(options), _now).look_now()
    moved = moved_away(mark)
    if options.json:
        print_json({**_as_dict(moved), "state": stands.value})
        return
    say(texts.say(_FILES[stands], moved.file))
    say(texts.say(phrases.MOVED_OUT_CODE, moved.sha256))


def _tell_here(options: argparse.Namespace, texts: CliTexts) -> None:
    if options.json:
        print_json(None)
    else:
        say(texts.say(phrases.NOT_MOVED))


def _as_dict(moved: MovedAway) -> dict[str, Any]:
    return {
        "file": str(moved.file),
        "sha256": moved.sha256,
        "size": moved.size,
        "by": moved.by or None,
        "at": moved.at,
    }


def _arrived_as_dict(arrived: Arrived) -> dict[str, Any]:
    return {
        "till": arrived.till,
        "shop": arrived.shop,
        "sales": arrived.sales,
        "open_sales": arrived.open_sales,
        "keys_in_file": arrived.keys_in_file,
    }
