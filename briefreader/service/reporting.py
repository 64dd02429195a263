"""The annotated summary, made from the store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from briefreader import export
from briefreader.errors import NotFound
from briefreader.export import Report
from briefreader.records import FoundQuote
from briefreader.store import Store
from briefreader.text.document import Document


def report(store: Store, briefs: Sequence[str] = (), tags: Sequence[str] = ()) -> Report:
    """The summary of the passages in `briefs` (ids or paths) under `tags`; none given means all of them.

    It is of one moment, so that a passage and the text it is copied from are of the same version of a brief. Raises
    NotFound, Ambiguous, ExportError.
    """
    with store.snapshot():
        return _report(store, briefs, tags)


def _report(store: Store, briefs: Sequence[str], tags: Sequence[str]) -> Report:
    asked = [store.briefs.find(reference).id for reference in briefs]
    wanted = [store.tags.scope(path) for path in tags]
    passages = store.passages.all()
    if asked:
        passages = [passage for passage in passages if passage.brief in asked]
    cited = dict.fromkeys(asked or (passage.brief for passage in passages))
    known = store.briefs.some(cited)
    known.sort(key=lambda brief: brief.title.casefold())
    known.sort(key=lambda brief: brief.date, reverse=True)
    quotes = [quote for brief in known for quote in store.findings.quotes(brief.id)]
    return export.build(known, passages, store.tags.all(), _documents(store, cited), quotes, wanted=wanted)


def render(form: str, tree: Report) -> str:
    """Raises UsageError for an unknown form."""
    return export.render(form, tree)


def write(store: Store, form: str, output: Path, tree: Report) -> Path:
    """Write the summary to `output`, never over a file the library was made from, or a copy of one. Raises
    ExportError, UsageError."""
    return export.write(output, export.render(form, tree), protected=map(Path, store.briefs.files()))


def citation(store: Store, brief: str, start: int, end: int) -> tuple[str, str]:
    """A span with its citation, and with its speaker where it lies within a quotation: (plain text, HTML)."""
    with store.snapshot():
        speaker = _speaker(store.findings.quotes(brief), start, end)
        clip = export.clip(store.briefs.get(brief), store.briefs.document(brief), start, end, speaker)
    return clip.plain, clip.html


def _documents(store: Store, briefs: Iterable[str]) -> dict[str, Document]:
    """The texts that are there; that of a forgotten or failed brief is not."""
    found: dict[str, Document] = {}
    for brief in briefs:
        try:
            found[brief] = store.briefs.document(brief)
        except NotFound:
            continue
    return found


def _speaker(quotes: Sequence[FoundQuote], start: int, end: int) -> str:
    """Whose words all of the span are; an inferred speaker is not vouched for in a citation."""
    for found in quotes:
        quote = found.quote
        if quote.start - 1 <= start and end <= quote.end + 1 and quote.attribution == "explicit":
            return quote.speaker or ""
    return ""
