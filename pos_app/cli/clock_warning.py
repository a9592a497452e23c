"""A line beside the output, where this computer's clock is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.cli.terminal import complain

if TYPE_CHECKING:
    from pos_app.installation.profile import Profile
    from pos_app.till.providers.provider_clock import ClockOff


def tell_clock(profile: Profile, off: ClockOff | None) -> None:
    """Nothing, where it is right or no provider has said what time it is."""
    if off is None:
        return
    # Qt's translator is not for scripts that get what they asked for.
    from pos_app.cli.texts import CliTexts  # noqa: PLC0415

    complain(CliTexts(profile).clock(off))
