"""The window: Qt only. It asks the till, listens to the till, and decides nothing about money."""
