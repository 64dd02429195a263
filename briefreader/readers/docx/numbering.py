"""Numbering: the number of each paragraph as Word prints it (ECMA-376, part 1, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from briefreader.readers.docx.names import is_on, number, value, w
from briefreader.readers.docx.styles import Styles
from briefreader.readers.numerals import Numeral, numeral
from briefreader.readers.trees import Element

_FORMATS: dict[str, Numeral] = {
    "decimal": "decimal", "decimalZero": "padded", "lowerRoman": "lower roman", "upperRoman": "upper roman",
    "lowerLetter": "lower letter", "upperLetter": "upper letter", "ordinal": "ordinal",
    "cardinalText": "cardinal words", "ordinalText": "ordinal words", "chicago": "symbols",
    "numberInDash": "dashed", "none": "none", "bullet": "bullet",
}  # fmt: skip
_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_MOST = 1_000_000  # no list counts further


class Number(NamedTuple):
    """The number of a paragraph: as printed ("" for a bullet), its count, its level from 0, the list it belongs to."""

    label: str
    ordered: bool
    value: int
    level: int
    key: str


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    style: Numeral = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    paragraph: str = ""  # the style whose paragraphs stand on this level


@dataclass(slots=True)
class _List:
    abstract: str
    levels: Mapping[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)  # where this list begins anew, until it has


class Numbering:
    """Counts the paragraphs of a document's lists; `root` is the numbering part."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if root is not None:
            self._load(root, styles)

    def level_of(self, num_id: str, style_id: str) -> int:
        """The level of list `num_id` that is bound to the style `style_id`; the first without one."""
        found = self._lists.get(num_id)
        levels = found.levels.items() if found else ()
        return next((index for index, level in levels if style_id and level.paragraph == style_id), 0)

    def next(self, num_id: str, index: int) -> Number | None:
        """The number of the next paragraph of list `num_id` on level `index`; None when nothing is printed."""
        found = self._lists.get(num_id)
        level = found.levels.get(index) if found else None
        if found is None or level is None:
            return None
        counts = self._counts.setdefault(found.abstract, {})
        if index in found.starts:
            counts[index] = found.starts.pop(index)
        else:
            counts[index] = min(_MOST, counts[index] + 1) if index in counts else level.start
        for deeper in [other for other in counts if other > index]:
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or index < restart:
                del counts[deeper]
        if level.style == "bullet":
            return Number("", False, counts[index], index, num_id)
        label = _PLACE.sub(lambda match: self._part(found, counts, int(match.group(1)) - 1, level), level.text).strip()
        return Number(label, True, counts[index], index, num_id) if label else None

    @staticmethod
    def _part(found: _List, counts: dict[int, int], index: int, shown: _Level) -> str:
        level = found.levels.get(index)
        if level is None:
            return ""
        count = counts.setdefault(index, level.start)
        style = level.style
        return numeral(count, "decimal" if shown.legal and style not in ("none", "bullet") else style)

    def _load(self, root: Element, styles: Styles) -> None:
        abstract = {(one.get(w("abstractNumId")) or ""): one for one in root.iterfind(w("abstractNum"))}
        nums = {(one.get(w("numId")) or ""): value(one, "abstractNumId") for one in root.iterfind(w("num"))}
        for element in root.iterfind(w("num")):
            num_id = element.get(w("numId")) or ""
            abstract_id = nums[num_id]
            link = value(abstract.get(abstract_id), "numStyleLink")
            if link:  # defined by a style, which names the list that has the levels
                abstract_id = nums.get(styles.paragraph(link).num_id, abstract_id)
            definition = abstract.get(abstract_id)
            levels = _levels(definition) if definition is not None else {}
            one = _List(abstract_id, levels)
            for override in element.iterfind(w("lvlOverride")):
                index = number(override.get(w("ilvl")))
                if index is None or not 0 <= index < _LEVELS:
                    continue
                changed = _levels(override)
                one.levels = {**one.levels, **changed}
                start = number(value(override, "startOverride"))
                if start is not None:
                    one.starts[index] = start
            self._lists[num_id] = one


def _levels(parent: Element) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for element in parent.iterfind(w("lvl")):
        index = number(element.get(w("ilvl")))
        if index is None or not 0 <= index < _LEVELS:
            continue
        start = number(value(element, "start"))
        legal = element.find(w("isLgl"))
        found[index] = _Level(
            0 if start is None else start,
            _FORMATS.get(value(element, "numFmt") or "decimal", "decimal"),
            value(element, "lvlText")[:100],
            number(value(element, "lvlRestart")),
            legal is not None and is_on(legal),
            value(element, "pStyle"),
        )
    return found
