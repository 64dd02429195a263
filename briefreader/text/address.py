"""Addresses that the program opens: `briefreader:passage/ID` and `briefreader:brief/ID/START-END`."""

from __future__ import annotations

import re
from typing import NamedTuple

SCHEME = "briefreader:"
_ID = r"[0-9a-fA-F][0-9a-fA-F-]{0,63}"
_PASSAGE = re.compile(rf"briefreader:(?://)?passage/({_ID})/?")
_BRIEF = re.compile(rf"briefreader:(?://)?brief/({_ID})(?:/(\d{{1,12}})-(\d{{1,12}}))?/?")


class Address(NamedTuple):
    """What is to be opened: a `passage`, or a `brief` at code points `start` to `end` (0, 0: where one was)."""

    passage: str = ""
    brief: str = ""
    start: int = 0
    end: int = 0


def is_address(word: str) -> bool:
    return word.startswith(SCHEME)


def read(word: str) -> Address | None:
    """What an address opens, None when it is none of ours. A shell or a browser may have added slashes."""
    if found := _PASSAGE.fullmatch(word):
        return Address(passage=found[1])
    if found := _BRIEF.fullmatch(word):
        return Address(brief=found[1], start=int(found[2] or 0), end=int(found[3] or 0))
    return None
