"""What a wheel holds beside the code: the compiled words. hatchling reads it (pyproject.toml)."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_WORDS = Path("pos_app", "bundled", "translations")


class CompiledWords(BuildHookInterface[Any]):
    """Compiles the translations beside the build: nothing is left behind in the checkout."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        self._folder = tempfile.TemporaryDirectory(prefix="pos_app_words_")
        for source in sorted(Path(self.root, _WORDS).glob("*.ts")):
            made = Path(self._folder.name, source.with_suffix(".qm").name)
            subprocess.run([_lrelease(), "-silent", source, "-qm", made], check=True)
            build_data["force_include"][str(made)] = str(_WORDS / made.name)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        self._folder.cleanup()


def _lrelease() -> str:
    spec = find_spec("PySide6")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("PySide6 is not installed: it brings the compiler of the words")
    found = shutil.which("lrelease", path=str(Path(spec.origin).parent))
    if found is None:
        raise FileNotFoundError(f"lrelease is not in {Path(spec.origin).parent}")
    return found
