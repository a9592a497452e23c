"""What asks the world outside and may never hear back, in a process of its own.

A thread is not enough: Qt's bridge to CUPS and the keyring's D-Bus wait while they hold the
interpreter's lock, and a thread that waits for a dead disk cannot be stopped. A process can.
"""
