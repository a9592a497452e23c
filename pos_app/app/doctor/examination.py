"""The doctor of one profile (the port `Doctor`): all its checks, and the report for support."""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from getpass import getuser
from os import environ
from pathlib import Path

from pos_app.app.backup_service import folder_of
from pos_app.app.doctor import (
    far_office,
    key_place,
    machine,
    paper,
    profile_folder,
    records,
    services,
)
from pos_app.app.doctor.check import LONG, Check, all_found, apart
from pos_app.diagnostics.logs import redacted
from pos_app.domain.errors import PosError
from pos_app.domain.text.redaction import redact
from pos_app.installation import settings
from pos_app.installation.profile import Profile
from pos_app.installation.settings import Settings
from pos_app.ports.doctor.findings import Diagnosis, Subject
from pos_app.ports.paper.printers import Printers

_FIRST = 5.0  # seconds for two small files
_OURS = "POS_APP_"
_SHORT = 4  # letters below which a value of the environment could be a part of any word


class ProfileDoctor:
    """Works on a profile that no till can open, and beside one that is open. `printers` and
    `office` are the open till's own."""

    def __init__(
        self,
        profile: Profile,
        *,
        training: bool = False,
        printers: Printers | None = None,
        office: far_office.Asks = lambda: None,
        environment: Mapping[str, str] = environ,
    ) -> None:
        self._profile = profile
        self._place = profile.training if training else profile
        self._training = training
        self._printers = printers
        self._office = office
        self._environment = environment

    async def examine(self) -> AsyncIterator[Diagnosis]:
        shop, office = Settings(), ""  # where the profile's disk hangs: the checks say so
        with suppress(TimeoutError):
            async with asyncio.timeout(_FIRST):
                shop, office = await apart(lambda: (self._shop(), self._office_address()))
        certificates = () if self._training else self._certificates(shop, office)
        async for finding in all_found([*self._checks(shop), *certificates]):
            yield finding

    def report(self, lines: Sequence[str]) -> str:
        """Masks what the environment and this computer know of keys and people, although no finding
        has it: a library's text may."""
        secrets = [
            value
            for name, value in self._environment.items()
            if name.startswith(_OURS) and len(value) >= _SHORT
        ]
        text = redacted(redact("\n".join(lines), secrets))
        with suppress(OSError, KeyError, ImportError):
            text = re.sub(rf"(?<=[\\/]){re.escape(getuser())}(?=[\\/]|$)", "~", text)
        return f"{text}\n"

    def _shop(self) -> Settings:
        """Returns the settings as far as they can be read: their own check says what is wrong."""
        try:
            return settings.load(self._profile.settings)
        except (PosError, OSError):
            return Settings()

    def _checks(self, shop: Settings) -> Sequence[Check]:
        profile, place, copies = self._profile, self._place, self._copies(shop)
        checks = [
            Check(Subject.RELEASE, machine.release),
            Check(Subject.SYSTEM, machine.system),
            Check(Subject.SCREEN, machine.screen),
            Check(Subject.MEMORY, machine.memory),
            Check(Subject.SETTINGS, lambda: profile_folder.shop_settings(profile)),
            Check(Subject.PROFILE, lambda: profile_folder.folder(place)),
            Check(Subject.ROOM, lambda: profile_folder.room(place)),
            Check(Subject.DISK, lambda: profile_folder.speed(place.root)),
            Check(Subject.RUNNING, lambda: records.running(place)),
            Check(Subject.KEYRING, lambda: key_place.keyring(profile)),
            Check(Subject.JOURNAL, lambda: records.journal(place), patience=LONG),
            Check(Subject.COPIES, lambda: records.copies(place, copies, datetime.now(UTC))),
            Check(Subject.ZONE, lambda: machine.zone(shop)),
            Check(Subject.PRINTER, lambda: paper.printers(profile, self._printers)),
            Check(Subject.OFFICE, lambda: far_office.office(place, self._office)),
            Check(Subject.SOUND, machine.sound),
        ]
        if copies != place.backups:
            checks.append(Check(Subject.DISK, lambda: profile_folder.speed(copies)))
        if not self._training:  # where no money moves, no service is asked
            checks.append(
                Check(Subject.ACCOUNT, lambda: services.accounts(profile, shop), patience=LONG)
            )
        return checks

    def _office_address(self) -> str:
        try:
            return far_office.address(self._place)
        except PosError:  # its own check says so
            return ""

    @staticmethod
    def _certificates(shop: Settings, office: str) -> Sequence[Check]:
        known = {**services.addresses(shop), **({"office": office} if office else {})}
        return [
            Check(Subject.CERTIFICATE, _look(about, address), about)
            for about, address in known.items()
        ]

    def _copies(self, shop: Settings) -> Path:
        return folder_of(self._place, shop, training=self._training)


def _look(about: str, address: str) -> "services.Work":
    return lambda: services.certificate(about, address)
