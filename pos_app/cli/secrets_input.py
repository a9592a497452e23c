"""A manager's PIN and the passphrase of the keys, from wherever they are given. They are never
shown and never written down."""

from __future__ import annotations

import os
import sys
from getpass import getpass
from typing import TYPE_CHECKING

from pos_app.cli import phrases
from pos_app.cli.installation import place_of, profile_of
from pos_app.cli.journal_access import reading
from pos_app.cli.texts import CliTexts, Refusal
from pos_app.domain.errors import NoManager
from pos_app.domain.people.staff import NOTES_OF_STAFF, staff_of
from pos_app.installation.users import People
from pos_app.journal.store import Reader

if TYPE_CHECKING:
    import argparse

VARIABLE = "POS_APP_PIN"


def people_of(options: argparse.Namespace) -> People:
    return People(place_of(options).people, training=options.training)


def managers_pin(options: argparse.Namespace, given: str) -> str:
    """Given as an argument, else in the environment, else asked for, before anything is opened;
    the till looks at it. Raises NoManager."""
    if not has_manager(options):
        raise NoManager("nobody has a PIN yet")
    return given_pin(options, given)


def given_pin(options: argparse.Namespace, given: str) -> str:
    """Of whoever is asked; where no till is open, the recovery code may stand in its place."""
    pin = given or os.environ.get(VARIABLE, "") or ask(options, phrases.MANAGERS_PIN)
    if not pin:
        raise Refusal(phrases.PIN_NEEDED)
    return pin


def first_or_managers_pin(options: argparse.Namespace, given: str) -> str:
    """Empty where nobody has a PIN yet: who sets up a shop has nobody to ask."""
    return managers_pin(options, given) if has_manager(options) else ""


def has_manager(options: argparse.Namespace) -> bool:
    """By the file of PINs, or by the journal where that is gone."""
    if people_of(options).has_manager:
        return True
    with reading(options) as db:
        notes = Reader(db).notes(*NOTES_OF_STAFF) if db else ()
    return staff_of(one.note for one in notes).has_people


def passphrase(options: argparse.Namespace) -> str:
    """Of the file of keys, from whoever sits at a terminal; a script has it in its environment."""
    return ask(options, phrases.PASSPHRASE) if sys.stdin.isatty() else ""


def ask(options: argparse.Namespace, source: str) -> str:
    """Typed unseen at a terminal; else the next line of standard input."""
    if sys.stdin.isatty():
        speech = CliTexts(profile_of(options))
        try:
            return getpass(f"{speech.say(source)}: ")
        except EOFError:
            return ""  # which is nobody's PIN
    return sys.stdin.readline().strip()
