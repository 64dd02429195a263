"""Two small briefs and the passages read in them, shared by the tests of the summary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

import pytest

from briefreader.export.material import Material
from briefreader.export.report import Report, build
from briefreader.records import AnchorStatus, Brief, Entity, FoundMention, FoundQuote, Passage, Tag
from briefreader.text.document import Block, Document, Metadata
from briefreader.text.findings import Attribution, EntityType, Mention, Quote, QuoteKind

CRANE = (
    "The second crane\n"
    "Vellin needs a second crane before the winter.\n"
    "“We have promised it three times,” said Oda Brekke.\n"
    "The road took the money."
)
GRAIN = "The grain waits.\nNobody pays for waiting."


@dataclass
class Desk:
    """Records by hand: what the store would give."""

    briefs: list[Brief] = field(default_factory=list)
    documents: dict[str, Document] = field(default_factory=dict)
    passages: list[Passage] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    quotes: list[FoundQuote] = field(default_factory=list)
    mentions: list[FoundMention] = field(default_factory=list)

    def brief(self, key: str, text: str, *, title: str = "", date: str = "", **more: object) -> Brief:
        document = paragraphs(text, pages=more.pop("pages", None) is not None)
        facts: dict[str, object] = {"path": f"/desk/{key}.md", "format": "markdown", "author": "", "language": "en"}
        facts |= {"state": "ready", "reason": None, "words": 1, "pages": None, "added": "", "changed": ""} | more
        brief = Brief(id=key, title=title, date=date, **facts)  # type: ignore[arg-type]
        self.briefs.append(brief)
        self.documents[key] = document
        return brief

    def passage(
        self,
        brief: str,
        words: str,
        *tags: str,
        note: str = "",
        status: AnchorStatus = "exact",
        saved: str | None = None,
    ) -> Passage:
        """A passage on `words`, saved as `saved` (None: the same words)."""
        document = self.documents[brief]
        start = document.text.index(words)
        lost = status == "orphan"
        passage = Passage(
            id=str(uuid5(NAMESPACE_URL, f"passage {len(self.passages)}")),
            brief=brief,
            start=None if lost else start,
            end=None if lost else start + len(words),
            exact=words if saved is None else saved,
            tags=tags,
            note=note,
            status=status,
            paragraph=document.paragraph_at(start),
            page=document.page_at(start),
            heading=(),
            author="reader",
            created="2026-11-20T08:00:00+00:00",
            changed=f"2026-11-20T09:{len(self.passages):02}:00+00:00",
        )
        self.passages.append(passage)
        return passage

    def quote(
        self, brief: str, words: str, speaker: str | None, attribution: Attribution, kind: QuoteKind = "speech"
    ) -> None:
        start = self.documents[brief].text.index(words)
        quote = Quote(start, start + len(words), words, kind, speaker, attribution)
        self.quotes.append(FoundQuote(f"q{len(self.quotes)}", brief, quote, None, None))

    def report(self, wanted: Sequence[str] = (), **more: object) -> Report:
        moment = datetime(2026, 11, 22, 6, 41, tzinfo=UTC)
        options: dict[str, object] = {"moment": moment, "wanted": wanted} | more
        return build(self.briefs, self.passages, self.tags, self.documents, self.quotes, **options)  # type: ignore[arg-type]

    def mention(self, brief: str, words: str, kind: EntityType, name: str) -> None:
        start = self.documents[brief].text.index(words)
        mention = Mention(start, start + len(words), words, kind, name, "rule")
        self.mentions.append(FoundMention(f"m{len(self.mentions)}", brief, mention))

    def material(self, **more: object) -> Material:
        report = self.report(**more)  # type: ignore[arg-type]
        by_name: dict[tuple[str, EntityType], list[FoundMention]] = {}
        for found in self.mentions:
            by_name.setdefault((found.mention.name, found.mention.type), []).append(found)
        entities = [Entity(name, kind, tuple(found)) for (name, kind), found in by_name.items()]
        briefs = {brief.id: brief for brief in self.briefs}
        return Material(report, briefs, self.documents, self.tags, self.quotes, entities)


def paragraphs(text: str, *, pages: bool = False) -> Document:
    """A document whose first line is a heading where more than two follow; each line is a block."""
    blocks: list[Block] = []
    start = number = 0
    lines = text.split("\n")
    for index, line in enumerate(lines):
        page = str(index + 1) if pages else None
        if index == 0 and len(lines) > 3:
            blocks.append(Block("heading", start, start + len(line), level=1, page=page))
        else:
            number += 1
            blocks.append(Block("paragraph", start, start + len(line), paragraph=number, page=page))
        start += len(line) + 1
    return Document(text, tuple(blocks), metadata=Metadata(), pages=len(lines) if pages else None)


@pytest.fixture(scope="session")
def new_desk() -> type[Desk]:
    """Makes an empty desk; for property tests, which need one for each example."""
    return Desk


@pytest.fixture
def empty_desk() -> Desk:
    return Desk()


@pytest.fixture
def desk() -> Desk:
    """Two briefs, four passages under three tags, one orphan, one quote with a speaker."""
    made = Desk()
    made.brief("crane", CRANE, title="A crane for Vellin", date="2026-03-12", author="Harbour desk")
    made.brief("grain", GRAIN, title="", date="2026-04", state="missing")
    made.tags = [Tag("1", "port", "blue", "What the harbour asks for."), Tag("2", "port/money", "red")]
    made.passage("grain", "Nobody pays for waiting.", "port/money")
    made.passage("crane", "Vellin needs a second crane before the winter.", "port", note="Ask Oda.\n# when")
    made.passage("crane", "“We have promised it three times,” said Oda Brekke.", "Promises", "port")
    made.passage("crane", "The road took the money.", "port", status="orphan", saved="The bridge took the money.")
    made.quote("crane", "We have promised it three times,", "Oda Brekke", "inferred")
    return made
