"""The manual page, made from the command line's own parser and its words."""

import argparse
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from textwrap import wrap

from pos_app.cli.parser import command_parser

_PATHS = (
    (
        "~/.local/share/pos-app",
        "the profile, where --profile names no other. Removing the program leaves it.",
    ),
)
# What each of its commands' parsers says is told by `pos-app COMMAND --help`.
_MORE = "pos-app COMMAND --help tells what a command takes."


def page(version: str, released: int) -> bytes:
    """pos-app(1) as man reads it; `released` is in seconds since 1970."""
    parser = command_parser()
    day = datetime.fromtimestamp(released, UTC).strftime("%Y-%m-%d")
    lines = [
        f'.TH POS\\-APP 1 {day} "pos_app {version}" "User Commands"',
        ".SH NAME",
        f"pos\\-app \\- {_escaped(_lower(str(parser.description)))}",
        ".SH SYNOPSIS",
        ".B pos\\-app",
        *(f"[\\fB{_escaped(name.split(', ')[-1])}\\fR]" for name, _ in _options(parser)),
        "[\\fICOMMAND\\fR]",
        ".SH OPTIONS",
        *_entries(_options(parser)),
        ".SH COMMANDS",
        _escaped(_MORE),
        *_entries(_commands(parser)),
        ".SH EXIT STATUS",
        *_entries(_exits(str(parser.epilog))),
        ".SH FILES",
        *_entries(_PATHS),
    ]
    return ("\n".join(lines) + "\n").encode()


def _options(parser: argparse.ArgumentParser) -> Iterator[tuple[str, str]]:
    for action in parser._actions:  # noqa: SLF001 - argparse has no other list of them
        if action.option_strings:
            value = f" {action.metavar or action.dest.upper()}" if action.nargs != 0 else ""
            yield ", ".join(name + value for name in action.option_strings), str(action.help)


def _commands(parser: argparse.ArgumentParser) -> Iterator[tuple[str, str]]:
    for action in parser._actions:  # noqa: SLF001 - as above
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for choice in action._choices_actions:  # noqa: SLF001 - those with a help text
                yield str(choice.dest), str(choice.help)


def _exits(epilog: str) -> Iterator[tuple[str, str]]:
    """`exit codes: 0 done (…), 1 a check found something, …` as one entry for each code."""
    text = " ".join(epilog.split()).removeprefix("exit codes: ")
    for part in re.split(r", (?=\d )", text):
        code, _, meaning = part.partition(" ")
        yield code, meaning


def _entries(pairs: Iterator[tuple[str, str]] | tuple[tuple[str, str], ...]) -> Iterator[str]:
    for name, words in pairs:
        yield from (".TP", f"\\fB{_escaped(name)}\\fR", _wrapped(words))


def _wrapped(words: str) -> str:
    """In lines that a terminal shows whole; man fills them anew."""
    return "\n".join(map(_escaped, wrap(words, 72, break_on_hyphens=False)))


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].rstrip(".")


def _escaped(text: str) -> str:
    """Without what roff takes for its own: backslashes, hyphens, and a dot that begins a line."""
    safe = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{safe}" if safe.startswith((".", "'")) else safe
