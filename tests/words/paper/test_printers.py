"""Words for printers: one that has a problem is never said to be merely quiet."""

import pytest

from pos_app.domain.paper.print_job import Hitch
from pos_app.ports.paper.printers import PrinterStatus
from pos_app.words.paper.jobs import hitch_words
from pos_app.words.paper.printers import status_words


@pytest.mark.parametrize("answers", [False, True])
@pytest.mark.parametrize("hitch", [Hitch.UNREACHABLE, Hitch.REFUSED, Hitch.SILENT])
def test_what_is_wrong_is_said_whoever_says_it(hitch: Hitch, *, answers: bool) -> None:
    said = status_words(PrinterStatus(hitch=hitch, answers=answers))
    assert said.casefold() == hitch_words(hitch).casefold()


def test_a_printer_that_says_nothing_is_not_called_ready() -> None:
    assert status_words(PrinterStatus()) != status_words(PrinterStatus(answers=True))
