"""The number plans, which are imported by name; not which town or network a number is from."""

from PyInstaller.utils.hooks import collect_submodules  # type: ignore[import-untyped]

hiddenimports = collect_submodules("phonenumbers.data")
