"""Names for what is about to be done: one name is carried out once, however often it is asked."""

from PySide6.QtCore import QUuid


def reservation() -> str:
    return QUuid.createUuid().toString(QUuid.StringFormat.Id128)
