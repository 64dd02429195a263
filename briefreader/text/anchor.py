"""Anchors: what is kept of a passage so that it is found again when its brief changes.

    anchor = describe(document, start, end)
    placement = resolve(anchor, new_text)

`resolve` tries, in this order: the same text; the same place with the same words and neighbours; the same words
elsewhere, judged by their neighbours; the same words in another typography; nearly the same words. What remains
doubtful is `ambiguous` or `approximate` and is shown to the user, what is not found is an `orphan`: a passage is never
moved silently to words it may not mean.

The limits are those of a simulation with random edits. `rival` is an addition to it: how well the words' next best
place in the first text resembled the passage's neighbourhood. A place that fits no better than that rival did is not
taken silently, so in a repetitive text the deletion of a passage cannot pass for its move.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from heapq import nsmallest
from typing import Literal

from briefreader.text import fuzzy
from briefreader.text.document import Document, Span
from briefreader.text.folded import Folded, fold
from briefreader.text.graphemes import is_boundary, whole
from briefreader.text.normalize import text_hash

AnchorStatus = Literal["exact", "moved", "approximate", "ambiguous", "orphan"]

CONTEXT = 32  # characters kept on either side

_STAYED = 0.70  # one neighbour this much alike: the same place
_FITS = 0.60  # a neighbour this much alike supports a place
_AHEAD = 0.03  # by so much the best place must beat the next
_SURPASSES = 0.10  # by so much the neighbours must be more alike than the rival's were, unless they are the same
_DISTINCT = 20  # characters: a quotation so long, found once, is hardly a coincidence
_LONG = 80  # characters: so long, it needs no neighbour
_SHORTEST = 12  # characters: anything shorter is not looked for approximately
_ERRORS = 0.20
_ACCEPTED = 0.75
_CONSIDERED = 200  # places of the same words whose neighbours are compared: the nearest ones
_ENDS = 600  # of a longer quotation only so much at either end is looked for approximately


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage as it was saved: code points `start` to `end` of the text with `text_hash`, the words, up to 32
    characters before and after, and where a reader would look for it. `rival` (0 to 1) tells how much the
    neighbourhood of the same words' next best place is like this one; 0 when the words stood once in the text."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    text_hash: str
    page: str | None = None
    paragraph: int | None = None
    heading: tuple[str, ...] = ()
    rival: float = 0.0


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a passage stands now. `start`, `end` are None exactly for an orphan; `score` is 0 to 1; `guess` is the
    best place known for an orphan (None: there is none) and for an ambiguous passage."""

    start: int | None
    end: int | None
    status: AnchorStatus
    score: float
    guess: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class _Fit:
    """A possible place and how it resembles the anchor: its words, its left and right neighbours (None: the anchor
    has none), all of it weighed together, and the neighbours alone."""

    start: int
    end: int
    left: float | None
    right: float | None
    score: float
    context: float

    @property
    def best_side(self) -> float:
        return max(self.left or 0.0, self.right or 0.0)

    @property
    def worst_side(self) -> float:
        return min((side for side in (self.left, self.right) if side is not None), default=0.0)


def trim(text: str, start: int, end: int) -> Span:
    """`start`-`end` without white space at either end, widened to whole graphemes. Empty when nothing is left."""
    start, end = max(0, start), min(len(text), end)
    if start < end:
        start, end = whole(text, start, end)
    while start < end and text[start].isspace() and is_boundary(text, start + 1):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, max(start, end))


def describe(document: Document, start: int, end: int, digest: str | None = None) -> Anchor:
    """The anchor of code points `start` to `end`, trimmed; `digest` is the text's hash (None: it is computed). Raises
    ValueError when nothing but white space is there."""
    text = document.text
    start, end = trim(text, start, end)
    if start == end:
        raise ValueError("There is no text in this passage.")
    anchor = Anchor(
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        text_hash=digest or text_hash(text),
        page=document.page_at(start),
        paragraph=document.paragraph_at(start),
        heading=document.heading_path(start),
    )
    rivals = [fit.context for fit in _same_words(anchor, text) if fit.start != start]
    return replace(anchor, rival=max(rivals, default=0.0))


def resolve(anchor: Anchor, text: str, new_hash: str | None = None) -> Placement:
    """Where the passage of `anchor` stands in canonical `text`, whose hash is `new_hash` (None: it is computed)."""
    if (new_hash or text_hash(text)) == anchor.text_hash and text[anchor.start : anchor.end] == anchor.exact:
        return Placement(anchor.start, anchor.end, "exact", 1.0)
    same = _place_same(anchor, text, stays=True)
    if same.status in ("exact", "moved"):
        return same
    # The words may stand elsewhere by chance while the passage itself was retouched: the better place wins.
    return max(_other_ways(anchor, text, same), key=lambda found: (found.start is not None, found.score))


def _other_ways(anchor: Anchor, text: str, same: Placement) -> Iterator[Placement]:
    yield same
    view, words = fold(text), fold(anchor.exact).text.strip()
    if not words:
        return
    folded = replace(
        anchor,
        exact=words,
        prefix=fold(anchor.prefix).text,
        suffix=fold(anchor.suffix).text,
        start=view.near(anchor.start),
    )
    if same.guess is None:
        retyped = _place_same(folded, view.text, stays=False)
        if retyped.status in ("moved", "ambiguous"):
            yield _unfolded(retyped, view, text)
            return
    yield _unfolded(_place_near(folded, view.text), view, text)


def _place_same(anchor: Anchor, text: str, *, stays: bool) -> Placement:
    """Steps 1 to 3: the best of the places that have the very words of the anchor."""
    fits = sorted(_same_words(anchor, text), key=lambda fit: -fit.score)
    if not fits:
        return Placement(None, None, "orphan", 0.0)
    best = fits[0]
    alone = len(fits) == 1
    length = best.end - best.start
    ahead = alone or best.score - fits[1].score >= _AHEAD or best.context == 1.0 > fits[1].context
    surpasses = anchor.rival == 0 or best.context >= min(1.0, anchor.rival + _SURPASSES) > anchor.rival
    guess = (best.start, best.end)
    if stays and best.start == anchor.start and best.best_side >= _STAYED and surpasses:
        return Placement(*guess, "exact", best.score)
    if best.best_side < _FITS and (length < _LONG or not surpasses):
        if alone and length >= _DISTINCT and anchor.rival == 0:
            return Placement(*guess, "ambiguous", best.score, guess)
        return Placement(None, None, "orphan", best.score, guess)
    if ahead and surpasses and (best.worst_side >= _FITS or (alone and length >= _DISTINCT)):
        return Placement(*guess, "moved", best.score)
    return Placement(*guess, "ambiguous", best.score, guess)


def _place_near(anchor: Anchor, text: str) -> Placement:
    """Step 4: the best of the places that have nearly the words of the anchor."""
    length = len(anchor.exact)
    if length < _SHORTEST:
        return Placement(None, None, "orphan", 0.0)
    matches = _long_matches(anchor, text) if length > 2 * _ENDS else _matches(anchor.exact, text, anchor.start)
    fits = sorted((_fit(anchor, text, *match) for match in matches), key=lambda fit: -fit.score)
    if not fits:
        return Placement(None, None, "orphan", 0.0)
    best = fits[0]
    guess = (best.start, best.end)
    if best.score < _ACCEPTED or best.best_side < _FITS:
        return Placement(None, None, "orphan", best.score, guess)
    if len(fits) > 1 and best.score - fits[1].score < _AHEAD:
        return Placement(*guess, "ambiguous", best.score, guess)
    return Placement(*guess, "approximate", best.score)


def _matches(words: str, text: str, near: int) -> tuple[fuzzy.Match, ...]:
    return fuzzy.find(words, text, int(len(words) * _ERRORS), near)


def _long_matches(anchor: Anchor, text: str) -> list[fuzzy.Match]:
    """A long quotation by its two ends; between them the length must agree and most trigrams must be found again."""
    words = anchor.exact
    found: list[fuzzy.Match] = []
    tails = _matches(words[-_ENDS:], text, anchor.start + len(words) - _ENDS)
    for head in _matches(words[:_ENDS], text, anchor.start):
        for tail in tails:
            length = tail.end - head.start
            if abs(length - len(words)) <= _ERRORS * len(words):
                lost = _lost(words, text[head.start : tail.end])
                if lost <= _ERRORS * len(words):
                    found.append(fuzzy.Match(head.start, tail.end, max(lost, head.errors + tail.errors)))
    return found


def _lost(words: str, text: str) -> int:
    """About how many edits part two long texts: an edit spoils at most three trigrams."""
    here = {text[index : index + 3] for index in range(len(text) - 2)}
    return sum(words[index : index + 3] not in here for index in range(len(words) - 2)) // 3


def _same_words(anchor: Anchor, text: str) -> list[_Fit]:
    """The places that have the anchor's very words: the nearest 200, and those whose neighbours agree fully."""
    places = nsmallest(_CONSIDERED, _finds(anchor.exact, text), key=lambda place: abs(place - anchor.start))
    if len(places) == _CONSIDERED:
        around = anchor.prefix + anchor.exact + anchor.suffix
        first = text.find(around)
        if first >= 0:
            second = text.find(around, first + 1)
            places.extend(place + len(anchor.prefix) for place in (first, second) if place >= 0)
    if text.startswith(anchor.exact, anchor.start):
        places.append(anchor.start)
    length = len(anchor.exact)
    return [
        _fit(anchor, text, place, place + length, 0)
        for place in sorted(set(places))
        if is_boundary(text, place) and is_boundary(text, place + length)
    ]


def _finds(words: str, text: str) -> Iterator[int]:
    """Where `words` stand in `text`. Of places that overlap by three quarters (only in text that repeats itself
    without end) one is left out for each kept, so that the search stays linear."""
    step = 1 if len(words) <= 2 * CONTEXT else len(words) // 4
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + step)


def _fit(anchor: Anchor, text: str, start: int, end: int, errors: int) -> _Fit:
    """Weighed 50 for the words, 20 for each side, 2 for nearness; a side of fewer characters weighs less."""
    left = fuzzy.likeness(anchor.prefix, text[max(0, start - CONTEXT) : start]) if anchor.prefix else None
    right = fuzzy.likeness(anchor.suffix, text[end : end + CONTEXT]) if anchor.suffix else None
    before, after = 20 * min(1.0, len(anchor.prefix) / CONTEXT), 20 * min(1.0, len(anchor.suffix) / CONTEXT)
    sides = (left or 0.0) * before + (right or 0.0) * after
    nearness = 1.0 - abs(start - anchor.start) / max(1, len(text), anchor.start)
    words = max(0.0, 1.0 - errors / len(anchor.exact))
    score = (50 * words + sides + 2 * nearness) / (52 + before + after)
    return _Fit(start, end, left, right, score, sides / (before + after) if before + after else 0.0)


def _unfolded(placement: Placement, view: Folded, text: str) -> Placement:
    """A placement in the folded view of `text` as one in `text` itself."""

    def span(start: int, end: int) -> Span:
        return trim(text, *view.original(start, end))

    guess = span(*placement.guess) if placement.guess else None
    if placement.start is None or placement.end is None:
        return replace(placement, guess=guess)
    start, end = span(placement.start, placement.end)
    return replace(placement, start=start, end=end, guess=guess)
