"""One installation of the till: its folder, settings, accounts, credentials and people."""
