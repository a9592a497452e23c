"""The version of the program, as logs and reports name it."""

VERSION = "0.1.0"
