"""Quotations and who said them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from briefreader.analysis.attribution import attribute
from briefreader.analysis.blockquotes import block_quotes
from briefreader.analysis.indirect import reported
from briefreader.analysis.kinds import kind_of
from briefreader.analysis.place import Attributed
from briefreader.analysis.scene import Scene
from briefreader.analysis.speakers import Speakers
from briefreader.analysis.transcript import turns
from briefreader.text.document import Document, Span
from briefreader.text.findings import Attribution, Mention, Quote, QuoteKind


def find_quotes(document: Document, mentions: Sequence[Mention]) -> tuple[Quote, ...]:
    """All quotations of `document`, by start; offsets are code points into its text.

    `mentions` are those of the same document, sorted; they give the speakers their names. The time is linear in the
    text.
    """
    scene = Scene(document, mentions)
    spoken = turns(scene)
    speakers = Speakers(scene, spoken)
    runs = list(block_quotes(scene))
    within = [run for run, _, _ in runs]
    taken = sorted([*within, *(turn.span for turn in spoken)])
    found: list[Quote] = []
    for mark, attributed in zip(scene.marks, attribute(scene), strict=True):
        if not _overlaps(within, mark.start, mark.end):
            span = Span(mark.inner_start, mark.inner_end)
            found.append(_quote(scene, speakers, span, kind_of(scene, mark, attributed), attributed))
    for _, inner, attributed in runs:
        found.append(_quote(scene, speakers, inner, "block", attributed))
    for turn in spoken:
        if not _is_marked(scene, turn.span):
            rule = "turn" if turn.opens else "paragraph"
            found.append(_quote(scene, speakers, turn.span, "speech", Attributed(turn.subject, rule)))
    for span, attributed in reported(scene, taken):
        quote = _quote(scene, speakers, span, "indirect", attributed)
        if quote.speaker is not None:
            found.append(quote)
    return tuple(sorted(found, key=lambda quote: (quote.start, -quote.end)))


def _quote(scene: Scene, speakers: Speakers, span: Span, kind: QuoteKind, attributed: Attributed | None) -> Quote:
    text = scene.text[span.start : span.end]
    named = speakers.name(attributed.subject) if attributed is not None and kind not in ("term", "title") else None
    if attributed is None or named is None:
        return Quote(span.start, span.end, text, kind, None, "none")
    how: Attribution = "explicit" if attributed.explicit and not named.inferred else "inferred"
    subject = attributed.subject
    return Quote(span.start, span.end, text, kind, named.name, how, attributed.rule, subject.start, subject.end)


def _overlaps(spans: Sequence[Span], start: int, end: int) -> bool:
    index = bisect_left(spans, end, key=lambda span: span.start) - 1
    return index >= 0 and spans[index].end > start


def _is_marked(scene: Scene, turn: Span) -> bool:
    """Whether the turn is nothing but one quotation in marks, which has a row already."""
    mark = scene.mark_over(*turn)
    return mark is not None and mark.start <= turn.start + 1 and mark.end >= turn.end - 1
