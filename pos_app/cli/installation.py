"""Finds the profile folder that a command works on, and its payment methods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.installation.profile import Profile

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from pos_app.domain.method import Method


def profile_of(options: argparse.Namespace) -> Profile:
    """Returns the shop's profile: training has the shop's settings too."""
    return Profile(options.profile) if options.profile else Profile.default()


def place_of(options: argparse.Namespace) -> Profile:
    """Returns the folder of journal and people: training has its own."""
    profile = profile_of(options)
    return profile.training if options.training else profile


def methods_of(options: argparse.Namespace) -> Mapping[str, Method]:
    """Returns the payment methods with the limits of the shop's contracts; in training with those
    of the documents. Raises BadInput for settings that cannot be used."""
    from pos_app.gateways.catalogue import METHODS  # noqa: PLC0415
    from pos_app.installation import settings  # noqa: PLC0415
    from pos_app.installation.charge_limits import within_limits  # noqa: PLC0415

    if options.training:
        return METHODS
    return within_limits(METHODS, settings.load(profile_of(options).settings))
