"""What changed between two texts: paragraphs kept, moved, changed, added and gone, and the words within those changed.

Paragraphs that stand once in both texts hold the two together (patience diff: Bram Cohen), longest rising run first;
between them the rest is compared, and what is left on both sides is paired by the words it shares. Time grows with the
texts, and with their square only within a stretch that was rewritten, which is bounded.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise
from typing import Literal, NamedTuple

from briefreader.text.document import Document, Span

ParagraphKind = Literal["kept", "moved", "changed", "added", "gone"]
WordKind = Literal["same", "gone", "new", "spacing"]
_TOKENS = re.compile(r"\w+(?:[’'.,]\w+)*|[^\w\s]")
_WORDS = re.compile(r"\w+")
_LEAST_MOVED = 5  # words of a paragraph that is known again elsewhere
_ALIKE = 0.4  # share of words that two paragraphs must have in common to be one that was changed
_ALIKE_ELSEWHERE = 0.6  # the same, where they do not stand between the same neighbours
_AREA = 250_000  # pairs of paragraphs that are held against one another; more are a rewritten text
_PAIRS = 10_000  # the same, word by word
_LONGEST = 2_500  # words of a paragraph that is compared word by word


class WordChange(NamedTuple):
    """A stretch of words: the same in both texts, gone from the old one, or new; or white space that is not the same. A
    span that is empty stands where the words would be."""

    kind: WordKind
    old: Span
    new: Span


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """What became of a paragraph (a block of the text): `old` is None when it was added, `new` when it is gone.
    `words`, of one that was changed or is spaced otherwise, cover it in both texts."""

    kind: ParagraphKind
    old: Span | None
    new: Span | None
    words: tuple[WordChange, ...] = ()


@dataclass(frozen=True)
class TextChanges:
    """All paragraphs of both texts: those of the new one in its order, each that is gone before what came behind it."""

    paragraphs: tuple[ParagraphChange, ...]

    @property
    def count(self) -> Counter[str]:
        """How many paragraphs are of each kind."""
        return Counter(one.kind for one in self.paragraphs)

    def turned(self) -> TextChanges:
        """The changes from the new text to the old one, in the order they are here."""
        opposite: dict[str, ParagraphKind] = {"added": "gone", "gone": "added"}
        made = [
            ParagraphChange(opposite.get(one.kind, one.kind), one.new, one.old, tuple(map(_turned, one.words)))
            for one in self.paragraphs
        ]
        return TextChanges(tuple(made))

    def paragraph_changed(self, start: int, end: int) -> bool:
        """Whether a paragraph of the old text that `start`-`end` touches has other words in the new one."""
        first = max(0, bisect_right(self._starts, start) - 1)
        touched = self._by_old[first : bisect_left(self._starts, end)]
        return any(one.kind in ("changed", "gone") for one in touched if one.old is not None and one.old.end > start)

    @cached_property
    def _by_old(self) -> list[ParagraphChange]:
        return sorted((one for one in self.paragraphs if one.old), key=lambda one: one.old or Span(0, 0))

    @cached_property
    def _starts(self) -> list[int]:
        return [one.old.start for one in self._by_old if one.old]

    def carried(self, start: int, end: int) -> tuple[Span | None, bool]:
        """Where `start`-`end` of the old text stands in the new one, None when its words are gone; and whether a word
        in it was touched."""
        first = max(0, bisect_right(self._starts, start) - 1)
        spans: list[Span] = []
        touched = False
        for one in self._by_old[first : bisect_left(self._starts, end)]:
            if one.old is None or one.old.end <= start:
                continue
            low, high = max(start, one.old.start), min(end, one.old.end)
            if one.new is None:
                touched = touched or low < high
            elif one.words:
                for word in one.words:
                    inside = word.old.start < high and low < word.old.end
                    if word.kind == "same" and inside:
                        shift = word.new.start - word.old.start
                        spans.append(Span(max(low, word.old.start) + shift, min(high, word.old.end) + shift))
                    elif (inside and word.kind == "gone") or (word.kind == "new" and low < word.old.start < high):
                        touched = True
            else:
                shift = one.new.start - one.old.start
                spans.append(Span(low + shift, high + shift))
        spans = [span for span in spans if span.start < span.end]
        if not spans:
            return None, touched
        return Span(min(span.start for span in spans), max(span.end for span in spans)), touched


def _turned(word: WordChange) -> WordChange:
    opposite: dict[str, WordKind] = {"gone": "new", "new": "gone"}
    return WordChange(opposite.get(word.kind, word.kind), word.new, word.old)


def compare(old: Document, new: Document) -> TextChanges:
    """The changes from `old` to `new`. Blocks without a letter are left out; how words are spaced is no change."""
    before, after = _paragraphs(old), _paragraphs(new)
    old_keys, new_keys = _keys(old.text, before), _keys(new.text, after)
    pairs = list(_matched(old_keys, new_keys, 0, len(before), 0, len(after)))
    kept = dict(pairs)
    changed: dict[int, int] = {}
    for (i1, j1), (i2, j2) in pairwise([(-1, -1), *pairs, (len(before), len(after))]):
        changed |= _alike(old_keys, new_keys, range(i1 + 1, i2), range(j1 + 1, j2), _ALIKE)
    moved = _moved(old_keys, new_keys, {*kept, *changed}, {*kept.values(), *changed.values()})
    rest = [at for at in range(len(before)) if at not in kept and at not in changed and at not in moved]
    taken = {*kept.values(), *changed.values(), *moved.values()}
    free = [at for at in range(len(after)) if at not in taken]
    elsewhere = _alike(old_keys, new_keys, rest, free, _ALIKE_ELSEWHERE, rising=False)
    source = {place: at for at, place in (kept | changed | moved | elsewhere).items()}
    bound = _bounds({place: at for at, place in (kept | changed).items()}, len(before), len(after))
    kinds: dict[int, ParagraphKind] = {
        **dict.fromkeys(kept.values(), "kept"),
        **dict.fromkeys(moved.values(), "moved"),
        **dict.fromkeys((*changed.values(), *elsewhere.values()), "changed"),
    }
    gone = [at for at in rest if at not in elsewhere]
    made: list[ParagraphChange] = []
    passed = 0
    for place, span in enumerate(after):
        while passed < len(gone) and gone[passed] < bound[place]:
            made.append(ParagraphChange("gone", before[gone[passed]], None))
            passed += 1
        came = before[source[place]] if place in source else None
        words = _words(old.text, came, new.text, span) if came else ()
        made.append(ParagraphChange(kinds.get(place, "added"), came, span, words))
    made += [ParagraphChange("gone", before[at], None) for at in gone[passed:]]
    return TextChanges(tuple(made))


def _bounds(behind: Mapping[int, int], old: int, new: int) -> list[int]:
    """For each new paragraph the old one that it is, or that the next one is which stands in both: what is gone before
    that one comes first."""
    made = [old] * new
    for place in range(new - 1, -1, -1):
        old = behind.get(place, old)
        made[place] = old
    return made


def _paragraphs(document: Document) -> list[Span]:
    text = document.text
    return [Span(one.start, one.end) for one in document.blocks if _WORDS.search(text, one.start, one.end)]


def _keys(text: str, spans: Sequence[Span]) -> list[str]:
    """The words of each paragraph, however they are spaced or broken into lines."""
    return [" ".join(text[span.start : span.end].split()) for span in spans]


def _matched(old: Sequence[str], new: Sequence[str], i1: int, i2: int, j1: int, j2: int) -> Iterator[tuple[int, int]]:
    """Pairs of equal paragraphs, rising in both texts."""
    stretches = [(i1, i2, j1, j2)]
    found: list[tuple[int, int]] = []
    while stretches:
        i1, i2, j1, j2 = stretches.pop()
        while i1 < i2 and j1 < j2 and old[i1] == new[j1]:
            found.append((i1, j1))
            i1, j1 = i1 + 1, j1 + 1
        while i1 < i2 and j1 < j2 and old[i2 - 1] == new[j2 - 1]:
            i2, j2 = i2 - 1, j2 - 1
            found.append((i2, j2))
        if i1 == i2 or j1 == j2:
            continue
        anchors = _anchors(old, new, i1, i2, j1, j2)
        if anchors:
            found += anchors
            edges = [(i1 - 1, j1 - 1), *anchors, (i2, j2)]
            stretches += [(a + 1, c, b + 1, d) for (a, b), (c, d) in pairwise(edges)]
        elif (i2 - i1) * (j2 - j1) <= _AREA:
            matcher = SequenceMatcher(None, old[i1:i2], new[j1:j2], autojunk=False)
            for a, b, size in matcher.get_matching_blocks():
                found += [(i1 + a + k, j1 + b + k) for k in range(size)]
    yield from sorted(found)


def _anchors(old: Sequence[str], new: Sequence[str], i1: int, i2: int, j1: int, j2: int) -> list[tuple[int, int]]:
    """The longest rising run of paragraphs that stand once in each stretch."""
    before, after = Counter(old[i1:i2]), Counter(new[j1:j2])
    place = {new[j]: j for j in range(j1, j2) if after[new[j]] == 1}
    once = [(i, place[old[i]]) for i in range(i1, i2) if before[old[i]] == 1 and old[i] in place]
    tails: list[int] = []  # the smallest last place of a run of each length
    ends: list[int] = []
    came: list[int] = []
    for at, (_, j) in enumerate(once):
        length = bisect_left(tails, j)
        tails[length:] = [j, *tails[length + 1 :]]
        ends[length:] = [at, *ends[length + 1 :]]
        came.append(ends[length - 1] if length else -1)
    run: list[tuple[int, int]] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        run.append(once[at])
        at = came[at]
    return run[::-1]


def _alike(
    old: Sequence[str],
    new: Sequence[str],
    before: Sequence[int],
    after: Sequence[int],
    least: float,
    *,
    rising: bool = True,
) -> dict[int, int]:
    """Which paragraphs that are not the same are one another's, the most like first; with `rising` in one order."""
    if not before or not after or len(before) * len(after) > _PAIRS:
        return {}
    bags = [Counter(_WORDS.findall(new[j].casefold())) for j in after]
    scored: list[tuple[float, int, int]] = []
    for i in before:
        bag = Counter(_WORDS.findall(old[i].casefold()))
        for j, other in zip(after, bags, strict=True):
            share = 2 * (bag & other).total() / max(1, bag.total() + other.total())
            if share >= least:
                scored.append((-share, i, j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(scored):
        if i in pairs or j in taken or (rising and any((i < a) != (j < b) for a, b in pairs.items())):
            continue
        pairs[i] = j
        taken.add(j)
    return pairs


def _moved(old: Sequence[str], new: Sequence[str], before: set[int], after: set[int]) -> dict[int, int]:
    """Paragraphs that stand elsewhere, word for word."""
    waiting: dict[str, list[int]] = {}
    for j in range(len(new) - 1, -1, -1):
        if j not in after and len(new[j].split()) >= _LEAST_MOVED:
            waiting.setdefault(new[j], []).append(j)
    return {i: waiting[key].pop() for i, key in enumerate(old) if i not in before and waiting.get(key)}


def _words(old: str, before: Span, new: str, after: Span) -> tuple[WordChange, ...]:
    """The stretches of two paragraphs, which they cover; what lies between words goes with the stretch behind it."""
    if old[before.start : before.end] == new[after.start : after.end]:
        return ()
    a = [match.span() for match in _TOKENS.finditer(old, *before)]
    b = [match.span() for match in _TOKENS.finditer(new, *after)]
    if len(a) > _LONGEST or len(b) > _LONGEST:
        return (
            WordChange("gone", before, Span(after.start, after.start)),
            WordChange("new", Span(before.end, before.end), after),
        )
    words = [old[start:end] for start, end in a], [new[start:end] for start, end in b]
    made: list[WordChange] = []
    x, y = before.start, after.start
    for name, i1, i2, j1, j2 in SequenceMatcher(None, *words, autojunk=False).get_opcodes():
        p = before.end if i2 == len(a) else a[i2 - 1][1] if i2 > i1 else x
        q = after.end if j2 == len(b) else b[j2 - 1][1] if j2 > j1 else y
        if name == "equal":
            made += _same(old, Span(x, p), new, Span(y, q))
        else:
            if p > x:
                made.append(WordChange("gone", Span(x, p), Span(y, y)))
            if q > y:
                made.append(WordChange("new", Span(p, p), Span(y, q)))
        x, y = p, q
    if x < before.end or y < after.end:
        rest = old[x : before.end] == new[y : after.end]
        made.append(WordChange("same" if rest else "spacing", Span(x, before.end), Span(y, after.end)))
    return tuple(made)


def _same(old: str, before: Span, new: str, after: Span) -> Iterator[WordChange]:
    """Equal words, cut where the spaces between them are not, so that every stretch is one length in both texts."""
    a = [match.span() for match in _TOKENS.finditer(old, *before)]
    b = [match.span() for match in _TOKENS.finditer(new, *after)]
    x, y = before.start, after.start
    start = x, y
    for (p1, p2), (q1, q2) in zip(a, b, strict=True):
        if old[x:p1] != new[y:q1]:
            if x > start[0]:
                yield WordChange("same", Span(start[0], x), Span(start[1], y))
            yield WordChange("spacing", Span(x, p1), Span(y, q1))
            start = p1, q1
        x, y = p2, q2
    if old[x : before.end] == new[y : after.end]:
        x, y = before.end, after.end
    if x > start[0]:
        yield WordChange("same", Span(start[0], x), Span(start[1], y))
    if x < before.end or y < after.end:
        yield WordChange("spacing", Span(x, before.end), Span(y, after.end))
