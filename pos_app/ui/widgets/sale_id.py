"""Reservation ids: the till carries out each id once, however often it is sent."""

from PySide6.QtCore import QUuid


def reservation() -> str:
    return QUuid.createUuid().toString(QUuid.StringFormat.Id128)
