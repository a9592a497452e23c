"""An export's order as JSON, for the process that writes it."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from pos_app.domain.events import Flag
from pos_app.ports.export import ExportContent, ExportFormat, ExportOrder, ExportTexts
from pos_app.ports.sale_filter import SaleFilter, SaleStatus


def order_as_json(order: ExportOrder) -> dict[str, Any]:
    return {
        "content": order.content.value,
        "format": order.format.value,
        "sales": _filter_as_json(order.sales),
        "texts": asdict(order.texts),
    }


def order_of(told: Mapping[str, Any]) -> ExportOrder:
    """Returns the order that `order_as_json` wrote."""
    return ExportOrder(
        content=ExportContent(told["content"]),
        format=ExportFormat(told["format"]),
        sales=_filter_of(told["sales"]),
        texts=ExportTexts(**told["texts"]),
    )


def _filter_as_json(wanted: SaleFilter) -> dict[str, Any]:
    return {
        **asdict(wanted),
        "start": wanted.start.isoformat() if wanted.start else None,
        "end": wanted.end.isoformat() if wanted.end else None,
        **{name: sorted(getattr(wanted, name)) for name in _SETS},
    }


_SETS = ("methods", "states", "cashiers", "flags")


def _filter_of(told: Mapping[str, Any]) -> SaleFilter:
    return SaleFilter(
        text=told["text"],
        start=date.fromisoformat(told["start"]) if told["start"] else None,
        end=date.fromisoformat(told["end"]) if told["end"] else None,
        methods=frozenset(told["methods"]),
        states=frozenset(map(SaleStatus, told["states"])),
        cashiers=frozenset(told["cashiers"]),
        flags=frozenset(map(Flag, told["flags"])),
        any_flag=told["any_flag"],
    )
