"""Part of the tour: the office in the settings, above the work, and at a journal that is gone."""

from collections.abc import AsyncIterator
from datetime import timedelta

from PySide6.QtWidgets import QWidget
from ui.counter import Counter, until
from ui.standin_office import ADDRESS, CODE

from pos_app.domain.errors import BadInput, Field, InputProblem, NotShipped, ResponseLost
from pos_app.ports.office.protocol import CodeRefusal, CodeRefused, InUse
from pos_app.ports.office.status import OfficeState
from pos_app.ui.format import times

Stops = AsyncIterator[tuple[str, QWidget]]


async def office(counter: Counter) -> Stops:
    """Each answer to a code, each way to stand with an office, and leaving it."""
    desk = counter.office
    counter.open()
    counter.click("tab_settings")
    counter.click("settings_office")
    yield "office: none", counter.window
    counter.click("office_join")
    yield "office: nothing typed", counter.window
    counter.fill("office_address", f"pos-app-office:{ADDRESS}#{CODE}")
    heard = times.now() - timedelta(minutes=3)
    desk.answers = [
        BadInput(Field.SETTINGS, InputProblem.ADDRESS_NOT_SAFE, "office"),
        *(CodeRefused(why) for why in CodeRefusal),
        ResponseLost("it is late"),
        InUse(heard),
    ]
    while desk.answers:
        left = len(desk.answers)
        counter.click("office_join")
        await until(lambda: len(desk.answers) < left)  # noqa: B023
        await until(counter.find(QWidget, "office_join").isEnabled)
        yield f"office: {left} answers are left", counter.window
    counter.click("office_another")
    yield "office: it is another till", counter.window
    counter.click("office_moved")
    await until(lambda: desk.status.state is OfficeState.UP_TO_DATE)
    await until(counter.find(QWidget, "office_leave").isEnabled)
    yield "office: joined", counter.window
    for state in OfficeState:
        if state is not OfficeState.NOT_ENROLLED:
            behind = 1234 if state is OfficeState.AWAY else 0
            desk.become(state, behind=behind, since=heard if behind else None)
            yield f"office: {state}", counter.window
    desk.refuses = NotShipped(1234)
    counter.click("office_leave")
    await until(counter.find(QWidget, "office_leave_anyway").isVisible)
    yield "office: it lacks events", counter.window
    counter.click("office_leave_anyway")
    await until(lambda: desk.status.state is OfficeState.NOT_ENROLLED)
    await until(counter.find(QWidget, "office_leave").isEnabled)
    yield "office: left", counter.window
