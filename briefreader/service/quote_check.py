"""Whether a quotation stands in the library: word for word, nearly, with what differs, or not at all.

Looked for is the text with quotation marks, dashes and white space made alike (as anchors see it). Where it has
ellipses, each part is looked for by itself, and all must stand in one brief in their order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from briefreader.errors import SearchError
from briefreader.records import Difference, QuoteCheck, QuotePlace
from briefreader.service.answering import Answering
from briefreader.service.wording import Wording
from briefreader.text import fuzzy
from briefreader.text.document import Document
from briefreader.text.folded import fold
from briefreader.text.normalize import canonical

_LEAST_WORDS = 2
_LONGEST = 4_000  # code points
_CANDIDATES = 20
_ERRORS = 0.3  # of the length: what differs more is another sentence
_PLACES = 20
_ELLIPSIS = re.compile(r"\s*[\[(]?\s*(?:…|\.\s?\.\s?\.)\s*[\])]?\s*")
_MARKS = "\"'“”„‟«»‹›‘’‚‛ \n\t"
_WORD = re.compile(r"\w+|[^\w\s]")


class _Part(NamedTuple):
    start: int
    end: int
    text: str


class QuoteChecker:
    """Looks quotations up in all briefs."""

    def __init__(self, answering: Answering, wording: Wording) -> None:
        self._answering = answering
        self._wording = wording

    def check(self, quotation: str) -> QuoteCheck:
        """Raises SearchError when it is too short, or too long, to be looked up."""
        text = canonical(quotation).strip(_MARKS)
        wanted = self._wording.words_of(text)
        if len(_WORD.findall(text)) < _LEAST_WORDS or not wanted:
            raise SearchError("That is too little to be looked up.", "Paste a sentence, or a part of one.")
        if len(text) > _LONGEST:
            raise SearchError(f"That is longer than {_LONGEST:,} characters.", "Check it in parts.")
        parts = list(_parts(text))
        exact = [place for brief in self._wording.with_all(wanted) for place in self._verbatim(brief, text, parts)]
        if exact:
            return QuoteCheck("verbatim", text, tuple(exact[:_PLACES]))
        near = [
            place
            for brief in self._wording.with_most(wanted, _CANDIDATES)
            if (place := self._near(brief, text, parts)) is not None
        ]
        near.sort(key=lambda place: -place.likeness)
        return QuoteCheck("nearly" if near else "absent", text, tuple(near[:_PLACES]))

    def _verbatim(self, brief: str, text: str, parts: Sequence[_Part]) -> Iterator[QuotePlace]:
        document = self._answering.document(brief)
        view = fold(document.text)
        at = 0
        while True:
            spans = []
            for part in parts:
                words = fold(part.text).text
                found = view.text.find(words, at)
                if found < 0:
                    return
                at = found + len(words)
                spans.append(view.original(found, at))
            start, end = spans[0].start, spans[-1].end
            left_out = tuple(
                Difference("left out", (one.end, two.start), (before.end, after.start))
                for (one, two), (before, after) in zip(pairwise(parts), pairwise(spans), strict=True)
            )
            yield _place(document, brief, start, end, 1.0, left_out, text)

    def _near(self, brief: str, text: str, parts: Sequence[_Part]) -> QuotePlace | None:
        document = self._answering.document(brief)
        view = fold(document.text)
        folded = view.text.casefold()
        if len(folded) != len(view.text):  # a letter that grows when its case is folded: then case counts
            folded = view.text
        spans, errors, size, at = [], 0, 0, 0
        for part in parts:
            words = fold(part.text).text
            words = words.casefold() if folded is not view.text else words
            found = fuzzy.find(words, folded, int(len(words) * _ERRORS), near=at)
            later = [match for match in found if match.start >= at]
            if not later:
                return None
            best = later[0]
            at, errors, size = best.end, errors + best.errors, size + len(words)
            spans.append(view.original(best.start, best.end))
        start, end = _whole_words(document.text, spans[0].start, spans[-1].end)
        likeness = min(0.999, 1 - errors / size)
        return _place(document, brief, start, end, likeness, tuple(_differences(text, document.text, start, end)), text)


def _parts(text: str) -> Iterator[_Part]:
    """What stands between ellipses, without punctuation at the cuts."""
    at = 0
    for found in [*_ELLIPSIS.finditer(text), None]:
        start, end = at, found.start() if found else len(text)
        if any(char.isalnum() for char in text[start:end]):
            yield _Part(start, end, text[start:end])
        at = found.end() if found else end


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while fuzzy.splits_word(text, start):
        start -= 1
    while fuzzy.splits_word(text, end):
        end += 1
    return start, end


def _differences(query: str, text: str, start: int, end: int) -> Iterator[Difference]:
    """What differs, word by word; marks that only look different are the same."""
    mine = [found.span() for found in _WORD.finditer(query)]
    theirs = [found.span() for found in _WORD.finditer(text, start, end)]
    sides = [fold(query[a:b]).text for a, b in mine], [fold(text[a:b]).text for a, b in theirs]
    kinds = {"replace": "changed", "delete": "added", "insert": "left out"}
    for what, a, b, c, d in SequenceMatcher(None, *sides, autojunk=False).get_opcodes():
        if what != "equal":
            yield Difference(kinds[what], _stretch(mine, a, b, len(query)), _stretch(theirs, c, d, end))  # type: ignore[arg-type]


def _stretch(spans: Sequence[tuple[int, int]], first: int, last: int, end: int) -> tuple[int, int]:
    if first < last:
        return spans[first][0], spans[last - 1][1]
    at = spans[first][0] if first < len(spans) else end
    return at, at


def _place(
    document: Document, brief: str, start: int, end: int, likeness: float, found: tuple[Difference, ...], text: str
) -> QuotePlace:
    paragraph, page = document.paragraph_at(start), document.page_at(start)
    return QuotePlace(brief, start, end, round(likeness, 3), found, (0, len(text)), paragraph, page)
