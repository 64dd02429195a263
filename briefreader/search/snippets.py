"""The passages of a brief that answer a query, cut from its canonical text, every match marked.

Whoosh's own highlighter reads 32 KB of a text at most and marks the lone words of a phrase; and cutting the text we
already hold is faster.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from heapq import heapify, heappop
from typing import NamedTuple

from briefreader.records import Snippet
from briefreader.search.matching import merged, places
from briefreader.search.tree import Query
from briefreader.text.document import Block, Document

WIDTH = 240
_SENTENCE_END = re.compile("[.!?\u2026]['\"\u201d\u2019\u00bb)\\]]{0,4}\\s+|[\u3002\uff01\uff1f]|\n")
_REACH = 24
_LONGEST_GRAPHEME = 64
_MANY = 5  # places; more are no better
_VIRAMA = 9  # the combining class of the signs that join Indian consonants


class _Window(NamedTuple):
    """Matches that one snippet can show, from `start` to `end`, in the region from `low` to `high`. Windows sort best
    first: by how many different words they are of, by prose, by how many they are, by where."""

    words: int  # negative
    not_prose: int
    places: int  # negative
    start: int
    end: int
    low: int
    high: int


def make(
    document: Document, query: Query, limit: int = 3, width: int = WIDTH, more: Sequence[tuple[int, int]] = ()
) -> tuple[tuple[Snippet, ...], int]:
    """The best passages of `document` for `query`, best first, and the number of matches in the whole text. `more` are
    places that answer it beside its words (a quote asked for by its speaker).

    There is always one: where only the title fits, or the query only excludes, it is the beginning of the text
    without a mark. A snippet is about `width` characters, keeps to its block (a cell to its row of the table) and
    cuts no grapheme.
    """
    found = sorted([*places(document.text, query, _starts(document)), *((start, end, -1) for start, end in more)])
    marks = merged((start, end) for start, end, _ in found)
    if not found:
        return (_beginning(document, width),), 0
    chosen: list[_Window] = []
    windows = _windows(document, found, width)
    heapify(windows)
    while windows:
        window = _Window(*heappop(windows))
        if all(window.end <= other.start or window.start >= other.end for other in chosen):
            chosen.append(window)
            if len(chosen) == limit:
                break
    return tuple(_snippet(document, window, marks, width) for window in chosen), len(marks)


def around(document: Document, start: int, end: int, width: int = WIDTH) -> Snippet:
    """A snippet that shows the span from `start` to `end`, marked."""
    low, high, prose = _region(document, start)
    window = _Window(-1, not prose, -1, start, max(min(end, high, start + width), start), low, high)
    return _snippet(document, window, [(start, end)], width)


def _starts(document: Document) -> list[int]:
    return [block.start for block in document.blocks]


def _windows(document: Document, found: Sequence[tuple[int, int, int]], width: int) -> list[tuple[int, ...]]:
    """From each match on, the matches within reach in the same region: the values of `_Window`s."""
    result: list[tuple[int, ...]] = []
    low = high = -1
    prose = False
    inside: dict[int, int] = {}
    last = 0
    count = len(found)
    for index, (start, end, number) in enumerate(found):
        if not low <= start < high:
            low, high, prose = _region(document, start)
            inside, last = {}, index
        furthest = max(end, start + width * 3 // 4)
        while last < count and found[last][0] < high and found[last][1] <= furthest:
            inside[found[last][2]] = inside.get(found[last][2], 0) + 1
            last += 1
        reached = max(found[last - 1][1], end) if last > index else end
        places = max(index - last, -_MANY)
        result.append((-len(inside), not prose, places, start, min(reached, high), low, high))
        if inside.get(number, 0) > 1:
            inside[number] -= 1
        else:
            inside.pop(number, None)
        last = max(last, index + 1)
    return result


def _region(document: Document, offset: int) -> tuple[int, int, bool]:
    """Where a snippet around `offset` may reach, and whether that is prose: its block, or its row of a table."""
    index = document.block_index(offset)
    if index < 0:
        low = document.text.rfind("\n", 0, offset) + 1
        high = document.text.find("\n", offset)
        return low, high if high >= 0 else len(document.text), True
    blocks = document.blocks
    first = last = index
    while first > 0 and _same_row(blocks[first - 1], blocks[index]):
        first -= 1
    while last + 1 < len(blocks) and _same_row(blocks[last + 1], blocks[index]):
        last += 1
    high = max(blocks[last].end, offset + 1)
    return min(blocks[first].start, offset), high, blocks[index].kind in ("paragraph", "item", "footnote")


def _same_row(one: Block, other: Block) -> bool:
    a, b = one.cell, other.cell
    return a is not None and b is not None and (a.table, a.row) == (b.table, b.row)


def _snippet(document: Document, window: _Window, marks: Sequence[tuple[int, int]], width: int) -> Snippet:
    text = document.text
    room = max(0, width - (window.end - window.start))
    start = _start(text, window, room)
    end = _end(text, window, start, width)
    start, end = _trimmed(text, start, end)
    shown = tuple((max(a, start), min(b, end)) for a, b in marks if a < end and b > start)
    at = shown[0][0] if shown else start
    return Snippet(text[start:end], start, end, shown, document.paragraph_at(at), document.page_at(at))


def _start(text: str, window: _Window, room: int) -> int:
    """The beginning of the sentence where that is near enough, else of a word."""
    earliest = max(window.low, window.start - max(room * 2 // 3, 20))
    begins = [window.low] if earliest == window.low else []
    begins += [match.end() for match in _SENTENCE_END.finditer(text, earliest, window.start)]
    if begins:
        return begins[-1] if window.start - begins[-1] >= 20 or len(begins) == 1 else begins[-2]
    space = re.compile("\\s").search(text, earliest, min(earliest + _REACH, window.start))
    return space.end() if space else _edge(text, earliest)


def _end(text: str, window: _Window, start: int, width: int) -> int:
    """The end of a sentence where the width allows, else of a word."""
    least = min(max(window.end, start + 1), start + 2 * width)
    latest = min(window.high, max(start + width, least))
    if latest == window.high:
        return latest
    ends = [match.end() for match in _SENTENCE_END.finditer(text, max(least, start + width // 2), latest)]
    if ends:
        return ends[-1]
    spaces = [match.start() for match in re.compile("\\s").finditer(text, max(least, latest - _REACH), latest + 1)]
    return spaces[-1] if spaces else max(_edge(text, latest), start + 1)


def _beginning(document: Document, width: int) -> Snippet:
    """The first prose of a brief, unmarked."""
    text = document.text
    prose = (b for b in document.blocks if b.kind in ("paragraph", "item") and text[b.start : b.end].strip())
    block = next(prose, None)
    low, high = (block.start, block.end) if block else (0, len(text))
    window = _Window(0, False, 0, low, low, low, high)
    start, end = _trimmed(text, low, _end(text, window, low, width)) if high > low else (low, low)
    return Snippet(text[start:end], start, end, (), document.paragraph_at(start), document.page_at(start))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _edge(text: str, offset: int) -> int:
    """The nearest offset at or before `offset` that parts no grapheme (after Unicode Standard Annex 29)."""
    for _ in range(_LONGEST_GRAPHEME):
        if not 0 < offset < len(text) or not _holds_on(text, offset):
            break
        offset -= 1
    return offset


def _holds_on(text: str, offset: int) -> bool:
    """Whether the characters on both sides of `offset` belong together."""
    before, after = text[offset - 1], text[offset]
    if unicodedata.combining(before) == _VIRAMA and after.isalpha():
        return True
    if before == "\u200d" or after in "\u200c\u200d" or unicodedata.category(after)[0] == "M":
        return True
    if "\U0001f3fb" <= after <= "\U0001f3ff" or "\u1160" <= after <= "\u11ff":  # skin tones; Korean vowels and finals
        return True
    if _is_flag(after) and _is_flag(before):
        count = 0
        while count < offset and count < _LONGEST_GRAPHEME and _is_flag(text[offset - 1 - count]):
            count += 1
        return count % 2 == 1
    return False


def _is_flag(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"
