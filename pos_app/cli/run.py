"""Running one command on an open till, and telling what went wrong in words and by exit code."""

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable

from pos_app.app import Open, open_till
from pos_app.cli.exits import Exit
from pos_app.cli.output import print_json
from pos_app.cli.speech import Speech
from pos_app.domain.errors import BadInput, JournalInUse, NotAllowed, PosError
from pos_app.profile import Profile

Work = Callable[[Open], Awaitable[Exit]]


def profile_of(options: argparse.Namespace) -> Profile:
    return Profile(options.profile) if options.profile else Profile.default()


def with_till(options: argparse.Namespace, work: Work) -> Exit:
    """Opens the till of the profile, does the work, closes it."""

    async def session() -> Exit:
        async with open_till(profile_of(options), training=options.training) as opened:
            return await work(opened)

    return guarded(options, lambda: asyncio.run(session()))


def guarded(options: argparse.Namespace, work: Callable[[], Exit]) -> Exit:
    """Errors of ours become a sentence and an exit code; all others are mistakes and stay loud."""
    try:
        return work()
    except PosError as problem:
        sentence = Speech(profile_of(options)).problem(problem)
        print(sentence, file=sys.stderr)
        if getattr(options, "json", False):
            print_json({"error": type(problem).__name__, "message": sentence})
        return _exit_of(problem)


def _exit_of(problem: PosError) -> Exit:
    if isinstance(problem, BadInput | NotAllowed):
        return Exit.BAD_INPUT
    return Exit.IN_USE if isinstance(problem, JournalInUse) else Exit.NOT_SENT
