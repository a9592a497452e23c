"""How charges ended: each counts once, by its method and its reason."""

from pos_app.domain.events import State
from pos_app.domain.figures.outcomes import AnswerTime, Ended, Outcomes, outcomes_of, together
from pos_app.domain.reasons import Reason

QUICK = AnswerTime(2_000, 9_000)
ENDED = [
    Ended("wipay", State.EXPIRED, None, 2),
    Ended("wipay", State.DECLINED, Reason.NO_MONEY, 2),
    Ended("wipay", State.CANCELLED, Reason.RELEASED_HERE, 3),
    Ended("wipay", State.AUTHORIZED, None, 4),
    Ended("vpos", State.PAID, None, 1),
    Ended("vpos", State.DECLINED, Reason.NO_MONEY, 5),
    Ended("vpos", State.DECLINED, Reason.NO_ANSWER, 6),
    Ended("vpos", State.UNKNOWN, None, 7),
    Ended("proxypay", State.WAITING, None, 8),
    Ended("clicpay", State.SENDING, None, 8),
]
VPOS = Outcomes("vpos", 1, 11, 7, {Reason.NO_ANSWER: 6, Reason.NO_MONEY: 5}, QUICK)
WIPAY = Outcomes("wipay", 7, 4, 0, {Reason.NO_MONEY: 2, Reason.OTHER: 2}, None)


def test_each_charge_is_a_success_a_refusal_or_still_open() -> None:
    """The method with most that ended is first; of as many, what is still open tells."""
    found = outcomes_of(ENDED, {"vpos": QUICK})
    assert found[:2] == [VPOS, WIPAY]
    assert [(one.method, one.still_open) for one in found[2:]] == [("clicpay", 8), ("proxypay", 8)]
    assert [one.success_percent for one in found] == [8, 64, None, None]
    assert list(found[0].reasons) == [Reason.NO_ANSWER, Reason.NO_MONEY]
    assert list(found[1].reasons) == [Reason.NO_MONEY, Reason.OTHER]  # by their words


def test_all_methods_together_have_the_sums_and_no_common_time() -> None:
    every = together([VPOS, WIPAY])
    reasons = {Reason.NO_MONEY: 7, Reason.NO_ANSWER: 6, Reason.OTHER: 2}
    assert every == Outcomes("", 8, 15, 7, reasons, None)
    assert list(every.reasons) == [Reason.NO_MONEY, Reason.NO_ANSWER, Reason.OTHER]
