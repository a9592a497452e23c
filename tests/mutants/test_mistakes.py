"""What counts the mistakes that tests notice has to notice what tests do."""

import gc
from pathlib import Path
from typing import Any

import pytest
from mutants import crew
from mutants.mistakes import Kind, mistakes_in
from mutants.plan import ACCEPTED, plan
from mutants.reach import Reach, recorded
from mutants.rooms import ROOMS
from mutants.score import Score, is_enough
from mutants.swap import forgetting_by_folder, functions_by_place
from mutants.trial import Result, Task, Verdict

ROOT = Path(__file__).parents[2]

EXAMPLES = {
    Kind.COMPARED: ("a < b", "a <= b"),
    Kind.HALF_A_GUARD: ("a and b(c)", "b(c)"),
    Kind.JOINED: ("a and b", "a or b"),
    Kind.NEGATED: ("not a", "a"),
    Kind.LEFT_OUT: ("f(a)", "pass"),
    Kind.NUMBER: ("300", "301"),
    Kind.TRUTH: ("True", "False"),
    Kind.COUNTED: ("a + b", "a - b"),
    Kind.MEMBER: ("{a, b}", "{b}"),
    Kind.NEIGHBOUR: ("min(a, b)", "max(a, b)"),
    Kind.KEYWORD: ("f(a, paid=b)", "f(a)"),
    Kind.SWAPPED: ("f(sale.one, sale.two)", "f(sale.two, sale.one)"),
    Kind.SIBLING: ("State.PAID, State.OPEN", "State.OPEN"),
    Kind.STATEMENT_OF_SQL: ("'DELETE FROM sales WHERE a AND b'", "OR b"),
}


@pytest.mark.parametrize("kind", EXAMPLES)
def test_each_kind_of_mistake_is_made(kind: Kind) -> None:
    before, after = EXAMPLES[kind]
    source = f"def f():\n    {'' if kind is Kind.LEFT_OUT else 'x = '}{before}\n"
    made = [each for each in mistakes_in("a.py", source) if each.kind is kind]
    assert any(after in each.source for each in made)
    assert all(each.can_be_compiled for each in made)


def test_an_exception_that_is_caught_no_longer_is_a_mistake() -> None:
    source = "try:\n    f()\nexcept (A, B):\n    g()\n"
    made = [each.source for each in mistakes_in("a.py", source) if each.kind is Kind.NOT_CAUGHT]
    assert [text.splitlines()[2] for text in made] == ["except (B,):", "except (A,):"]


def test_every_kind_has_an_example() -> None:
    assert {*EXAMPLES, Kind.NOT_CAUGHT} == set(Kind)


def test_every_equivalent_that_is_accepted_is_still_a_mistake_of_its_file_and_says_why() -> None:
    files = {name.partition(": ")[0] for name in ACCEPTED}
    names = {
        mistake.name
        for file in files
        for mistake in mistakes_in(file, (ROOT / file).read_text(encoding="utf-8"))
    }
    assert set(ACCEPTED) <= names
    assert all(reason.strip() for reason in ACCEPTED.values())


def test_the_same_seed_draws_the_same_mistakes() -> None:
    drawn = [[each.name for _, each in plan(ROOT, ["people"], [], 9, 5).chosen] for _ in range(2)]
    assert drawn[0] == drawn[1]
    assert len(drawn[0]) == 9


FILE = "pos_app/domain/money.py"
NEAREST = "tests/domain/test_money.py"


@pytest.fixture(scope="module")
def reach(tmp_path_factory: pytest.TempPathFactory) -> Reach:
    return recorded(ROOT, tmp_path_factory.mktemp("reach"), [NEAREST], 0)  # in one process


def tried(reach: Reach, mistakes: list[str], *, first: Task) -> list[Verdict]:
    """What becomes of the file with each of these texts in its place, in a crew of its own."""
    results: list[Verdict] = []
    tests = sorted(reach.tests_of_file(FILE))
    as_it_is = Task(FILE, (ROOT / FILE).read_text(encoding="utf-8"), tests[:3], 60)

    def told(result: Result) -> None:
        results.append(result.verdict)

    jobs = [(task, told) for task in (first, *(Task(FILE, text, tests, 60) for text in mistakes))]
    crew.run(ROOT, [NEAREST], as_it_is, jobs, 1)
    return results


def mistaken(change: str) -> str:
    source = (ROOT / FILE).read_text(encoding="utf-8")
    return next(each.source for each in mistakes_in(FILE, source) if each.change == change)


def test_a_mistake_in_a_function_and_one_that_is_imported_are_noticed_and_no_mistake_is_not(
    reach: Reach,
) -> None:
    """Nor after one whose time was up: it is tried in a process that is ended in the middle, and
    leaves nothing open for which the next would be blamed."""
    source = (ROOT / FILE).read_text(encoding="utf-8")
    slow = f"{source}\nimport time\ntime.sleep(60)\n"
    hangs = Task(FILE, slow, sorted(reach.tests_of_file(FILE)), 1, anew=True)
    in_a_function = mistaken("minor == 0 -> minor != 0")
    imported = mistaken("100 -> 101")
    remark = f"{source}\n# A remark changes nothing.\n"
    assert tried(reach, [in_a_function, imported, remark], first=hangs) == [
        Verdict.TIME_UP,
        Verdict.KILLED,
        Verdict.KILLED,
        Verdict.SURVIVED,
    ]


def test_what_was_answered_before_a_mistake_is_forgotten(tmp_path: Path) -> None:
    file = tmp_path / "prices.py"
    names: dict[str, Any] = {}
    text = "from functools import cache\nasked = []\n@cache\ndef price(of): asked.append(of)\n"
    exec(compile(text, file, "exec"), names)
    for forgotten in ([], forgetting_by_folder(str(tmp_path))[tmp_path]):
        for forget in forgotten:
            forget()
        names["price"]("coffee")
        names["price"]("coffee")
    assert names["asked"] == ["coffee", "coffee"]


def test_a_file_that_fails_by_itself_proves_nothing(reach: Reach) -> None:
    broken = Task(FILE, "raise RuntimeError\n", sorted(reach.tests_of_file(FILE))[:3], 60)
    with pytest.raises(crew.NoProof):
        crew.run(ROOT, [NEAREST], broken, [], 1)


@pytest.mark.parametrize(("survived", "enough"), [(3, True), (4, False)])
def test_a_room_under_its_bound_is_not_enough(survived: int, *, enough: bool) -> None:
    assert ROOMS["domain"].bound == 95
    score = Score()
    score.verdicts.update({Verdict.KILLED: 60 - survived, Verdict.SURVIVED: survived})
    assert is_enough({"domain": score}) is enough
    assert not is_enough({"domain": Score()})


def test_functions_are_found_though_the_collector_was_told_to_leave_them_alone() -> None:
    gc.freeze()
    place = (mistakes_in.__code__.co_filename, "mistakes_in", mistakes_in.__code__.co_firstlineno)
    assert functions_by_place(str(ROOT / "tests" / "mutants"))[place] == [mistakes_in]


def test_what_had_too_little_time_survives_until_it_was_given_more() -> None:
    """And is then counted once, as what became of it."""
    score, mistake = Score(), mistakes_in("some.py", "def f(a, b):\n    return a < b\n")[0]
    score.count(mistake, Verdict.KILLED)
    score.count(mistake, Verdict.TIME_UP)
    assert score.percent == 50
    assert score.take_back_unfinished() == [mistake]
    assert (score.tried, score.unfinished) == (1, [])
    score.count(mistake, Verdict.KILLED)
    assert (score.tried, score.percent, score.survivors) == (2, 100, [])
