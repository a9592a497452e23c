"""Compiles the Python half of Qt's binding into this environment.

    python packaging/qt_binding.py [FOLDER]

The binding carries it as sources in its library and compiles them at each start. Its makers' own
switch, SBK_EMBED=0, unpacks them among pip's files; this leaves those alone. Read by
pos_app/system/qt_binding.py.
"""

import compileall
import shutil
import sys
from importlib.metadata import version
from pathlib import Path

import shiboken6  # noqa: F401 - loads what is unpacked here

from pos_app.system.qt_binding import COMPILED

# Writes the type stubs when the binding itself is built, and is a third of what a start loads.
_UNUSED = "shibokensupport/signature/lib/pyi_generator.py"


def unpack(place: Path) -> Path:
    """Writes the sources and their compiled form below the folder, under the binding's version."""
    archive = sys.modules["shibokensupport.signature.loader"].__loader__.zfile  # type: ignore[union-attr]
    folder = place / version("shiboken6")
    shutil.rmtree(place, ignore_errors=True)
    files = folder / "files.dir"
    archive.extractall(files)
    (files / _UNUSED).write_text('"""Left out: it only writes type stubs."""\n')
    compileall.compile_dir(files, quiet=1)
    return folder


if __name__ == "__main__":
    unpack(Path(*(sys.argv[1:] or [sys.prefix]), COMPILED))
