"""Numbering of lists and headings as OpenDocument programs print it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from briefreader.readers.numerals import Numeral, numeral
from briefreader.readers.odt.names import number, q
from briefreader.readers.trees import Element

_FORMATS: dict[str, Numeral] = {
    "1": "decimal", "a": "lower letter", "A": "upper letter", "i": "lower roman", "I": "upper roman", "": "none",
}  # fmt: skip
_PLACE = re.compile(r"%(\d{1,2})%")
_LEVELS = 10


class Level(NamedTuple):
    """How one level of a list prints its numbers; `text` is a pattern with a place for each level, "%1%.%2%."."""

    style: Numeral = "bullet"
    prefix: str = ""
    suffix: str = ""
    shown: int = 1
    start: int = 1
    text: str = ""


@dataclass(slots=True)
class Count:
    """A list that is being counted: the last number of each of its levels, from 1."""

    style: str
    numbers: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The list styles of a document; `roots` are its content and its styles part."""

    def __init__(self, roots: list[Element]) -> None:
        self._styles: dict[str, dict[int, Level]] = {}
        self.outline: dict[int, Level] = {}
        for root in roots:
            for element in root.iter(q("text:list-style")):
                self._styles.setdefault(element.get(q("style:name")) or "", _levels(element))
            for element in root.iter(q("text:outline-style")):
                self.outline = self.outline or _levels(element)

    def level(self, style: str, depth: int) -> Level:
        """The level `depth`, from 1, of the list style `style`; a bullet when nothing is known of it."""
        return self._styles.get(style, {}).get(depth, Level())

    def next(self, count: Count, depth: int, start: int | None = None) -> str:
        """Count an item on level `depth` of a list, with `start` as its number when it has one of its own; what is
        printed before it."""
        levels = self._styles.get(count.style, {})
        return step(levels, count.numbers, depth, start)


def step(levels: dict[int, Level], numbers: dict[int, int], depth: int, start: int | None = None) -> str:
    """Count on level `depth` in `numbers`, which hold the last of each level; the number as `levels` print it."""
    level = levels.get(depth, Level())
    numbers[depth] = start if start is not None else numbers[depth] + 1 if depth in numbers else level.start
    for deeper in [other for other in numbers if other > depth]:
        del numbers[deeper]
    if level.style in ("bullet", "none") and not level.text:
        return (level.prefix + level.suffix).strip() if level.style == "none" else ""
    if level.text:
        return _PLACE.sub(lambda match: _number(levels, numbers, int(match.group(1))), level.text).strip()
    first = max(1, depth - level.shown + 1)
    parts = [_number(levels, numbers, place) for place in range(first, depth + 1)]
    return (level.prefix + ".".join(part for part in parts if part) + level.suffix).strip()


def _number(levels: dict[int, Level], numbers: dict[int, int], depth: int) -> str:
    level = levels.get(depth, Level())
    return numeral(numbers.setdefault(depth, level.start), level.style) if 1 <= depth <= _LEVELS else ""


def _levels(style: Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for element in style:
        depth = number(element, "text:level", 0)
        if not 1 <= depth <= _LEVELS:
            continue
        if element.tag not in (q("text:list-level-style-number"), q("text:outline-level-style")):
            found[depth] = Level()
            continue
        style_of: Numeral = _FORMATS.get(element.get(q("style:num-format")) or "", "decimal")
        text = element.get(q("style:num-list-format")) or element.get(q("loext:num-list-format")) or ""
        found[depth] = Level(
            style_of,
            element.get(q("style:num-prefix")) or "",
            element.get(q("style:num-suffix")) or "",
            number(element, "text:display-levels", 1, _LEVELS),
            number(element, "text:start-value", 1),
            text[:100] if style_of != "none" else "",
        )
    return found
