"""Items of lists, labels of numbered paragraphs, and block quotations."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefreader.readers.pdf.paragraphs import Measures, Para
from briefreader.text.document import ListPlace

_SHORT = 160  # characters; numbered texts that are longer are paragraphs
_COUNT = re.compile(r"(\d{1,3})[.)]")
_LETTER = re.compile(r"\(?([a-z]|[ivxlc]{1,6}|[A-Z])[.)]")
_SAME = 6.0  # points: items that begin so near each other are of one list
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def settle_lists(paras: Sequence[Para], measures: Measures) -> None:
    """Make items of the paragraphs that begin with a bullet or a letter in brackets, or are short and numbered from 1
    on; give others that begin with a number this as their label; and find indented quotations."""
    lists: list[tuple[float, int, int]] = []  # left edge, list id, last number
    next_id = 1
    counted = _counted(paras)
    for at, para in enumerate(paras):
        opening = para.opening
        if opening is None or para.kind != "paragraph":
            if para.first.left <= (lists[0][0] if lists else 0) + _SAME:
                lists.clear()
            para.quote = int(_is_quotation(para, paras[at - 1] if at else None, measures))
            continue
        para.label = opening.label
        number = 0 if opening.bullet else _number(opening.label)
        if not opening.bullet and not (_LETTER.fullmatch(opening.label) or at in counted):
            lists.clear()
            continue
        left = para.first.left
        while lists and left < lists[-1][0] - _SAME:
            lists.pop()
        if not lists or left > lists[-1][0] + _SAME:
            lists.append((left, next_id, 0))
            next_id += 1
        left, list_id, last = lists[-1]
        number = number or last + 1
        lists[-1] = (left, list_id, number)
        para.kind, para.level = "item", len(lists)
        para.place = ListPlace(list_id, not opening.bullet, number)


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


def _number(label: str) -> int:
    """What a label counts: 3 of "(c)", "3." and "(iii)"."""
    core = label.strip("().").lower()
    if core.isdigit():
        return int(core)
    if len(core) == 1 and core not in "ivx":
        return ord(core) - 96
    values = [_ROMAN.get(letter, 0) for letter in core]
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
