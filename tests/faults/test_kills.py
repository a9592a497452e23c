"""The till is killed with SIGKILL at each step of what it does, and started again.

`python -m faults.kills.campaign` does so with every flow of every method (`faults/kills/flows.py`),
and kills it once more while it recovers. Here it is a reference, money that is held, and what is
never repeated.
"""

import pytest
from faults.kills.campaign import campaign
from faults.kills.steps import Moment

ONE_OF_EACH_KIND = ("wikipay sell", "wipay sell", "vpos hold")


@pytest.mark.parametrize("flow", ONE_OF_EACH_KIND)
def test_no_step_is_one_at_which_a_kill_costs_money(flow: str) -> None:
    found = campaign([flow], lanes=1)
    assert not found.violations
    assert found.survived == found.kills
    assert set(found.moments) == set(Moment) - {Moment.OPENING}
