"""Where a passage from elsewhere stands in a brief of this library."""

from __future__ import annotations

from dataclasses import replace

from briefreader.store import ELSEWHERE, Arrival, Store
from briefreader.text import fuzzy
from briefreader.text.anchor import Anchor, Placement, describe, resolve, trim
from briefreader.text.document import Document, Span
from briefreader.text.folded import Folded, fold
from briefreader.text.reading import SharedPassage

_SHORTEST = 3  # code points of a quotation without neighbours
_GUESSABLE = 24  # so long, it may be looked for with a few letters changed
_LONGEST = 600  # so long, and no longer
_ERRORS = 0.15
_NOWHERE = Placement(None, None, "orphan", 0.0)


class Placer:
    """Places passages, those of one brief after another."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._brief = ""
        self._document = Document("")
        self._digest = ""
        self._view: Folded | None = None

    def text(self, brief: str) -> tuple[Document, str]:
        """A brief's document and the hash of its text."""
        if brief != self._brief:
            self._document, self._digest = self._store.briefs.document(brief), self._store.briefs.text_hash(brief)
            self._brief, self._view = brief, None
        return self._document, self._digest

    def place(self, passage: SharedPassage, brief: str) -> Arrival:
        """`passage` in a brief that is here; its anchor is as it came, or made anew where it came without
        neighbours."""
        document, digest = self.text(brief)
        anchor = passage.anchor
        if anchor.prefix or anchor.suffix or anchor.text_hash:
            return Arrival(passage, brief, resolve(anchor, document.text, digest), document, digest)
        if self._view is None:
            self._view = fold(document.text)
        placement = _by_words(anchor, document, self._view)
        if placement.status == "exact" and placement.start is not None and placement.end is not None:
            passage = replace(passage, anchor=describe(document, placement.start, placement.end, digest))
        return Arrival(passage, brief, placement, document, digest)


def nowhere(passage: SharedPassage, brief: str) -> Arrival:
    """A passage of a brief that is not in the library: it waits in Needs attention."""
    return Arrival(passage, brief, _NOWHERE, None, ELSEWHERE)


def _by_words(anchor: Anchor, document: Document, view: Folded) -> Placement:
    """The place of words that came without neighbours: the only one, or the only one on their page."""
    words = fold(anchor.exact).text.strip()
    if len(words) < _SHORTEST:
        return _NOWHERE
    spans: list[Span] = []
    at = view.text.find(words)
    while at >= 0 and len(spans) < 500:
        spans.append(trim(document.text, *view.original(at, at + len(words))))
        at = view.text.find(words, at + len(words))
    here = [span for span in spans if anchor.page and document.page_at(span.start) == anchor.page]
    for chosen in (here, spans):
        if len(chosen) == 1:
            return Placement(*chosen[0], "exact", 1.0)
    if spans:
        first = (here or spans)[0]
        return Placement(*first, "ambiguous", 0.5, (first.start, first.end))
    if not _GUESSABLE <= len(words) <= _LONGEST:
        return _NOWHERE
    near = fuzzy.find(words, view.text, int(len(words) * _ERRORS), 0)
    matches = sorted(near, key=lambda match: match.errors)
    if not matches:
        return _NOWHERE
    span = trim(document.text, *view.original(matches[0].start, matches[0].end))
    if len(matches) > 1 and matches[1].errors - matches[0].errors < 2:
        return Placement(*span, "ambiguous", 0.5, (span.start, span.end))
    return Placement(*span, "approximate", 1 - matches[0].errors / len(words))
