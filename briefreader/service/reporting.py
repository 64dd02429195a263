"""The annotated summary, made from the store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefreader import export
from briefreader.errors import ExportError, NotFound
from briefreader.export import Material, Report
from briefreader.records import Entity, FoundQuote
from briefreader.service import lazily
from briefreader.store import Store
from briefreader.text.document import Document

if TYPE_CHECKING:
    from briefreader.export import forms
else:
    forms = lazily.module("briefreader.export.forms")

_LARGEST_TEMPLATE = 50 * 1024**2  # bytes


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
    return export.build(
        known,
        passages,
        store.tags.all(),
        _documents(store, cited),
        quotes,
        wanted=wanted,
        digests=_digests(store, cited),
    )


def render(form: str, tree: Report) -> str:
    """Raises UsageError for an unknown form."""
    return export.render(form, tree)


def write(store: Store, form: str, output: Path, tree: Report, template: Path | None = None) -> Path:
    """Write the summary to `output`, never over a file the library was made from, or a copy of one; `template` is the
    office's own document. Raises ExportError (a passage that no longer reads as its brief does, too), UsageError."""
    own = template_of(template) if template else None
    with store.snapshot():
        content = forms.produce(form, _material(store, tree, own))
    return export.write(output, content, protected=map(Path, store.briefs.files()))


def _material(store: Store, tree: Report, template: bytes | None) -> Material:
    cited = [source.brief for source in tree.sources]
    briefs = {brief.id: brief for brief in store.briefs.some(cited)}
    material = Material(
        report=tree,
        briefs=briefs,
        documents=_documents(store, briefs),
        tags=store.tags.all(),
        quotes=[quote for brief in briefs for quote in store.findings.quotes(brief)],
        entities=_entities(store, briefs.keys()),
        template=template,
    )
    export.check(material)
    return material


def _entities(store: Store, briefs: Iterable[str]) -> list[Entity]:
    wanted = frozenset(briefs)
    found = (
        Entity(one.name, one.type, tuple(mention for mention in one.mentions if mention.brief in wanted))
        for one in store.findings.entities(None)
    )
    return [entity for entity in found if entity.mentions]


def template_of(path: Path) -> bytes:
    """The bytes of a template. Raises ExportError."""
    try:
        if path.stat().st_size > _LARGEST_TEMPLATE:
            raise ExportError(f"The template {path} is too large.", "Take out its pictures, or choose another.")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise ExportError(f"The template {path} could not be read: {error}.", "Choose another.") from error


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


def _digests(store: Store, briefs: Iterable[str]) -> dict[str, str]:
    sources = ((brief, store.briefs.source(brief)) for brief in briefs)
    return {brief: source.digest for brief, source in sources if source is not None}


def _speaker(quotes: Sequence[FoundQuote], start: int, end: int) -> str:
    """Whose words all of the span are; an inferred speaker is not vouched for in a citation."""
    for found in quotes:
        quote = found.quote
        if quote.start - 1 <= start and end <= quote.end + 1 and quote.attribution == "explicit":
            return quote.speaker or ""
    return ""
