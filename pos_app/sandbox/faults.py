"""Which requests go wrong, and how: the rules and their count, without the doing."""

import re
from collections.abc import Iterable, Mapping, Sequence
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
)
# These strike what a provider sends by itself, and nothing else does.
_OF_DELIVERIES = ("deliver_twice",)

# A rule about payments means the queues of payments, unless it says otherwise.
_QUEUE = {"method": "GET", "path": r"^(/v1/payment|/payments)/?$"}
_SLOW = {"seconds": 1}
_LONGEST = 86_400
_PRINTABLE = re.compile(r"[ -~]*")
_DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "duplicate": _QUEUE,
    "reorder": _QUEUE,
    "delay": _SLOW,
    "late": _SLOW,
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
    status: int = 503
    retry_after: str | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    without: Sequence[str] = ()
    text: str = ""
    struck: int = 0

    def concerns(self, provider: str, method: str, path: str) -> bool:
        return (
            self.provider in ("*", provider)
            and self.method in (None, method)
            and (self.path is None or re.search(self.path, path) is not None)
        )

    @property
    def spent(self) -> bool:
        return self.times != 0 and self.struck >= self.times


class FaultBook:
    def __init__(self) -> None:
        self.rules: list[Rule] = []

    def strike(self, provider: str, method: str, path: str) -> Rule | None:
        """Find the rule for this request, and count it: the oldest that is not spent."""
        rules = (rule for rule in self.rules if rule.kind not in _OF_DELIVERIES)
        return _struck(rules, provider, method, path)

    def strike_delivery(self, provider: str, path: str) -> Rule | None:
        rules = (rule for rule in self.rules if rule.kind in _OF_DELIVERIES)
        return _struck(rules, provider, "POST", path)


def _struck(rules: Iterable[Rule], provider: str, method: str, path: str) -> Rule | None:
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
}


def read_rule(data: Mapping[str, Any], providers: set[str]) -> Rule:
    """Make a rule of what was posted; ValueError says what is wrong with it."""
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
    rule = Rule(**{**_DEFAULTS.get(kind, {}), **given})
    if rule.provider not in providers | {"*"}:
        raise ValueError(f"unknown provider {rule.provider}")
    if min(rule.times, rule.skip, rule.seconds) < 0 or rule.status not in range(200, 600):
        raise ValueError("times, skip, seconds and status must be possible")
    rule.seconds = float(rule.seconds)
    rule.method = rule.method and rule.method.upper()
    if rule.seconds > _LONGEST or not _PRINTABLE.fullmatch(str(rule.retry_after)):
        raise ValueError("seconds must be at most a day, retry_after plain text")
    rule.retry_after = None if rule.retry_after is None else str(rule.retry_after)
    try:
        re.compile(rule.path or "")
    except re.error as error:
        raise ValueError(f"path is not a regular expression: {error}") from error
    return rule
