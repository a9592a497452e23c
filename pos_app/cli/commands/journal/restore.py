"""`restore`: replaces the journal by a backup. The old file is put aside, never deleted."""

import argparse
import asyncio
from datetime import UTC, datetime
from pathlib import Path

from pos_app.app.backup_service import folder_of
from pos_app.app.restore_service import LocalRestore
from pos_app.app.root import approve_without_till
from pos_app.cli import phrases
from pos_app.cli.exit_codes import Exit
from pos_app.cli.installation import place_of, profile_of
from pos_app.cli.office import member_phrases
from pos_app.cli.options import add_json, add_pin
from pos_app.cli.run import guarded
from pos_app.cli.sale_json import copy_as_dict, print_json
from pos_app.cli.secrets_input import given_pin, people_of
from pos_app.cli.terminal import say
from pos_app.cli.texts import CliTexts, Refusal
from pos_app.domain.errors import NoCopy
from pos_app.domain.people.recovery_code import is_code
from pos_app.installation import settings
from pos_app.ports.backups import Restoration
from pos_app.ports.office.protocol import CodeRefused
from pos_app.words.office.membership_words import CODES, CONTEXT


def arguments(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a backup of the journal")
    which.add_argument("--latest", action="store_true", help="the newest in the backup folder")
    which.add_argument(
        "--from-office", metavar="ADDRESS", help="what the office has of this till's journal"
    )
    parser.add_argument("--code", default="", help="with --from-office: its manager's, to restore")
    add_pin(parser)
    add_json(parser)


def run(options: argparse.Namespace) -> Exit:
    return guarded(options, lambda: _run(options))


def _run(options: argparse.Namespace) -> Exit:
    place, shop = place_of(options), settings.load(profile_of(options).settings)
    folder = folder_of(place, shop, training=options.training)
    people = people_of(options)
    rescue = LocalRestore(place, folder, people, lambda: datetime.now(UTC))
    file = None if options.from_office else _file(options, rescue, folder)
    if options.from_office and not options.code:
        raise Refusal(member_phrases.CODE_NEEDED)
    pin = given_pin(options, options.pin) if rescue.needs_pin_now() else ""
    if pin and not is_code(pin):
        asyncio.run(approve_without_till(place, folder, people, pin))
    if file is None:
        done = asyncio.run(_from_office(options, folder, pin))
    else:
        done = rescue.restore_now(file, pin)
    if options.json:
        print_json(_as_dict(done))
    else:
        say(*_sentences(CliTexts(profile_of(options)), done))
    return Exit.PAID


def _file(options: argparse.Namespace, rescue: LocalRestore, folder: Path) -> Path:
    """Raises NoCopy."""
    file: Path | None = options.file or next((copy.path for copy in rescue.copies_now()), None)
    if file is None:
        raise NoCopy(str(folder))
    return file


async def _from_office(options: argparse.Namespace, folder: Path, pin: str) -> Restoration:
    """Raises Refusal for a code that the office does not take."""
    from pos_app.app.office.rescue import OfficeRescue  # noqa: PLC0415 - of a member alone

    rescue = OfficeRescue(place_of(options), folder, people_of(options), lambda: datetime.now(UTC))
    done = await rescue.restore_from_office(options.from_office, options.code, pin)
    if isinstance(done, CodeRefused):
        raise Refusal(CODES[done.why], context=CONTEXT)
    return done


def _sentences(speech: CliTexts, done: Restoration) -> list[str]:
    until = speech.moment(done.until) if done.until else "?"
    lost = phrases.ONLY_IN if done.put_aside else phrases.ONLY_WITH_PROVIDER
    said = [speech.say(phrases.RESTORED, done.copy.path, done.copy.sales)]
    if done.rescued:
        said.append(speech.say(phrases.RESCUED, done.rescued))
    said.append(speech.say(lost, until, done.put_aside))
    if done.doubtful:
        said.append(speech.say(phrases.DOUBTFUL, done.doubtful))
    return [*said, speech.say(phrases.NUMBERS_GO_ON, done.next_number)]


def _as_dict(done: Restoration) -> dict[str, object]:
    return {
        "copy": copy_as_dict(done.copy),
        "rescued": done.rescued,
        "until": done.until.isoformat() if done.until else None,
        "put_aside": done.put_aside or None,
        "next_number": done.next_number,
        "doubtful": done.doubtful,
    }
