"""The two shops of these tests."""

from office.managers.shops_apart import shops

__all__ = ["shops"]
