"""Widgets that several folders of the window share."""
