"""However a till cuts its chain into batches, and however often it says one, the office has the
rows once and in their order; and nothing of what was changed."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

import httpx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from office.serving import Served, TillAtOffice, before, chain, serving, some

from pos_app.ports.office.event_row import EventRow

_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
_AT = st.datetimes().map(lambda at: at.isoformat("T", "microseconds") + "+00:00")
_EVENTS = st.lists(st.tuples(_TEXT, _AT, _TEXT, _TEXT), min_size=1, max_size=9)
_CUT = st.tuples(st.integers(0, 8), st.integers(1, 9))  # from which row, and how many
_QUICK = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
Work = Callable[[Coroutine[Any, Any, None]], None]


async def test_any_cut_is_stored_once_in_order_and_nothing_that_was_changed(
    office_url: str,
) -> None:
    loop = asyncio.get_running_loop()

    def done(work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, loop).result()

    async with serving(office_url) as office:
        for properties in (_cuts, _changes, _forks):
            await asyncio.to_thread(properties, office, done)


def _cuts(office: Served, done: Work) -> None:
    @_QUICK
    @given(_EVENTS, st.lists(_CUT, max_size=6), st.lists(_CUT, max_size=6))
    def any_cut(events: Any, one: Any, other: Any) -> None:
        done(_cut_by_two(office, events, one, other))

    any_cut()


async def _cut_by_two(office: Served, events: Any, one: Any, other: Any) -> None:
    """Two connections at once say any slices; at last one says what is missing."""
    till = await office.till()
    rows = chain(till.public, events)
    answers = await asyncio.gather(_say(till, rows, one), _say(till, rows, other))
    for answer in (*answers[0], *answers[1]):
        assert answer.status_code == 200 or answer.json()["error"] == "gap", answer.text
    while (head := await office.head(till)).number < len(rows):
        answer = await till.ship(rows[head.number :], head)
        assert answer.json() == {"head": [*rows[-1].head.__dict__.values()]}
    assert await office.rows(till) == rows
    assert await office.head(till) == rows[-1].head


async def _say(
    till: TillAtOffice, rows: Sequence[EventRow], cuts: Sequence[tuple[int, int]]
) -> list[httpx.Response]:
    slices = [(start, rows[start : start + many]) for start, many in cuts if start < len(rows)]
    return [await till.ship(cut, before(rows, start)) for start, cut in slices]


def _changes(office: Served, done: Work) -> None:
    @_QUICK
    @given(_EVENTS, st.integers(0, 8), st.integers(0, 8), st.integers(0, 5), st.data())
    def any_change(events: Any, stored: int, place: int, part: int, data: Any) -> None:
        changed = list(events)
        rows = chain("changed", changed)
        row = rows[place % len(rows)]
        old = row[part]
        other = old + 1 if isinstance(old, int) else _other(old, data)
        done(_changed(office, events, stored % len(rows), place % len(rows), part, other))

    any_change()


def _other(text: str, data: Any) -> str:
    """The text with one letter changed, put in or taken out."""
    at = data.draw(st.integers(0, len(text)))
    letter = data.draw(st.characters(exclude_categories=["Cs"]))
    changed = data.draw(
        st.sampled_from(
            [text[:at] + letter + text[at:], text[:at] + letter + text[at + 1 :],
             text[: max(at - 1, 0)] + text[at:]]
        )
    )  # fmt: skip
    return changed if changed != text else f"{text}\x01"


async def _changed(
    office: Served, events: Any, stored: int, place: int, part: int, value: Any
) -> None:
    """Some are stored; then all come again, one of them changed, under the hash that was true."""
    till = await office.till()
    rows = chain(till.public, events)
    if stored:
        assert (await till.ship(rows[:stored])).status_code == 200
    if part == 5 and value == chain("changed", events)[place].hash:
        value = "0" * 64
    wrong = [*rows]
    wrong[place] = rows[place]._replace(**{EventRow._fields[part]: value})
    answer = await till.ship(wrong)
    assert answer.status_code == 422
    assert answer.json() == {"error": "row", "place": place}
    assert await office.rows(till) == rows[:stored]


def _forks(office: Served, done: Work) -> None:
    @_QUICK
    @given(st.integers(0, 6), st.integers(1, 4), st.integers(1, 4), st.integers(0, 9))
    def any_fork(common: int, here: int, there: int, start: int) -> None:
        done(_forked(office, common, here, there, min(start, common)))

    any_fork()


async def _forked(office: Served, common: int, here: int, there: int, start: int) -> None:
    """The first number that differs is told exactly, wherever the batch begins before it."""
    till = await office.till()
    both = some(till.public, common)
    head = before(both, common)
    ours = both + some(till.public, here, head, "office")
    theirs = both + some(till.public, there, head, "till")
    assert (await till.ship(ours)).status_code == 200
    answer = await till.ship(theirs[start:], before(theirs, start))
    assert answer.status_code == 409
    expected = {"error": "fork", "at": common + 1, "head": [len(ours), ours[-1].hash]}
    assert answer.json() == expected
    assert await office.rows(till) == ours
    opened = await till.ask(
        "POST",
        "branches",
        {"branch": 0, "after": [head.number, head.hash], "first": theirs[common].hash},
    )
    assert opened.json() == {"branch": 1, "head": [head.number, head.hash]}
    assert (await till.ship(theirs[common:], head, branch=1)).status_code == 200
    assert await office.rows(till, 1) == theirs[common:]
    assert await office.rows(till) == ours
