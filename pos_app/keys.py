"""The providers' keys: from the environment or the system keyring, and from nowhere else."""

import os
from collections.abc import Mapping

from pos_app.domain.errors import BadInput, Complaint, Field, KeyringUnavailable


class Keys:
    """The keys of one installation. Calls may wait for the keyring: not for the GUI thread."""

    def __init__(self, till_id: str, environment: Mapping[str, str] = os.environ) -> None:
        self._service = f"pos-app {till_id}"
        self._environment = environment

    def get(self, provider: str, name: str) -> str:
        """The secret, or nothing where it was never given. Raises KeyringUnavailable."""
        given = self._environment.get(f"POS_APP_{provider}_{name}".upper(), "").strip()
        if given:
            return check_secret(given, f"{provider}.{name}")
        import keyring  # noqa: PLC0415 - asks the desktop for its keyring when it is imported
        from keyring.errors import KeyringError  # noqa: PLC0415

        try:
            kept = keyring.get_password(self._service, f"{provider}.{name}") or ""
        except KeyringError as error:
            raise KeyringUnavailable(str(error)) from error
        return check_secret(kept, f"{provider}.{name}") if kept else ""

    def keep(self, provider: str, name: str, value: str) -> None:
        """Raises BadInput, or KeyringUnavailable."""
        import keyring  # noqa: PLC0415
        from keyring.errors import KeyringError  # noqa: PLC0415

        secret = check_secret(value, f"{provider}.{name}")
        try:
            keyring.set_password(self._service, f"{provider}.{name}", secret)
        except KeyringError as error:
            raise KeyringUnavailable(str(error)) from error


def check_secret(text: str, name: str) -> str:
    """A key that can stand in a header: printable, without blanks. Raises BadInput."""
    secret = text.strip()
    if not secret or not secret.isascii() or not secret.isprintable() or " " in secret:
        raise BadInput(Field.SETTINGS, Complaint.SETTING_INVALID, name)
    return secret
