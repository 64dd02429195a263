"""A report as paragraphs and tables: what the page forms (Word, PDF, OpenDocument) lay out, each in its own way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from briefreader.export.citation import direction
from briefreader.export.tree import UNSOURCED, Line, Report, Section, Source, count, marked, shown
from briefreader.text.normalize import canonical

Kind = Literal["heading", "text", "remark", "point", "quote", "cited", "note", "definition", "source", "about"]
Look = Literal["", "strong", "emphasis", "soft", "alarm"]

_DEEPEST = 6
DOUBTS: Mapping[str, str] = {
    "orphan": "No longer found in the brief. Saved from",
    "ambiguous": "Stands there more than once, or is uncertain. Perhaps",
    "approximate": "Stands there in other words. Perhaps",
}
UNPLACED = "Place not known. Saved from"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in one look. `target` is the key of the paragraph they lead to; a piece with a `note` is the mark of a
    source: `note` its citation in words, the text what stands for it where there are no footnotes ("[1]")."""

    text: str
    look: Look = ""
    target: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. `key` names it for links, `level` is a heading's from 1, `number` that of a point or a source;
    `follows` tells that it belongs to the paragraph before and stays with it on the page."""

    kind: Kind
    pieces: tuple[Piece, ...]
    key: str = ""
    level: int = 0
    number: int = 0
    language: str = ""
    direction: str = "ltr"
    follows: bool = False

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its headings, and rows of as many cells."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Item = Paragraph | Grid


def blocks(report: Report, *, footnotes: bool) -> dict[str, tuple[Item, ...]]:
    """The blocks of `report` by name, in order, each with its heading; an empty one has no items. With `footnotes` a
    passage bears the mark of its source, without them its citation stands below it."""
    return {
        "bottom_line": tuple(_part("Bottom line", (_text(line) for line in report.bottom_line))),
        "key_points": tuple(_part("Key points", _points(report))),
        "evidence": tuple(_part(report.heading, _sections(report.sections, 2, footnotes))),
        "attention": tuple(_part("Needs attention", _attention(report, footnotes), "attention")),
        "sources": tuple(_part("Sources", _sources(report.sources))),
        "tags": tuple(_part("Tags used", _tags(report))),
        "provenance": tuple(_part("About this summary", _provenance(report))),
    }


def body(report: Report, *, footnotes: bool) -> tuple[Item, ...]:
    """All blocks, one after the other."""
    return tuple(item for items in blocks(report, footnotes=footnotes).values() for item in items)


def _part(title: str, content: Iterable[Item], key: str = "") -> Iterator[Item]:
    items = list(content)
    if items:
        yield Paragraph("heading", (Piece(title),), key=key, level=1)
        yield from items


def _points(report: Report) -> Iterator[Item]:
    for number, point in enumerate(report.points, 1):
        marks = [_mark(cited.text, cited.source) for cited in report.citations(point)]
        flag = [] if marks else [Piece(f" {UNSOURCED}", "alarm")]
        yield Paragraph(
            "point", (Piece(_line(point.text)), *marks, *flag), number=number, direction=direction(point.text)
        )


def _sections(sections: Iterable[Section], level: int, footnotes: bool) -> Iterator[Item]:
    for section in sections:
        yield Paragraph(
            "heading", (Piece(_line(section.title)),), section.key, min(level, _DEEPEST),
            direction=direction(section.title),
        )  # fmt: skip
        if section.definition:
            yield replace(_text(section.definition, "definition"), follows=True)
        for line in section.lines:
            yield from _evidence(line, section.path, footnotes)
        if section.attention:
            amount = count(section.attention, "passage")
            see = Piece("Needs attention", target="attention")
            yield Paragraph("about", (Piece(f"{amount} under this heading: see “"), see, Piece("”.")))
        yield from _sections(section.sections, level + 1, footnotes)


def _evidence(line: Line, path: str, footnotes: bool) -> Iterator[Item]:
    yield from _quoted(line, line.paragraphs, line.key, _mark(line.citation.text, line.citation.source), footnotes)
    said = [Piece(one.label, "strong" if one.name else "emphasis") for one in line.speakers]
    others = [tag for tag in line.tags if tag.casefold() != path.casefold()]
    tagged = [Piece(f"{'Also tagged' if path else 'Tagged'} {', '.join(map(shown, others))}", "soft")] if others else []
    cited = [] if footnotes else [Piece(f"{line.citation.text} "), _mark("", line.citation.source)]
    if pieces := _joined([*[[piece] for piece in said], cited, tagged]):
        yield Paragraph("cited", pieces, follows=True)
    yield from _note(line)


def _attention(report: Report, footnotes: bool) -> Iterator[Item]:
    for line in report.attention:
        yield from _quoted(line, line.paragraphs, line.key, None, footnotes)
        doubt = DOUBTS.get(line.status, UNPLACED)
        where = (Piece(f"{doubt} {line.citation.text} "), _mark("", line.citation.source))
        tags = [Piece(f"Tagged {', '.join(map(shown, line.tags))}", "soft")] if line.tags else []
        yield Paragraph("cited", _joined([where, tags]), follows=True)
        if line.now:
            yield Paragraph("cited", (Piece("What stands there now:", "soft"),), follows=True)
            yield from _quoted(line, line.now, "", None, footnotes)
        yield from _note(line)


def _quoted(line: Line, paragraphs: Iterable[str], key: str, mark: Piece | None, footnotes: bool) -> Iterator[Item]:
    texts = list(paragraphs)
    for index, text in enumerate(texts):
        last = index == len(texts) - 1
        pieces = (Piece(_line(text)), *((mark,) if mark and last and footnotes else ()))
        yield Paragraph(
            "quote", pieces, key if index == 0 else "", language=line.language, direction=line.direction,
            follows=index > 0,
        )  # fmt: skip


def _note(line: Line) -> Iterator[Item]:
    for index, text in enumerate(part for part in canonical(line.note).split("\n") if part.strip()):
        label = (Piece("Note ", "strong"),) if index == 0 else ()
        yield Paragraph("note", (*label, Piece(_line(text))), direction=direction(text), follows=True)


def _sources(sources: Iterable[Source]) -> Iterator[Item]:
    for source in sources:
        facts = [fact for fact in (source.author, source.date, source.file) if fact]
        if source.digest:
            facts.append(f"sha256 {source.digest[:12]}")
        pieces = [Piece(_line(source.title), "strong"), Piece("".join(f", {_line(fact)}" for fact in facts))]
        places = [(place, key) for place, key in source.places if place]
        for index, (place, key) in enumerate(places):
            pieces += [Piece(". Cited: " if index == 0 else ", "), Piece(place, target=key)]
        pieces.append(Piece(f". {marked(source)}.", "soft"))
        if source.remark:
            pieces.append(Piece(f" {source.remark}", "alarm"))
        yield Paragraph(
            "source", tuple(pieces), source.key, number=source.number, language=source.language,
            direction=source.direction,
        )  # fmt: skip


def _tags(report: Report) -> Iterator[Item]:
    if report.tags:
        rows = tuple((shown(tag.path), _line(tag.definition), f"{tag.passages:,}") for tag in report.tags)
        yield Grid(("Tag", "Definition", "Passages"), rows)


def _provenance(report: Report) -> Iterator[Item]:
    yield Paragraph("about", (Piece(f"{report.amount}. {report.provenance}"),))
    for remark in report.remarks:
        yield _text(remark, "remark")


def _mark(note: str, source: int) -> Piece:
    return Piece(f"[{source}]", target=f"s{source}", note=note)


def _text(text: str, kind: Kind = "text") -> Paragraph:
    return Paragraph(kind, (Piece(_line(text)),), direction=direction(text))


def _joined(groups: Iterable[Iterable[Piece]]) -> tuple[Piece, ...]:
    """Groups of pieces with a middle dot between them; empty ones are passed over."""
    joined: list[Piece] = []
    for group in map(tuple, groups):
        if group and joined:
            joined.append(Piece(" · ", "soft"))
        joined.extend(group)
    return tuple(joined)


def _line(text: str) -> str:
    return " ".join(canonical(text).split())
