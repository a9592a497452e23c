"""Converts a slip to JSON and back, for the child process that prints it."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, get_args

from pos_app.printing.page import AnySlip
from pos_app.printing.slip import SlipRow

_KINDS: Mapping[str, type[AnySlip]] = {kind.__name__: kind for kind in get_args(AnySlip)}


def told(slip: AnySlip) -> Mapping[str, Any]:
    return {"kind": type(slip).__name__, "slip": asdict(slip)}


def slip_of(said: Mapping[str, Any]) -> AnySlip:
    """Returns the slip that `told` converted. Raises KeyError, TypeError for anything else."""
    return _KINDS[said["kind"]](**{name: _value(value) for name, value in said["slip"].items()})


def _value(value: Any) -> Any:
    """Turns lists into tuples and mappings into rows: JSON knows neither, and a slip has nothing
    else."""
    match value:
        case {"label": label, "value": text}:
            return SlipRow(label, text)
        case [*many]:
            return tuple(_value(one) for one in many)
        case _:
            return value
