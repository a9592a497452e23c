"""The Qt window (PySide6): calls the till, listens to it, and decides nothing about money."""
