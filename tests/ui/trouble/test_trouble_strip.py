"""What the window says while the journal cannot be written on, or the keyring does not answer."""

import pytest
from PySide6.QtWidgets import QWidget
from ui.counter import Counter, until

from pos_app.domain import errors
from pos_app.domain.errors import JournalHeld, JournalReplaced, JournalUnavailable, KeyringSilent
from pos_app.words.problems import problem_words, trouble_words

TROUBLES = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, JournalUnavailable)
]


@pytest.mark.parametrize("kind", TROUBLES)
async def test_it_is_said_for_as_long_as_it_lasts_and_stands_in_nobodys_way(
    kind: type[JournalUnavailable], counter: Counter
) -> None:
    counter.open()
    strip = counter.find(QWidget, "journal_strip")
    assert not strip.isVisible()
    counter.type("15")
    counter.journal.become(kind("what the system said"))
    await until(strip.isVisible)
    said = counter.text("journal_trouble")
    assert said.startswith(problem_words(kind("what the system said"))[0])
    counter.type("00")  # nothing has taken the keys
    assert counter.text("amount").startswith("1")
    counter.journal.become(None)
    await until(lambda: not strip.isVisible())


def test_each_trouble_has_a_sentence_of_its_own() -> None:
    said = [problem_words(kind(""))[0] for kind in TROUBLES]
    assert len(set(said)) == len(TROUBLES) == 8


@pytest.mark.parametrize("kind", TROUBLES)
async def test_the_strip_says_what_to_do_and_nothing_of_a_charge_that_nobody_asked_for(
    kind: type[JournalUnavailable], counter: Counter
) -> None:
    counter.open()
    counter.journal.become(kind("what the system said"))
    said = counter.text("journal_trouble")
    assert said.endswith(trouble_words(kind(""))[1])
    assert "You cannot charge now" in said
    assert "Nothing was charged" not in said


async def test_a_keyring_that_does_not_answer_stops_no_sale(counter: Counter) -> None:
    counter.keyring.become(KeyringSilent())
    counter.open()
    strip = counter.find(QWidget, "keyring_strip")
    assert strip.isVisible()
    assert counter.text("keyring_trouble") == " · ".join(trouble_words(KeyringSilent()))
    counter.keyring.become(None)
    assert not strip.isVisible()


async def test_a_lock_is_not_called_a_full_disk_when_it_refuses_a_charge(counter: Counter) -> None:
    counter.open()
    counter.till.fail = JournalHeld("database is locked")
    counter.type("1500")
    counter.enter()
    counter.type("923123456")
    counter.enter()
    await until(lambda: counter.find(QWidget, "form_message").isVisible())
    assert "Another program" in counter.text("form_message")
    assert "disk" not in counter.text("form_message")
    assert "Put the file back" in problem_words(JournalReplaced(""))[1]
