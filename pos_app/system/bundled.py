"""Where icons, sounds, translations and fonts lie: in the package, beside the code."""

import sys
from pathlib import Path


def resources_folder() -> Path:
    """The same place in the package, whether that is a checkout, an installation or a build."""
    return Path(__file__).resolve().parent.with_name("bundled")


def icon_font() -> tuple[Path, Path]:
    """The font of the icons, and the file that names its glyphs. Their own names have a version.

    They lie in the package that brings them, whose code is not loaded, or inside a build, which has
    nothing else of it. Raises FileNotFoundError.
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
