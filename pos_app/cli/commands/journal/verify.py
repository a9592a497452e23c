"""`verify`: checks the journal's file, its hash chain, every sale's fold and known chain heads."""

import argparse
import gc
from collections.abc import Sequence

from pos_app.cli.exit_codes import Exit
from pos_app.cli.installation import place_of, profile_of
from pos_app.cli.journal_access import reading
from pos_app.cli.options import add_json
from pos_app.cli.run import guarded
from pos_app.cli.sale_json import print_json
from pos_app.cli.terminal import complain, say
from pos_app.domain.errors import JournalDamaged, JournalRewritten
from pos_app.installation.profile import Profile
from pos_app.journal.chain_heads import KeptHead
from pos_app.journal.checks.last_shown import Shown
from pos_app.journal.checks.parallel_verify import LONG, verify_by_two, verify_rest
from pos_app.journal.checks.verify import Verification, verify
from pos_app.system.executable import own_command


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--head",
        type=_head,
        action="append",
        default=[],
        metavar="HASH[@NUMBER]",
        help="a journal check code from earlier: is it still in the journal? 16 digits are enough",
    )
    parser.add_argument("--rest", action="store_true", help="what a second process does")
    add_json(parser)


def _head(text: str) -> KeptHead:
    try:
        return KeptHead.read(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            "a head is the 64 figures that verify prints, or the first 16 or more of them"
        ) from error


def run(options: argparse.Namespace) -> Exit:
    return guarded(options, lambda: _run(options))


def _run(options: argparse.Namespace) -> Exit:
    gc.disable()  # no object of a million events becomes garbage before the end
    try:
        verdict = _verdict(options)
    except JournalDamaged as damage:
        verdict = Verification(problems=[f"the file cannot be read: {damage}"])
        verdict.events_are_sound = isinstance(damage, JournalRewritten)  # as far as it is known
    finally:
        gc.enable()
    if options.json:
        more = {"sound": verdict.sound, "can_be_rebuilt": verdict.can_be_rebuilt}
        print_json({**vars(verdict), **more})
    else:
        head = KeptHead(verdict.head, verdict.last)
        say(f"{verdict.events} events, {verdict.sales} sales, head {head}")
        say(*verdict.rebuilt)
        for found in (*verdict.problems, *verdict.doubles):
            complain(found)
        if verdict.can_be_rebuilt:
            complain("`pos-app rebuild` makes the file again from its events")
    return Exit.PAID if verdict.sound and not verdict.doubles else Exit.FAILED


def _verdict(options: argparse.Namespace) -> Verification:
    with reading(options, as_found=True) as db:
        if db is None:
            return Verification(
                problems=[f"there is no journal with {head}" for head in options.head]
            )
        if options.rest:
            return verify_rest(db)
        heads = [*options.head, *_shown_here(place_of(options))]
        if place_of(options).journal.stat().st_size < LONG:
            return verify(db, heads)
        return verify_by_two(db, heads, _another(options))


def _another(options: argparse.Namespace) -> Sequence[str]:
    """Returns the command line of a second process, which verifies the rest."""
    command = [*own_command(), "--profile", str(profile_of(options).root.resolve())]
    return [*command, *["--training"] * options.training, "verify", "--rest", "--json"]


def _shown_here(place: Profile) -> list[KeptHead]:
    """Returns the chain head that this installation showed last."""
    highest = Shown(place.journal, None, place.known_till_id()).highest
    return [KeptHead(highest.hash, highest.number)] if highest else []
