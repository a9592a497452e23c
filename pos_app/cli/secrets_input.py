"""Reads a PIN or the key file's passphrase: option, environment, terminal or standard input.

They are never shown and never written down.
"""

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
from pos_app.installation.pin_file import People
from pos_app.journal.store import Reader

if TYPE_CHECKING:
    import argparse

VARIABLE = "POS_APP_PIN"


def people_of(options: argparse.Namespace) -> People:
    return People(place_of(options).people, training=options.training)


def managers_pin(options: argparse.Namespace, given: str) -> str:
    """Reads the PIN from the option, else the environment, else asks, before anything is opened;
    the till checks it. Raises NoManager."""
    if not has_manager(options):
        raise NoManager("nobody has a PIN yet")
    return given_pin(options, given)


def given_pin(options: argparse.Namespace, given: str) -> str:
    """Reads a PIN: option, environment, terminal. Where no till is open, the recovery code may
    replace it."""
    pin = given or os.environ.get(VARIABLE, "") or ask(options, phrases.MANAGERS_PIN)
    if not pin:
        raise Refusal(phrases.PIN_NEEDED)
    return pin


def first_or_managers_pin(options: argparse.Namespace, given: str) -> str:
    """Returns an empty text where nobody has a PIN yet: a new shop has no manager to ask."""
    return managers_pin(options, given) if has_manager(options) else ""


def has_manager(options: argparse.Namespace) -> bool:
    """Tells from the file of PINs whether there is a manager; from the journal where that file is
    gone."""
    if people_of(options).has_manager:
        return True
    with reading(options) as db:
        notes = Reader(db).notes(*NOTES_OF_STAFF) if db else ()
    return staff_of(one.note for one in notes).has_people


def passphrase(options: argparse.Namespace) -> str:
    """Asks for the key file's passphrase at a terminal; a script gives it in the environment."""
    return ask(options, phrases.PASSPHRASE) if sys.stdin.isatty() else ""


def ask(options: argparse.Namespace, source: str) -> str:
    """Reads a secret unseen at a terminal, else the next line of standard input."""
    if sys.stdin.isatty():
        speech = CliTexts(profile_of(options))
        try:
            return getpass(f"{speech.say(source)}: ")
        except EOFError:
            return ""  # no input: an empty PIN is wrong
    return sys.stdin.readline().strip()
