"""The library: the one object the window and the command line hold.

Every use case is a method here. Reads return records, mutations return `Changes`, long work is a job (a generator of
`Progress`). One `Library` belongs to one thread; several processes may each open the same data folder.
"""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from briefreader.config import data_dir as configured_data_dir
from briefreader.errors import StoreError, UsageError
from briefreader.jobs import Job
from briefreader.records import (
    Brief,
    Changes,
    Check,
    Choice,
    Entity,
    FoundMention,
    FoundQuote,
    IndexReport,
    Order,
    Passage,
    SearchResult,
    Snippet,
    Source,
    Tag,
)
from briefreader.service import lazily
from briefreader.service.across import Across
from briefreader.service.answering import Answering
from briefreader.service.asking import Asking
from briefreader.service.backups import Backups
from briefreader.service.codebook import Codebook
from briefreader.service.correcting import Corrections
from briefreader.service.doctor import examine
from briefreader.service.drafting import Drafting
from briefreader.service.indexing import Indexing
from briefreader.service.marking import Marking
from briefreader.service.patterns import Patterns
from briefreader.service.recognising import recognise
from briefreader.service.searches import Searches
from briefreader.service.sharing.sharing import Sharing
from briefreader.service.shelving import Shelving
from briefreader.service.tagging import find_text
from briefreader.service.understanding import understand
from briefreader.service.versions import Versions
from briefreader.store import Store
from briefreader.text.anchor import Anchor, describe, resolve
from briefreader.text.document import Document
from briefreader.text.findings import Findings, KeySentence

if TYPE_CHECKING:
    from briefreader.export import Report
    from briefreader.service import copies, ingest, reporting
else:
    ingest = lazily.module("briefreader.service.ingest")
    copies = lazily.module("briefreader.service.copies")
    reporting = lazily.module("briefreader.service.reporting")

FOLDERS = ("index", "backups", "logs")


class Library:
    """All that is known of a user's briefs, in one data folder. Use as a context manager, or `close` it."""

    def __init__(self, folder: Path, store: Store) -> None:
        self.folder = folder
        self._store = store
        self._indexing = Indexing(store, folder / "index")
        shelving = Shelving(store)
        self._answering = Answering(store, self._indexing, shelving)
        self.searches = Searches(store, self._indexing, self._answering, shelving)
        self.backups = Backups(folder, self._indexing.reconcile)
        self.marking = Marking(store)
        self.codebook = Codebook(store)
        self.corrections = Corrections(store)
        self.sharing = Sharing(store, self.corrections.follow)
        self.across = Across(store)
        self.asking = Asking(
            store, self.across, self.corrections, self.marking, self.codebook.branches, self.backups.all
        )
        self.versions = Versions(store, self.searches.drafts_of)
        self.drafts = Drafting(folder, store, self._answering.briefs, self.versions.paragraphs_since)

    @classmethod
    def open(cls, data_dir: Path | str | None = None) -> Self:
        """Open or make the library in `data_dir` ($BRIEFREADER_DATA, or the system's place). Raises StoreError."""
        folder = configured_data_dir(data_dir)
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            folder.chmod(0o700)
            for name in FOLDERS:
                (folder / name).mkdir(exist_ok=True, mode=0o700)
        except OSError as error:
            raise StoreError(
                f"The data folder {folder} cannot be used ({error.strerror}).", "Choose another with --data-dir."
            ) from error
        return cls(folder, Store(folder / "library.db", _user()))

    def close(self) -> None:
        self._indexing.close()
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Reading in, understanding, keeping in order

    def ingest(self, paths: Sequence[Path], *, analyse: bool = True, noticed: bool = False) -> Job[IndexReport]:
        """Read what is new or changed in `paths`, index it, and with `analyse` find its names and quotes. `noticed`
        paths are changes seen while watching: they are not kept as the user's folders."""
        report = yield from ingest.ingest(self._store, self._indexing, paths, noticed=noticed)
        yield from self.searches.sketch()
        if analyse:
            yield from self.understand()
        return report

    def understand(self, first: str | None = None, *, only: bool = False) -> Job[int]:
        """Recognise scanned pages and analyse every brief that lacks findings, `first` before all (with `only`: no
        other). Returns how many were analysed."""
        if (yield from recognise(self._store, first, only=only)):
            yield from self._indexing.drain()
        return (yield from understand(self._store, first, only=only))

    def drain(self) -> Job[int]:
        """Bring the index up to date; makes it anew when it is missing or unusable. Returns how many briefs."""
        return (yield from self._indexing.drain())

    def doctor(self, *, rebuild: bool = False) -> Job[list[Check]]:
        """Check store, index and findings; with `rebuild` make the last two anew."""
        return (yield from examine(self._store, self._indexing, rebuild))

    def back_up(self) -> Path | None:
        """Today's copy of the library, made unless it is there already; the library is looked over first, so that no
        damaged one takes the place of a sound copy. Raises StoreError."""
        self._store.quick_check()
        return self._store.back_up()

    def poll(self) -> Changes:
        """What other processes have changed since the last call."""
        return self._store.news.poll()

    # Briefs

    def briefs(self) -> list[Brief]:
        """Every brief, those that failed too, the newest first."""
        return self._store.briefs.all()

    def some_briefs(self, ids: Iterable[str]) -> list[Brief]:
        """The briefs with these ids, as far as they are there."""
        return self._store.briefs.some(ids)

    def brief(self, reference: str) -> Brief:
        """The brief an id or a path names. Raises NotFound, Ambiguous."""
        return self._store.briefs.find(reference)

    def document(self, brief: str) -> Document:
        """A brief's text and blocks. Raises NotFound when its text is not in the library."""
        return self._store.briefs.document(brief)

    def opening(self, brief: str) -> Job[Document | None]:
        """`document` a few milliseconds at a time, for a window; None when the text is not in the library."""
        return self._store.briefs.opening(brief)

    def places(self) -> dict[str, list[str]]:
        """Where the file of each brief is; several places when there are copies."""
        return self._store.briefs.places()

    def source(self, brief: str) -> Source | None:
        """The file a brief's text was read from, None when it is not there."""
        return self._store.briefs.source(brief)

    def mark_read(self, brief: str, read: bool) -> Changes:
        return self._store.briefs.mark_read(brief, read)

    def remember(self, brief: str, offset: int) -> None:
        """Keep where the user was in a brief."""
        self._store.briefs.remember(brief, offset)

    def position(self, brief: str) -> int:
        """Where the user was in a brief."""
        return self._store.briefs.position(brief)

    def folders(self) -> list[str]:
        """The files and folders the user has opened."""
        return self._store.settings.folders()

    def patterns(self) -> Patterns:
        """Which files of the opened folders are wanted."""
        return Patterns.kept(self._store)

    def set_patterns(self, patterns: Patterns) -> None:
        """Another choice of files; takes effect when the folders are next read in."""
        patterns.keep(self._store)

    def forget(self, brief: str, *, passages: bool) -> Changes:
        """Remove a brief's text, versions, findings and index entries, from the backups too; with `passages` what the
        user marked in it as well. The file itself stays. Cannot be undone. Raises NotFound, SearchError, StoreError;
        what one step cannot remove keeps no other from its part."""
        with self._store.transaction():
            changes = self._store.drafts.forget(brief) | self._store.briefs.forget(brief, passages)
        with ExitStack() as last_first:
            last_first.callback(self._store.leave_no_trace)
            last_first.callback(self._store.replace_backups)
            last_first.callback(self.drafts.clear_preview)
            last_first.callback(self._indexing.purge, brief)
        return changes

    # Findings

    def findings(self, brief: str) -> Findings | None:
        """What the analysis found in a brief, or None before it has been there."""
        return self._store.findings.get(brief)

    def mentions(self, brief: str) -> list[FoundMention]:
        return self._store.findings.mentions(brief)

    def named(self, name: str, type_: str) -> list[FoundMention]:
        """The mentions of one name in all briefs, those of the newest brief first."""
        return self._store.findings.named(name, type_)

    def first_places(self, name: str, type_: str, limit: int) -> list[tuple[str, int, int, int]]:
        """Where a name stands first in each brief, the newest first: (brief, start, end, how often it stands there)."""
        return self._store.findings.first_places(name, type_, limit)

    def briefs_naming(self, name: str, type_: str) -> int:
        """In how many briefs a name stands."""
        return self._store.findings.briefs_naming(name, type_)

    def quotes(self, brief: str | None = None, speaker: str | None = None) -> list[FoundQuote]:
        return self._store.findings.quotes(brief, speaker)

    def key_sentences(self, brief: str) -> list[KeySentence]:
        return self._store.findings.key_sentences(brief)

    def entities(self, brief: str | None = None) -> list[Entity]:
        return self._store.findings.entities(brief)

    # Search

    def search(
        self,
        query: str,
        limit: int = 20,
        *,
        typing: bool = False,
        choices: Sequence[Choice] = (),
        order: Order = "best",
        offset: int = 0,
    ) -> SearchResult:
        """The briefs that fit query and choices, in `order`, from the `offset`th on, with the facets of the answer;
        while `typing`, the last word may go on. Raises SearchError."""
        return self._answering.search(query, limit, typing=typing, choices=choices, order=order, offset=offset)

    def highlights(self, brief: str, query: str, *, typing: bool = False) -> tuple[tuple[int, int], ...]:
        """Where a query's words stand in one brief."""
        return self._answering.highlights(brief, query, typing=typing)

    def snippets(self, brief: str, query: str, limit: int = 200, *, typing: bool = False) -> tuple[Snippet, ...]:
        """All places of a query in one brief, in the order of the text; empty when only its title fits."""
        return self._answering.snippets(brief, query, limit, typing=typing)

    def around(self, brief: str, start: int, end: int, query: str = "") -> Snippet:
        """A span of a brief with the paragraph it stands in, and what of the query stands there. Raises NotFound."""
        return self._answering.around(brief, start, end, query)

    # Passages and tags

    def passages(self, brief: str | None = None, tag: str | None = None) -> list[Passage]:
        return self._store.passages.all(brief, tag)

    def passage(self, reference: str) -> Passage:
        """The passage an id or its beginning names. Raises NotFound, Ambiguous."""
        return self._store.passages.find(reference)

    def tag(
        self,
        brief: str,
        start: int,
        end: int,
        tags: Sequence[str],
        note: str | None = None,
        shown: Document | None = None,
    ) -> Changes:
        """Tag a span of a brief; the same span again adds to its passage. Raises UsageError when it is empty,
        StoreError when the text is no longer that of the document `shown` to the user, whose offsets these are."""
        return self._add(brief, start, end, tags, note, shown)[1]

    def tag_text(
        self, reference: str, exact: str, tag: str, note: str | None = None, occurrence: int | None = None
    ) -> Passage:
        """Tag the passage of a brief that reads `exact`; a note comes under the one that is there. Raises NotFound,
        TextNotFound, Ambiguous, UsageError."""
        brief = self.brief(reference).id
        span = find_text(self.document(brief), exact, occurrence)
        there = next((one.note for one in self.passages(brief) if (one.start, one.end) == span), "")
        if note and there:
            note = there if note in there.split("\n") else f"{there}\n{note}"
        return self.passage(self._add(brief, *span, [tag], note)[0])

    def add_tag(self, passage: str, tag: str) -> Changes:
        return self._store.passages.put_tag(passage, tag)

    def untag(self, passage: str, tag: str | None = None) -> Changes:
        """Take a tag off a passage, or without one remove the passage. Raises NotFound."""
        return self._store.passages.remove(passage) if tag is None else self._store.passages.remove_tag(passage, tag)

    def set_note(self, passage: str, note: str) -> Changes:
        return self._store.passages.set_note(passage, note)

    def attach(self, passage: str, start: int, end: int, shown: Document | None = None) -> Changes:
        """Put a passage where the user says it belongs. Raises UsageError when that place is empty, StoreError when the
        text is no longer that of the document `shown`."""
        brief = self.passage(passage).brief
        return self._store.passages.attach(passage, self._anchor(brief, start, end, shown))

    def confirm(self, passage: str) -> Changes:
        """The place found for a doubtful passage is right. Nothing happens to one that has no place."""
        found = self.passage(passage)
        if found.start is None or found.end is None:
            return Changes()
        return self.attach(passage, found.start, found.end)

    def tags(self) -> list[Tag]:
        return self._store.tags.all()

    def recent_tags(self, count: int = 9) -> list[Tag]:
        return self._store.tags.recent(count)

    def define_tag(self, tag: str, definition: str) -> Changes:
        return self._store.tags.define(tag, definition)

    def rename_tag(self, tag: str, new: str) -> Changes:
        return self._store.tags.rename(tag, new)

    def recolour_tag(self, tag: str, colour: str) -> Changes:
        return self._store.tags.recolour(tag, colour)

    def remove_tag(self, tag: str) -> Changes:
        """Take a tag off all passages and delete it."""
        return self._store.tags.remove(tag)

    def undo(self) -> Changes | None:
        """Take back the user's last change to passages, tags, names, quotes and drafts; None when there is none."""
        with self._store.transaction():
            return self._placed(self._store.journal.undo())

    def redo(self) -> Changes | None:
        with self._store.transaction():
            return self._placed(self._store.journal.redo())

    def undo_label(self) -> str:
        return self._store.journal.undo_label()

    def redo_label(self) -> str:
        return self._store.journal.redo_label()

    # Settings

    def setting(self, key: str, default: Any = None) -> Any:
        return self._store.settings.get(key, default)

    def set_setting(self, key: str, value: Any) -> None:
        self._store.settings.put(key, value)

    # The summary

    def report(self, briefs: Sequence[str] = (), tags: Sequence[str] = ()) -> Report:
        """The annotated summary of these briefs and tags, or of every passage. Raises NotFound."""
        return reporting.report(self._store, briefs, tags)

    def render(self, form: str, report: Report) -> str:
        """A summary as text: `form` is "md" or "html"."""
        return reporting.render(form, report)

    def export(self, form: str, output: Path, report: Report, template: Path | None = None) -> Path:
        """Write a summary to `output`, in the office's own `template` where the form takes one. Raises ExportError,
        UsageError."""
        return reporting.write(self._store, form, output, report, template)

    def export_copy(self, form: str, brief: str, output: Path) -> tuple[Path, int]:
        """Write a copy of a brief in which its passages are "highlights" of its PDF or "comments" of a Word document:
        (path, how many are marked in it). Raises NotFound, UsageError, ExportError."""
        return copies.write_copy(self._store, form, brief, output)

    def citation(self, brief: str, start: int, end: int) -> tuple[str, str]:
        """A span with its citation for the clipboard: (plain text, HTML)."""
        return reporting.citation(self._store, brief, start, end)

    def _add(
        self, brief: str, start: int, end: int, tags: Sequence[str], note: str | None, shown: Document | None = None
    ) -> tuple[str, Changes]:
        return self._store.passages.add(brief, self._anchor(brief, start, end, shown), tags, note)

    def _anchor(self, brief: str, start: int, end: int, shown: Document | None = None) -> Anchor:
        document = self.document(brief)
        if shown is not None and shown.text != document.text:
            raise StoreError("The brief has been read in anew meanwhile.", "Select the words again.")
        try:
            return describe(document, start, end)
        except ValueError as error:
            raise UsageError("There is no text in this passage.", "Select some words.") from error

    def _placed(self, changes: Changes | None) -> Changes | None:
        """A passage brought back by undo may have missed a new version of its brief."""
        touched = changes.passages if changes else ()
        for brief in self._store.passages.unplaced(self._store.briefs.text_hash, touched):
            document, digest = self.document(brief), self._store.briefs.text_hash(brief)
            changes = (changes or Changes()) | self._store.passages.place_all(brief, document, digest, resolve)
        return self.corrections.follow(changes) if changes is not None else None


def _user() -> str:
    """Who signs passages and notes."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return os.environ.get("USERNAME", "")
