"""What stands at the axis of a picture, and under its bars."""

from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.money import Currency
from pos_app.words.figures.scale import scale_of, ticks_of

MOST_LETTERS = len("9 999,9")


@given(st.lists(st.integers(0, 10**14), min_size=1), st.sampled_from(Currency))
def test_a_picture_writes_few_letters_and_few_lines(amounts: list[int], currency: Currency) -> None:
    scale = scale_of(amounts, currency)
    ticks = ticks_of(max(amounts), scale)
    assert ticks[0] == 0
    assert len(ticks) <= 5
    assert ticks[-1] <= max(amounts)
    written = [scale.short(tick) for tick in ticks]
    assert len(set(written)) == len(written), "two lines of one name"
    assert all(len(scale.short(amount)) <= MOST_LETTERS for amount in amounts)


def test_a_few_amounts_as_people_read_them() -> None:
    scale = scale_of([6_180_000, 1_840_000], Currency.AOA)
    assert [scale.short(one) for one in (6_180_000, 1_840_000, 4_999)] == ["61,8", "18,4", "0,0"]
    assert scale_of([85_000], Currency.TTD).short(85_049) == "850"
    assert scale_of([12_345], Currency.TTD).short(1_234) == "12"
