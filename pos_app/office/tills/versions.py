"""Which of two versions of the program is the older one."""

import re


def is_older(version: str, least: str) -> bool:
    """Compares the numbers in both, from the left. One that says nothing is older than any."""
    return bool(least) and _numbers(version) < _numbers(least)


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d{1,9}", version)]
