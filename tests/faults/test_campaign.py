"""Simulated days against the sandbox's ledger: a few here, ten thousand in `make faults`."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from faults.simulation.acts import Act
from faults.simulation.baskets import Turn
from faults.simulation.bugs import BUGS, planted
from faults.simulation.campaign import run_day
from faults.simulation.kinds import ELSEWHERE, KINDS
from faults.simulation.lives import CHANGING, NO_LIVES
from faults.simulation.plan import draw

DAYS = 24
MOST_DAYS = 200  # in which a mistake has to be found
TESTS = Path(__file__).parents[1]

# A short day on which each mistake is found, as the days are drawn now: the search begins there,
# goes on through the others where that has changed, and is over at once where it has not.
FOUND_ON = {
    "a transaction may be two sales": 85,
    "a failed answer names no charge": 106,
    "money goes out again after any failure": 173,
    "a code that nobody understands is a no": 1,
    "any page is the providers word": 5,
    "of two values the last one counts": 12,
    "facts that disagree are passed over": 12,
    "a key is remembered for ever": 6,
    "late looks end by the clock on the wall": 7,
    "nobody looks whether the file is there": 106,
    "a journal of yesterday is gone on with": 9,
    "a restore is forgotten at the next look": 17,
    "one provider stands in anothers way": 106,
    "whoever leads round is followed for ever": 58,
    "sent again at another account": 11,
    "taken back at another account": 45,
    "ended by the queue of another account": 47,
    "extended at another account": 33,
    "unknown to another account is unknown": 17,
    "what a copy left in doubt is sent again": 112,
    "what a copy left in doubt is taken back": 17,
    "what a copy left in doubt is ended by its queue": 17,
    "two operations are open at once": 36,
    "what went back is not counted": 1,
    "late words of one operation end the next": 3,
    "anybodys pin is a managers": 171,
    "a start forgets wrong pins": 171,
    "a clock that was set back ends the wait": 171,
    "the wait is by the clock on the wall": 29,
    "a cashiers pin forgives what was guessed at a managers": 165,
    "a yes is good for ever": 29,
    "a wrong pin is written down nowhere": 171,
    "acknowledged before it is stored": 38,
    "a time out is a failure": 89,
    "what was being sent is called not sent": 171,
    "everybodys payments are taken": 100,
    "a payment counts as often as it is told": 178,
    "a clicpay charge is repeated": 3,
    "taken back without asking": 109,
    "doubt is resolved by waiting": 5,
    "what has ended is not asked about": 106,
    "sent before it is written": 26,
    "every try has a key of its own": 106,
    "a broken server is a refusal": 154,
    "a second click is a second sale": 106,
    "a second press for cash is a second sale": 13,
    "a part may be more than is missing": 4,
    "a split sale hears nothing of its parts": 4,
    "what is asked for counts as there": 4,
    "a cancelled split sale keeps what came": 130,
    "what left with the count is still in the drawer": 4,
    "cash that is taken out is forgotten": 4,
}


@pytest.mark.parametrize("first", range(0, DAYS, 6))
def test_no_money_is_lost_taken_twice_or_wrongly_shown(first: int) -> None:
    reports = [run_day(seed) for seed in range(first, first + 6)]
    assert {report.seed: report.violations for report in reports if report.violations} == {}
    assert sum(report.sales for report in reports) > 6 * 10
    assert sum(report.kills for report in reports) > 0
    assert sum(report.faults.total() for report in reports) > 6 * 10


def test_what_no_name_tells_apart_is_asked_of_nobody() -> None:
    """A day on which a reference was paid twice under one id, and the first of it was lost with its
    journal: the sale says that it may have been paid before."""
    assert run_day(900358).violations == []


def test_a_day_repeats_exactly_and_in_another_process_too() -> None:
    """To the last event: where a set's order or an address decides anything, its head differs."""
    told = "day = run_day(76); print(day, day.head)"
    there = [sys.executable, "-c", f"from {run_day.__module__} import *; {told}"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": "1"}
    said = subprocess.check_output(there, env=environment, text=True).strip()
    here = run_day(76)
    assert said == f"{here} {here.head}"


def test_every_second_day_has_all_lives_and_the_others_have_none() -> None:
    plans = [draw(seed) for seed in range(100)]
    assert all(plan.lives == NO_LIVES for plan in plans[::2])
    lives = [plan.lives for plan in plans[1::2]]
    guesses = [one for life in lives for one in life.guesses]
    assert {one.provider for life in lives for one in life.changes} == set(CHANGING)
    for how in ("shift", "restarts", "between"):
        assert any(getattr(one, how) for one in guesses)
    assert {bool(one.whom) for one in guesses} == {True, False}
    acts = {visit.act for plan in plans[1::2] for visit in plan.visits}
    assert acts - {visit.act for plan in plans[::2] for visit in plan.visits} == {
        Act.GIVES_BACK_IN_PARTS,
        Act.GIVES_BACK_AGAIN,
        Act.CAPTURES_AND_GIVES_BACK,
        Act.CAPTURES_OR_RELEASES,
        Act.EXTENDS,
        Act.EXTENDS_AND_CANCELS,
    }


def test_one_day_in_seven_has_a_counter() -> None:
    baskets = [some for seed in range(140) if (some := draw(seed).baskets)]
    assert len(baskets) == 140 // 7
    seen = {(basket.provider, basket.turn) for some in baskets for basket in some}
    elsewhere = {(name, turn) for name in ("vpos", "proxypay") for turn in Turn}
    assert seen == elsewhere | {("", turn) for turn in Turn if turn is not Turn.CANCELS}


@pytest.mark.parametrize("bug", BUGS)
def test_every_mistake_is_found(bug: str) -> None:
    """The campaign has teeth: with this mistake in the till it fails."""
    first = FOUND_ON.get(bug, 0)
    days = [*range(first, MOST_DAYS), *range(first)]
    with planted(bug):
        assert any(run_day(seed).violations for seed in days)


def test_every_kind_that_was_seen_from_outside_is_planted_or_tried_elsewhere() -> None:
    assert sorted({*KINDS, *ELSEWHERE}) == list(range(1, 18))
    missing = [one for tests in ELSEWHERE.values() for one in tests if not (TESTS / one).exists()]
    assert missing == []
