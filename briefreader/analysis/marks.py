"""Quotation marks, paired.

Each block is read by itself: its marks say by their neighbours whether they can open or close, and the outermost pairs
are what is quoted. Curly, straight and LaTeX marks, guillemets either way and low-high marks, single marks as primary
ones; marks within a quotation belong to it. A quotation that a paragraph leaves open goes on in the next if that one
opens anew; else it ends with its paragraph, or before the dash that names its speaker. One pass, so linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefreader.text.document import Block

# What may close a quotation that begins so.
_CLOSERS: dict[str, tuple[str, ...]] = {
    '"': ('"', "”"),
    "“": ("”", '"'),
    "„": ("“", "”", '"', "‟"),
    "‟": ("”",),
    "”": ("”",),
    "«": ("»",),
    "»": ("«", "»"),
    "‹": ("›",),
    "›": ("‹",),
    "‘": ("’", "'"),
    "‚": ("‘", "’"),
    "'": ("'", "’"),
    "``": ("''",),
}
_SINGLE = "‘’'‚"
_MARK = re.compile("``|''|[\"“”„‟«»‹›‘’‚']")
_OPENS_AFTER = frozenset("([{<—–-/…\"“„«‘'‚»¿¡*_|:>=")
_CLOSES_BEFORE = frozenset(")]}>.,;:!?…—–-/\"”»’'“*_|[«")
_ENDS = frozenset(".,!?…;:—–")
_ELIDED = re.compile(r"[‘'’](?:\d0s|\d\d\b|em\b|til\b|tis\b|twas\b|cause\b|round\b|n[’'])", re.IGNORECASE)
_REOPENS = re.compile(r"[\s>*•·–—-]{0,8}(``|[\"“„«»‘'”])(?=\S)")
_DASH_LINE = re.compile(
    r"\s{0,4}[–—―]{1,2}\s{0,4}[^\W\d_a-z][^\n\"”]{1,80}$|\s{1,4}-{1,2}\s{1,4}[^\W\d_a-z][^\n\"”]{1,80}$"
)
_LONGEST_OPEN = 3000  # code points: a mark left open for longer is a stray one
_LONGEST_SINGLE = 1500
_TRIES = 24  # closing marks considered for one opening single mark


@dataclass(frozen=True, slots=True)
class Marked:
    """What stands between two marks: `start`, `end` with them, `inner_start`, `inner_end` without, trimmed of space.
    `closed` is False when the closing mark is missing. `last` is where the last piece of a quotation that was opened
    anew in further paragraphs begins (`start` if it was not)."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool
    last: int


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    kind: str
    opens: bool
    closes: bool


@dataclass(slots=True)
class _Raw:
    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool
    kind: str
    last: int


def marked(text: str, blocks: Iterable[Block]) -> tuple[Marked, ...]:
    """The outermost quotations of `text`, in order, none overlapping. Code is not read."""
    found: list[_Raw] = []
    going: _Raw | None = None
    for block in blocks:
        if block.kind in ("code", "rule"):
            going = None
            continue
        raws = _pairs(text, block.start, block.end)
        if going is not None and block.end > block.start:
            again = _REOPENS.match(text, block.start, block.end)
            if again and raws and raws[0].start == again.start(1) and _same_family(going.kind, raws[0].kind):
                first = raws.pop(0)
                going.end, going.inner_end, going.closed, going.last = (
                    first.end, first.inner_end, first.closed, first.start,
                )  # fmt: skip
                found.extend(raws)
                if raws or going.closed:
                    going = raws[-1] if raws and not raws[-1].closed else None
                continue
            going = None
        found.extend(raws)
        if block.end > block.start:
            going = raws[-1] if raws and not raws[-1].closed else None
    return tuple(result for raw in found if (result := _finished(text, raw)) is not None)


def _same_family(first: str, second: str) -> bool:
    return first == second or {first, second} <= set('"“”„') or {first, second} <= set("«»")


def _pairs(text: str, start: int, end: int) -> list[_Raw]:
    marks = [_judge(text, match, start, end) for match in _MARK.finditer(text, start, end)]
    if not marks:
        return []
    closers = _Closers(marks)
    singles = _Singles(text, marks, end)
    found: list[_Raw] = []
    open_mark: _Mark | None = None
    depth = 0
    skip_to = -1
    for number, mark in enumerate(marks):
        if mark.start < skip_to:
            continue
        if open_mark is None:
            if mark.kind in _SINGLE:
                close = singles.closer(number)
                if close is not None:
                    found.append(_raw(mark, close, closed=True))
                    skip_to = close.end
                elif mark.kind == "‘" and mark.opens and start + 8 >= mark.start and number == len(marks) - 1:
                    found.append(_Raw(mark.start, end, mark.end, end, False, mark.kind, mark.start))
            elif _opens(text, mark, closers, number):
                open_mark, depth = mark, 0
            continue
        if mark.kind not in _CLOSERS[open_mark.kind]:
            if mark.kind == open_mark.kind and mark.opens and closers.after(number, open_mark.kind) >= 2:
                depth += 1
            continue
        if mark.kind == '"' == open_mark.kind and mark.opens and not mark.closes:
            if closers.straight_after(number) % 2 == 1:  # the mark before was never closed, and this one will be
                found.append(_Raw(open_mark.start, mark.start, open_mark.end, mark.start, False, '"', open_mark.start))
                open_mark = mark
                continue
            depth += 1 if closers.straight_after(number) >= 2 else 0
            continue
        if mark.kind in "\"'’‘" and mark.opens and not mark.closes:
            continue
        if depth:
            depth -= 1
            continue
        found.append(_raw(open_mark, mark, closed=True))
        open_mark = None
    if open_mark is not None:
        found.append(_Raw(open_mark.start, end, open_mark.end, end, False, open_mark.kind, open_mark.start))
    return found


def _raw(opening: _Mark, closing: _Mark, *, closed: bool) -> _Raw:
    return _Raw(opening.start, closing.end, opening.end, closing.start, closed, opening.kind, opening.start)


def _judge(text: str, match: re.Match[str], start: int, end: int) -> _Mark:
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end()] if match.end() < end else " "
    opens = not after.isspace() and (before.isspace() or before in _OPENS_AFTER)
    closes = not before.isspace() and (after.isspace() or after in _CLOSES_BEFORE or not after.isalnum())
    return _Mark(match.start(), match.end(), match.group(), opens, closes)


def _opens(text: str, mark: _Mark, closers: _Closers, number: int) -> bool:
    kind = mark.kind
    if kind in ("''", "›"):
        return False
    if kind == "“":
        return not (mark.closes and not mark.opens)
    if kind in ("„", "‟", "``", "‹"):
        return True
    if kind == "«":
        return mark.opens or not mark.closes
    if kind == "»":
        return mark.opens and closers.after(number, kind) > 0
    if kind == "”":
        return mark.opens and not mark.closes and closers.after(number, kind) > 0
    before = text[mark.start - 1 : mark.start]
    if before.isdigit() and not mark.opens:
        return False
    return mark.opens or (not mark.closes and closers.straight_after(number) > 0)


class _Closers:
    """How many marks of a kind stand after a given one, in constant time."""

    def __init__(self, marks: Sequence[_Mark]) -> None:
        self._places: dict[str, list[int]] = {}
        for number, mark in enumerate(marks):
            self._places.setdefault(mark.kind, []).append(number)

    def _count(self, number: int, kind: str) -> int:
        places = self._places.get(kind, [])
        return len(places) - bisect_right(places, number)

    def after(self, number: int, kind: str) -> int:
        """Marks after `number` that can close what `kind` opens."""
        return sum(self._count(number, closer) for closer in _CLOSERS[kind])

    def straight_after(self, number: int) -> int:
        return self._count(number, '"')


class _Singles:
    """Single marks as quotation marks: told from apostrophes, elisions and possessives by what stands around them."""

    def __init__(self, text: str, marks: Sequence[_Mark], end: int) -> None:
        self._text = text
        self._end = end
        self._marks = marks
        self._closing = [n for n, mark in enumerate(marks) if mark.kind in "’'‘" and mark.closes]
        self._sure = [n for n in self._closing if text[marks[n].start - 1] in _ENDS]
        self._opening = [n for n, mark in enumerate(marks) if mark.kind in "‘'" and mark.opens and not mark.closes]

    def closer(self, number: int) -> _Mark | None:
        """The mark that closes the quotation opened by mark `number`, None if that one opens none."""
        mark = self._marks[number]
        if mark.kind == "’" or not mark.opens or not self._text[mark.end : mark.end + 1].isalnum():
            return None
        if _ELIDED.match(self._text, mark.start):
            return None
        first = bisect_right(self._closing, number)
        for index in self._closing[first : first + _TRIES]:
            candidate = self._marks[index]
            if candidate.start - mark.end > _LONGEST_SINGLE or candidate.kind not in _CLOSERS[mark.kind]:
                return None
            if not self._is_possessive(index):
                return candidate
        return None

    def _is_possessive(self, number: int) -> bool:
        """The ministers' view: an s before, a space and a small letter after, and a surer end further on."""
        text, mark = self._text, self._marks[number]
        if text[mark.start - 1] not in "sz" or not text[mark.end : mark.end + 1].isspace():
            return False
        sure = bisect_right(self._sure, number)
        if sure == len(self._sure) or self._marks[self._sure[sure]].start - mark.start > _LONGEST_SINGLE:
            return False
        opening = bisect_right(self._opening, number)
        return opening == len(self._opening) or self._opening[opening] > self._sure[sure]


def _finished(text: str, raw: _Raw) -> Marked | None:
    start, end = raw.inner_start, raw.inner_end
    outer = raw.end
    if not raw.closed:
        if raw.end - raw.last > _LONGEST_OPEN:
            return None
        line = _DASH_LINE.search(text, max(raw.inner_start, raw.end - 120), raw.end)
        if line:
            end = outer = line.start()
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if not any(char.isalnum() for char in text[start : min(end, start + 400)]):
        return None
    return Marked(raw.start, max(outer, end), start, end, raw.closed, raw.last)
