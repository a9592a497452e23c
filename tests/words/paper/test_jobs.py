"""Words of paper: never "printed" where nobody knows, and each document by its name and copy."""

from datetime import UTC, date, datetime

import pytest
from closes import close_of

from pos_app.domain.books.day_close import CloseDocument
from pos_app.domain.events import DocumentIssued, IssueWithdrawn, Purpose
from pos_app.domain.paper.print_job import Hitch, JobState, PrintTrouble
from pos_app.domain.paper.printer import DocumentKind
from pos_app.words.books.close_sections import close_sections, exception_lines
from pos_app.words.paper.jobs import copy_words, document_words, hitch_words, job_words
from pos_app.words.timeline import event_words

AT = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_every_kind_state_and_hitch_has_words_of_its_own() -> None:
    assert len({document_words(kind) for kind in DocumentKind}) == len(DocumentKind)
    told = {job_words(state) for state in JobState}
    # What is asked for waits as well as what has its number.
    assert len(told) == len(JobState) - 1
    assert len({hitch_words(hitch) for hitch in Hitch}) == len(Hitch)
    assert hitch_words(Hitch.NONE) == ""


def test_nothing_is_called_printed() -> None:
    said = [*map(job_words, JobState), *map(hitch_words, Hitch)]
    assert not [words for words in said if "printed" in words.lower()]


@pytest.mark.parametrize(("number", "words"), [(0, ""), (1, ""), (2, "Copy 2"), (12, "Copy 12")])
def test_only_what_comes_after_the_original_is_a_copy(number: int, words: str) -> None:
    assert copy_words(number) == words


@pytest.mark.parametrize("purpose", [Purpose.PAYMENT, Purpose.REFUND])
def test_a_timeline_names_the_document_its_copy_its_printer_and_who_asked(
    purpose: Purpose,
) -> None:
    receipt = DocumentKind.RECEIPT
    first = DocumentIssued(document=receipt, number=1, job="j", printer="Balcão")
    assert event_words(first, purpose) == ("Receipt to be printed", "Balcão")
    copy = DocumentIssued(document=DocumentKind.SLIP, number=2, job="j", by="Rui")
    assert event_words(copy, purpose) == ("Slip as a file", "Copy 2 · Rui")
    withdrawn = IssueWithdrawn(document=receipt, number=2, job="j", by="Rui")
    assert event_words(withdrawn, purpose) == ("Receipt did not come out", "Copy 2 · Rui")


def test_paper_that_failed_is_an_exception_of_the_day() -> None:
    trouble = PrintTrouble(
        kind=DocumentKind.RECEIPT,
        state=JobState.FAILED,
        hitch=Hitch.PAPER_OUT,
        name="Receipt 0148",
        at=AT,
        printer="Balcão",
    )
    plain = close_of(date(2026, 11, 20))
    document = CloseDocument(**{**vars(plain), "paper": (trouble,)})
    said = "Receipt 0148 · Balcão · Did not come out: out of paper"
    assert list(exception_lines(document, {})) == [said]
    assert not exception_lines(plain, {})
    # It is told once, wherever both are told.
    told = [line for section in close_sections(document, {}) for line in section.lines]
    assert not [line for line in told if "0148" in line.label]
