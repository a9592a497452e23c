"""Words for the printing of a document: which piece of paper it is, and what became of its job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.domain.paper.print_job import Hitch, JobState
from pos_app.domain.paper.printer import PaperSize
from pos_app.domain.sale import sale_number
from pos_app.words.paper import jobs
from pos_app.words.paper.jobs import document_words, hitch_words, job_words
from pos_app.words.translate import QT_TRANSLATE_NOOP, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pos_app.domain.paper.print_job import PrintJob

_PAPERS: Mapping[PaperSize, str] = {
    PaperSize.ROLL_80: QT_TRANSLATE_NOOP("words", "80 mm"),
    PaperSize.ROLL_58: QT_TRANSLATE_NOOP("words", "58 mm"),
    PaperSize.A4: QT_TRANSLATE_NOOP("words", "A4"),
}


def paper_words(paper: PaperSize) -> str:
    return say(_PAPERS[paper])


def inline_copy_words(number: int) -> str:
    """Returns `2.ª via` as it stands within a line: the number counts the original, as shops do."""
    return lowered(jobs.copy_words(number))


def edition_words(number: int) -> str:
    """Returns which piece of paper it is; empty for a document of which copies mean nothing."""
    if number <= 1:
        return say(QT_TRANSLATE_NOOP("words", "original")) if number else ""
    return inline_copy_words(number)


def printed_words(job: PrintJob) -> str:
    """Returns what was printed: a sale's number and the kind of document, or its own name."""
    if job.sale_number is None:
        return job.name
    return f"{sale_number(job.sale_number)} {lowered(document_words(job.kind))}"


def outcome_words(job: PrintJob) -> str:
    """Returns what is known of a job, with what holds it up: never "printed" where nobody has
    confirmed it."""
    if job.state is JobState.DOUBTFUL:
        state = say(QT_TRANSLATE_NOOP("words", "not confirmed"))
    else:
        state = lowered(job_words(job.state))
    hitch = "" if job.hitch is Hitch.BY_HAND else hitch_words(job.hitch)
    return f"{state}: {hitch}" if hitch and job.state is not JobState.CONFIRMED else state


def lowered(words: str) -> str:
    """Returns words as they stand within a line; a name of several capitals stays."""
    return words if words[1:2].isupper() or words[1:2] == " " else f"{words[:1].lower()}{words[1:]}"


def raised(words: str) -> str:
    """Returns words as they begin a line."""
    return f"{words[:1].upper()}{words[1:]}"
