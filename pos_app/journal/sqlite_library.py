"""sqlite-utils, without what serves its command line: 5 MB of memory and a tenth of its load time.

Its recipes parse dates for `sqlite-utils convert`, and click draws its progress bars.
"""

from pos_app.system.imports_without import imports_without

with imports_without(stand_ins={"click": {"Group": object}, "sqlite_utils.recipes": {}}):
    from sqlite_utils import Database, Migrations

__all__ = ["Database", "Migrations"]
