"""Running one command on an open till, and telling what went wrong in words and by exit code.

Commands that only look open no till, and then nothing of it is loaded.
"""

from __future__ import annotations

import asyncio
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

from pos_app.cli.clock import tell_clock
from pos_app.cli.exits import Exit
from pos_app.cli.output import print_json, sale_as_dict
from pos_app.domain.errors import (
    AnswerLost,
    BackupFailed,
    BadInput,
    JournalInUse,
    LooksLikeSecond,
    NotAllowed,
    NotApproved,
    PosError,
    ProviderRefused,
    WrongPassphrase,
)
from pos_app.profile import Profile

if TYPE_CHECKING:
    import argparse
    from collections.abc import Awaitable, Callable

    from pos_app.app import Open

    Work = Callable[[Open], Awaitable[Exit]]


def profile_of(options: argparse.Namespace) -> Profile:
    """The installation: its settings are the shop's, in training too."""
    return Profile(options.profile) if options.profile else Profile.default()


def place_of(options: argparse.Namespace) -> Profile:
    """Where the journal and the people are: training has its own."""
    profile = profile_of(options)
    return profile.training if options.training else profile


def with_till(options: argparse.Namespace, work: Work) -> Exit:
    """Opens the till of the profile, does the work, closes it."""
    from pos_app.app import now, open_till  # noqa: PLC0415
    from pos_app.cli.approving import passphrase  # noqa: PLC0415
    from pos_app.incidents import Incidents  # noqa: PLC0415

    async def session() -> Exit:
        asyncio.get_running_loop().set_exception_handler(incidents.of_loop)
        profile, training = profile_of(options), options.training
        ask = partial(passphrase, options)
        async with open_till(profile, training=training, ask=ask) as opened:
            come_of_it = await work(opened)
            tell_clock(profile, opened.till.clock_off())
            await _copy_once_a_day(options, opened)
            return come_of_it

    incidents = Incidents(now)
    with incidents.hooked():
        return guarded(options, lambda: asyncio.run(session()))


async def _copy_once_a_day(options: argparse.Namespace, opened: Open) -> None:
    """A shop without a window has its copies too. What was asked for is done and told by now, and
    what goes wrong here changes nothing about it."""
    sys.stdout.flush()
    try:
        await opened.backups.make_if_due()
    except BackupFailed as problem:
        from pos_app.cli.speech import Speech  # noqa: PLC0415 - as below

        print(Speech(profile_of(options)).problem(problem), file=sys.stderr)


def guarded(options: argparse.Namespace, work: Callable[[], Exit]) -> Exit:
    """Errors of ours become a sentence and an exit code; all others are mistakes and stay loud."""
    try:
        return work()
    except PosError as problem:
        from pos_app.cli.speech import Speech  # noqa: PLC0415 - Qt's translator is not for all

        sentence = Speech(profile_of(options)).problem(problem)
        print(sentence, file=sys.stderr)
        if getattr(options, "json", False):
            told: dict[str, Any] = {"error": type(problem).__name__, "message": sentence}
            if isinstance(problem, LooksLikeSecond):
                told["first"] = sale_as_dict(problem.first)
            print_json(told)
        return exit_of_problem(problem)


def exit_of_problem(problem: PosError) -> Exit:
    match problem:
        case BadInput() | NotAllowed() | LooksLikeSecond() | NotApproved() | WrongPassphrase():
            return Exit.BAD_INPUT
        case JournalInUse():
            return Exit.IN_USE
        case ProviderRefused():
            return Exit.NOT_PAID
        case AnswerLost():
            return Exit.UNKNOWN
        case _:
            return Exit.NOT_SENT
