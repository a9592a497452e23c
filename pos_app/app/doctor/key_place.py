"""Check of the place for keys: keeps, reads and deletes a secret of no worth in the keyring."""

from collections.abc import Sequence
from functools import partial
from secrets import token_hex

from pos_app.app.doctor.check import apart, broken, noted, warning, well
from pos_app.domain.errors import KeyringSilent
from pos_app.installation.keyring_process import Ring
from pos_app.installation.profile import Profile
from pos_app.ports.doctor.findings import Diagnosis, Sign, Subject


async def keyring(profile: Profile) -> Sequence[Diagnosis]:
    has_file = await apart(profile.keys.exists)
    ring = Ring("pos-app doctor")
    try:
        backend = await apart(partial(ring.probe, token_hex(8)))
    except KeyringSilent:
        return [broken(Subject.KEYRING, Sign.KEYRING_SILENT)]
    finally:
        ring.close()
    if backend:
        return [well(Subject.KEYRING, Sign.KEYRING, backend)]
    if has_file:
        return [noted(Subject.KEYRING, Sign.KEY_FILE)]
    return [warning(Subject.KEYRING, Sign.KEYRING_NONE)]
