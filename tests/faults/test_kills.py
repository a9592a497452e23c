"""The till is killed with SIGKILL at each step of what it does, and started again.

`python -m faults.kills.campaign` does so with every flow of every method (`faults/kills/flows.py`),
and kills it once more while it recovers. Here it is a reference, money that is held, what is never
repeated, cash, and a receipt on its way to a printer.
"""

import pytest
from faults.kills.campaign import a_place, sweep
from faults.kills.flows import FLOWS

# Cash asks nobody, and needs no world of its own.
ONE_OF_EACH_KIND = (
    ("wikipay sell",),
    ("wipay sell", "cash.ao take"),
    ("vpos hold",),
    ("cash.ao print",),
)


@pytest.mark.parametrize("flows", ONE_OF_EACH_KIND, ids=" and ".join)
def test_no_step_is_one_at_which_a_kill_costs_money(flows: tuple[str, ...]) -> None:
    with a_place() as place:
        for flow in flows:
            found = sweep(place, FLOWS[flow])
            assert not found.violations
            assert found.survived == found.kills
            assert set(found.moments) == FLOWS[flow].moments
