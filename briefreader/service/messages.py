"""What the window and its workers say to each other: requests one way, messages the other. All can be pickled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from briefreader.jobs import Progress
from briefreader.records import Changes, Choice, Order
from briefreader.text.draft import Draft

if TYPE_CHECKING:
    from briefreader.service.comparing import Edition
    from briefreader.service.overview import Mode


@dataclass(frozen=True, slots=True)
class Ingest:
    """Read `paths` (files and folders) into the library and index them. The result is an `IndexReport`.

    `noticed` paths come from watching: they are not kept among the user's folders, and what is neither there nor
    known is passed over.
    """

    job: int
    paths: tuple[str, ...]
    noticed: bool = False


@dataclass(frozen=True, slots=True)
class Follow:
    """Watch the user's folders, as the library has them now, and say what happens in them (`Noticed`)."""

    job: int


@dataclass(frozen=True, slots=True)
class Understand:
    """Find entities, quotes and key sentences in every brief that lacks them, `first` before all; with `only`, in
    `first` alone. Result: a count."""

    job: int
    first: str | None = None
    only: bool = False


@dataclass(frozen=True, slots=True)
class Drain:
    """Bring the index up to date with the library. The result is a count of briefs."""

    job: int


@dataclass(frozen=True, slots=True)
class Search:
    """Answer `query`, whose last word may still be being typed. The result is a `SearchResult`."""

    job: int
    query: str
    limit: int = 50
    choices: tuple[Choice, ...] = ()
    order: Order = "best"
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Highlights:
    """Find where `query` stands in one brief. The result is a tuple of (start, end)."""

    job: int
    brief: str
    query: str


@dataclass(frozen=True, slots=True)
class ExportCopy:
    """Write a copy of a brief with its passages marked to `output`. The result is (path as a str, how many are)."""

    job: int
    form: str
    brief: str
    output: str


@dataclass(frozen=True, slots=True)
class Forget:
    """Remove a brief, with `passages` what the user marked in it too. The result is a `Changes`."""

    job: int
    brief: str
    passages: bool


@dataclass(frozen=True, slots=True)
class BackUp:
    """Make today's copy of the library, unless it is there. The result is its path as a str, or None."""

    job: int


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to all briefs at once: `topic`, `wanted` and `order` as in `Library.asking`. The result is an
    `Answer`."""

    job: int
    topic: str
    wanted: Any = None
    order: str = ""
    limit: int = 400
    offset: int = 0


@dataclass(frozen=True, slots=True)
class WriteAnswer:
    """Write the whole answer to such a question to `output`, as CSV. The result is a count of rows."""

    job: int
    topic: str
    wanted: Any
    order: str
    output: str


@dataclass(frozen=True, slots=True)
class Pieces:
    """All places of `query` in one brief. The result is a tuple of `Snippet`, in the order of the text."""

    job: int
    brief: str
    query: str
    limit: int = 200


@dataclass(frozen=True, slots=True)
class Around:
    """A span of a brief with the paragraph it stands in. The result is a `Snippet`."""

    job: int
    brief: str
    start: int
    end: int
    query: str


@dataclass(frozen=True, slots=True)
class Enquire:
    """A question to `library.searches`: the method that answers it and what that is given. The result is its own."""

    job: int
    about: Literal[
        "news", "why", "check_quote", "related", "duplicates", "drafts_of", "find_in", "watch_hits", "examples"
    ]
    given: tuple[Any, ...] = ()
    choices: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Compose:
    """What a view of a draft shows beside it; with `offers` the candidates that hold `words`. The result is a
    `Composed`."""

    job: int
    draft: Draft
    words: str = ""
    offers: bool = True


@dataclass(frozen=True, slots=True)
class MakePreview:
    """Make the PDF of a draft. The result is a `Preview`."""

    job: int
    draft: Draft


@dataclass(frozen=True, slots=True)
class ExportDraft:
    """Write a draft to `output` with the `marking` its user confirmed. The result is the path as a str."""

    job: int
    draft: Draft
    format: str
    output: str
    marking: str
    template: str = ""
    machine_copy: bool = False


@dataclass(frozen=True, slots=True)
class Compare:
    """What has changed in a brief since an earlier text `old`, None for the one before. The result is an `Overview`."""

    job: int
    brief: str
    old: Edition | None = None
    mode: Mode = "changes"


@dataclass(frozen=True, slots=True)
class Cancel:
    """Stop a job at its next step; what is done stays done."""

    job: int


Request = (
    Ingest
    | Follow
    | Understand
    | Drain
    | Search
    | Highlights
    | ExportCopy
    | Forget
    | BackUp
    | Ask
    | WriteAnswer
    | Pieces
    | Around
    | Enquire
    | Compose
    | MakePreview
    | ExportDraft
    | Compare
)


@dataclass(frozen=True, slots=True)
class Started:
    """The worker has begun on a request."""

    job: int


@dataclass(frozen=True, slots=True)
class Progressed:
    """A step of a job. `progress.news` is a `Changes` when something new can be seen."""

    job: int
    progress: Progress


@dataclass(frozen=True, slots=True)
class Changed:
    """The library has changed by this worker's hand."""

    changes: Changes


@dataclass(frozen=True, slots=True)
class Noticed:
    """Files changed in a watched folder: read these paths."""

    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finished:
    """A job is done."""

    job: int
    result: object


@dataclass(frozen=True, slots=True)
class Stopped:
    """A job was cancelled; all that was done till then is kept."""

    job: int


@dataclass(frozen=True, slots=True)
class Failed:
    """A job could not be done: a sentence for the user, and details (free of the brief's text) on demand."""

    job: int
    sentence: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Died:
    """The worker has ended by itself. `reason` is a sentence."""

    reason: str


Message = Started | Progressed | Changed | Noticed | Finished | Stopped | Failed | Died
