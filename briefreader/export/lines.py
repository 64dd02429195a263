"""Passages become lines of the report; their briefs, numbered as they are first cited, its sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from briefreader.export.citation import cite, direction, file_name, locator, place, short_date, title_of
from briefreader.export.speakers import speakers_of
from briefreader.export.tree import Citation, Line, Source, Speaker
from briefreader.records import Brief, FoundQuote, Passage
from briefreader.text.document import Document
from briefreader.text.findings import Quote

_UNKNOWN = "Unknown brief"
_LAST = 1 << 62  # an orphan is named after the places that are known


def is_certain(passage: Passage) -> bool:
    """Whether the passage may stand as evidence: its place is known and needs nobody's confirmation."""
    return passage.status in ("exact", "moved") and passage.start is not None and passage.end is not None


@dataclass
class LineMaker:
    """Makes lines in the order it is asked for them, which is the reading order and gives the numbers. `cuts` are the
    texts of passages that were shortened, by the passage's id; `linked` citations open their place in the program."""

    briefs: Mapping[str, Brief]
    documents: Mapping[str, Document]
    quotes: Sequence[FoundQuote]
    digests: Mapping[str, str] = field(default_factory=dict)
    cuts: Mapping[str, str] = field(default_factory=dict)
    linked: bool = False
    _numbers: dict[str, int] = field(default_factory=dict)
    _uses: dict[str, int] = field(default_factory=dict)
    _sources: dict[str, int] = field(default_factory=dict)
    _starts: dict[int, int] = field(default_factory=dict)
    _cited: list[tuple[int, int, str]] = field(default_factory=list)
    _quotes: dict[str, list[Quote]] = field(init=False)

    def __post_init__(self) -> None:
        self._quotes = defaultdict(list)
        for found in self.quotes:
            self._quotes[found.brief].append(found.quote)

    def line(self, passage: Passage) -> Line:
        """The line of `passage`; asked again, another with the same number and a key of its own."""
        number = self._numbers.setdefault(passage.id, len(self._numbers) + 1)
        self._starts[number] = _LAST if passage.start is None else passage.start
        uses = self._uses[passage.id] = self._uses.get(passage.id, 0) + 1
        brief = self.briefs.get(passage.brief)
        text, now = self._texts(passage)
        return Line(
            key=f"p{number}" if uses == 1 else f"p{number}-{uses}",
            number=number,
            paragraphs=_paragraphs(text),
            citation=self._citation(passage, brief),
            tags=passage.tags,
            note=passage.note.strip(),
            speakers=self._speakers(passage),
            status=passage.status,
            now=_paragraphs(now),
            language=brief.language if brief else "",
            direction=direction(text),
            passage=passage.id,
            strength=passage.strength,
        )

    def cite(self, brief: str, start: int, end: int, passage: str = "") -> Citation:
        """The citation of a span of a brief, for a statement."""
        number, known = self._source_number(brief), self.briefs.get(brief)
        where = ", ".join(part for part in locator(self.documents.get(brief), start, end) if part)
        self._cited.append((number, start, where))
        return Citation(number, where, *_named(known, where), self._address(passage, brief, start, end))

    def sources(self, lines: Iterable[Line]) -> tuple[Source, ...]:
        """The sources of `lines`, by number, the places of each in the order of its text."""
        places: dict[int, dict[str, str]] = defaultdict(dict)
        for line in sorted(lines, key=lambda line: self._starts[line.number]):
            places[line.citation.source].setdefault(line.citation.place, line.key)
        for number, _, where in sorted(self._cited):
            places[number].setdefault(where, "")
        return tuple(self._source(brief, number, places[number]) for brief, number in self._sources.items())

    def _texts(self, passage: Passage) -> tuple[str, str]:
        """The text to print, and what stands at a doubtful place when that is another."""
        document = self.documents.get(passage.brief)
        span = (passage.start, passage.end) if passage.start is not None else passage.guess
        found = document.text[span[0] : span[1]] if document and span else ""
        if is_certain(passage):
            return self.cuts.get(passage.id) or found or passage.exact, ""
        return passage.exact, found if found != passage.exact else ""

    def _citation(self, passage: Passage, brief: Brief | None) -> Citation:
        source = self._source_number(passage.brief)
        document = self.documents.get(passage.brief)
        if document is not None and passage.start is not None and passage.end is not None:
            page, paragraph = locator(document, passage.start, passage.end)
        else:
            page, paragraph = place("p.", "pp.", passage.page), place("para", "paras", passage.paragraph)
        where = ", ".join(part for part in (page, paragraph) if part)
        return Citation(source, where, *_named(brief, where), self._address(passage.id))

    def _address(self, passage: str, brief: str = "", start: int = 0, end: int = 0) -> str:
        """What opens a passage in the program, or a span of a brief."""
        if not self.linked:
            return ""
        return f"briefreader:passage/{passage}" if passage else f"briefreader:brief/{brief}/{start}-{end}"

    def _source_number(self, brief: str) -> int:
        return self._sources.setdefault(brief, len(self._sources) + 1)

    def _speakers(self, passage: Passage) -> tuple[Speaker, ...]:
        if passage.start is None or passage.end is None:
            return ()
        return speakers_of(passage.start, passage.end, self._quotes[passage.brief])

    def _source(self, identity: str, number: int, places: Mapping[str, str]) -> Source:
        brief = self.briefs.get(identity)
        if brief is None:
            lost = "The library no longer holds this brief."
            return Source(number, identity, _UNKNOWN, "", "", "", "", "ltr", tuple(places.items()), lost)
        title = title_of(brief)
        return Source(
            number=number,
            brief=identity,
            title=title,
            author=" ".join(brief.author.split()),
            date=short_date(brief.date),
            file=file_name(brief),
            language=brief.language,
            direction=direction(title),
            places=tuple(places.items()),
            remark=_remark(brief),
            day=brief.date,
            digest=self.digests.get(identity, ""),
            marking=self._marking(identity),
        )

    def _marking(self, brief: str) -> str:
        document = self.documents.get(brief)
        return " ".join(document.metadata.extra.get("marking", "").split()) if document else ""


def _named(brief: Brief | None, where: str) -> tuple[str, str]:
    """A citation in words, and its source in a few."""
    if brief is None:
        return _UNKNOWN, _UNKNOWN
    author = " ".join(brief.author.split()) or title_of(brief)
    return cite(brief, where), f"{author} {brief.date[:4] or 'n.d.'}"


def _remark(brief: Brief) -> str:
    if brief.state == "missing":
        return "The file is no longer at its place; the text is as it was last read."
    if brief.state == "failed":
        return " ".join(f"The file could not be read again. {brief.reason or ''}".split())
    return ""


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(" ".join(line.split()) for line in text.split("\n") if line.strip())
