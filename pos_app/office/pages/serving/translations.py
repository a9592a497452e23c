"""Reads the translations without Qt: the file that people edit, once for each language."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from functools import cache
from typing import TYPE_CHECKING

from pos_app.system.bundled import resources_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pos_app.words.translate import Translate

SOURCE_LANGUAGE = "en"


@cache
def translator(language: str) -> Translate:
    """Returns what says a marked sentence in the language; one without a translation stays as it is
    in the sources. Raises FileNotFoundError for a language that the till does not speak."""
    if language == SOURCE_LANGUAGE:
        return lambda _, source: source
    messages = _messages(language)
    return lambda context, source: messages.get((context, source), source)


def _messages(language: str) -> Mapping[tuple[str, str], str]:
    path = resources_folder() / "translations" / f"pos_app_{language}.ts"
    found = {}
    # It is the program's own file, as trusted as its code.
    for context in ET.parse(path).getroot().iter("context"):  # noqa: S314
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is not None and translation.text and not len(translation):
                found[name, message.findtext("source", "")] = translation.text
    return found
