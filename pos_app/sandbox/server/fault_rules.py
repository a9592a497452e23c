"""The rules of ordered faults: which requests they strike, how often, in what order."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

KINDS = (
    "delay",
    "late",
    "drop_before",
    "drop_after",
    "cut",
    "html",
    "html_after",
    "garbage",
    "empty",
    "status",
    "status_after",
    "duplicate",
    "reorder",
    "retype",
    "merge",
    "upper",
    "until_decided",
    "text",
    "two_ids",
    "deliver_twice",
    "hang",
    "hang_after",
    "unacknowledged",
    "wrap",
    "repeat_before",
    "repeat_after",
    "raw",
    "bom",
    "failed",
    "same_id",
    "same_payment_id",
    "round",
)
# These faults strike webhooks only.
_OF_DELIVERIES = ("deliver_twice",)
# These faults strike when a customer pays a reference.
_OF_PAYMENTS = ("same_payment_id",)

LATER = ("", "approved", "refused")
"""What becomes of a charge that was called failed: somebody decides, or it ends by itself."""

# A rule about payments strikes the queues of payments, unless it names another path.
_QUEUE = {"method": "GET", "path": r"^(/v1/payment|/payments)/?$"}
_SLOW = {"seconds": 1}
_HEALED_BY_HAND = {"times": 0}
_USUAL_STATUS = {"html": 502, "html_after": 200, "unacknowledged": 500}
_UNAVAILABLE = 503
_REQUESTS = {"provider": "vpos", "method": "POST"}
_LONGEST = 86_400
_STATUSES = range(200, 600)
_PRINTABLE = re.compile(r"[ -~]*")
_DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "duplicate": _QUEUE,
    "reorder": _QUEUE,
    "delay": _SLOW,
    "late": _SLOW,
    "hang": _HEALED_BY_HAND,
    "hang_after": _HEALED_BY_HAND,
    "unacknowledged": {
        "method": "DELETE",
        "path": r"^(/v1/payment|/payments)/[^/]+/?$",
        **_HEALED_BY_HAND,
    },
    "wrap": {"wrap": "data"},
    "failed": {
        "provider": "clicpay",
        "method": "POST",
        "path": "/(c2b|b2c)/|/card-payment$",
    },
    "same_id": {"method": "POST"},
    "two_ids": _REQUESTS,
    "round": _REQUESTS,
}


@dataclass(slots=True)
class Rule:
    kind: str
    provider: str = "*"
    method: str | None = None
    path: str | None = None
    times: int = 1
    skip: int = 0
    seconds: float = 0
    status: int | None = None
    retry_after: str | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    without: Sequence[str] = ()
    text: str = ""
    wrap: str = ""
    then: str = ""
    after: float = 0
    struck: int = 0

    def concerns(self, provider: str, method: str, path: str) -> bool:
        return (
            self.provider in ("*", provider)
            and self.method in (None, method)
            and (self.path is None or re.search(self.path, path) is not None)
        )

    @property
    def code(self) -> int:
        """The HTTP status of a made-up answer."""
        return self.status or _USUAL_STATUS.get(self.kind, _UNAVAILABLE)

    @property
    def spent(self) -> bool:
        return self.times != 0 and self.struck >= self.times


def make_rule(kind: str, **given: Any) -> Rule:
    """Make a rule for its kind's usual requests, unless told otherwise."""
    return Rule(**{**_DEFAULTS.get(kind, {}), **given, "kind": kind})


class FaultBook:
    def __init__(self) -> None:
        self.rules: list[Rule] = []
        self._healed = asyncio.Event()

    def strike(self, provider: str, method: str, path: str) -> Rule | None:
        """Find the oldest unspent rule for this request, and count it."""
        rules = [rule for rule in self.rules if rule.kind not in (*_OF_DELIVERIES, *_OF_PAYMENTS)]
        return _struck(rules, provider, method, path)

    def strike_delivery(self, provider: str, path: str) -> Rule | None:
        return _struck(self._of(_OF_DELIVERIES), provider, "POST", path)

    def strike_payment(self, provider: str) -> Rule | None:
        return _struck(self._of(_OF_PAYMENTS), provider, "POST", "")

    def _of(self, kinds: Sequence[str]) -> list[Rule]:
        return [rule for rule in self.rules if rule.kind in kinds]

    def heal(self) -> None:
        """Delete all rules, and release the requests that hang by one."""
        self.rules.clear()
        self._healed.set()
        self._healed = asyncio.Event()

    async def until_healed(self) -> None:
        await self._healed.wait()


def _struck(rules: Sequence[Rule], provider: str, method: str, path: str) -> Rule | None:
    for rule in rules:
        if rule.spent or not rule.concerns(provider, method, path):
            continue
        if rule.skip > 0:
            rule.skip -= 1
            continue
        rule.struck += 1
        return rule
    return None


_FIELDS: Mapping[str, tuple[type, ...]] = {
    "kind": (str,),
    "provider": (str,),
    "method": (str,),
    "path": (str,),
    "times": (int,),
    "skip": (int,),
    "seconds": (int, Decimal),
    "status": (int,),
    "retry_after": (str, int),
    "fields": (dict,),
    "without": (list,),
    "text": (str,),
    "wrap": (str,),
    "then": (str,),
    "after": (int, Decimal),
}


def read_rule(data: Mapping[str, Any], providers: set[str]) -> Rule:
    """Make a rule of a posted object. Raise ValueError with what is wrong with it."""
    given = {name: value for name, value in data.items() if value is not None}
    for name, value in given.items():
        types = _FIELDS.get(name)
        if types is None:
            raise ValueError(f"unknown field {name}")
        if not isinstance(value, types) or isinstance(value, bool):
            raise ValueError(f"{name} has the wrong type")  # noqa: TRY004 - a refusal
    kind = given.get("kind", "")
    if kind not in KINDS:
        raise ValueError(f"kind must be one of {', '.join(KINDS)}")
    rule = make_rule(**{**given, "kind": kind})
    if rule.provider not in providers | {"*"}:
        raise ValueError(f"unknown provider {rule.provider}")
    _check(rule)
    rule.seconds, rule.after = float(rule.seconds), float(rule.after)
    rule.method = rule.method and rule.method.upper()
    rule.retry_after = None if rule.retry_after is None else str(rule.retry_after)
    return rule


def _check(rule: Rule) -> None:
    if min(rule.times, rule.skip, rule.seconds, rule.after) < 0 or rule.code not in _STATUSES:
        raise ValueError("times, skip, seconds, after and status must be possible")
    if rule.seconds > _LONGEST or not _PRINTABLE.fullmatch(str(rule.retry_after)):
        raise ValueError("seconds must be at most a day, retry_after plain text")
    if rule.then not in LATER:
        raise ValueError("then must be approved, refused or empty")
    if rule.kind == "raw" and not all(isinstance(each, str) for each in rule.fields.values()):
        raise ValueError("raw fields must be text, which is written as it is")
    try:
        re.compile(rule.path or "")
    except re.error as error:
        raise ValueError(f"path is not a regular expression: {error}") from error
