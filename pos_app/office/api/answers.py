"""How a value of the protocol becomes an answer over HTTP."""

import json
import math
from typing import Any

from starlette.responses import Response

from pos_app.ports.office.protocol import Busy
from pos_app.ports.office.protocol_json import REFUSALS, to_json

RETRY_AFTER = 2.0  # seconds, where a refusal does not say

_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))  # made once: it is dear


class RefusedRequest(Exception):
    """Leaves a request's work with the answer. `refusal` is one of the protocol's."""

    def __init__(self, refusal: object) -> None:
        super().__init__(type(refusal).__name__)
        self.refusal = refusal


def answer(value: object) -> Response:
    """A refusal has its own status; nothing is 204; anything else is 200."""
    if value is None:
        return Response(status_code=204)
    form = REFUSALS.get(type(value))
    headers = {}
    if isinstance(value, Busy):
        headers["retry-after"] = str(math.ceil(value.retry_after or RETRY_AFTER))
    return as_json(to_json(value), form.status if form else 200, headers)


def as_json(told: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(_WRITER.encode(told).encode(), status, headers, media_type="application/json")
