"""The shops and tills that a reader can choose from, and what was chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pos_app.office.pages.asked import whole_number

if TYPE_CHECKING:
    from pos_app.office.reading.views import Now


@dataclass(frozen=True)
class ChosenPlace:
    """One shop or one till; neither is all of them. `word` is as an address has it: `s3`, `t12`."""

    shop: int | None = None
    till: int | None = None

    @classmethod
    def of(cls, word: str) -> ChosenPlace:
        number = whole_number(word[1:])
        return cls(number if word[:1] == "s" else None, number if word[:1] == "t" else None)

    @property
    def word(self) -> str:
        if self.till is not None:
            return f"t{self.till}"
        return "" if self.shop is None else f"s{self.shop}"

    @property
    def shops(self) -> tuple[int, ...]:
        return () if self.shop is None else (self.shop,)

    @property
    def tills(self) -> tuple[int, ...]:
        return () if self.till is None else (self.till,)


ANYWHERE = ChosenPlace()


@dataclass(frozen=True)
class PlaceChoice:
    """A line of the list to choose from."""

    word: str
    shop: str
    till: str = ""


def place_choices(now: Now) -> list[PlaceChoice]:
    """Returns each shop, and its tills where it has more than one."""
    found = []
    for shop in now.shops:
        found.append(PlaceChoice(f"s{shop.shop}", shop.name))
        if len(shop.tills) > 1:
            found += [PlaceChoice(f"t{till.till}", shop.name, till.name) for till in shop.tills]
    return found
