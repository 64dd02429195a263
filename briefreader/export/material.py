"""What the data formats are made of: the report, and the records it was built from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from briefreader.export.citation import locator
from briefreader.export.tree import Line, Report
from briefreader.records import Brief, Entity, FoundQuote, Passage, Tag
from briefreader.text.document import Document


@dataclass(frozen=True, slots=True)
class Original:
    """The PDF a cited brief was read from, and what the report takes from it: (first and last code point of its text,
    the marker's colour)."""

    data: bytes
    spans: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True)
class Material:
    """A report beside its records. `briefs` and `documents` are by brief id, as far as they are there; `quotes` and
    `entities` are those of the briefs the report cites; `template` is the office's own document, where one is used;
    `originals` are the PDFs, by brief id, whose pages are shown behind the report."""

    report: Report
    briefs: Mapping[str, Brief] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    tags: Sequence[Tag] = ()
    quotes: Sequence[FoundQuote] = ()
    entities: Sequence[Entity] = ()
    template: bytes | None = None
    originals: Mapping[str, Original] = field(default_factory=dict)

    @cached_property
    def lines(self) -> dict[str, Line]:
        """The first line of each passage, by the passage's id."""
        found: dict[str, Line] = {}
        for line in self.report.lines:
            found.setdefault(line.passage, line)
        return found

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each cited brief among the sources, by the brief's id."""
        return {source.brief: source.number for source in self.report.sources}

    def text(self, passage: Passage) -> str:
        """A passage as it stands in its brief; as it was saved where that place is not certain."""
        document = self.documents.get(passage.brief)
        if document is None or passage.start is None or passage.status not in ("exact", "moved"):
            return passage.exact
        return document.text[passage.start : passage.end]

    def place(self, brief: str, start: int | None, end: int | None) -> tuple[str, str]:
        """("p. 4", "para 3") of a span of a brief, "" for what is not known."""
        return ("", "") if start is None or end is None else locator(self.documents.get(brief), start, end)
