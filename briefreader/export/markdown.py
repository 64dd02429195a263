"""The annotated summary as Markdown: plain CommonMark with one table, readable as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from briefreader.export import linked
from briefreader.export.escaping import block, inline
from briefreader.export.items import Grid, Item, Paragraph, Piece
from briefreader.export.statements import cited
from briefreader.export.tree import Line, Report, Section, Source, count, marked, shown

_DEEPEST = 6


def render(report: Report) -> str:
    """`report` as Markdown, ending in one line break. Equal reports give equal texts."""
    marking = [f"**{inline(report.cover.marking)}**"] if report.cover.marking else []
    parts = [*marking, f"# {inline(report.title)}", f"{inline(report.about)} · {report.amount}"]
    if report.remarks:
        parts.append("\n".join(f"- {inline(remark)}" for remark in report.remarks))
    typed, notes = linked.typed(report)
    for name in report.shown:
        if name in typed:
            parts.extend(_typed(typed[name]))
        elif name == "evidence" and report.sections:
            parts.append(f"## {inline(report.heading)}")
            parts.extend(_sections(report, report.sections, 3))
        elif name == "attention" and report.attention:
            parts.append("## Needs attention")
            for line in report.attention:
                parts.extend(_doubtful(line))
        elif name == "sources" and report.sources:
            parts += ["## Sources", "\n".join(_source(source) for source in report.sources)]
        elif name == "tags" and report.tags:
            rows = [(shown(tag.path), tag.definition, f"{tag.passages:,}") for tag in report.tags]
            parts += ["## Tags used", _table(("Tag", "Definition", "Passages"), rows, "|---|---|---:|")]
        elif name == "provenance":
            parts += ["## About this summary", inline(report.provenance)]
    if notes:
        parts += ["## Notes", "\n".join(f"{note.number}. {_pieces(note.pieces)}" for note in notes)]
    return "\n\n".join([*parts, *marking]) + "\n"


def _typed(items: Sequence[Item]) -> Iterator[str]:
    """A block that stands in the report's items."""
    points: list[str] = []
    for item, following in zip_longest(items, items[1:]):
        if isinstance(item, Grid):
            yield _table(item.columns, item.rows, "|---" * len(item.columns) + "|")
            continue
        words = _pieces(item.pieces)
        if item.kind == "point":
            points.append(f"{item.number}. {words}")
            if not (isinstance(following, Paragraph) and following.kind == "point"):
                yield "\n".join(points)
                points = []
        elif item.kind == "heading":
            yield f"{'#' * (item.level + 1)} {words}"
        else:
            yield f"> {words}" if item.kind == "quote" else f"— {words}" if item.kind == "cited" else words


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]], rule: str) -> str:
    lines = (f"| {' | '.join(map(inline, row))} |" for row in rows)
    return "\n".join([f"| {' | '.join(columns)} |", rule, *lines])


def _pieces(pieces: Iterable[Piece]) -> str:
    made = ""
    for piece in pieces:
        words = inline(piece.text, opens=not made)
        if piece.address:
            words = f"[{words}](<{piece.address}>)"
        elif piece.look in ("strong", "alarm") and words:
            words = f"**{words}**"
        elif piece.look == "emphasis" and words:
            words = f"*{words}*"
        gap = piece.text[:1].isspace() or (piece.note and piece.target and made)
        made += " " * bool(gap and not made.endswith(" ")) + words + " " * bool(words and piece.text[-1:].isspace())
    return made


def _sections(report: Report, sections: Iterable[Section], level: int) -> Iterator[str]:
    for section in sections:
        yield f"{'#' * min(level, _DEEPEST)} {inline(section.title)}"
        if section.definition:
            yield f"*{inline(section.definition)}*"
        for line in section.lines:
            yield from _evidence(report, line, section.path)
        if section.attention:
            yield f"{count(section.attention, 'passage')} under this heading: see “Needs attention”."
        yield from _sections(report, section.sections, level + 1)


def _evidence(report: Report, line: Line, path: str) -> Iterator[str]:
    yield _quoted(line.paragraphs)
    mark = {True: "**", False: "*"}
    said = "".join(f"{mark[bool(one.name)]}{inline(one.label)}{mark[bool(one.name)]} · " for one in line.speakers)
    strength = f"*{line.strength}* · " if line.strength else ""
    source = _cited(line) if report.style in ("short", "footnote") else _pieces(cited(line.citation, report.style))
    yield f"— {said}{strength}{source}"
    others = [tag for tag in line.tags if tag.casefold() != path.casefold()]
    if others:
        yield f"{'Also tagged' if path else 'Tagged'}: {_tags(others)}"
    yield from _note(line)


def _doubtful(line: Line) -> Iterator[str]:
    yield _quoted(line.paragraphs)
    where = {
        "orphan": "no longer found in the brief; it was saved from",
        "ambiguous": "stands there more than once, or is uncertain; perhaps",
        "approximate": "stands there in other words; perhaps",
    }.get(line.status, "place not known; saved from")
    yield f"— {where} {_cited(line)}"
    if line.now:
        yield "What stands there now:"
        yield _quoted(line.now)
    if line.tags:
        yield f"Tagged: {_tags(line.tags)}"
    yield from _note(line)


def _quoted(paragraphs: Iterable[str]) -> str:
    return "\n>\n".join(f"> {inline(paragraph)}" for paragraph in paragraphs)


def _cited(line: Line) -> str:
    return f"{inline(line.citation.text)} \\[{line.citation.source}\\]"


def _tags(tags: Iterable[str]) -> str:
    return ", ".join(inline(shown(tag)) for tag in tags)


def _note(line: Line) -> Iterator[str]:
    first, *rest = block(line.note) or [""]
    if first:
        yield f"**Note:** {first}"
        yield from rest


def _source(source: Source) -> str:
    facts = [source.author, source.date, f"File {source.file}" if source.file else ""]
    cited = "; ".join(place for place, _ in source.places if place)
    sentences = [f"**{inline(source.title)}**", *(inline(fact) for fact in facts if fact)]
    if cited:
        sentences.append(f"Cited: {inline(cited)}")
    if source.digest:
        sentences.append(f"sha256 {source.digest[:12]}")
    sentences.append(inline(marked(source)))
    if source.remark:
        sentences.append(inline(source.remark.rstrip(".")))
    return f"{source.number}. {'. '.join(sentences)}."
