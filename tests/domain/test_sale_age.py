"""How old something is, where any clock may be wrong."""

from datetime import datetime, timedelta

from domain.sales import AT
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.sale_age import least_age, most_age

HOUR = timedelta(hours=1)
HOURS = st.integers(-10_000, 10_000).map(lambda hours: AT + hours * HOUR)


@given(st.floats(0, 1e6), HOURS, st.one_of(st.none(), HOURS))
def test_it_is_at_least_as_old_as_no_clock_disputes_and_at_most_as_any_has_it(
    known_for: float, wall: datetime, there: datetime | None
) -> None:
    by_wall = (wall - AT).total_seconds()
    by_theirs = None if there is None else (there - AT).total_seconds()
    least, most = least_age(AT, known_for, wall, there), most_age(AT, known_for, wall, there)
    assert known_for <= least <= most
    if by_theirs is None:
        assert least == known_for
        assert most == max(known_for, by_wall)
    else:
        assert least == known_for or least in (by_wall, by_theirs)
        assert least <= max(known_for, by_wall)
        assert least <= max(known_for, by_theirs)
        assert most == max(known_for, by_wall, by_theirs)


def test_a_sale_of_an_earlier_run_is_as_old_as_both_clocks_agree() -> None:
    assert least_age(AT, 5.0, AT + 3 * HOUR, AT + 2 * HOUR) == 2 * 3600
    assert least_age(AT, 5.0, AT + 2 * HOUR, AT + 3 * HOUR) == 2 * 3600
    assert least_age(AT, 5.0, AT - HOUR, AT + 3 * HOUR) == 5.0
