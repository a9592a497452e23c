"""Waits for the end of a print job, and tells how it ended, with its exit code."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from pos_app.cli.exit_codes import Exit
from pos_app.cli.installation import profile_of
from pos_app.cli.output.job_json import job_as_dict
from pos_app.cli.paper import paper_phrases
from pos_app.cli.sale_json import print_json
from pos_app.cli.terminal import say
from pos_app.cli.texts import CliTexts
from pos_app.cli.wait import go_on
from pos_app.domain.paper.print_job import UNDER_WAY, WAITING, JobState, PrintJob
from pos_app.words.paper.printing import inline_copy_words, outcome_words, printed_words
from pos_app.words.translate import joined

if TYPE_CHECKING:
    import argparse
    from collections.abc import Awaitable, Callable, Collection, Mapping

    from pos_app.ports.paper.spool import Spool

PATIENCE = 30.0  # seconds that a job may wait for its printer

EXITS: Mapping[JobState, Exit] = {
    JobState.ASKED: Exit.WAITING,
    JobState.QUEUED: Exit.WAITING,
    JobState.SENDING: Exit.UNKNOWN,
    JobState.SENT: Exit.UNKNOWN,
    JobState.CONFIRMED: Exit.PAID,
    JobState.DOUBTFUL: Exit.UNKNOWN,
    JobState.FAILED: Exit.NOT_SENT,
    JobState.CANCELLED: Exit.PAID,  # somebody asked for that
}
_ADVICE: Mapping[JobState, str] = {
    JobState.ASKED: paper_phrases.STILL_QUEUED,
    JobState.QUEUED: paper_phrases.STILL_QUEUED,
    JobState.DOUBTFUL: paper_phrases.IN_DOUBT,
    JobState.FAILED: paper_phrases.PRINT_AGAIN,
}


class JobWatch:
    """Hears of every job of this till: made before the job is asked for."""

    def __init__(self, spool: Spool) -> None:
        self._latest: dict[str, PrintJob] = {}
        self._changed = asyncio.Event()
        spool.listen(self._hear)

    async def ended(self, job: PrintJob, patience: float) -> PrintJob:
        """Returns the job at its end; as it is then, where its printer takes nothing in this time
        or somebody presses Ctrl-C. What is under way is awaited: it ends by itself."""
        try:
            async with asyncio.timeout(patience):
                await self._past(job, WAITING | UNDER_WAY)
        except TimeoutError:
            pass
        except asyncio.CancelledError:
            go_on()
        await self._past(job, UNDER_WAY)
        return self._now(job)

    async def _past(self, job: PrintJob, states: Collection[JobState]) -> None:
        while self._now(job).state in states:
            self._changed.clear()
            await self._changed.wait()

    def _now(self, job: PrintJob) -> PrintJob:
        return self._latest.get(job.id, job)

    def _hear(self, job: PrintJob) -> None:
        self._latest[job.id] = job
        self._changed.set()


def add_patience(parser: argparse.ArgumentParser) -> None:
    from pos_app.cli.options import seconds  # noqa: PLC0415 - beside its only use

    parser.add_argument(
        "--wait",
        type=seconds,
        default=PATIENCE,
        metavar="SECONDS",
        help=f"how long to wait for the printer, {PATIENCE:.0f} unless given",
    )


async def see_out(
    options: argparse.Namespace, spool: Spool, ask: Callable[[], Awaitable[PrintJob]]
) -> Exit:
    """Asks for the job, waits for its end and tells it."""
    watch = JobWatch(spool)
    return tell(options, await watch.ended(await ask(), options.wait))


def tell(options: argparse.Namespace, job: PrintJob) -> Exit:
    if options.json:
        print_json(job_as_dict(job))
        return EXITS[job.state]
    texts = CliTexts(profile_of(options))  # its translator stays while words are made
    say(job_line(job))
    if advice := _ADVICE.get(job.state):
        say(texts.say(advice, job.id))
    return EXITS[job.state]


def job_line(job: PrintJob) -> str:
    """Returns what was printed, which copy, where, and what is known of it; by the translator that
    is installed."""
    copy = inline_copy_words(job.number)
    return joined(printed_words(job), copy, job.printer or "PDF", outcome_words(job), job.detail)
