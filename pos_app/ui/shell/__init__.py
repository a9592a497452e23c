"""The main window: its pages, the navigation between them, its keys, and its shutdown."""
