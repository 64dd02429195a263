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
Order = Literal["best", "newest", "oldest", "title"]
FacetField = Literal["speaker", "person", "org", "country", "tag", "kind", "path", "date"]
Where = Literal["text", "title", "note", "tag"]
AnchorStatus = Literal["exact", "moved", "approximate", "ambiguous", "orphan"]
Strength = Literal["", "fact", "claim", "opinion"]
Todo = Literal["", "todo", "done"]


@dataclass(frozen=True, slots=True)
class Brief:
    """One brief of the library. `id` is a UUID, stable for the life of the library; `path` its (first) place.

    `state` is "failed" with a `reason` when the file cannot be read, "missing" when it is no longer there; `reason`
    is None otherwise. `date` is ISO 8601, "" when unknown. `added` and `changed` are ISO 8601 times in UTC.
    `places` counts the files with the same bytes: a brief is shown once. `analysed` tells whether findings of the
    present analyzer are there; `notice` is the analysis' remark on it. `tags` are those of the whole brief; `todo` says
    whether it is still to be dealt with, `due` until when (ISO 8601, "" when no day was set). `attention` counts the
    passages without a certain place that have not been settled.
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
    tags: tuple[str, ...] = ()
    todo: Todo = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where the file that a brief's text was read from is, and the sha256 its bytes had."""

    place: str
    digest: str


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag. `path` is its name with its parents, "arms/drones"; `colour` one of the marker names of the theme.
    `passages` and `briefs` count what bears it itself."""

    id: str
    path: str
    colour: str
    definition: str = ""
    passages: int = 0
    briefs: int = 0


@dataclass(frozen=True, slots=True)
class Branch:
    """A step of the outline that the tags form: its path, depth (from 1), and its tag, None when there are only tags
    beneath it. `passages` and `briefs` count, each once, what bears the tag or one beneath it."""

    path: str
    depth: int
    tag: Tag | None
    passages: int
    briefs: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage the user marked. `exact` is the text as saved, `start` and `end` where it is now (None: orphan).

    `guess` is the best place found for an orphan or ambiguous passage, if any. `paragraph`, `page` and `heading`
    locate it as it stands now, else as saved. `strength` is how sure its statement is, "" when nobody has said;
    `settled`: it has no certain place in this version of its brief, and the user wants it left so.
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
    strength: Strength = ""
    settled: bool = False


@dataclass(frozen=True, slots=True)
class PassageQuery:
    """Which passages, in which order. Of one field's values any may fit, of the fields given all must. A tag stands for
    those beneath it too. `since` and `until` (ISO 8601, days) bound when a passage was made; `person` is named in it or
    speaks in it; `author` made it; `words` stand in it or its note; `attention`: it has no certain place and is not
    settled. `limit` None: all."""

    briefs: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    strengths: tuple[Strength, ...] = ()
    since: str = ""
    until: str = ""
    person: str = ""
    author: str = ""
    words: str = ""
    attention: bool = False
    order: Literal["brief", "newest", "oldest"] = "brief"
    limit: int | None = None
    offset: int = 0


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
class Doubt:
    """Something found that may be wrong: an entity of one brief, or a quote; the more `doubt` the sooner it is worth a
    look, `why` says in words what speaks against it."""

    doubt: float
    why: str
    entity: Entity | None = None
    quote: FoundQuote | None = None


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of canonical text around a match. All offsets are into the canonical text, `highlights` too.

    `quote` is the speaker's name when the first match stands in a quote that has one, `inferred` as in the finding.
    """

    text: str
    start: int
    end: int
    highlights: tuple[tuple[int, int], ...]
    paragraph: int | None
    page: str | None
    quote: str = ""
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One brief that fits a query, its score and at least one snippet. `matches` counts the places in it.

    `where` says what fits; when that is only a note or a tag, the snippet is its passage. `draft` is "draft 2 of 3"
    when the library holds other drafts of the brief, the newest being the last; "" otherwise.
    """

    brief: str
    path: str
    title: str
    score: float
    snippets: tuple[Snippet, ...]
    matches: int = 0
    where: Where = "text"
    draft: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A box ticked beside the results. Those of one field are alternatives; all fields must fit."""

    field: FacetField
    value: str


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One box: `value` is what a `Choice` takes, `label` what is shown, `count` the briefs that have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """The boxes of one field for an answer: at most 30, the commonest first (dates in order of time), `more` further
    ones not shown. The counts heed the query and the choices of all other fields."""

    field: FacetField
    values: tuple[FacetValue, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class SearchResult:
    """`total` counts all briefs that fit, `hits` is the first of them. `suggestion` is a better spelling, or None.

    `notice` is a sentence when something about the answer should be known (the query was read as words, the texts
    were searched without the index); "" otherwise; `problem` is the span of the query it speaks of, if it does.
    `scanned`: there is no sound index, somebody should have it made. `indexed` of all `briefs` that can be read have
    been searched; the rest are still on their way into the index. `places` counts the matches in the briefs of `hits`.
    """

    query: str
    total: int
    hits: tuple[Hit, ...]
    suggestion: str | None = None
    notice: str = ""
    seconds: float = 0.0
    scanned: bool = False
    facets: tuple[Facet, ...] = ()
    indexed: int = 0
    briefs: int = 0
    order: Order = "best"
    places: int = 0
    problem: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class KeptSearch:
    """A search the user keeps. `seen` is when its answer was last looked at, ISO 8601 in UTC."""

    id: str
    name: str
    query: str
    choices: tuple[Choice, ...]
    order: Order
    pinned: bool
    created: str
    seen: str


@dataclass(frozen=True, slots=True)
class WatchHit:
    """A name or term of the watch list that stands in a brief, at a span of its text."""

    term: str
    brief: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a brief fits: `words` as typed, how they were `read` ("in any form", "begins so"), in how many `places` they
    stand, and their part of the score (0 to 1)."""

    words: str
    read: str
    places: int
    share: float


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a quotation departs from a text: both spans, one of them empty for words added or left out."""

    kind: Literal["changed", "added", "left out"]
    query: tuple[int, int]
    text: tuple[int, int]


@dataclass(frozen=True, slots=True)
class QuotePlace:
    """Where a quotation stands: a span of a brief, how alike (1.0: word for word), and what differs. `query` is the
    part of the quotation that stands there."""

    brief: str
    start: int
    end: int
    likeness: float
    differences: tuple[Difference, ...]
    query: tuple[int, int]
    paragraph: int | None = None
    page: str | None = None


@dataclass(frozen=True, slots=True)
class QuoteCheck:
    """Whether a quotation stands in the library. `places` are the best first; spans of the query count code points of
    `text`, the quotation as it was looked for."""

    verdict: Literal["verbatim", "nearly", "absent"]
    text: str
    places: tuple[QuotePlace, ...] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """A brief, or a passage of one, that is like another: how much (0 to 1), and a span of its text."""

    brief: str
    likeness: float
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Version:
    """A text that a brief has or had. `number` names it; `read` is when it was read in (ISO 8601, UTC); `passages`
    counts those that were marked in it and have not been put on a later text."""

    number: int
    brief: str
    read: str
    current: bool
    text_hash: str
    passages: int = 0


@dataclass(frozen=True, slots=True)
class Changes:
    """What a mutation touched, by id. Views refresh from this and nothing else. `everything` means: ask anew.

    `label` names the mutation for undo ("Tag passage"). `corrections` are those made or taken back: the findings they
    concern follow."""

    briefs: frozenset[str] = frozenset()
    passages: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    findings: frozenset[str] = frozenset()
    index: bool = False
    everything: bool = False
    label: str = ""
    corrections: frozenset[str] = frozenset()
    drafts: frozenset[str] = frozenset()
    searches: frozenset[str] = frozenset()

    def __or__(self, other: Changes) -> Changes:
        return Changes(
            self.briefs | other.briefs,
            self.passages | other.passages,
            self.tags | other.tags,
            self.findings | other.findings,
            self.index or other.index,
            self.everything or other.everything,
            self.label or other.label,
            self.corrections | other.corrections,
            self.drafts | other.drafts,
            self.searches | other.searches,
        )

    def __bool__(self) -> bool:
        touched = (
            self.briefs
            or self.passages
            or self.tags
            or self.findings
            or self.corrections
            or self.drafts
            or self.searches
        )
        return bool(touched or self.index or self.everything)


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
