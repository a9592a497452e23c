"""Words that a till says of itself, as far as the database can keep them."""

MOST_LETTERS = 200


def can_be_kept(*texts: str) -> bool:
    """PostgreSQL has no text with a NUL, nor with half a letter."""
    return all(map(_fits, texts))


def _fits(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text and len(text) <= MOST_LETTERS
