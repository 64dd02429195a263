"""Running heads and feet: lines at the top or foot of pages that come back from page to page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from briefreader.readers.pdf.lines import Line

_ZONE = 0.17  # of a page's height: how far in from its edges heads and feet reach
_DEPTH = 5  # lines from the edge inwards
_LEAST = 3  # pages on which a line comes back
_LEFT = 0.3  # of the pages that must keep text of their own
_SAME_PLACE = 6.0  # points
_DIGITS = re.compile(r"\d+")
_ROMAN = re.compile(r"\b[ivxl]{1,7}\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?:page\s*)?[-–—|\s]*(?:\d{1,4}|[ivxl]{1,7})[-–—|\s]*(?:(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
# United Nations documents: job number, dates of submission, bar code, "continued"
_JOB = re.compile(
    r"(?:[A-Z]{2}\.)?\d\d-\d{4,6}(?:\s\([A-Z]\))?(?:\s\d{5,6}){0,3}(?:\s(?:/\.\.\.|[ivxl]{1,6}|\d{1,3}))?|"
    r"\*\d{5,9}\*|/\.\.\."
)
_OUTER = re.compile(r"^\d{1,6}(?=\s|$)|(?<=\s)\d{1,6}$")
_MARGIN = 0.09  # of a page's width: what runs upwards there was set by the printer


class Furniture(NamedTuple):
    """What was taken out of the pages: the lines of each page, heads and feet apart."""

    heads: list[list[Line]]
    feet: list[list[Line]]


def take_out(pages: Sequence[list[Line]], sizes: Sequence[tuple[float, float]]) -> Furniture:
    """Remove from `pages` the lines that belong to the page and not to the text; `sizes` are width and height.

    A line is a head or a foot when its text, numbers apart, comes back on three pages or more near one edge; when it
    stands where such lines stand and holds but a page number; or when it is a printer's mark in the margin.
    """
    heads: list[list[Line]] = [[] for _ in pages]
    feet: list[list[Line]] = [[] for _ in pages]
    near = [_edges(lines, *size) for lines, size in zip(pages, sizes, strict=True)]
    for side, found in ((0, heads), (1, feet)):
        candidates = [edges[side] for edges in near]
        for page, lines in enumerate(_recurring(candidates, pages)):
            found[page] = lines
    _lone_numbers(near, heads, feet)
    if _is_everything(pages, heads, feet):
        heads, feet = [[] for _ in pages], [[] for _ in pages]
    for page, lines in enumerate(pages):
        for line in lines:
            if _is_printers(line, *sizes[page]):
                feet[page].append(line)
        gone = {id(line) for line in (*heads[page], *feet[page])}
        if gone:
            lines[:] = [line for line in lines if id(line) not in gone]
    return Furniture(heads, feet)


def _is_everything(pages: Sequence[list[Line]], heads: list[list[Line]], feet: list[list[Line]]) -> bool:
    """Whether most pages would be left without text: then what comes back is the text."""
    left = sum(len(lines) > len(head) + len(foot) for lines, head, foot in zip(pages, heads, feet, strict=True))
    return left < _LEFT * sum(map(bool, pages))


def key_of(text: str) -> str:
    """A line's text without its numbers: what comes back."""
    words = _ROMAN.sub("#", _DIGITS.sub("#", text)).lower().split()
    bare = " ".join(words).strip("# |-–—/")  # the number stands left on one page and right on the next
    return bare if len(bare) > 3 else " ".join(words)


def _edges(lines: list[Line], width: float, height: float) -> tuple[list[Line], list[Line]]:
    """The lines near the top of a page, from the top down, and those near its foot, from the foot up."""
    level = [line for line in lines if not line.style.turns]
    if not level:
        return [], []
    ordered = sorted(level, key=lambda line: line.base)
    head = [line for line in ordered if line.base < _ZONE * height]
    foot = [line for line in reversed(ordered) if line.base > (1 - _ZONE) * height]
    return _first_rows(head), _first_rows(foot)


def _first_rows(lines: list[Line]) -> list[Line]:
    """The lines on the first few base lines."""
    rows = 0
    last = -1e9
    for index, line in enumerate(lines):
        if abs(line.base - last) > 3:
            rows += 1
            last = line.base
        if rows > _DEPTH or index > 4 * _DEPTH:
            return lines[:index]
    return lines


def _recurring(candidates: list[list[Line]], everything: Sequence[list[Line]]) -> list[list[Line]]:
    """Of each page's lines near one edge, those that come back on other pages at about the same height."""
    places: dict[str, list[tuple[int, Line]]] = defaultdict(list)
    for page, lines in enumerate(candidates):
        for line in lines:
            if len(line.text) <= 200:
                places[key_of(line.text)].append((page, line))
    total = sum(bool(lines) for lines in candidates)
    sizes = Counter(line.size for lines in everything for line in lines for _ in line.words)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    least = min(_LEAST, max(2, total))
    found: dict[int, list[Line]] = defaultdict(list)
    for key, seen in places.items():
        for group in _by_height(seen):
            pages = sorted({page for page, _ in group})
            if len(pages) < least or not _is_dense(pages, total):
                continue
            if group[0][1].size > 1.1 * body and len(pages) < 0.4 * total:
                continue  # a heading that several chapters have
            if len(pages) == 2 and (total > 4 or ("#" not in key and group[0][1].size > 0.95 * body)):
                continue
            for page, line in group:
                found[page].append(line)
    # beyond the outermost recurring line nothing belongs to the text; nor do lines between two of them
    result: list[list[Line]] = []
    for page, lines in enumerate(candidates):
        mine = {id(line) for line in found.get(page, ())}
        depth = max((index for index, line in enumerate(lines) if id(line) in mine), default=-1)
        kept = [
            line
            for index, line in enumerate(lines)
            if id(line) in mine or (index < depth and (_is_number(line) or _level(line, lines, mine)))
        ]
        result.append(kept)
    return result


def _is_dense(pages: list[int], total: int) -> bool:
    """Whether a line comes back often enough: on a fifth of all pages, or on pages close to each other."""
    if len(pages) >= 0.2 * total:
        return True
    spread = pages[-1] - pages[0] + 1
    return spread <= 3 * len(pages)


def _level(line: Line, lines: list[Line], mine: set[int]) -> bool:
    """Whether a line stands beside a recurring one, on its base line."""
    return any(abs(other.base - line.base) < 2 for other in lines if id(other) in mine)


def _by_height(seen: list[tuple[int, Line]]) -> list[list[tuple[int, Line]]]:
    groups: list[list[tuple[int, Line]]] = []
    for page, line in sorted(seen, key=lambda pair: pair[1].base):
        if groups and line.base - groups[-1][-1][1].base <= _SAME_PLACE:
            groups[-1].append((page, line))
        else:
            groups.append([(page, line)])
    return groups


def _is_number(line: Line) -> bool:
    return bool(_NUMBER.fullmatch(line.text.strip()) or _JOB.fullmatch(line.text.strip()))


def _lone_numbers(near: list[tuple[list[Line], list[Line]]], heads: list[list[Line]], feet: list[list[Line]]) -> None:
    """Take page numbers that stand outermost on their page, where the pages have them at all."""
    heights = Counter(
        (side, round(line.base / 12)) for side, found in ((0, heads), (1, feet)) for lines in found for line in lines
    )
    single = len(near) <= 2
    if len(near) == 2:
        _numbered_pair(near, heads, feet)
    for page, edges in enumerate(near):
        for side, found in ((0, heads), (1, feet)):
            taken = {id(line) for line in found[page]}
            rest = [line for line in edges[side] if id(line) not in taken]
            if not rest or not _is_number(rest[0]):
                continue
            line = rest[0]
            place = round(line.base / 12)
            known = any(heights[side, place + step] for step in (-1, 0, 1))
            if known or _JOB.fullmatch(line.text.strip()) or (single and line.text.strip() == str(page + 1)):
                found[page].append(line)


def _numbered_pair(near: list[tuple[list[Line], list[Line]]], heads: list[list[Line]], feet: list[list[Line]]) -> None:
    """Of two pages only, take the outermost lines when they begin or end with numbers that follow each other."""
    for side, found in ((0, heads), (1, feet)):
        outer = [edges[side][:1] for edges in near]
        if not all(outer) or any(found):
            continue
        first, second = (set(map(int, _OUTER.findall(lines[0].text.strip()))) for lines in outer)
        if any(number + 1 in second for number in first):
            for taken, lines in zip(found, outer, strict=True):
                taken.extend(lines)


def _is_printers(line: Line, width: float, height: float) -> bool:
    """Whether a line runs upwards in the margin, or is a job number at the foot of the page."""
    if line.style.turns:
        x = line.words[0].left
        return x < _MARGIN * width or x > (1 - _MARGIN) * width
    return line.base > 0.8 * height and bool(_JOB.fullmatch(line.text.strip()))
