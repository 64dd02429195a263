"""The values that travel between the layers: briefs, passages, tags, hits, and what a change touched.

All are frozen: a view shows the record it was given until a `Changes` tells it to ask again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from briefreader.text.findings import EntityType, Mention, Quote

BriefState = Literal["ready", "failed", "missing"]
INSIDE = "!/"  # in a path, between a file and what is in it: "mails.zip!/2026/note.eml!/annex.pdf"
AnchorStatus = Literal["exact", "moved", "approximate", "ambiguous", "orphan"]


@dataclass(frozen=True, slots=True)
class Brief:
    """One brief of the library. `id` is a UUID, stable for the life of the library; `path` its (first) place.

    `state` is "failed" with a `reason` when the file cannot be read, "missing" when it is no longer there; `reason`
    is None otherwise. `date` is ISO 8601, "" when unknown. `added` and `changed` are ISO 8601 times in UTC.
    `places` counts the files with the same bytes: a brief is shown once. `analysed` tells whether findings of the
    present analyzer are there; `notice` is the analysis' remark on it.
    """

    id: str
    path: str
    title: str
    format: str
    date: str
    author: str
    language: str
    words: int
    pages: int | None
    state: BriefState
    reason: str | None
    added: str
    changed: str
    size: int = 0
    read: bool = False
    analysed: bool = False
    notice: str = ""
    passages: int = 0
    quotes: int = 0
    attention: int = 0
    places: int = 1


@dataclass(frozen=True, slots=True)
class Source:
    """Where the file that a brief's text was read from is, and the sha256 its bytes had."""

    place: str
    digest: str


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag. `path` is its name with its parents, "arms/drones"; `colour` one of the marker names of the theme."""

    id: str
    path: str
    colour: str
    definition: str = ""
    passages: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage the user marked. `exact` is the text as saved, `start` and `end` where it is now (None: orphan).

    `guess` is the best place found for an orphan or ambiguous passage, if any. `paragraph`, `page` and `heading`
    locate it as it stands now, else as saved.
    """

    id: str
    brief: str
    start: int | None
    end: int | None
    exact: str
    tags: tuple[str, ...]
    note: str
    status: AnchorStatus
    paragraph: int | None
    page: str | None
    heading: tuple[str, ...]
    author: str
    created: str
    changed: str
    guess: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class FoundMention:
    """A stored mention: its id and brief beside what was found."""

    id: str
    brief: str
    mention: Mention


@dataclass(frozen=True, slots=True)
class FoundQuote:
    """A stored quote: its id, brief and paragraph beside what was found."""

    id: str
    brief: str
    quote: Quote
    paragraph: int | None
    page: str | None


@dataclass(frozen=True, slots=True)
class Entity:
    """All mentions under one canonical name and type, over one brief or the whole library."""

    name: str
    type: EntityType
    mentions: tuple[FoundMention, ...]


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of canonical text around a match. All offsets are into the canonical text, `highlights` too."""

    text: str
    start: int
    end: int
    highlights: tuple[tuple[int, int], ...]
    paragraph: int | None
    page: str | None


@dataclass(frozen=True, slots=True)
class Hit:
    """One brief that fits a query, its score and at least one snippet. `matches` counts the places in it."""

    brief: str
    path: str
    title: str
    score: float
    snippets: tuple[Snippet, ...]
    matches: int = 0


@dataclass(frozen=True, slots=True)
class SearchResult:
    """`total` counts all briefs that fit, `hits` is the first of them. `suggestion` is a better spelling, or None.

    `notice` is a sentence when something about the answer should be known (the query was read as words, the texts
    were searched without the index); "" otherwise. `scanned`: there is no sound index, somebody should have it made.
    """

    query: str
    total: int
    hits: tuple[Hit, ...]
    suggestion: str | None = None
    notice: str = ""
    seconds: float = 0.0
    scanned: bool = False


@dataclass(frozen=True, slots=True)
class Changes:
    """What a mutation touched, by id. Views refresh from this and nothing else. `everything` means: ask anew.

    `label` names the mutation for undo ("Tag passage")."""

    briefs: frozenset[str] = frozenset()
    passages: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    findings: frozenset[str] = frozenset()
    index: bool = False
    everything: bool = False
    label: str = ""

    def __or__(self, other: Changes) -> Changes:
        return Changes(
            self.briefs | other.briefs,
            self.passages | other.passages,
            self.tags | other.tags,
            self.findings | other.findings,
            self.index or other.index,
            self.everything or other.everything,
            self.label or other.label,
        )

    def __bool__(self) -> bool:
        return bool(self.briefs or self.passages or self.tags or self.findings or self.index or self.everything)


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read, and why, in a sentence."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What came of reading some paths. The counts are of briefs."""

    indexed: int = 0
    unchanged: int = 0
    removed: int = 0
    failed: tuple[Failure, ...] = ()
    changes: Changes = field(default_factory=Changes)


@dataclass(frozen=True, slots=True)
class Check:
    """One finding of the doctor: what was looked at, whether it is sound, and what was done."""

    name: str
    sound: bool
    detail: str


Settings = Mapping[str, object]
