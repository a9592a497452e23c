"""The Qt window (PySide6). It calls the till and listens to its events, and decides nothing about
money."""
