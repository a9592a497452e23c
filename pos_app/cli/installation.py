"""Finds the profile folder that a command works on, and its payment methods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.domain.tenders.by_hand import SPLIT, Tender, in_country
from pos_app.installation.profile import Profile

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from pos_app.domain.method import Method

BY_HAND = tuple(tender.value for tender in Tender)
COUNTER_WORDS = (*BY_HAND, SPLIT)  # each country has a method of each


def profile_of(options: argparse.Namespace) -> Profile:
    """Returns the shop's profile: training has the shop's settings too."""
    return Profile(options.profile) if options.profile else Profile.default()


def place_of(options: argparse.Namespace) -> Profile:
    """Returns the folder of journal and people: training has its own."""
    profile = profile_of(options)
    return profile.training if options.training else profile


def method_of(options: argparse.Namespace, name: str) -> Method:
    """Returns the method of this name: one at the counter is the one of the shop's country. Raises
    as `methods_of` does."""
    from pos_app.gateways.catalogue import COUNTER_METHODS  # noqa: PLC0415
    from pos_app.installation import settings  # noqa: PLC0415

    if name in COUNTER_WORDS:
        country = settings.load(profile_of(options).settings).country
        return COUNTER_METHODS[in_country(name, country)]
    return methods_of(options)[name]


def methods_of(options: argparse.Namespace) -> Mapping[str, Method]:
    """Returns the payment methods with the limits of the shop's contracts; in training with those
    of the documents. Raises BadInput for settings that cannot be used."""
    from pos_app.gateways.catalogue import METHODS  # noqa: PLC0415
    from pos_app.installation import settings  # noqa: PLC0415
    from pos_app.installation.charge_limits import within_limits  # noqa: PLC0415

    if options.training:
        return METHODS
    return within_limits(METHODS, settings.load(profile_of(options).settings))
