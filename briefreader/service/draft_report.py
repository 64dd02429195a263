"""A draft becomes the report tree: its statements cite what stands now, in the order and the style it was given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from briefreader import export
from briefreader.errors import ExportError
from briefreader.export import Cover, Material, Original, Point, Report, is_verbatim
from briefreader.records import Entity, FoundMention, Passage
from briefreader.service import lazily
from briefreader.service.gathering import Gathered
from briefreader.text.draft import MARK, Draft, Statement

if TYPE_CHECKING:
    from briefreader.export import extracts
    from briefreader.export import lines as export_lines
else:
    extracts = lazily.module("briefreader.export.extracts")
    export_lines = lazily.module("briefreader.export.lines")

_UNTITLED = "Annotated summary"


def report_of(gathered: Gathered, marking: str = "", *, whole: bool = False) -> Report:
    """The report of a draft, with the `marking` its user has confirmed; the `whole` of it has its evidence even where
    the pages do not. Raises ExportError."""
    draft = gathered.draft
    briefs = {brief.id: brief for brief in gathered.briefs}
    maker = export_lines.LineMaker(
        briefs, gathered.documents, gathered.quotes, gathered.digests, dict(draft.cuts), draft.links
    )
    typed = {
        name: tuple(_point(statement, gathered, maker) for statement in statements if statement.text.strip())
        for name, statements in (
            ("bottom_line", draft.bottom_line),
            ("points", draft.points),
            ("open_points", draft.open_points),
        )
    }
    questions = tuple(_point(one, gathered, maker) for one in draft.questions if one.text.strip() or one.question)
    shown = shown_blocks(draft)
    spans = extracts.spans_of(gathered.passages)
    for mark, place in gathered.places.items():
        spans.setdefault(mark.brief, []).append(place)
    ground = extracts.Ground(maker, briefs, gathered.documents, gathered.quotes, gathered.mentions, spans)
    quotes = extracts.quotes(ground, draft.selection.speaker) if "quotes" in shown else ()
    lists = {
        "people": extracts.people, "places": extracts.places, "timeline": extracts.timeline,
        "figures": extracts.figures,
    }  # fmt: skip
    listings = {name: lists[name](ground) for name in lists if name in shown}
    if "changes" in shown:
        listings["changes"] = extracts.changes(
            ground, gathered.passages, draft.selection.marked_since, gathered.changed
        )
    annex = tuple(extracts.annex(ground, gathered.passages)) if "annex" in shown else ()
    base = export.build(
        gathered.briefs,
        gathered.passages if whole or "evidence" in shown else _doubtful(gathered.passages),
        gathered.tags,
        gathered.documents,
        gathered.quotes,
        wanted=gathered.wanted,
        title=" ".join(draft.title.split()) or _UNTITLED,
        digests=gathered.digests,
        maker=maker,
    )
    made = replace(
        base,
        cover=Cover(draft.audience, draft.author, draft.status, draft.deadline, " ".join(marking.split())),
        bottom_line=typed["bottom_line"],
        points=typed["points"],
        open_points=typed["open_points"],
        questions=questions,
        quotes=quotes,
        listings=listings,
        annex=annex,
        shown=shown,
        style=draft.style,
        remarks=(*base.remarks, *remarks_of(gathered)),
    )
    return _dated(made, draft.date)


def material_of(
    gathered: Gathered, report: Report, template: bytes | None = None, originals: Mapping[str, bytes] | None = None
) -> Material:
    """A draft's report beside its records; `originals` are the PDFs of its briefs, where their pages are wanted."""
    cited = {source.brief for source in report.sources}
    mentions: dict[tuple[str, str], list[FoundMention]] = {}
    for one in gathered.mentions:
        mentions.setdefault((one.mention.type, one.mention.name), []).append(one)
    entities = [Entity(name, found[0].mention.type, tuple(found)) for (_, name), found in mentions.items()]
    return Material(
        report=report,
        briefs={brief.id: brief for brief in gathered.briefs if brief.id in cited},
        documents={brief: document for brief, document in gathered.documents.items() if brief in cited},
        tags=gathered.tags,
        quotes=[quote for quote in gathered.quotes if quote.brief in cited],
        entities=entities,
        template=template,
        originals={
            brief: Original(data, _quoted(gathered, report, brief)) for brief, data in (originals or {}).items()
        },
    )


def _quoted(gathered: Gathered, report: Report, brief: str) -> tuple[tuple[int, int, str], ...]:
    """What a report takes from a brief: the passages with the colour of their first tag, what its statements rest on,
    and its quotations."""
    colours = {tag.path: tag.colour for tag in gathered.tags}
    spans = [
        (one.start, one.end, next((colours[path] for path in one.tags if path in colours), ""))
        for one in report.passages
        if one.brief == brief and export.is_certain(one) and one.start is not None and one.end is not None
    ]
    more = [place for mark, place in gathered.places.items() if mark.brief == brief]
    cited = {source.number: source.brief for source in report.sources}
    more += [(one.start, one.end) for one in report.quotes if cited.get(one.citation.source) == brief]
    for start, end in dict.fromkeys(more):
        if not any(first <= start and end <= last for first, last, _ in spans):
            spans.append((start, end, ""))
    return tuple(spans)


def shown_blocks(draft: Draft) -> tuple[str, ...]:
    """The blocks of a draft that are printed, in order. What needs attention is told of whatever else is shown: behind
    the evidence, else before the sources, else last."""
    shown: list[str] = list(draft.shown)
    behind = shown.index("evidence") + 1 if "evidence" in shown else None
    before = shown.index("sources") if "sources" in shown else len(shown)
    shown.insert(before if behind is None else behind, "attention")
    return tuple(shown)


def check_cuts(gathered: Gathered) -> None:
    """Raises ExportError when a shortened passage is not its source's words with "[…]" for what is left out."""
    wrong = wrong_cuts(gathered)
    if wrong:
        raise ExportError(
            f"A shortened passage is not word for word as its source: “{wrong[0][:80]}”.",
            "Leave words out only, and put […] in their place.",
        )


def wrong_cuts(gathered: Gathered) -> list[str]:
    """The shortened passages that are not verbatim."""
    cuts: Mapping[str, str] = dict(gathered.draft.cuts)
    wrong = []
    for passage in gathered.passages:
        document = gathered.documents.get(passage.brief)
        if passage.id in cuts and document is not None and passage.start is not None and passage.end is not None:
            source = document.text[passage.start : passage.end]
            if not is_verbatim(cuts[passage.id], source):
                wrong.append(cuts[passage.id])
    return wrong


def remarks_of(gathered: Gathered) -> list[str]:
    """What the reader must know of the draft's marks."""
    lost = sum(mark not in gathered.places for mark in gathered.draft.marks)
    if not lost:
        return []
    return [f"{lost} source {'mark' if lost == 1 else 'marks'} could not be placed in the present texts and left out."]


def _doubtful(passages: Iterable[Passage]) -> list[Passage]:
    return [passage for passage in passages if not export.is_certain(passage)]


def _point(statement: Statement, gathered: Gathered, maker: export_lines.LineMaker) -> Point:
    """A statement with the citations of its marks; a mark whose words are lost is taken out."""
    pieces = statement.text.split(MARK)
    text, citations = pieces[0], []
    for mark, piece in zip(statement.marks, pieces[1:], strict=True):
        place = gathered.places.get(mark)
        if place is not None:
            citations.append(maker.cite(mark.brief, *place, mark.passage))
            text += MARK
        text += piece
    return Point(text, (), tuple(citations), statement.question)


def _dated(report: Report, day: str) -> Report:
    """The report as of the draft's own date, where it has one."""
    if not day:
        return report
    try:
        given = date.fromisoformat(day)
    except ValueError:
        return replace(report, date=" ".join(day.split()))
    return replace(report, date=export.report.day_in_words(given), day=given.isoformat())
