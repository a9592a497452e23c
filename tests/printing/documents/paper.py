"""Documents for tests: the shop whose they are, and what stands on one."""

from collections.abc import Iterator
from datetime import UTC, datetime

from ui.counter import make_shop

from pos_app.domain.paper.document import (
    CodeBlock,
    Document,
    DocumentBlock,
    FrameBlock,
    MarkBlock,
    PairBlock,
    TableBlock,
    TextBlock,
)
from pos_app.gateways.catalogue import ALL_METHODS
from pos_app.ports.paper.spool import Edition, PrintOrder
from pos_app.ports.shop import Shop
from pos_app.printing.documents.shop_documents import ShopDocuments

ASKED_AT = datetime(2026, 11, 27, 18, 40, 5, tzinfo=UTC)
ORIGINAL = Edition(number=1, at=ASKED_AT)
COPY = Edition(number=2, at=ASKED_AT, by="Teresa N.")


def shop(**changes: object) -> Shop:
    plain = make_shop(tuple(ALL_METHODS.values()))
    known = {
        "zone_name": "Africa/Luanda",
        "nif": "5417012345",
        "address": "Rua Amílcar Cabral, 112, Luanda",
        "shop_phone": "923 000 112",
    }
    return Shop(**{**vars(plain), **known, **changes})


def documents(**changes: object) -> ShopDocuments:
    one = shop(**changes)
    return ShopDocuments(lambda: one)


def made(order: PrintOrder, edition: Edition = ORIGINAL) -> Document:
    return order.compose(edition)


def pairs_of(document: Document) -> dict[str, str]:
    return {one.label: one.value for one in document.blocks if isinstance(one, PairBlock)}


def frame_of(document: Document) -> list[tuple[str, str]]:
    (frame,) = (one for one in document.blocks if isinstance(one, FrameBlock))
    return [(cell.label, cell.value) for cell in frame.cells]


def code_of(document: Document) -> str:
    (code,) = (one for one in document.blocks if isinstance(one, CodeBlock))
    return code.text


def texts_of(document: Document) -> list[str]:
    """All that can be read on it, from top to bottom, the code apart."""
    return [text for block in document.blocks for text in _texts(block)]


def _texts(block: DocumentBlock) -> Iterator[str]:
    match block:
        case PairBlock():
            yield f"{block.label}: {block.value}"
        case FrameBlock():
            for cell in block.cells:
                yield from filter(None, (cell.label, cell.value, cell.below))
        case CodeBlock():
            yield from filter(None, [block.caption])
        case TableBlock():
            yield " | ".join(column.title for column in block.columns)
            yield from (" | ".join(row) for row in block.rows)
        case TextBlock() | MarkBlock():
            yield block.text
        case _ if text := getattr(block, "text", ""):
            yield text
