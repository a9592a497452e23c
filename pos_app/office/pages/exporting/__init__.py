"""Exports of what the pages show: CSV and XLSX, by the same writers as the till's own files."""
