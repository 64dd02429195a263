"""Which lines of a plain text look like headings."""

from __future__ import annotations

import re
from typing import Literal

HeadingStyle = Literal["title", "section", "part", "capitals", "numbered", "words", "sentence"]

_MOST = 110  # characters
_MOST_CAPITALS = 180
_MOST_SENTENCE = 75
_ASIDE = re.compile(
    r"(?:\w+ ){0,2}by |(?:dear|yours|source|sources|note|contact|tel|see|page|figure|table|box)\b", re.IGNORECASE
)
_PART = re.compile(
    r"(?:chapter|part|section|annex|appendix|attachment|article|title|volume|issue|recommendation|schedule|exhibit)"
    r"\s+(?:[0-9]{1,3}|[ivxlc]{1,6}|[a-z]|one|two|three|four|five|six|seven|eight|nine|ten)\b[.:]?",
    re.IGNORECASE,
)
_SECTION = re.compile(r"SEC(?:TION|\.)\s\d{1,4}[A-Z]?\.")
_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,4}\.?|[IVX]{1,5}\.|[A-Z]\.)\s+(?=[A-Z“\"])")
_SMALL = frozenset(
    (
        "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "is", "nor", "of", "on", "or",
        "over", "per", "so", "the", "to", "under", "up", "upon", "via", "with", "vs", "de", "la", "le", "du", "des",
        "et", "und", "der", "die", "das", "y", "el", "los",
    )
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


def heading_style(text: str) -> HeadingStyle | None:
    """What makes `text` look like a heading; None when nothing does. The lines around it decide whether it is."""
    text = text.strip()
    if not 2 <= len(text) <= (_MOST_CAPITALS if text.isupper() else _MOST) or "\n" in text:
        return None
    if text.isupper() and _SECTION.match(text):
        return "part"
    if text[-1] in ".,;:!?…-–—" and not (text[-1] == "?" and len(text) < 80):
        return None
    if text[0] in "\"“'‘«(-–—[<{" or text.count('"') % 2:
        return None
    words = _WORD.findall(text)
    if not words or sum(map(len, words)) < 0.5 * len(text.replace(" ", "")):
        return None
    if _PART.match(text):
        return "part"
    if (numbered := _NUMBERED.match(text)) and len(text) <= 90 and len(words) <= 12:
        return "numbered" if text[numbered.end() :].count(".") == 0 else None
    if not text[0].isalpha() and not text[0].isdigit():
        return None
    letters = [letter for letter in text if letter.isalpha()]
    if len(letters) >= 3 and sum(letter.isupper() for letter in letters) >= 0.9 * len(letters):
        return "capitals"
    if len(words) > 14 or not text[0].isupper():
        return None
    tall = sum(word[0].isupper() for word in words if word.lower() not in _SMALL)
    plain = sum(word.lower() not in _SMALL for word in words)
    if _ASIDE.match(text):
        return None
    if plain and tall > 0.8 * plain:
        return "words"
    return "sentence" if len(text) <= _MOST_SENTENCE and len(words) <= 11 else None
