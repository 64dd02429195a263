"""The annotated summary as a tree of values, built from records by a pure function.

A passage whose place is certain stands under each of its tags, word for word as the source has it. One whose place is
doubtful or lost is never evidence: it stands under "Needs attention", with what was saved and what is there now, and
each section tells how many of its passages are found there.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Literal

from briefreader import __version__
from briefreader.errors import ExportError
from briefreader.export.grouping import by_brief, by_tag, is_wanted, steps_of
from briefreader.export.lines import LineMaker, is_certain
from briefreader.export.tree import (
    Citation,
    Cover,
    Line,
    Point,
    Report,
    Section,
    Source,
    Speaker,
    TagUse,
    count,
    lines_of,
)
from briefreader.records import Brief, FoundQuote, Passage, Tag
from briefreader.text.document import Document

__all__ = [
    "Citation", "Cover", "Line", "Point", "Report", "Section", "Source", "Speaker", "TagUse", "build",
    "moment_of_report",
]  # fmt: skip

_PROGRAM = f"BriefReader {__version__}"
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def build(
    briefs: Sequence[Brief],
    passages: Sequence[Passage],
    tags: Sequence[Tag],
    documents: Mapping[str, Document],
    quotes: Sequence[FoundQuote] = (),
    *,
    group: Literal["tag", "brief"] = "tag",
    wanted: Sequence[str] = (),
    title: str = "Annotated summary",
    moment: datetime | None = None,
    digests: Mapping[str, str] | None = None,
    maker: LineMaker | None = None,
) -> Report:
    """The summary of `passages`; with `wanted`, of those under one of these tags.

    Within a section the passages stand in the order of `briefs`, then of the text. A brief that is not among `briefs`
    is named as unknown. `moment` is the report's time (None: `moment_of_report`), `digests` the sha256 of the briefs'
    files by the brief's id. A `maker` has numbered already what stands before the evidence. Raises ExportError.
    """
    known = {brief.id: brief for brief in briefs}
    order = {brief.id: index for index, brief in enumerate(briefs)}
    chosen = [p for p in passages if not wanted or any(is_wanted(path, wanted) for path in p.tags)]
    chosen.sort(key=lambda p: (order.get(p.brief, len(order)), p.start is None, p.start or 0, p.end or 0, p.id))
    described = {steps_of(tag.path.casefold()): tag for tag in tags}
    maker = maker or LineMaker(known, documents, quotes, digests or {})
    sections = by_tag(chosen, described, wanted, maker) if group == "tag" else by_brief(chosen, known, maker)
    attention = tuple(maker.line(passage) for passage in chosen if not is_certain(passage))
    lines = (*lines_of(sections), *attention)
    sources = maker.sources(lines)
    time = moment or moment_of_report()
    return Report(
        title=title,
        date=day_in_words(time),
        program=_PROGRAM,
        heading="Evidence by tag" if group == "tag" else "Evidence by brief",
        provenance=_provenance(chosen),
        passages=tuple(chosen),
        sections=sections,
        attention=attention,
        sources=sources,
        tags=_used(chosen, described),
        remarks=tuple(_remarks(chosen, lines, sources)),
        day=time.date().isoformat(),
    )


def moment_of_report(environment: Mapping[str, str] = os.environ) -> datetime:
    """$SOURCE_DATE_EPOCH (whole seconds, UTC) when it is set, else the clock's local time. Raises ExportError."""
    given = environment.get("SOURCE_DATE_EPOCH", "").strip()
    if not given:
        return datetime.now().astimezone()
    try:
        return datetime.fromtimestamp(int(given), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise ExportError(
            f"SOURCE_DATE_EPOCH is “{given}”, which is no time.", "Give whole seconds since 1970, or unset it."
        ) from error


def day_in_words(moment: date) -> str:
    """ "22 November 2026"."""
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def _provenance(passages: Sequence[Passage]) -> str:
    newest = max((passage.changed for passage in passages), default="")
    when = f" The newest change among its passages is of {_time(newest)}." if newest else ""
    return f"Made with {_PROGRAM}.{when} Passages are word for word as in the source."


def _time(stamp: str) -> str:
    """An ISO 8601 time in UTC as "20 November 2026, 10:00 UTC"; anything else as it stands."""
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return stamp
    return f"{day_in_words(moment)}, {moment:%H:%M} UTC"


def _used(passages: Sequence[Passage], tags: Mapping[tuple[str, ...], Tag]) -> tuple[TagUse, ...]:
    counts = Counter(path for passage in passages for path in passage.tags)
    used: list[TagUse] = []
    for path in sorted(counts, key=lambda path: (steps_of(path.casefold()), path)):
        tag = tags.get(steps_of(path.casefold()))
        definition, colour = (" ".join(tag.definition.split()), tag.colour) if tag else ("", "")
        used.append(TagUse(path, definition, colour, counts[path]))
    return tuple(used)


def _remarks(passages: Sequence[Passage], lines: Sequence[Line], sources: Sequence[Source]) -> list[str]:
    if not lines and not sources:
        return ["No passage is tagged yet."]
    remarks: list[str] = []
    doubtful = sum(not is_certain(passage) for passage in passages)
    if doubtful:
        subject = f"{count(doubtful, 'passage')} {'needs' if doubtful == 1 else 'need'} attention"
        remarks.append(f"{subject}: listed below the evidence, and not used in it.")
    inferred = len({line.number for line in lines if any(one.attribution == "inferred" for one in line.speakers)})
    if inferred:
        remarks.append(f"In {count(inferred, 'passage')} a speaker is inferred; each is marked.")
    if found := Counter(source.marking for source in sources if source.marking):
        named = ", ".join(f"“{marking}” ({count(number, 'brief')})" for marking, number in sorted(found.items()))
        bare = sum(not source.marking for source in sources)
        rest = f"; no marking found in {count(bare, 'brief')}" if bare else ""
        remarks.append(f"Markings of the sources, as written and in no order of rank: {named}{rest}.")
    troubled = [f"“{source.title}”" for source in sources if source.remark]
    if troubled:
        remarks.append(f"Without a readable file now: {', '.join(troubled)}; see Sources.")
    return remarks
