"""Runs a command of the office, and turns what fails outside of it into a sentence and a code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.cli.exit_codes import Exit
from pos_app.cli.terminal import complain
from pos_app.domain.errors import EnvironmentFailed

if TYPE_CHECKING:
    from collections.abc import Callable


class Mistyped(Exception):
    """What was typed cannot be used. It is said in English: who runs a server reads its log."""


def office_guarded(work: Callable[[], Exit]) -> Exit:
    """Returns the command's exit code: 2 for what was typed, 5 for a database or a key that is not
    there. Others are bugs, and stay loud."""
    import psycopg  # noqa: PLC0415 - of the office alone

    try:
        return work()
    except Mistyped as mistyped:
        complain(str(mistyped))
        return Exit.BAD_INPUT
    except (EnvironmentFailed, psycopg.OperationalError) as error:
        complain(str(error))
        return Exit.NOT_SENT
