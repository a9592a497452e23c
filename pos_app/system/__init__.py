"""The operating system below the till: bundled and private files, atomic writes, child processes.

A thread is not enough for a call that may hang: Qt's bridge to CUPS and the keyring's D-Bus wait
while they hold the interpreter's lock, and a thread that waits for a dead disk cannot be stopped. A
process can.
"""
