"""A till that has proved who it is."""

from typing import NamedTuple


class KnownTill(NamedTuple):
    """`till` and `shop` are the office's numbers, `public` the id in the till's own events.
    `version` is the program's, as it said in its last hello."""

    shop: int
    till: int
    public: str
    name: str
    org: int
    version: str = ""
