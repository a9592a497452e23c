"""Whether somebody at the counter waits for a sale when the till is to be closed."""

import itertools
from dataclasses import replace

from domain.sales import sent

from pos_app.domain.events import State
from pos_app.domain.method import Kind
from pos_app.domain.rules.leaving import is_waited_for, waited_for
from pos_app.gateways.catalogue import METHODS

MINUTES = {State.NEW, State.SENDING, State.WAITING}


def test_what_takes_minutes_is_waited_for_and_what_takes_hours_is_not() -> None:
    for state, method in itertools.product(State, (*METHODS.values(), None)):
        has_hours = method is not None and method.kind is Kind.REFERENCE
        expected = state in MINUTES and not (has_hours and state is State.WAITING)
        assert is_waited_for(replace(sent(), state=state), method) is expected, (state, method)


def test_each_sale_is_judged_by_its_own_method() -> None:
    push = replace(sent(), id="push", state=State.WAITING)
    reference = replace(push, id="reference", method="proxypay")
    assert waited_for([reference, push], METHODS) == [push]
