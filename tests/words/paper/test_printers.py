"""How a printer is, as people are told."""

import pytest

from pos_app.domain.paper.print_job import Hitch
from pos_app.ports.paper.printers import PrinterStatus
from pos_app.words.paper.printers import status_words, trouble_of


@pytest.mark.parametrize("answers", [True, False])
@pytest.mark.parametrize("hitch", [Hitch.OFFLINE, Hitch.PAPER_OUT, Hitch.REFUSED])
def test_what_is_wrong_is_said_whoever_tells_it(hitch: Hitch, *, answers: bool) -> None:
    """A queue's print system and a USB port tell it where the printer itself says nothing."""
    assert status_words(PrinterStatus(hitch=hitch, answers=answers)) == trouble_of(hitch)


def test_a_printer_of_which_nothing_is_said_is_not_called_ready() -> None:
    assert status_words(PrinterStatus()) != status_words(PrinterStatus(answers=True))
