"""Where a text may be cut without splitting what a reader sees as one character.

A cut is refused inside the common clusters of Unicode Annex 29: base and combining marks, emoji joined by a zero-width
joiner or given a skin tone, pairs of regional indicators, Hangul syllables in parts.
"""

from __future__ import annotations

import unicodedata

from briefreader.text.document import Span

_JOINER = "\u200d"
_LONGEST = 64  # code points looked through for one boundary; longer heaps of marks are cut


def is_boundary(text: str, offset: int) -> bool:
    """Whether `text` may be cut at `offset`."""
    if offset <= 0 or offset >= len(text):
        return True
    after = text[offset]
    if after < "\u0300":
        return True
    before = text[offset - 1]
    if before == "\n":
        return True
    if after == _JOINER or unicodedata.category(after) in ("Mn", "Me", "Mc") or "\U0001f3fb" <= after <= "\U0001f3ff":
        return False
    if before == _JOINER:
        return not _pictographic(after)
    if _is_regional(after):
        return _regional_run(text, offset) % 2 == 0
    return not _same_syllable(before, after)


def whole(text: str, start: int, end: int) -> Span:
    """The span `start`-`end` widened to whole graphemes."""
    for _ in range(_LONGEST):
        if is_boundary(text, start):
            break
        start -= 1
    for _ in range(_LONGEST):
        if is_boundary(text, end):
            break
        end += 1
    return Span(start, end)


def _pictographic(char: str) -> bool:
    return char >= "\U0001f000" or "\u2190" <= char <= "\u2bff"


def _is_regional(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _regional_run(text: str, offset: int) -> int:
    first = offset
    while first > 0 and offset - first < _LONGEST and _is_regional(text[first - 1]):
        first -= 1
    return offset - first


def _same_syllable(before: str, after: str) -> bool:
    if not "\u1160" <= after <= "\u11ff" and not "\u1100" <= after <= "\u115f":
        return False
    if after <= "\u115f":  # a leading consonant joins only another
        return "\u1100" <= before <= "\u115f"
    vowel = after <= "\u11a7"
    if "\uac00" <= before <= "\ud7a3":
        return not vowel or (ord(before) - 0xAC00) % 28 == 0
    return "\u1100" <= before <= "\u11ff"
