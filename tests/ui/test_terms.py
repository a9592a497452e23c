"""One word for one thing: every message of both languages keeps to the list of terms."""

import html
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import pytest
from ui.counter import LANGUAGES, ROOT

ANY_END = "…"
FOLDER = ROOT / "pos_app" / "bundled" / "translations"


class Message(NamedTuple):
    context: str
    texts: dict[str, str]  # by language; the source is the English one


@dataclass(frozen=True)
class Term:
    thing: str
    used: dict[str, list[str]]  # by language
    banned: dict[str, list[str]]
    contexts: list[str]


@cache
def messages() -> list[Message]:
    found = []
    for context in ET.parse(FOLDER / "pos_app_pt.ts").getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation] or [translation.text or ""]
            texts = {"en": str(message.findtext("source")), "pt": " | ".join(forms)}
            found.append(Message(str(context.findtext("name")), texts))
    return found


@cache
def terms() -> list[Term]:
    lines = (FOLDER / "TERMS.md").read_text(encoding="utf-8").splitlines()
    return [_term(line) for line in lines if line.startswith("|")][2:]


def _term(line: str) -> Term:
    thing, pt, not_pt, en, not_en, contexts = (part.strip() for part in line.strip("|").split("|"))
    used = {"pt": re.findall(r"\*\*(.+?)\*\*", pt), "en": re.findall(r"\*\*(.+?)\*\*", en)}
    banned = {"pt": _listed(not_pt, ";"), "en": _listed(not_en, ";")}
    return Term(thing, used, banned, _listed(contexts, ","))


def _listed(text: str, between: str) -> list[str]:
    return [html.unescape(part.strip()) for part in text.split(between) if part.strip()]


def _offences(term: Term, language: str, texts: list[str]) -> Iterator[tuple[str, str]]:
    for word in term.banned[language]:
        stem = word.removesuffix(ANY_END)
        end = "" if word.endswith(ANY_END) else r"(?!\w)"
        forbidden = re.compile(rf"(?<!\w){re.escape(stem)}{end}", re.IGNORECASE)
        yield from ((word, text) for text in texts if forbidden.search(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_says_it_with_a_word_that_the_list_forbids(language: str) -> None:
    texts = [message.texts[language] for message in messages()]
    assert not [offence for term in terms() for offence in _offences(term, language, texts)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_guide_does_either(language: str) -> None:
    guides = sorted((ROOT / "packaging" / "guides").glob(f"*.{language}.md"))
    assert len(guides) == 2
    texts = [line for guide in guides for line in guide.read_text(encoding="utf-8").splitlines()]
    assert not [offence for term in terms() for offence in _offences(term, language, texts)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_term_is_used_where_the_list_says(language: str) -> None:
    missing = []
    for term in terms():
        for context in term.contexts:
            said = [one.texts[language] for one in messages() if one.context == context]
            whole = "\n".join(said).lower()
            if not any(word.lower() in whole for word in term.used[language]):
                missing.append((term.thing, context))
    assert not missing


def test_the_list_is_read_whole() -> None:
    rows = terms()
    assert len(rows) > 30
    assert all(term.used["pt"] and term.used["en"] and term.contexts for term in rows)
    assert len({term.thing for term in rows}) == len(rows)
    assert not [word for term in rows for word in term.banned["pt"] if word in term.used["pt"]]
