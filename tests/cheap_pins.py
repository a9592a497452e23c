"""What a PIN or a passphrase costs is for who guesses: a third of a second of a processor, each
time."""

from dataclasses import replace

from argon2 import PasswordHasher, profiles

CHEAP = replace(profiles.RFC_9106_LOW_MEMORY, time_cost=1, memory_cost=64, parallelism=1)


def cheap_hasher() -> PasswordHasher:
    return PasswordHasher.from_parameters(CHEAP)
