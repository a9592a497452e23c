"""Options as they come out of a chat, a web page or a foreign keyboard."""

from argparse import Namespace
from functools import cache
from pathlib import Path

import pytest
from hostile.typed import disguised
from hypothesis import given
from hypothesis import strategies as st

from pos_app.cli.entry import WindowOptions, window_options
from pos_app.cli.parser import command_parser, parsed

# Of each command with something to fill in: its words, and what is filled in.
TYPED: list[tuple[list[str], list[str]]] = [
    (
        ["charge", "--method", "--amount", "--phone", "--description", "--wait"],
        ["vpos", "1500,00", "923 123 456", "Mesa 14", "2.5"],
    ),
    (["payout", "--method", "--amount", "--phone"], ["clicpay.mpesa", "500", "84 123 4567"]),
    (["refund", "12", "--amount"], ["20.00"]),
    (["extend", "12", "--until"], ["2026-12-31"]),
    (["close", "--day"], ["2026-12-31"]),
    (["sales", "list", "--limit"], ["20"]),
    (["references", "list", "--limit"], ["20"]),
    (["payments", "take", "--why", "--provider", "1234"], ["paid in cash 2", "proxypay"]),
    (["split", "collect", "--wallet", "--reference"], ["3", "CP0123456789"]),
    (["webhooks", "show"], ["17"]),
    (["pin", "set", "--name", "--pin", "--approve"], ["Ana 2", "2468", "1357"]),
]


@cache
def _read(*typed: str) -> tuple[Namespace, list[str]]:
    return command_parser().parse_known_args(typed)


def _typed(words: list[str], values: list[str]) -> list[str]:
    """Each value behind its option; what no option takes comes last."""
    left = list(values)
    typed = [f"{word}={left.pop(0)}" if word.startswith("--") else word for word in words]
    return typed + left


@pytest.mark.parametrize(("words", "values"), TYPED, ids=lambda value: value[0])
@given(data=st.data())
def test_an_option_is_read_as_it_looks(
    words: list[str], values: list[str], data: st.DataObject
) -> None:
    looks_the_same = [data.draw(disguised(value)) for value in values]
    plain, as_it_looks = _typed(words, values), _typed(words, looks_the_same)
    assert command_parser().parse_known_args(as_it_looks) == _read(*plain)


def test_a_path_is_taken_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "a\u00a0shop\u200b ٣"
    options, _ = command_parser().parse_known_args(["--profile", str(folder), "backup"])
    assert options.profile == folder


WINDOW_WORDS = [
    "--training",
    "--kiosk",
    "--profile",
    "a",
    "till 2",
    "--profile=b",
    "--prof",
    "",
    "-x",
    "sales",
]


@given(st.lists(st.sampled_from(WINDOW_WORDS), max_size=5))
def test_the_window_is_started_with_what_the_parser_would_have_told_it(words: list[str]) -> None:
    options = window_options(words)
    if options is not None:
        assert vars(parsed(words)) == options._asdict()


@pytest.mark.parametrize(
    ("words", "options"),
    [
        ([], WindowOptions()),
        (["--training"], WindowOptions(training=True)),
        (["--kiosk"], WindowOptions(kiosk=True)),
        (["--profile", "a", "--training"], WindowOptions(Path("a"), training=True)),
        (["--debug", "sql", "--training"], WindowOptions(training=True, debug="sql")),
        (["--debug"], None),
        (["--profile"], None),
        (["--profile", "--training"], None),
        (["sales", "list"], None),
    ],
)
def test_the_parser_is_loaded_for_everything_else(
    words: list[str], options: WindowOptions | None
) -> None:
    assert window_options(words) == options
