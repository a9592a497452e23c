"""Labels: the words that stand for codes in a file for people."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Labels:
    """Words by what they are and their code, as `state paid`. A code without a word stands for
    itself, as all do in a file for scripts."""

    words: Mapping[str, str] = field(default_factory=dict)

    def of(self, what: str, code: str) -> str:
        return self.words.get(f"{what} {code}", code)

    def heading(self, column: str) -> str:
        return self.of("heading", column)


CODES = Labels()
