"""Words for the release that runs, in the window and at commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos_app.words.translate import QT_TRANSLATE_NOOP, joined, say

if TYPE_CHECKING:
    from pos_app.system.release import Release

_CHECKOUT = QT_TRANSLATE_NOOP("words", "{0} (checkout)")
_COMMIT = QT_TRANSLATE_NOOP("words", "commit {0}")
_BUILT = QT_TRANSLATE_NOOP("words", "built {0}")


def release_line(release: Release) -> str:
    """Returns version, commit and build time (UTC) on a line; a checkout has its version alone."""
    if not release.built_at:
        return f"pos_app {say(_CHECKOUT, release.version)}"
    built = f"{release.built_at:%Y-%m-%d %H:%M} UTC"
    return joined(f"pos_app {release.version}", say(_COMMIT, release.commit), say(_BUILT, built))
