"""The names of SpreadsheetML (ECMA-376, part 1, 18), and places of cells."""

from __future__ import annotations

import re

from briefreader.readers.trees import Element

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


def s(name: str) -> str:
    return _S + name


def number(element: Element, name: str) -> int:
    """The whole number of an attribute, 0 when it is none."""
    value = element.get(name) or ""
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 9 else 0


def place(reference: str) -> tuple[int, int] | None:
    """The zero-based row and column of "B7"; None for anything else."""
    match = _PLACE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match.group(1).upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match.group(2)) - 1, column - 1
