"""Phone numbers: a country and its nine national digits, the network they belong to, and a mask."""

from collections.abc import Mapping
from dataclasses import dataclass

CALLING_CODES: Mapping[str, str] = {"AO": "244", "MZ": "258", "TT": "1"}
_GROUPS: Mapping[str, tuple[int, ...]] = {"AO": (3, 3, 3), "MZ": (2, 3, 4), "TT": (3, 3, 4)}

# Who runs which numbers: the national plans of Angola and Mozambique.
NETWORKS: Mapping[tuple[str, str], str] = {
    ("AO", "91"): "Movicel",
    ("AO", "92"): "Unitel",
    ("AO", "93"): "Unitel",
    ("AO", "94"): "Unitel",
    ("AO", "95"): "Africell",
    ("AO", "96"): "Africell",
    ("AO", "97"): "Unitel",
    ("AO", "99"): "Movicel",
    ("MZ", "82"): "Tmcel",
    ("MZ", "83"): "Tmcel",
    ("MZ", "84"): "Vodacom",
    ("MZ", "85"): "Vodacom",
    ("MZ", "86"): "Movitel",
    ("MZ", "87"): "Movitel",
    ("MZ", "88"): "Movitel",
}


@dataclass(frozen=True)
class Phone:
    """A subscriber: `country` (ISO 3166) and the digits as dialled inside it."""

    country: str
    national: str

    @property
    def e164(self) -> str:
        return f"+{CALLING_CODES[self.country]}{self.national}"

    @property
    def network(self) -> str | None:
        """The operator that the number plan names, or None."""
        return NETWORKS.get((self.country, self.national[:2]))

    @property
    def grouped(self) -> str:
        """Formats it as people write it: `923 123 456`, `84 123 4567`."""
        return " ".join(group_digits(self.national, _GROUPS[self.country]))

    @property
    def masked(self) -> str:
        """Masks it: enough to tell two customers apart, not enough to call them: `923 ••• 456`."""
        first, _, last = group_digits(self.national, _GROUPS[self.country])
        return f"{first} ••• {last}"

    @classmethod
    def from_e164(cls, text: str) -> "Phone":
        """Parses the output of `e164`. Raises ValueError for a number of no country of ours."""
        for country, code in CALLING_CODES.items():
            if text.startswith(f"+{code}"):
                return cls(country, text[len(code) + 1 :])
        raise ValueError("not a number of a country of ours")


def in_threes(digits: str) -> str:
    """Formats a reference as people read it aloud: `741 820 581`."""
    return " ".join(digits[at : at + 3] for at in range(0, len(digits), 3))


def group_digits(digits: str, sizes: tuple[int, ...]) -> list[str]:
    """Cuts the digits into groups of these sizes; the rest joins the last group."""
    groups: list[str] = []
    for size in sizes[:-1]:
        groups.append(digits[:size])
        digits = digits[size:]
    return [*groups, digits]
