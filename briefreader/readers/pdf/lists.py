"""Items of lists, labels of numbered paragraphs, and block quotations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from briefreader.readers.pdf.paragraphs import Measures, Opening, Para
from briefreader.text.document import ListPlace

_SHORT = 160  # characters; numbered texts that are longer are paragraphs
_COUNT = re.compile(r"(\d{1,3})[.)]")
_LETTER = re.compile(r"\(?([a-z]|[ivxlc]{1,6}|[A-Z])[.)]")
_SAME = 6.0  # points: items that begin so near each other are of one list
_FAR = 14.0  # points: an item that begins so much further left belongs to an outer list
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


class _Open(NamedTuple):
    """A list that goes on: what its items begin with, where, its id, and the number of the last item."""

    kind: str
    left: float
    id: int
    last: int


def settle_lists(paras: Sequence[Para], measures: Measures) -> None:
    """Make items of the paragraphs that begin with a bullet or a letter in brackets, or are short and numbered from 1
    on; give others that begin with a number this as their label; and find indented quotations.

    A list within another is told by its labels, (i) within (a), as often its items are not set in further.
    """
    lists: list[_Open] = []
    next_id = 1
    counted = _counted(paras)
    for at, para in enumerate(paras):
        opening = para.opening
        left = para.first.left
        if opening is None or para.kind != "paragraph":
            if left <= (lists[0].left if lists else 0) + _SAME:
                lists.clear()
            para.quote = int(_is_quotation(para, paras[at - 1] if at else None, measures))
            continue
        para.label = opening.label
        if not opening.bullet and not (_LETTER.fullmatch(opening.label) or at in counted):
            lists.clear()
            continue
        kind, number = _kind(opening, para.first.text[:1], lists)
        same = next((place for place in reversed(range(len(lists))) if _goes_on(lists[place], kind, left)), None)
        if same is not None:
            del lists[same + 1 :]
            if number == 1 and lists[same].last:
                lists.pop()  # it begins anew
                same = None
        else:
            while lists and left < lists[-1].left - _FAR:
                lists.pop()
        if same is None:
            lists.append(_Open(kind, left, next_id, 0))
            next_id += 1
        number = number or lists[-1].last + 1
        lists[-1] = lists[-1]._replace(last=number)
        para.kind, para.level = "item", len(lists)
        para.place = ListPlace(lists[-1].id, not opening.bullet, number)


def _goes_on(entry: _Open, kind: str, left: float) -> bool:
    """Whether an item is the next one of an open list."""
    return entry.kind == kind and (not kind.startswith("bullet") or abs(entry.left - left) <= _SAME)


def _kind(opening: Opening, first: str, lists: Sequence[_Open]) -> tuple[str, int]:
    """What an item begins with, and what it counts: "(i)" is the ninth of letters behind "(h)", else the first."""
    if opening.bullet:
        return f"bullet {first}", 0
    core = opening.label.strip("().")
    shape = opening.label.replace(core, "#")
    if core.isdigit():
        return f"1 {shape}", int(core)
    case = "A" if core.isupper() else "a"
    letter = ord(core.lower()) - 96 if len(core) == 1 else 0
    roman = _roman(core)
    if letter and (not roman or any(e.kind == f"{case} {shape}" and e.last == letter - 1 for e in lists)):
        return f"{case} {shape}", letter
    return f"{case} roman {shape}", roman


def _counted(paras: Sequence[Para]) -> set[int]:
    """The places of short texts numbered 1, 2, 3 in a row that no longer text goes on counting."""
    found: set[int] = set()
    at = 0
    while at < len(paras):
        start = at
        while at < len(paras) and _value(paras[at]) == at - start + 1:
            at += 1
        short = all(len(para.text) <= _SHORT for para in paras[start:at])
        if at - start > 1 and short and all(_value(para) != at - start + 1 for para in paras[at : at + 200]):
            found.update(range(start, at))
        at += at == start
    return found


def _value(para: Para) -> int:
    match = _COUNT.fullmatch(para.opening.label) if para.opening else None
    return int(match.group(1)) if match else 0


def _roman(text: str) -> int:
    """The value of a roman number; 0 for another text."""
    values = [_ROMAN.get(letter, 0) for letter in text.lower()]
    if not all(values):
        return 0
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def _is_quotation(para: Para, before: Para | None, measures: Measures) -> bool:
    """Whether a paragraph is set in from both edges of its column, all its lines alike."""
    if len(para.lines) < 3 or para.first.style.turns or para.first.size > 1.03 * measures.body:
        return False
    left, right = para.first.edges
    size = para.first.size
    indent = min(line.left for line in para.lines)
    if indent < left + 1.8 * size or max(line.left for line in para.lines[1:]) - indent > 0.5 * size:
        return False
    reach = max(line.right for line in para.lines)
    if reach > right - 1.2 * size or reach - indent < 0.5 * (right - left):
        return False
    return before is None or before.first.left < indent - 1.2 * size or before.quote > 0
