"""Warns on standard error when this computer's clock differs from the provider's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.cli.terminal import complain

if TYPE_CHECKING:
    from pos_app.installation.profile import Profile
    from pos_app.till.providers.provider_clock import ClockOff


def tell_clock(profile: Profile, off: ClockOff | None) -> None:
    """Prints the warning. Prints nothing where the clock is right or no provider has told the
    time."""
    if off is None:
        return
    # Scripts that succeed must not pay for loading Qt's translator.
    from pos_app.cli.texts import CliTexts  # noqa: PLC0415

    complain(CliTexts(profile).clock(off))
