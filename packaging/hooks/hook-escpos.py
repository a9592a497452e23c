"""The table of what receipt printers differ in, which it reads from a file beside itself."""

from PyInstaller.utils.hooks import collect_data_files  # type: ignore[import-untyped]

datas = collect_data_files("escpos")
