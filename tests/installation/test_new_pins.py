"""Which PINs nobody is given: those that whoever guesses tries first. And whose they are."""

import random
from itertools import product

import pytest

from pos_app.domain.errors import BadInput, Field, InputProblem
from pos_app.domain.people.pins import is_well_known, new_pin
from pos_app.domain.people.roles import Person, Role, new_name


def _kinds() -> dict[str, list[str]]:
    figures = "0123456789"
    lengths = range(4, 9)
    circle = figures * 3
    runs = [circle[at : at + long] for at in range(10) for long in lengths]
    pieces = ["".join(one) for long in (2, 3, 4) for one in product(figures, repeat=long)]
    return {
        "one figure": [figure * long for figure in figures for long in lengths],
        "up": runs,
        "down": [run[::-1] for run in runs],
        "a piece repeated": [piece * 2 for piece in pieces]
        + [piece * times for piece in pieces[:100] for times in (3, 4)],
        "pairs": [a * 2 + b * 2 for a, b in product(figures, repeat=2)],
        "a mirror": [f"{a}{b}{b}{a}" for a, b in product(figures, repeat=2)],
        "years": [str(year) for year in range(1900, 2100)],
        "longer pairs and mirrors": ["112233", "55667788", "123321", "12344321"],
        "columns of the keypad": ["2580", "0852", "147258", "14789632", "159357", "159753"],
    }


@pytest.mark.parametrize("kind", _kinds())
def test_whoever_guesses_first_of_all_finds_nobody(kind: str) -> None:
    for pin in _kinds()[kind]:
        with pytest.raises(BadInput) as refused:
            new_pin(f" {pin} ")
        assert (refused.value.complaint, refused.value.value) == (InputProblem.PIN_NOT_THIS, "")


def test_most_pins_are_left() -> None:
    """Nobody has to try twice: nineteen in twenty that come by chance are taken."""
    chance = random.Random(13)
    for long, most in ((4, 0.06), (5, 0.01), (6, 0.01), (8, 0.01)):
        chosen = [f"{chance.randrange(10**long):0{long}}" for _ in range(20_000)]
        assert sum(map(is_well_known, chosen)) / len(chosen) < most
    for pin in ("2468", "1357", "8642", "4913"):
        assert new_pin(pin) == pin
    for pin in ("13231", "20134", "2113", "194837", "1124"):  # nearly a mirror, a year, a pair
        assert new_pin(pin) == pin


@pytest.mark.parametrize("pin", ["", "246", "246813579", "24a8", "24²8", "24 68", "-2468"])
def test_what_is_no_four_to_eight_figures_is_no_pin(pin: str) -> None:
    with pytest.raises(BadInput) as refused:
        new_pin(pin)
    told = refused.value
    assert (told.field, told.complaint, told.value) == (
        Field.PIN,
        InputProblem.PIN_NOT_FIGURES,
        "4-8",
    )


def test_a_pin_is_read_however_a_keyboard_writes_its_figures() -> None:
    for typed in ("2468", "24681359", " 2468\n", "٢٤٦٨", "2\u200b468"):
        assert new_pin(typed) == ("24681359" if "59" in typed else "2468")


# --- names ----------------------------------------------------------------------------------------


def test_a_name_is_one_line_of_at_most_forty_letters() -> None:
    assert new_name("  Ana\u00a0 Maria\u200b ") == "Ana Maria"
    assert new_name("A" * 40) == "A" * 40
    for typed in ("", " \u200b ", "A" * 41, "Ana\x07"):
        with pytest.raises(BadInput) as refused:
            new_name(typed)
        assert (refused.value.field, refused.value.complaint) == (
            Field.NAME,
            InputProblem.NAME_NOT_ONE,
        )


@pytest.mark.parametrize(
    ("name", "initials", "short_name"),
    [
        ("Ana", "A", "Ana"),
        ("ana miguel", "AM", "ana m."),
        ("Ana Maria Miguel", "AM", "Ana M."),
        ("Rui Z B Costa", "RC", "Rui C."),
    ],
)
def test_short_forms_are_of_the_first_name_and_the_last(
    name: str, initials: str, short_name: str
) -> None:
    person = Person(name, Role.CASHIER)
    assert (person.initials, person.short_name) == (initials, short_name)
