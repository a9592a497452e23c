"""What a PIN costs is for who guesses: a third of a second of a processor, each time."""

from argon2 import PasswordHasher


def cheap_hasher() -> PasswordHasher:
    return PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
