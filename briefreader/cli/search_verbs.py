"""The verbs about searches that are kept, the watch list, and what is like what."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from briefreader.cli.answer import Answer, Verb, table
from briefreader.errors import UsageError
from briefreader.records import KeptSearch, QuotePlace
from briefreader.service.library import Library
from briefreader.service.tagging import find_text


def searches(library: Library, asked: Namespace) -> Answer:
    kept = library.searches
    if asked.name and asked.keep is None:
        raise UsageError("A name belongs to a search that is kept with --keep.")
    if asked.keep is not None:
        made, _ = kept.keep(asked.keep, name=asked.name)
        return Answer(_row(made, 0), f"Kept as “{made.name}”.")
    if asked.remove is not None:
        gone = kept.find(asked.remove)
        kept.remove(gone.id)
        return Answer({"removed": gone.id}, f"“{gone.name}” is removed. Take it back with: briefreader undo")
    if asked.seen is not None:
        one = kept.find(asked.seen)
        new = [library.brief(brief) for brief in kept.new_briefs(one.id)]
        kept.seen(one.id)
        text = "\n".join(f"{brief.title}  {brief.path}" for brief in new) or "Nothing is new."
        return Answer([{"id": brief.id, "path": brief.path, "title": brief.title} for brief in new], text)
    news = kept.news()
    found = [(one, news[one.id]) for one in kept.all()]
    lines = [(one.name, one.query, f"{new:,} new" if new else "") for one, new in found]
    text = table(("SEARCH", "QUERY", ""), lines) if found else "No search is kept yet."
    return Answer([_row(one, new) for one, new in found], text)


def watch(library: Library, asked: Namespace) -> Answer:
    if asked.terms is not None:
        library.searches.watch(asked.terms)
    terms = library.searches.watched()
    if asked.terms is not None or asked.list:
        return Answer({"terms": terms}, "\n".join(terms) or "The watch list is empty.")
    brief = library.brief(asked.brief).id if asked.brief else None
    titles = {one.id: one.title for one in library.briefs()}
    value, lines = [], []
    for hit in library.searches.watch_hits(brief):
        document = library.document(hit.brief)
        paragraph, page = document.paragraph_at(hit.start), document.page_at(hit.start)
        value.append({"term": hit.term, "brief": hit.brief, "start": hit.start, "end": hit.end,
                      "paragraph": paragraph, "page": page})  # fmt: skip
        lines.append((hit.term, titles.get(hit.brief, ""), _place(paragraph, page)))
    none = (
        "None of the terms stands in the briefs." if terms else "The watch list is empty. See: briefreader watch --help"
    )
    return Answer(value, table(("TERM", "BRIEF", "PLACE"), lines) if lines else none)


def check(library: Library, asked: Namespace) -> Answer:
    found = library.searches.check_quote(asked.text)
    said = {"verbatim": "Word for word:", "nearly": "Nearly:", "absent": "It stands in no brief."}[found.verdict]
    lines = [said]
    places = []
    for place in found.places:
        text = library.document(place.brief).text
        brief = library.brief(place.brief)
        differences = [
            {"kind": one.kind, "query": found.text[slice(*one.query)], "text": text[slice(*one.text)]}
            for one in place.differences
        ]
        places.append(_found(place, text[place.start : place.end], differences))
        lines.append(f"  {brief.title}, {_place(place.paragraph, place.page)}: “{text[place.start : place.end]}”")
        lines += [f"    {one['kind']}: “{one['query']}” / “{one['text']}”" for one in differences]
    return Answer({"verdict": found.verdict, "places": places}, "\n".join(lines))


def alike(library: Library, asked: Namespace) -> Answer:
    brief = library.brief(asked.brief)
    titles = {one.id: one.title for one in library.briefs()}
    if asked.exact is None:
        found = library.searches.duplicates(brief.id)
        value = [{"brief": one.brief, "likeness": one.likeness} for one in found]
        lines = [(f"{one.likeness:.0%}", titles.get(one.brief, "")) for one in found]
        return Answer(value, table(("ALIKE", "BRIEF"), lines) if found else "No other brief has much the same wording.")
    start, end = find_text(library.document(brief.id), asked.exact, asked.occurrence)
    near = library.searches.related(brief.id, start, end)
    value = [
        {"brief": one.brief, "likeness": one.likeness, "start": one.start, "end": one.end,
         "text": library.document(one.brief).text[one.start : one.end]} for one in near
    ]  # fmt: skip
    lines = [(titles.get(str(row["brief"]), ""), str(row["text"]).replace("\n", " ")) for row in value]
    text = "\n\n".join(f"{title}\n  {words}" for title, words in lines)
    return Answer(value, text or "No passage elsewhere is like it.")


def _row(kept: KeptSearch, new: int) -> dict[str, Any]:
    return {
        "id": kept.id,
        "name": kept.name,
        "query": kept.query,
        "choices": [{"field": choice.field, "value": choice.value} for choice in kept.choices],
        "order": kept.order,
        "pinned": kept.pinned,
        "new": new,
    }


def _found(place: QuotePlace, text: str, differences: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "brief": place.brief,
        "start": place.start,
        "end": place.end,
        "text": text,
        "likeness": place.likeness,
        "differences": differences,
        "paragraph": place.paragraph,
        "page": place.page,
    }


def _place(paragraph: int | None, page: str | None) -> str:
    parts = (f"p. {page}" if page else "", f"para {paragraph}" if paragraph is not None else "")
    return ", ".join(part for part in parts if part) or "in the text"


VERBS: dict[str, Verb] = {"searches": searches, "watch": watch, "check": check, "alike": alike}
