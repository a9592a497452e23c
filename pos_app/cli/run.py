"""Runs a command on an open till, and turns its errors into a sentence and an exit code.

Read-only commands open no till, and load nothing of it.
"""

from __future__ import annotations

import asyncio
import traceback
from functools import partial
from typing import TYPE_CHECKING, Any

from pos_app.cli.clock_warning import tell_clock
from pos_app.cli.error_words import error_word
from pos_app.cli.exit_codes import Exit
from pos_app.cli.installation import place_of, profile_of
from pos_app.cli.sale_json import print_json, sale_as_dict
from pos_app.cli.terminal import complain
from pos_app.domain.duplicate_charge import PossibleDuplicate
from pos_app.domain.errors import (
    BackupFailed,
    BadInput,
    FileUncertain,
    JournalInUse,
    NobodyAtTheTill,
    NotAllowed,
    NotApproved,
    PosError,
    ProviderRefused,
    ResponseLost,
    WrongPassphrase,
)

if TYPE_CHECKING:
    import argparse
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from pos_app.app.root import Open

    Work = Callable[[Open], Awaitable[Exit]]


def with_till(options: argparse.Namespace, work: Work) -> Exit:
    """Opens the till of the profile, does the work, closes it."""
    from pos_app.app.root import now, open_till  # noqa: PLC0415
    from pos_app.cli.secrets_input import passphrase  # noqa: PLC0415
    from pos_app.diagnostics.incidents import Incidents  # noqa: PLC0415

    known: list[Exit] = []  # the outcome, once it was printed

    async def session() -> Exit:
        asyncio.get_running_loop().set_exception_handler(incidents.of_loop)
        profile, training = profile_of(options), options.training
        ask = partial(passphrase, options)
        async with open_till(profile, training=training, ask=ask) as opened:
            if opened.keyring.trouble:
                complain_of(options, opened.keyring.trouble)
            known.append(await work(opened))
            tell_clock(profile, opened.till.clock_off())
            await _copy_once_a_day(options, opened)
        return known[0]

    incidents = Incidents(now)
    with incidents.hooked():
        return guarded(options, lambda: _to_the_end(options, known, lambda: asyncio.run(session())))


def _to_the_end(
    options: argparse.Namespace, known: list[Exit], session: Callable[[], Exit]
) -> Exit:
    """Runs the session and closes it. An error after the outcome is known (a file that does not
    close, a bug, another Ctrl-C) does not change the exit code."""
    try:
        return session()
    except PosError as problem:
        if not known:
            raise
        complain_of(options, problem)
    except KeyboardInterrupt:
        if not known:
            raise
    except Exception as error:
        if not known:
            raise
        report(options, error)
    return known[0]


async def _copy_once_a_day(options: argparse.Namespace, opened: Open) -> None:
    """Makes the day's backup, so that a shop without a window has backups too. The command's answer
    is printed by now, and a failure here does not change it."""
    try:
        await opened.backups.make_if_due(at_the_end=True)
    except BackupFailed as problem:
        complain_of(options, problem)


def report(options: argparse.Namespace, error: Exception) -> None:
    """Reports a bug that does not end the command, as loudly as one that does."""
    complain("".join(traceback.format_exception(error)).rstrip())
    keep_report(options, error)


def keep_report(options: argparse.Namespace, error: Exception) -> Path | None:
    """Writes an incident report for support where there is a profile: a terminal may be unseen."""
    from pos_app.diagnostics.incident_report import keep_unhandled  # noqa: PLC0415 - seldom

    return keep_unhandled(
        place_of(options).log, f"pos-app {options.module.rpartition('.')[2]}", error
    )


def guarded(options: argparse.Namespace, work: Callable[[], Exit]) -> Exit:
    """Turns our errors into a sentence and an exit code. Others are bugs, and stay loud."""
    try:
        return work()
    except PosError as problem:
        sentence = complain_of(options, problem)
        if getattr(options, "json", False):
            told: dict[str, Any] = {"error": error_word(problem), "message": sentence}
            if isinstance(problem, PossibleDuplicate):
                told["first"] = sale_as_dict(problem.first)
            print_json(told)
        return exit_of_problem(problem)


def complain_of(options: argparse.Namespace, problem: PosError) -> str:
    """Prints the error's sentence and returns it."""
    from pos_app.cli.texts import CliTexts  # noqa: PLC0415 - loads Qt's translator

    sentence = CliTexts(profile_of(options)).problem(problem)
    complain(sentence)
    return sentence


def exit_of_problem(problem: PosError) -> Exit:
    match problem:
        case BadInput() | NotAllowed() | PossibleDuplicate() | NobodyAtTheTill() | NotApproved():
            return Exit.BAD_INPUT
        case WrongPassphrase():
            return Exit.BAD_INPUT
        case JournalInUse():
            return Exit.IN_USE
        case ProviderRefused():
            return Exit.NOT_PAID
        case ResponseLost() | FileUncertain():
            return Exit.UNKNOWN
        case _:
            return Exit.NOT_SENT
