"""What paragraph styles of word processors are for, by the names that programs give them in every language version."""

from __future__ import annotations

import re

_HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop|rubrik)\s?([1-9])")
_QUOTES = frozenset(
    (
        "quote",
        "intense quote",
        "block text",
        "quotations",
        "block quote",
        "block quotation",
        "blockquote",
        "quoted text",
    )
)


def heading_level(name: str) -> int:
    """The level, from 1, of the heading style `name`; 0 when it is none."""
    match = _HEADING.fullmatch(_plain(name))
    return int(match.group(1)) if match else 0


def is_title(name: str) -> bool:
    return _plain(name) == "title"


def is_quote(name: str) -> bool:
    return _plain(name) in _QUOTES


def is_caption(name: str) -> bool:
    return _plain(name) == "caption"


def _plain(name: str) -> str:
    return name.replace("_20_", " ").strip().lower()
