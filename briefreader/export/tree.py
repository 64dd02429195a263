"""The values an annotated summary is made of. Renderers only write them down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefreader.records import AnchorStatus, Passage
from briefreader.text.findings import Attribution


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
    """Where a line comes from: the number of the source, the place in it ("p. 4, para 3"), and all of it in words."""

    source: int
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One passage in one section. `number` counts the passages of the report from 1; `key` is unique among its lines.

    `paragraphs` is the text of the source, as saved when its place is not certain; `now` is what stands at a doubtful
    place if it reads otherwise. `language` is an ISO 639-1 code or "", `direction` "ltr" or "rtl".
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
    `remark` is a sentence on what is wrong with its file, "" when nothing is."""

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
class Report:
    """The annotated summary. `date` is its day in words, `heading` stands over the evidence, `provenance` tells
    how and from what it was made, `remarks` are sentences its reader must know.

    `passages` holds each passage once, in the order of the briefs; the same passage has a line under each of its tags.
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

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines in reading order, those that need attention last."""
        return (*lines_of(self.sections), *self.attention)


def lines_of(sections: Iterable[Section]) -> Iterator[Line]:
    """The lines of `sections` and of those below them, in reading order."""
    for section in sections:
        yield from section.lines
        yield from lines_of(section.sections)


def count(number: int, one: str, many: str = "") -> str:
    """ "1 passage", "14 passages"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def shown(path: str) -> str:
    """A tag's path as it is printed: "arms / drones"."""
    return " / ".join(step.strip() for step in path.split("/"))
