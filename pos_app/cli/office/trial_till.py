"""A till in training that belongs to the office being tried. It keeps no secret on this computer:
its token is in the environment of the processes that are started here."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from http.client import HTTPConnection, HTTPException
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from pos_app.domain.errors import EnvironmentFailed
from pos_app.installation.office_membership import keep_membership
from pos_app.installation.profile import Profile
from pos_app.ports.office.membership import OfficeMembership
from pos_app.ports.office.protocol import Enrolled, EnrolOrder
from pos_app.ports.office.protocol_json import from_json, to_json
from pos_app.system.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_TOKEN = "POS_APP_OFFICE_TOKEN"  # noqa: S105 - the name of the variable
_ANSWERS_WITHIN = 30.0  # seconds
_CHARGE = ("charge", "--method", "vpos", "--phone", "900000000", "--wait", "30", "--amount")
# Two, of which the office sees one waiting: a command ends before its last word is shipped. That
# is when the till is opened again.
_SALES = ((*_CHARGE, "1500"), (*_CHARGE, "2750"))


class NotEnrolled(EnvironmentFailed):
    """The office did not take the till."""


class TrialTill:
    """The till whose profile is in this folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._token = ""

    def enrol(self, address: str, code: str) -> None:
        """Raises NotEnrolled, OSError."""
        Profile(self.folder).prepare()
        place = Profile(self.folder).training
        place.prepare()
        till = place.till_id()
        order = EnrolOrder(code, till, name="Training till", version=VERSION)
        enrolled = _asked(address, order)
        self._token = enrolled.token
        keep_membership(place.office, OfficeMembership(address, enrolled.shop, till))

    def sell(self) -> bool:
        """Makes two sales, so that the page has some; tells whether that went well."""
        return all(self._done(sale) for sale in _SALES)

    def _done(self, words: Sequence[str]) -> bool:
        done = subprocess.run(  # noqa: S603 - this very program
            [*self.command, *words],
            env=self.environment,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        return done.returncode == 0

    def open_window(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 - this very program
            self.command, env=self.environment, stdin=subprocess.DEVNULL
        )

    @property
    def command(self) -> list[str]:
        return [sys.executable, "-P", "-m", "pos_app", "--profile", str(self.folder), "--training"]

    @property
    def environment(self) -> Mapping[str, str]:
        return {**os.environ, _TOKEN: self._token}

    @property
    def line(self) -> str:
        """What a person types to open its window."""
        return f"{_TOKEN}={self._token} {' '.join(self.command)}"


def _asked(address: str, order: EnrolOrder) -> Enrolled:
    connection = HTTPConnection(urlsplit(address).netloc, timeout=_ANSWERS_WITHIN)
    try:
        body = json.dumps(to_json(order))
        connection.request("POST", "/v1/enrol", body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        told = answer.read()
        if answer.status != 200:  # noqa: PLR2004 - OK
            raise NotEnrolled(f"{answer.status}: {told.decode(errors='replace')}")
        return from_json(Enrolled, json.loads(told))
    except (HTTPException, ValueError) as error:
        raise NotEnrolled(str(error)) from error
    finally:
        connection.close()
