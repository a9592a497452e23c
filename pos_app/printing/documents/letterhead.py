"""What every document has in common: the shop's head, the marks of a copy, the foot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from pos_app.domain.paper.document import (
    Document,
    DocumentBlock,
    LetterSize,
    MarkBlock,
    PairBlock,
    PictureBlock,
    RuleBlock,
    TextAlign,
    TextBlock,
)
from pos_app.domain.text.foreign_text import shown
from pos_app.words.methods import method_name
from pos_app.words.paper.jobs import copy_words
from pos_app.words.paper.tax_number import tax_number_name
from pos_app.words.translate import filled, joined
from pos_app.words.verdict import manager_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from pos_app.domain.method import Method
    from pos_app.ports.paper.spool import Edition
    from pos_app.ports.shop import Shop

translate = QCoreApplication.translate

# The law's own words, in the law's language, whatever language the till is set to.
NOT_AN_INVOICE = "Este documento não serve de factura"
_MINUTES, _SECONDS = "%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S"


@dataclass(frozen=True)
class Letterhead:
    """The shop as its documents show it."""

    shop: Shop
    logo: str = ""  # a PNG in base64

    @property
    def methods(self) -> Mapping[str, Method]:
        return {method.id: method for method in self.shop.methods}

    @property
    def method_names(self) -> Mapping[str, str]:
        return {method.id: method_name(method) for method in self.shop.methods}

    @property
    def brands(self) -> Mapping[str, str]:
        return {method.provider: method.brand for method in self.shop.methods}

    def minutes(self, at: datetime) -> str:
        """Returns the shop's local date and time."""
        return f"{at.astimezone(self._zone):{_MINUTES}}"

    def seconds(self, at: datetime) -> str:
        return f"{at.astimezone(self._zone):{_SECONDS}}"

    @property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.shop.zone_name)

    def full_head(self) -> Iterable[DocumentBlock]:
        """Yields the head of what a customer takes along: whose shop it is, and where."""
        if self.logo:
            yield PictureBlock(self.logo)
        yield TextBlock(self.shop.name, LetterSize.LARGE, bold=True)
        if self.shop.address:
            yield TextBlock(self.shop.address)
        if registered := self.registered:
            yield TextBlock(registered)

    def short_head(self) -> Iterable[DocumentBlock]:
        """Yields the head of what stays in the shop."""
        yield TextBlock(self.shop.name, LetterSize.LARGE, bold=True)
        yield TextBlock(self.shop.till)

    @property
    def tax_number(self) -> str:
        """Returns the shop's tax number with its name; empty where none is set."""
        nif = self.shop.nif
        return f"{tax_number_name(self.shop.country)} {nif}" if nif else ""

    @property
    def registered(self) -> str:
        """Returns the shop's tax number and its phone, on one line."""
        phone = self.shop.shop_phone
        return joined(
            self.tax_number, filled(translate("Slip", "Tel. {0}"), phone) if phone else ""
        )

    @property
    def own_lines(self) -> tuple[str, ...]:
        """Returns the shop's own lines of a receipt."""
        lines = self.shop.receipt_note.replace(" / ", "\n").splitlines()
        return tuple(line.strip() for line in lines if line.strip())

    def document(
        self, name: str, blocks: Iterable[DocumentBlock], edition: Edition, *, wide: bool = False,
        opens_drawer: bool = False,
    ) -> Document:  # fmt: skip
        """Returns the whole document: these blocks, the marks of a copy and the foot."""
        whole = Document(
            name=name,
            blocks=(*blocks, RuleBlock()),
            watermark=translate("Slip", "TRAINING") if self.shop.training else "",
            page_line=translate("Slip", "Page {0} of {1}"),
            wide=wide,
            opens_drawer=opens_drawer and not edition.is_copy,
        )
        legal = TextBlock(NOT_AN_INVOICE, bold=True)
        if not edition.is_copy:
            return whole.between([], [legal])
        copy = copy_words(edition.number)
        told = ", ".join(
            part
            for part in (f"{copy} {self.minutes(edition.at)}", manager_name(edition.by))
            if part
        )
        return whole.between([MarkBlock(copy.upper())], [TextBlock(told), legal])


def own_words(text: str) -> str:
    """Returns the shop's own words on one line, in the letters of any language: as the value beside
    a label they turn nothing round."""
    return " ".join(shown(text).split())


def heading(title: str) -> TextBlock:
    """Returns what a document is called."""
    return TextBlock(title, LetterSize.TITLE, bold=True)


def section(title: str) -> TextBlock:
    """Returns what the lines below it are about."""
    return TextBlock(title, bold=True, align=TextAlign.LEFT)


def note(text: str) -> TextBlock:
    """Returns a sentence in small letters."""
    return TextBlock(text, LetterSize.SMALL)


def pairs(rows: Iterable[tuple[str, str]], *, bold: bool = False) -> tuple[PairBlock, ...]:
    """Returns a line for each row that has a value."""
    return tuple(PairBlock(label, value, bold=bold) for label, value in rows if value)
