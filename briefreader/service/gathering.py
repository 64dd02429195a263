"""What a draft stands on: the passages its selection takes, and where its source marks are in the texts of now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from briefreader.errors import NotFound
from briefreader.export import is_certain
from briefreader.export.extracts import ChangedParagraph
from briefreader.records import Brief, FoundMention, FoundQuote, Passage, PassageQuery, Tag
from briefreader.store import Store
from briefreader.text.document import Document
from briefreader.text.draft import Draft, Selection, SourceMark

Fitting = Callable[[str], Sequence[str]]
"""The ids of the briefs that fit a query."""
Changed = Callable[[str, str], Sequence[ChangedParagraph]]
"""The paragraphs of a brief that are not as they were on a day (ISO 8601)."""


@dataclass
class Gathered:
    """The records of a draft, of one moment. `passages` are its evidence; `places` tells where each of its marks stands
    now, those that are lost are not in it; `briefs` are in the order of the report."""

    draft: Draft
    passages: list[Passage]
    briefs: list[Brief]
    documents: dict[str, Document]
    tags: list[Tag]
    quotes: list[FoundQuote]
    mentions: list[FoundMention]
    digests: dict[str, str]
    places: dict[SourceMark, tuple[int, int]] = field(default_factory=dict)
    wanted: tuple[str, ...] = ()
    changed: list[ChangedParagraph] = field(default_factory=list)


def selected(store: Store, selection: Selection, fitting: Fitting) -> list[Passage]:
    """The passages a selection takes, brief by brief. A brief or passage that is gone is passed over. Raises NotFound
    for a tag that is not there, SearchError."""
    chosen = set(selection.passages)
    taken: dict[str, Passage] = {}
    if not selection.is_open or not chosen:
        briefs = _briefs(store, selection, fitting)
        if briefs is None or briefs:
            query = PassageQuery(
                briefs=tuple(briefs or ()),
                tags=selection.tags,
                since=selection.marked_since,
                person=selection.speaker,
            )
            taken = {passage.id: passage for passage in store.passages.some(query)[0]}
    if chosen - taken.keys():
        taken |= {passage.id: passage for passage in store.passages.all() if passage.id in chosen}
    for passage in selection.left_out:
        taken.pop(passage, None)
    return list(taken.values())


def _briefs(store: Store, selection: Selection, fitting: Fitting) -> list[str] | None:
    """The briefs a selection is bound to, None for all."""
    if not (selection.briefs or selection.query or selection.since or selection.until):
        return None
    known = store.briefs.some(selection.briefs) if selection.briefs else store.briefs.all()
    ids = [brief.id for brief in known if _is_between(brief.date, selection.since, selection.until)]
    if selection.query:
        fit = set(fitting(selection.query))
        ids = [brief for brief in ids if brief in fit]
    return ids


def _is_between(date: str, since: str, until: str) -> bool:
    """A date (ISO 8601, perhaps of a month or year only) within bounds; without a date only where there are none."""
    if not since and not until:
        return True
    return bool(date) and (not since or date >= since[: len(date)]) and (not until or date[: len(until)] <= until)


def gather(
    store: Store, draft: Draft, fitting: Fitting, changed: Changed | None = None, *, everything: bool = False
) -> Gathered:
    """All that the report of a draft is made of; names are left out when no block needs them, unless `everything` is
    asked for. Raises NotFound, SearchError."""
    passages = selected(store, draft.selection, fitting)
    marked = [passage for mark in draft.marks if (passage := _passage(store, mark)) is not None]
    ids = dict.fromkeys([*(one.brief for one in passages), *(mark.brief for mark in draft.marks)])
    if draft.selection.speaker:
        ids |= dict.fromkeys(_spoken_in(store, draft.selection, fitting))
    briefs = store.briefs.some(ids)
    briefs.sort(key=lambda brief: brief.title.casefold())
    briefs.sort(key=lambda brief: brief.date, reverse=True)
    documents = documents_of(store, ids)
    sources = ((brief, store.briefs.source(brief)) for brief in ids)
    mentioned = everything or {"people", "places", "timeline", "figures", "quotes"} & set(draft.shown)
    made = Gathered(
        draft=draft,
        passages=passages,
        briefs=briefs,
        documents=documents,
        tags=store.tags.all(),
        quotes=[quote for brief in briefs for quote in store.findings.quotes(brief.id)],
        mentions=[one for brief in briefs for one in store.findings.mentions(brief.id)] if mentioned else [],
        digests={brief: source.digest for brief, source in sources if source is not None},
        wanted=tuple(store.tags.scope(path) for path in draft.selection.tags),
    )
    if changed is not None and "changes" in draft.shown and draft.selection.marked_since:
        for brief in briefs:
            made.changed += changed(brief.id, draft.selection.marked_since)
    known = {passage.id: passage for passage in (*passages, *marked)}
    for mark in draft.marks:
        if place := place_of(mark, known, documents):
            made.places[mark] = place
    return made


def place_of(mark: SourceMark, passages: dict[str, Passage], documents: dict[str, Document]) -> tuple[int, int] | None:
    """Where a mark's words stand now: a passage where it is, other words where they were or at the one place where
    they are; None when they are lost."""
    document = documents.get(mark.brief)
    if document is None:
        return None
    if mark.kind == "passage":
        passage = passages.get(mark.passage)
        if passage is None or not is_certain(passage) or passage.start is None or passage.end is None:
            return None
        return passage.start, passage.end
    if document.text[mark.start : mark.end] == mark.exact:
        return mark.start, mark.end
    first = document.text.find(mark.exact) if mark.exact else -1
    if first < 0 or document.text.find(mark.exact, first + 1) >= 0:
        return None
    return first, first + len(mark.exact)


def documents_of(store: Store, briefs: Iterable[str]) -> dict[str, Document]:
    """The texts that are there; that of a forgotten or failed brief is not."""
    found: dict[str, Document] = {}
    for brief in briefs:
        try:
            found[brief] = store.briefs.document(brief)
        except NotFound:
            continue
    return found


def _passage(store: Store, mark: SourceMark) -> Passage | None:
    if mark.kind != "passage":
        return None
    try:
        return store.passages.get(mark.passage)
    except NotFound:
        return None


def _spoken_in(store: Store, selection: Selection, fitting: Fitting) -> list[str]:
    """The briefs in which the chosen person is quoted, of those the selection takes."""
    bound = _briefs(store, selection, fitting)
    found = dict.fromkeys(one.brief for one in store.findings.quotes(None, selection.speaker))
    return [brief for brief in found if bound is None or brief in bound]
