"""Page numbers, running heads and running feet that a plain text has kept from its printed pages."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

_MARKER = re.compile(r"\s*\[\[Page [A-Z]?\d{1,6}\]\]\s*")
_NUMBER = re.compile(
    r"\s*(?:(?:-\s*)?\d{1,4}(?:\s*-)?|(?:Page|p\.)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|[ivx]{1,5})\s*", re.IGNORECASE
)
_JOB_NUMBER = re.compile(r"\s*(?:\d{1,3}\s+\d\d-\d{4,6}|\d\d-\d{4,6}\s+\d{1,3})\s*")  # United Nations documents
_DIGITS = re.compile(r"\d+")
_FEET = 3
_HEADS = 4
_STOPS = frozenset(".,;:!?")  # a sentence said again is no running head
_WIDEST = 120
_FULL = 40  # characters of a line that is not a heading or a name
_REACH = 3  # lines with text between a running head and a page number


class Unpaged(NamedTuple):
    """The lines of a text without what belongs to its pages, and its title when that ran over every page."""

    lines: list[str]
    title: str = ""


def without_furniture(lines: list[str]) -> Unpaged:
    """`lines` without what belongs to pages and not to the text; a paragraph that ran over a page's end is whole.

    Left out are: `[[Page S705]]`; job numbers of United Nations documents; a number alone that interrupts a sentence
    or ends a group of lines; lines that come back three times or more with a page number that grows, or four times
    beside page numbers (the first of these stays).
    """
    numbers = frozenset(
        index
        for index, line in enumerate(lines)
        if line and len(line) < 80 and (_NUMBER.fullmatch(line) or _JOB_NUMBER.fullmatch(line))
    )
    feet = _feet(lines)
    heads = _heads(lines, numbers | feet)
    furniture = feet | {index for seen in heads for index in seen[1:]}
    if not furniture and not numbers and not any("[[Page " in line for line in lines):
        return Unpaged(lines)
    beside = _beside(lines, feet | {index for seen in heads for index in seen})
    result: list[str] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        alone = not (index + 1 < len(lines) and lines[index + 1].strip())
        tail = bool(result) and bool(result[-1].strip())
        is_page = (
            index in furniture
            or ("[[Page " in line and bool(_MARKER.fullmatch(line)))
            or (
                index in numbers
                and (
                    (index in beside and alone)
                    or bool(_JOB_NUMBER.fullmatch(line))
                    or (alone and len(lines) > 20 and (tail or _interrupts(result)))
                )
            )
        )
        index += 1
        if not is_page:
            result.append(line)
            continue
        if _goes_on(result, lines, index):
            while result and not result[-1].strip():
                result.pop()
            while index < len(lines) and not lines[index].strip():
                index += 1
        else:
            result.append("")
    title = max((" ".join(lines[seen[0]].split()) for seen in heads), key=len, default="")
    return Unpaged(result, title if len(title) >= _FULL else "")


def _interrupts(before: list[str]) -> bool:
    """Whether the text before stops within a sentence."""
    last = next((line.rstrip() for line in reversed(before[-8:]) if line.strip()), "")
    return len(last) > 20 and (last[-1].isalnum() or last[-1] in ",-–—;")


def _goes_on(before: list[str], lines: list[str], index: int) -> bool:
    """Whether the sentence that stops in `before` goes on in `lines` at `index`, the end of a page between them."""
    last = next((line.strip() for line in reversed(before[-8:]) if line.strip()), "")
    follower = next((line.strip() for line in lines[index : index + 8] if line.strip()), "")
    if not last or not follower or not (last[-1].isalnum() or last[-1] in ",-–—;"):
        return False
    return follower[0].islower() or (len(last) >= _FULL and len(follower) >= _FULL)


def _feet(lines: list[str]) -> frozenset[int]:
    """The lines that return with a page number that grows."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, line in enumerate(lines):
        if 6 < len(line) <= _WIDEST and "page" in line.lower() and (match := _DIGITS.search(line)):
            key = " ".join(_DIGITS.sub("#", line).split())
            places[key].append((index, int(match.group()[:9])))
    found: set[int] = set()
    for seen in places.values():
        numbers = [number for _, number in seen]
        if len(seen) >= _FEET and numbers == sorted(set(numbers)):
            found.update(index for index, _ in seen)
    return frozenset(found)


def _heads(lines: list[str], numbers: frozenset[int]) -> list[list[int]]:
    """The places of each line that returns beside page numbers."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if 6 < len(line) <= _WIDEST and index not in numbers and line.rstrip()[-1:] not in _STOPS:
            places[" ".join(line.split())].append(index)
    near = _beside(lines, numbers)
    return [
        seen
        for seen in places.values()
        if len(seen) >= _HEADS and sum(index in near for index in seen) >= 0.6 * len(seen)
    ]


def _beside(lines: list[str], marks: frozenset[int]) -> frozenset[int]:
    """The lines that have one of `marks` among the next lines with text, before or behind."""
    found: set[int] = set()
    for ordered in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        reach = 0
        for index in ordered:
            if not lines[index].strip():
                continue
            if reach:
                found.add(index)
                reach -= 1
            if index in marks:
                reach = _REACH
    return frozenset(found)
