"""Newer versions: asks once a day whether there is one."""
