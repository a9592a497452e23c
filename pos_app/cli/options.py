"""Options that several commands share (`--json`, `--wait`, ...), and checks of typed values."""

import argparse
import re
from collections.abc import Callable

_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one line of JSON")


def add_wait(parser: argparse.ArgumentParser, words: str) -> None:
    parser.add_argument("--wait", type=seconds, metavar="SECONDS", help=words)


def add_sale(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sale", metavar="ID|NUMBER", help="the sale's id, or its number on slips")


def add_again(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--again",
        action="store_true",
        help="charge although the same amount was just charged",
    )


def add_pin(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--pin",
        default="",
        help="a manager's; better in POS_APP_PIN or on standard input: arguments can be seen",
    )


def seconds(text: str) -> float:
    given = float(text)
    if not 0 <= given < float("inf"):
        raise ValueError(text)
    return given


def between(least: int, most: int) -> Callable[[str], int]:
    """Parses a whole number within these bounds."""

    def read(text: str) -> int:
        if not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"between {least} and {most}")
        return int(text)

    return read


def identifier(text: str) -> str:
    """Checks a provider's id: it becomes a part of a URL's path."""
    if not _ID.fullmatch(text):
        raise argparse.ArgumentTypeError("letters, digits, - and _ only")
    return text
