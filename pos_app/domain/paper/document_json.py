"""Converts a document to JSON and back: for the spool's file, and for the process that prints."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any, get_args

from pos_app.domain.paper.document import (
    Document,
    DocumentBlock,
    FrameCell,
    LetterSize,
    TableColumn,
    TextAlign,
)


def _word(kind: type[DocumentBlock]) -> str:
    """Returns the word of a kind of blocks: `text` for TextBlock."""
    return kind.__name__.removesuffix("Block").lower()


_BLOCKS: Mapping[str, type[DocumentBlock]] = {_word(kind): kind for kind in get_args(DocumentBlock)}
_ENUMS = {"size": LetterSize, "align": TextAlign}


def told(document: Document) -> dict[str, Any]:
    """Returns the document in what JSON knows."""
    plain = {one.name: getattr(document, one.name) for one in fields(document)}
    return plain | {"blocks": [_told(block) for block in document.blocks]}


def _told(block: DocumentBlock) -> dict[str, Any]:
    return {"is": _word(type(block)), **asdict(block)}


def document_of(said: Mapping[str, Any]) -> Document:
    """Returns the document that `told` converted. Raises KeyError, TypeError or ValueError for
    anything else."""
    return Document(**{**said, "blocks": tuple(_block(one) for one in said["blocks"])})


def _block(said: Mapping[str, Any]) -> DocumentBlock:
    values = {name: _value(name, one) for name, one in said.items() if name != "is"}
    return _BLOCKS[said["is"]](**values)


def _value(name: str, value: Any) -> Any:
    match name:
        case "size" | "align":
            return _ENUMS[name](value)
        case "cells":
            return tuple(FrameCell(**_values(one)) for one in value)
        case "columns":
            return tuple(TableColumn(**_values(one)) for one in value)
        case "rows":
            return tuple(tuple(row) for row in value)
        case _:
            return value


def _values(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _value(name, one) for name, one in said.items()}
