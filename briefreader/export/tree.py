"""The values an annotated summary is made of. Renderers only write them down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from briefreader.records import AnchorStatus, Passage
from briefreader.text.draft import MARK, Style
from briefreader.text.findings import Attribution

UNSOURCED = "No source"
BLOCKS = ("bottom_line", "key_points", "evidence", "attention", "sources", "tags", "provenance")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said what a passage quotes. `name` is "" exactly when `attribution` is "none"."""

    name: str
    attribution: Attribution

    @property
    def label(self) -> str:
        """The name as it is printed: an inferred one says so, a missing one too."""
        if not self.name:
            return "speaker not named"
        return f"{self.name} (inferred)" if self.attribution == "inferred" else self.name


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a line comes from: the number of the source, the place in it ("p. 4, para 3"), and all of it in words.
    `label` names the source in a few words ("Harbour desk 2026"), `address` opens the place in the program."""

    source: int
    place: str
    text: str
    label: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One passage in one section. `number` counts the passages of the report from 1; `key` is unique among its lines.

    `paragraphs` is the text of the source, as saved when its place is not certain; `now` is what stands at a doubtful
    place if it reads otherwise. `language` is an ISO 639-1 code or "", `direction` "ltr" or "rtl"; `passage` is the
    passage's id, `strength` "fact", "claim", "opinion" or "".
    """

    key: str
    number: int
    paragraphs: tuple[str, ...]
    citation: Citation
    tags: tuple[str, ...]
    note: str
    speakers: tuple[Speaker, ...]
    status: AnchorStatus
    now: tuple[str, ...] = ()
    language: str = ""
    direction: str = "ltr"
    passage: str = ""
    strength: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, its lines, and the sections below it. `path` is the tag's, "" where the heading is none of the
    user's tags; `attention` counts the passages that belong here but stand under "Needs attention"."""

    key: str
    title: str
    path: str = ""
    definition: str = ""
    colour: str = ""
    lines: tuple[Line, ...] = ()
    sections: tuple[Section, ...] = ()
    attention: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """A brief that is cited. `places` are what is cited of it with the key of the line, in the order of the brief;
    `remark` is a sentence on what is wrong with its file, "" when nothing is. `day` is its date in ISO 8601, `digest`
    the sha256 of the file its text was read from, `marking` the handling marking it bears, as written; "" unknown."""

    number: int
    brief: str
    title: str
    author: str
    date: str
    file: str
    language: str
    direction: str
    places: tuple[tuple[str, str], ...]
    remark: str = ""
    day: str = ""
    digest: str = ""
    marking: str = ""

    @property
    def key(self) -> str:
        return f"s{self.number}"


@dataclass(frozen=True, slots=True)
class TagUse:
    """A tag of the report, and how many of its passages bear it."""

    path: str
    definition: str
    colour: str
    passages: int


@dataclass(frozen=True, slots=True)
class Cover:
    """What stands above a report and on each of its pages. `marking` is the one its user confirmed, never one that was
    derived from the sources; "" prints none."""

    audience: str = ""
    author: str = ""
    status: str = ""
    deadline: str = ""
    marking: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A statement as its user typed it, and what it rests on: the numbers of passages, cited at its end, and
    `citations`, one for each `MARK` in `text`, where it stands. `question` is what it answers."""

    text: str
    numbers: tuple[int, ...] = ()
    citations: tuple[Citation, ...] = ()
    question: str = ""

    @property
    def words(self) -> str:
        """The text without its marks."""
        return " ".join(self.text.replace(MARK, "").split())


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quotation of the block of quotes: the exact words, who said them and what the text says they are; code points
    `start` to `end` of the brief it is from."""

    key: str
    paragraphs: tuple[str, ...]
    speaker: Speaker
    role: str
    citation: Citation
    language: str = ""
    direction: str = "ltr"
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Listing:
    """A table of the report, such as its people: `columns`, and rows of as many cells."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Around:
    """A passage within the paragraphs it stands in: what is before it, itself, and what follows."""

    before: str
    words: str
    after: str
    citation: Citation
    language: str = ""
    direction: str = "ltr"


@dataclass(frozen=True)
class Report:
    """The annotated summary. `date` is its day in words, `heading` stands over the evidence, `provenance` tells
    how and from what it was made, `remarks` are sentences its reader must know. `day` is `date` in ISO 8601. The
    `cover`, the sentences of the `bottom_line` and the `points` are the user's own; a new report has none.

    `passages` holds each passage once, in the order of the briefs; the same passage has a line under each of its tags.
    `shown` are the blocks in their order; `style` is that of the citations; `listings` are tables by the name of their
    block ("people", "places", "timeline", "figures", "changes").
    """

    title: str
    date: str
    program: str
    heading: str
    provenance: str
    passages: tuple[Passage, ...]
    sections: tuple[Section, ...]
    attention: tuple[Line, ...]
    sources: tuple[Source, ...]
    tags: tuple[TagUse, ...]
    remarks: tuple[str, ...] = ()
    day: str = ""
    cover: Cover = Cover()
    bottom_line: tuple[Point, ...] = ()
    points: tuple[Point, ...] = ()
    questions: tuple[Point, ...] = ()
    open_points: tuple[Point, ...] = ()
    quotes: tuple[Spoken, ...] = ()
    listings: Mapping[str, Listing] = field(default_factory=dict)
    annex: tuple[Around, ...] = ()
    shown: tuple[str, ...] = BLOCKS
    style: Style = "short"

    @property
    def about(self) -> str:
        """The line under the title: for whom, when, by whom, and how far it is."""
        audience, author, deadline = self.cover.audience, self.cover.author, self.cover.deadline
        parts = (
            f"For {audience}" if audience else "",
            self.date,
            f"prepared by {author}" if author else "",
            self.cover.status,
            f"due {deadline}" if deadline else "",
        )
        return " · ".join(part for part in parts if part)

    def headed(self, title: str | None, marking: str | None) -> Report:
        """This report with another title and marking; None leaves what is there."""
        cover = self.cover if marking is None else replace(self.cover, marking=" ".join(marking.split()))
        return replace(self, title=self.title if title is None else " ".join(title.split()), cover=cover)

    @property
    def amount(self) -> str:
        """ "14 passages from 3 briefs"."""
        return f"{count(len(self.passages), 'passage')} from {count(len(self.sources), 'brief')}"

    def citations(self, point: Point) -> tuple[Citation, ...]:
        """What a point rests on, each once; a number that no line bears is left out."""
        numbered = (self._cited[number] for number in dict.fromkeys(point.numbers) if number in self._cited)
        return tuple(dict.fromkeys((*point.citations, *numbered)))

    def pieces(self, point: Point) -> Iterator[str | Citation]:
        """The words of a point and its citations, in order."""
        words, *rest = point.text.split(MARK)
        yield words
        for citation, following in zip(point.citations, rest, strict=True):
            yield citation
            yield following
        for number in dict.fromkeys(point.numbers):
            if number in self._cited:
                yield self._cited[number]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines in reading order, those that need attention last."""
        return (*lines_of(self.sections), *self.attention)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The lines that are printed, to which a link may lead."""
        evidence = lines_of(self.sections) if "evidence" in self.shown else ()
        attention = self.attention if "attention" in self.shown else ()
        return frozenset(line.key for line in (*evidence, *attention))

    @cached_property
    def _cited(self) -> dict[int, Citation]:
        return {line.number: line.citation for line in lines_of(self.sections)}


def lines_of(sections: Iterable[Section]) -> Iterator[Line]:
    """The lines of `sections` and of those below them, in reading order."""
    for section in sections:
        yield from section.lines
        yield from lines_of(section.sections)


def marked(source: Source) -> str:
    """What is known of a source's marking: never more than what it bears."""
    return f"Marking: {source.marking}" if source.marking else "No marking found"


def count(number: int, one: str, many: str = "") -> str:
    """ "1 passage", "14 passages"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def shown(path: str) -> str:
    """A tag's path as it is printed: "arms / drones"."""
    return " / ".join(step.strip() for step in path.split("/"))
