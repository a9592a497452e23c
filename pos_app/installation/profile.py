"""The profile: the folder of one installation, with the paths of all its files."""

import re
from dataclasses import dataclass
from pathlib import Path

from pos_app.domain.errors import ProfileDamaged

_TILL_ID = r"(?a:[\w.-]{1,64})"  # 32 hexadecimal digits, if we made it


@dataclass(frozen=True)
class Profile:
    """Paths of one installation's files. Training has a folder, and a journal, of its own."""

    root: Path

    @classmethod
    def default(cls) -> "Profile":
        import platformdirs  # noqa: PLC0415 - knows where each system keeps such folders

        return cls(Path(platformdirs.user_data_dir("pos-app", appauthor=False)))

    @property
    def settings(self) -> Path:
        return self.root / "settings.toml"

    @property
    def journal(self) -> Path:
        return self.root / "journal.sqlite3"

    @property
    def spool(self) -> Path:
        """The print jobs under way."""
        return self.root / "spool.sqlite3"

    @property
    def lock(self) -> Path:
        return self.root / "journal.lock"

    @property
    def log(self) -> Path:
        return self.root / "log"

    @property
    def people(self) -> Path:
        return self.root / "people.json"

    @property
    def keys(self) -> Path:
        """The encrypted key file, where the system has no keyring."""
        return self.root / "keys.enc"

    @property
    def office(self) -> Path:
        """The till's membership of an office. It is there only once the till has enrolled."""
        return self.root / "office.json"

    @property
    def office_accounts(self) -> Path:
        """The accounts that the office hears, as it last named them."""
        return self.root / "office-accounts.json"

    @property
    def updates(self) -> Path:
        """What is known of a newer version. It is there only once somebody was asked."""
        return self.root / "updates.json"

    @property
    def backups(self) -> Path:
        return self.root / "backups"

    @property
    def training(self) -> "Profile":
        return Profile(self.root / "training")

    @property
    def sandbox_state(self) -> Path:
        return self.root / "sandbox.json"

    def prepare(self) -> None:
        """Makes the folder with access for its owner only: a journal names customers. One that
        others could read is closed to them. Raises OSError."""
        from pos_app.system.private_files import FOLDER, close_to_others  # noqa: PLC0415 - not for the first paint

        self.root.mkdir(parents=True, exist_ok=True, mode=FOLDER)
        known = (self.settings, self.people, self.keys, self.office, self.office_accounts)
        ours = (*known, self.updates, self.sandbox_state, self.root / "till-id")
        journal = (*self.root.glob(f"{self.journal.name}*"), *self.root.glob(f"{self.spool.stem}*"))
        close_to_others(self.root, (*ours, *journal, *self.log.glob("*"), *self.backups.glob("*")))

    def known_till_id(self) -> str:
        """Returns the till's id; "" where no till was ever opened, or the first start was cut
        short. Raises ProfileDamaged."""
        from pos_app.system.private_files import read_small  # noqa: PLC0415 - not for the first paint

        file = self.root / "till-id"
        try:
            known = read_small(file).decode().strip()
        except FileNotFoundError:
            return ""
        except (OSError, ValueError) as error:
            raise ProfileDamaged(str(file)) from error
        return _checked(known, file) if known else ""

    def till_id(self, first: str = "") -> str:
        """Returns the till's id in its events, made once: journals of many tills can be merged.

        `first` is the one of a till that is moved here. Raises ProfileDamaged, OSError.
        """
        from uuid import uuid4  # noqa: PLC0415 - not for the first paint

        from pos_app.system.private_files import write_privately  # noqa: PLC0415

        if known := self.known_till_id():
            return known
        file = self.root / "till-id"
        till_id = _checked(first, file) if first else uuid4().hex
        write_privately(file, f"{till_id}\n".encode())
        return till_id


def _checked(till_id: str, file: Path) -> str:
    """Checks the id: it becomes a part of file names and of every event."""
    if not re.fullmatch(_TILL_ID, till_id):
        raise ProfileDamaged(str(file))
    return till_id
