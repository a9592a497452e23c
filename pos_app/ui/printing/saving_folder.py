"""Folder in which a file dialog opens: the last one of this session, else the user's documents."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths

_CHOSEN = "saving_folder"  # the property of the application that keeps it


def saving_folder() -> Path:
    """Returns the first of them that is there: a stick may have been pulled out."""
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    application = QCoreApplication.instance()
    chosen = application.property(_CHOSEN) if application is not None else None
    folders = [chosen, QStandardPaths.writableLocation(documents)]
    known = (Path(folder) for folder in folders if folder)
    return next((folder for folder in known if folder.is_dir()), Path.home())


def keep_saving_folder(folder: Path) -> None:
    """Keeps the folder that a person has chosen, until the till is closed."""
    application = QCoreApplication.instance()
    if application is not None:
        application.setProperty(_CHOSEN, str(folder))
