"""What an office's answers mean: a value of the protocol, a refusal by its word and status, or an
answer that makes no sense, which is as good as none."""

import json
from http import HTTPStatus
from typing import Any, TypeVar

from pos_app.domain.errors import ResponseLost
from pos_app.ports.gateway import Answer
from pos_app.ports.office.protocol import Busy
from pos_app.ports.office.protocol_json import REFUSALS, from_json, refusal_from_json

T = TypeVar("T")


def said_in(answer: Answer) -> Any:
    """Returns the JSON of an answer that is a success. Raises ResponseLost."""
    if answer.status != HTTPStatus.OK:
        raise ResponseLost(f"the office answered {answer.status}")
    try:
        return json.loads(answer.text)
    except (ValueError, RecursionError) as error:
        raise ResponseLost("the office's answer is no JSON") from error


def value_in(kind: type[T], answer: Answer) -> T:
    """Reads a value of the protocol. Raises ResponseLost."""
    told = said_in(answer)
    try:
        return from_json(kind, told)
    except (ValueError, TypeError, RecursionError) as error:
        raise ResponseLost(f"the office's answer is no {kind.__name__}") from error


def refusal_in(answer: Answer) -> object | None:
    """Returns the refusal that the answer is, if it comes with its own status: a page of something
    between, with the same status, says nothing about this till."""
    if answer.status == HTTPStatus.OK:
        return None
    try:
        refused = refusal_from_json(json.loads(answer.text))
    except (ValueError, TypeError, RecursionError):
        return None
    if isinstance(refused, Busy) and refused.retry_after is None:
        refused = Busy(answer.retry_after)
    form = REFUSALS.get(type(refused))
    return refused if form and form.status == answer.status else None
