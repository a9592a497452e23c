"""Spans as people say them: to the nearest of the largest unit."""

import pytest

from pos_app.words.durations import ago_words, left_words, span_words
from pos_app.words.offline import next_try_words

MINUTE, HOUR, DAY = 60, 3600, 86_400


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (-5, "0 s"),
        (0, "0 s"),
        (59.9, "59 s"),
        (60, "1 min"),
        (89, "1 min"),
        (90, "2 min"),
        (116, "2 min"),
        (59 * MINUTE + 29, "59 min"),
        (59 * MINUTE + 30, "1 h"),
        (89 * MINUTE + 59, "1 h"),
        (90 * MINUTE, "2 h"),
        (23 * HOUR + 29 * MINUTE, "23 h"),
        (23 * HOUR + 30 * MINUTE, "1 d"),
        (36 * HOUR, "2 d"),
        (209 * DAY, "209 d"),
    ],
)
def test_a_span_is_told_to_the_nearest(seconds: float, said: str) -> None:
    assert span_words(seconds) == said
    assert ago_words(seconds) == ("just now" if said == "0 s" else f"{said} ago")


def test_seconds_are_for_less_than_a_minute_and_no_span_gets_shorter() -> None:
    order = ("s", "min", "h", "d")
    before = (0, 0)
    for seconds in range(0, 3 * DAY, 7):
        count, unit = span_words(seconds).split()
        assert (unit == "s") is (seconds < MINUTE)
        told = (order.index(unit), int(count))
        assert told >= before
        assert unit == "d" or told[1] < {"s": 60, "min": 60, "h": 24}[unit]
        before = told


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (59, "59 s"),
        (119, "1 min"),
        (2 * HOUR - 1, "1 h"),
        (2 * DAY - 1, "1 d"),
        (1000 * DAY - 1, "999 d"),
        (1000 * DAY, "2 y"),
    ],
)
def test_what_is_left_is_never_more_than_there_is(seconds: int, said: str) -> None:
    assert left_words(seconds) == said
    assert next_try_words(seconds) == f"Next try in {said}"
