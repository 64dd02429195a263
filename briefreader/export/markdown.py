"""The annotated summary as Markdown: plain CommonMark with one table, readable as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefreader.export.escaping import block, inline
from briefreader.export.tree import UNSOURCED, Line, Report, Section, Source, count, marked, shown

_DEEPEST = 6


def render(report: Report) -> str:
    """`report` as Markdown, ending in one line break. Equal reports give equal texts."""
    marking = [f"**{inline(report.cover.marking)}**"] if report.cover.marking else []
    parts = [*marking, f"# {inline(report.title)}", f"{inline(report.about)} · {report.amount}"]
    if report.remarks:
        parts.append("\n".join(f"- {inline(remark)}" for remark in report.remarks))
    if report.bottom_line:
        parts += ["## Bottom line", *map(inline, report.bottom_line)]
    if report.points:
        parts += ["## Key points", "\n".join(_points(report))]
    if report.sections:
        parts.append(f"## {inline(report.heading)}")
        parts.extend(_sections(report.sections, 3))
    if report.attention:
        parts.append("## Needs attention")
        for line in report.attention:
            parts.extend(_doubtful(line))
    if report.sources:
        parts.append("## Sources")
        parts.append("\n".join(_source(source) for source in report.sources))
    if report.tags:
        parts.append("## Tags used")
        rows = [f"| {inline(shown(tag.path))} | {inline(tag.definition)} | {tag.passages:,} |" for tag in report.tags]
        parts.append("\n".join(["| Tag | Definition | Passages |", "|---|---|---:|", *rows]))
    parts.append("## About this summary")
    parts += [inline(report.provenance), *marking]
    return "\n\n".join(parts) + "\n"


def _points(report: Report) -> Iterator[str]:
    for number, point in enumerate(report.points, 1):
        marks = "".join(f" \\[{cited.source}\\]" for cited in report.citations(point))
        yield f"{number}. {inline(point.text)}{marks or f' **{UNSOURCED}**'}"


def _sections(sections: Iterable[Section], level: int) -> Iterator[str]:
    for section in sections:
        yield f"{'#' * min(level, _DEEPEST)} {inline(section.title)}"
        if section.definition:
            yield f"*{inline(section.definition)}*"
        for line in section.lines:
            yield from _evidence(line, section.path)
        if section.attention:
            yield f"{count(section.attention, 'passage')} under this heading: see “Needs attention”."
        yield from _sections(section.sections, level + 1)


def _evidence(line: Line, path: str) -> Iterator[str]:
    yield _quoted(line.paragraphs)
    mark = {True: "**", False: "*"}
    said = "".join(f"{mark[bool(one.name)]}{inline(one.label)}{mark[bool(one.name)]} · " for one in line.speakers)
    yield f"— {said}{_cited(line)}"
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
