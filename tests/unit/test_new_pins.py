"""Which PINs nobody is given: those that whoever guesses tries first."""

import random
from itertools import product

import pytest

from pos_app.domain.approval import is_well_known, new_pin
from pos_app.domain.errors import BadInput, Complaint


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
        "columns of the keypad": ["2580", "0852"],
    }


@pytest.mark.parametrize("kind", _kinds())
def test_whoever_guesses_first_of_all_finds_nobody(kind: str) -> None:
    for pin in _kinds()[kind]:
        with pytest.raises(BadInput) as refused:
            new_pin(f" {pin} ")
        assert (refused.value.complaint, refused.value.value) == (Complaint.PIN_NOT_THIS, "")


def test_most_pins_are_left() -> None:
    """Nobody has to try twice: nineteen in twenty that come by chance are taken."""
    chance = random.Random(13)
    for long, most in ((4, 0.06), (5, 0.01), (6, 0.01), (8, 0.01)):
        chosen = [f"{chance.randrange(10**long):0{long}}" for _ in range(20_000)]
        assert sum(map(is_well_known, chosen)) / len(chosen) < most
    for pin in ("2468", "1357", "8642", "4913"):
        assert new_pin(pin) == pin
