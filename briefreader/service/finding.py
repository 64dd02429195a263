"""Find in one brief: words as typed, whole words, with or without regard to case, or a regular expression."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefreader.errors import SearchError
from briefreader.service import lazily

if TYPE_CHECKING:
    import regex  # type: ignore[import-untyped]
else:
    regex = lazily.module("regex")

SECONDS = 1.0  # for a regular expression; a good one takes thousandths
MOST = 5_000  # places
# What looks alike on paper is alike: typed on a keyboard, found as printed.
_ALIKE = {
    '"': '["\u201c\u201d\u201e\u00ab\u00bb]',
    "'": "['\u2019\u2018\u201b]",
    "-": "[-\u2010\u2011\u2012\u2013\u2014]",
}
Span = tuple[int, int]


def find_all(
    text: str, wanted: str, *, whole_word: bool = False, case: bool = False, regular: bool = False
) -> list[Span]:
    """Where `wanted` stands in `text`, in order, at most 5,000 places; none when it is empty. Raises SearchError with
    what is wrong with a regular expression, or that it takes too long."""
    if not wanted.strip():
        return []
    if not regular:
        words = [
            r"\s+" if part.isspace() else _ALIKE.get(part, regex.escape(part)) for part in " ".join(wanted.split())
        ]
        wanted = "".join(words)
    if whole_word:
        wanted = rf"(?<!\w)(?:{wanted})(?!\w)"
    flags = regex.MULTILINE | regex.VERSION0 | (0 if case else regex.IGNORECASE)
    found: list[Span] = []
    try:
        for match in regex.compile(wanted, flags).finditer(text, timeout=SECONDS):
            if match.end() > match.start():
                found.append(match.span())
            if len(found) >= MOST:
                break
    except regex.error as error:
        at = f" at character {error.pos + 1}" if regular and not whole_word and error.pos is not None else ""
        raise SearchError(f"This is no regular expression: {error.msg}{at}.") from None
    except (TimeoutError, RecursionError, MemoryError):
        raise SearchError("This regular expression takes too long on this brief.", "Make it simpler.") from None
    return found
