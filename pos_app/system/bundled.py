"""Finds the bundled icons, sounds, translations and fonts, in a checkout or in a build."""

import sys
from pathlib import Path


def resources_folder() -> Path:
    """Returns the folder of bundled files in the package: in a checkout, an installation or a
    build."""
    return Path(__file__).resolve().parent.with_name("bundled")


def icon_font() -> tuple[Path, Path]:
    """Returns the icon font, and the file that names its glyphs. Their own names contain a version.

    They lie in the package that ships them, whose code is not loaded; a build contains these files
    alone. Raises FileNotFoundError.
    """
    folder = resources_folder() / "icons"
    if not getattr(sys, "frozen", False):
        from importlib.util import find_spec  # noqa: PLC0415 - not for the first paint

        spec = find_spec("qtawesome")
        if spec is None or spec.origin is None:
            raise FileNotFoundError("QtAwesome is not installed")
        folder = Path(spec.origin).with_name("fonts")
    return _only(folder, "webfont-[0-9]*.ttf"), _only(folder, "webfont-charmap-*.json")


def _only(folder: Path, ending: str) -> Path:
    for path in folder.glob(f"materialdesignicons6-{ending}"):
        return path
    raise FileNotFoundError(f"{folder} has no icons")
