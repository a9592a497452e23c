"""Newer versions: the signed manifest that tells of one."""
