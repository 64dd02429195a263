"""Page numbers, running heads and running feet that a plain text has kept from its printed pages."""

from __future__ import annotations

import re
from collections import defaultdict

_MARKER = re.compile(r"\s*\[\[Page [A-Z]?\d{1,6}\]\]\s*")
_NUMBER = re.compile(
    r"\s*(?:-\s*)?\d{1,4}(?:\s*-)?\s*|\s*(?:Page|p\.)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\s*", re.IGNORECASE
)
_DIGITS = re.compile(r"\d+")
_REPEATED = 3
_WIDEST = 120


def without_furniture(lines: list[str]) -> list[str]:
    """`lines` without what belongs to pages and not to the text.

    A paragraph that ran over a page's end is whole again. Left out are: `[[Page S705]]`; a number alone between
    blank lines, when it interrupts a sentence; lines that come back three times or more with another page number.
    """
    feet = _running(lines)
    if not feet and not any(_MARKER.fullmatch(line) or (line and _is_number(line)) for line in lines):
        return lines
    result: list[str] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        alone = not (index + 1 < len(lines) and lines[index + 1].strip())
        is_page = (
            (line[:1] in " [\t" and bool(_MARKER.fullmatch(line)))
            or index in feet
            or (alone and _is_number(line) and _interrupts(result))
        )
        if not is_page:
            result.append(line)
            index += 1
            continue
        index += 1
        if _interrupts(result):
            while result and not result[-1].strip():
                result.pop()
            while index < len(lines) and not lines[index].strip():
                index += 1
    return result


def _is_number(line: str) -> bool:
    return len(line) < 40 and bool(_NUMBER.fullmatch(line))


def _interrupts(before: list[str]) -> bool:
    """Whether the text before stops within a sentence."""
    last = next((line.rstrip() for line in reversed(before[-8:]) if line.strip()), "")
    return len(last) > 20 and (last[-1].isalnum() or last[-1] in ",-–—;")


def _running(lines: list[str]) -> frozenset[int]:
    """The lines that return with a page number that grows."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, line in enumerate(lines):
        if 6 < len(line) <= _WIDEST and (match := _DIGITS.search(line)) and "page" in line.lower():
            key = " ".join(_DIGITS.sub("#", line).split())
            places[key].append((index, int(match.group()[:9])))
    found: set[int] = set()
    for seen in places.values():
        numbers = [number for _, number in seen]
        if len(seen) >= _REPEATED and numbers == sorted(set(numbers)):
            found.update(index for index, _ in seen)
    return frozenset(found)
