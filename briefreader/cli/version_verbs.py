"""The verbs about what a brief said before, and what has changed since."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import Any

from briefreader.cli.answer import Answer, Verb, table
from briefreader.errors import UsageError
from briefreader.records import Brief
from briefreader.service.comparing import Comparison, Edition
from briefreader.service.library import Library
from briefreader.text.changes import ParagraphChange
from briefreader.text.document import Span

_SIGNS = {"added": "+", "gone": "-", "moved": ">", "changed": "~"}


def versions(library: Library, asked: Namespace) -> Answer:
    brief = library.brief(asked.brief)
    if asked.show is not None:
        _known(library, brief, asked.show)
        text = library.versions.document(Edition(brief.id, asked.show)).text
        return Answer({"version": asked.show, "text": text}, text)
    found = library.versions.of(brief.id)
    lines = [
        (str(one.number), one.read[:16].replace("T", " "), "now" if one.current else "", str(one.passages or ""))
        for one in found
    ]
    value = [{"version": v.number, "read": v.read, "current": v.current, "passages": v.passages} for v in found]
    return Answer(value, table(("VERSION", "READ", "", "PASSAGES MARKED IN IT"), lines) if found else "No text.")


def changes(library: Library, asked: Namespace) -> Answer:
    brief = library.brief(asked.brief)
    new = Edition(brief.id)
    found = library.versions.compare(_before(library, brief, asked), new)
    value = {
        "kept": found.changes.count["kept"],
        "paragraphs": [_row(one, found) for one in found.changes.paragraphs if one.kind != "kept"],
        "passages": [
            {"passage": one.passage.id, "touch": one.touch, "old": one.old, "new": one.new} for one in found.passages
        ],
        "names": {"new": _names(found.new_names), "gone": _names(found.gone_names)},
        "figures": {"new": _spans(found.new_figures), "gone": _spans(found.gone_figures)},
        "quotes": {
            side: [{"text": one.text, "speaker": one.speaker, "start": one.start, "end": one.end} for one in quotes]
            for side, quotes in (("new", found.new_quotes), ("gone", found.gone_quotes))
        },
        "analysed": found.analysed,
    }
    notes = [] if found.analysed else ["One of the texts was never analysed; names and quotes are not compared."]
    return Answer(value, "\n".join(_told(found)) or "Nothing has changed.", notes)


def _before(library: Library, brief: Brief, asked: Namespace) -> Edition:
    if asked.other is not None:
        return Edition(library.brief(asked.other).id)
    if asked.since is not None:
        return library.versions.at(brief.id, asked.since)
    if asked.version is not None:
        _known(library, brief, asked.version)
        return Edition(brief.id, asked.version)
    before = library.versions.before(brief.id)
    if not before:
        raise UsageError(
            f"“{brief.title}” has no earlier text and no other draft.", "Name the brief to compare it with."
        )
    return before[0]


def _known(library: Library, brief: Brief, number: int) -> None:
    if number not in {one.number for one in library.versions.of(brief.id)}:
        raise UsageError(f"“{brief.title}” has no version {number}.", f"See: briefreader versions {brief.id[:8]}")


def _row(one: ParagraphChange, found: Comparison) -> dict[str, Any]:
    row: dict[str, Any] = {"kind": one.kind, "old": one.old, "new": one.new}
    if one.kind == "changed":
        row["words"] = [
            {"kind": word.kind, "old": _words(found.old.text, word.old), "new": _words(found.new.text, word.new)}
            for word in one.words
            if word.kind in ("gone", "new")
        ]
    return row


def _told(found: Comparison) -> Iterator[str]:
    for one in found.changes.paragraphs:
        if one.kind == "changed":
            yield f"~ {''.join(_marked(one, found))}"
        elif one.kind != "kept":
            span, text = (one.new, found.new.text) if one.new else (one.old, found.old.text)
            yield f"{_SIGNS[one.kind]} {_words(text, span or Span(0, 0))}"
    for touched in found.passages:
        yield f"Passage {touched.passage.id[:8]} {touched.touch}: {' '.join(touched.passage.exact.split())[:80]}"
    for title, names in (("New", found.new_names), ("Gone", found.gone_names)):
        if names:
            yield f"{title} names: " + ", ".join(f"{one.name} ({one.type})" for one in names)
    for title, figures in (("New", found.new_figures), ("Gone", found.gone_figures)):
        if figures:
            yield f"{title} figures: " + ", ".join(one.text for one in figures)
    for title, quotes in (("New", found.new_quotes), ("Gone", found.gone_quotes)):
        for quote in quotes:
            yield f"{title} quote: “{' '.join(quote.text.split())}” ({quote.speaker or 'speaker not named'})"


def _marked(one: ParagraphChange, found: Comparison) -> Iterator[str]:
    """The words of a changed paragraph: [-gone-] and {+new+} as `wdiff` writes them."""
    for word in one.words:
        gone, came = found.old.text[slice(*word.old)], found.new.text[slice(*word.new)]
        if word.kind == "gone":
            yield f"[-{gone}-]"
        elif word.kind == "new":
            yield f"{{+{came}+}}"
        else:
            yield came


def _words(text: str, span: Span) -> str:
    return " ".join(text[span.start : span.end].split())


def _names(names: Sequence[Any]) -> list[dict[str, Any]]:
    return [{"name": n.name, "type": n.type, "mentions": n.times, "start": n.start, "end": n.end} for n in names]


def _spans(figures: Sequence[Any]) -> list[dict[str, Any]]:
    return [one._asdict() for one in figures]


VERBS: dict[str, Verb] = {"versions": versions, "changes": changes}
