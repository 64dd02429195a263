"""Words that describe a picture: an author's count, what programs put in their place does not."""

from __future__ import annotations

import re

_LONGEST = 2000
_NO_WORDS = re.compile(
    r"(?:(?:picture|image|graphic|shape|text box|rectangle|logo|chart|diagram)\s?\d*|.*automatically generated.*|"
    r"\S+\.(?:png|jpe?g|gif|bmp|emf|wmf|tiff?|svg)|(?:https?|file):\S+)",
    re.IGNORECASE | re.DOTALL,
)


def described(words: str) -> str:
    """The description `words`, "" when a program made it."""
    words = " ".join(words.split())
    return "" if len(words) > _LONGEST or _NO_WORDS.fullmatch(words) else words
