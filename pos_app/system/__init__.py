"""The computer below the till: files that are bundled or private, and work in processes of its own.

A thread is not enough for what may hang: Qt's bridge to CUPS and the keyring's D-Bus wait while
they hold the interpreter's lock, and a thread that waits for a dead disk cannot be stopped. A
process can.
"""
