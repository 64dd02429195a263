"""Reading files into the library: what is new or changed is read, what is gone noted, what cannot be read listed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefreader import readers
from briefreader.jobs import Job, Progress
from briefreader.readers.parts import Part
from briefreader.records import INSIDE, Changes, Failure, IndexReport
from briefreader.service.folders import Listing, is_there, listing, printable
from briefreader.service.indexing import Indexing
from briefreader.service.patterns import Patterns
from briefreader.service.reading_room import ReadingRoom, Wanted
from briefreader.store import FileFacts, Store
from briefreader.text.anchor import resolve
from briefreader.text.document import Document

_INDEX_EVERY = 24  # files; each commit of the index costs about as much as reading five
_GONE = "It was there a moment ago and is gone."


def ingest(store: Store, indexing: Indexing, paths: Sequence[Path], *, noticed: bool = False) -> Job[IndexReport]:
    """Bring the library up to date with `paths`, files and folders, and index what has changed.

    `noticed` paths come from watching: not kept as the user's folders, passed over when neither there nor known.
    Each step's label is the file last begun; what is read stays read when the job is stopped.
    """
    patterns = Patterns.kept(store)
    found = listing(paths, readers.is_candidate, lambda path: store.briefs.known(str(path)) is not None, patterns.want)
    if noticed:
        found = replace(found, failed=())
    for root in () if noticed else found.roots:
        store.settings.add_folder(str(root))
    intake = _Intake(store, found)
    total, indexed = len(found.files), 0
    with ReadingRoom() as room:
        yield Progress(0, total, intake.label)
        for reading in room.read(intake.wanted()):
            news = Changes()
            if reading.path is not None and reading.part is not None:
                news = intake.take(reading.path, reading.part)
            elif reading.path is not None and reading.ended:
                news = intake.end(reading.path)
            yield Progress(intake.done, total, intake.label, news or None)
            if intake.done - indexed >= _INDEX_EVERY:
                indexed = intake.done
                yield from _indexed(indexing, indexed, total)
    news = intake.remove(_gone(store, found, patterns))
    yield Progress(total, total, "", news or None)
    yield from _indexed(indexing, total, total)
    return intake.report()


def _indexed(indexing: Indexing, done: int, total: int) -> Iterator[Progress]:
    for step in indexing.drain():
        yield replace(step, done=done, total=total, label="")


@dataclass
class _Under:
    """A file being read: what it was found to be, and the members it has had so far."""

    facts: FileFacts
    members: set[str] = field(default_factory=set)
    itself: bool = False


class _Intake:
    """Which files are to be read, and what comes of each."""

    def __init__(self, store: Store, found: Listing) -> None:
        self.done = 0
        self.label = ""
        self._store = store
        self._found = found
        self._under: dict[Path, _Under] = {}
        self._indexed = self._unchanged = self._removed = 0
        self._failed = list(found.failed)
        self._changes = Changes()

    def wanted(self) -> Iterator[Wanted]:
        """The files that are new or changed, as they are asked for."""
        for path in self._found.files:
            name = str(path)
            try:
                status = path.stat()
            except OSError:
                self._changes |= self._refuse(FileFacts(name, 0, 0), _GONE)
                self.done += 1
                continue
            facts = FileFacts(name, status.st_size, status.st_mtime_ns, "", readers.VERSION)
            known = self._store.briefs.known(name)
            if known is not None and replace(known, content_hash="") == facts:
                self._keep(name)
                self.done += 1
                continue
            self._under[path] = _Under(facts)
            self.label = name
            same_reader = known is not None and known.reader_version == readers.VERSION
            sound = known is not None and same_reader and self._store.briefs.failure(name) is None
            yield Wanted(path, known.content_hash if known is not None and sound else "")

    def take(self, path: Path, part: Part) -> Changes:
        """Store one brief of a file."""
        under = self._under[path]
        name = str(path) + INSIDE + part.inner if part.inner else str(path)
        size = part.size if part.inner else under.facts.size
        facts = replace(under.facts, path=name, size=size, content_hash=part.digest)
        if part.is_pack:
            under.facts = facts
            return Changes()
        if part.inner:
            under.members.add(name)
        if part.passing:
            facts = replace(facts, mtime_ns=0)  # as if it had changed, the next time it is looked at
        if part.document is not None:
            news = self._store.briefs.put(facts, part.document, self._place_passages)[2]
            self._indexed += 1
        elif part.refusal and under.itself and not part.inner:
            self._failed.append(Failure(name, part.refusal))  # itself it was read; what is in it was not
            news = Changes()
        elif part.refusal:
            news = self._refuse(facts, part.refusal)
        else:
            news = self._touched(facts)
        under.itself = under.itself or not part.inner
        self._changes |= news
        return news

    def end(self, path: Path) -> Changes:
        """All of a file has been read: members it had before and has no more are gone."""
        under = self._under.pop(path)
        self.done += 1
        if not under.itself:
            if self._store.briefs.failure(str(path)) is not None:  # what could not be opened now can
                self._changes |= self._store.briefs.remove_places([str(path)])
            self._store.briefs.put_pack(under.facts)
        before = {place for place in self._store.briefs.places_under(str(path)) if place.startswith(f"{path}{INSIDE}")}
        return self.remove(sorted(before - under.members))

    def remove(self, gone: Sequence[str]) -> Changes:
        """Note files that are not there any more."""
        if not gone:
            return Changes()
        self._removed += sum(self._store.briefs.at(place) is not None for place in gone)  # a pack is no brief
        news = self._store.briefs.remove_places(gone)
        self._changes |= news
        return news

    def report(self) -> IndexReport:
        return IndexReport(self._indexed, self._unchanged, self._removed, tuple(self._failed), self._changes)

    def _keep(self, name: str) -> None:
        """Count a file that is as it was, and what is in it."""
        for place in self._store.briefs.places_under(name):
            if self._store.briefs.at(place) is None:
                continue  # a pack, no brief
            reason = self._store.briefs.failure(place)
            if reason is None:
                self._unchanged += 1
            else:
                self._failed.append(Failure(place, reason))

    def _touched(self, facts: FileFacts) -> Changes:
        """Only the file's time is another: what was read of it stands."""
        self._store.briefs.touch(facts)
        self._keep(facts.path)
        under = self._under[Path(facts.path)]
        under.members.update(self._store.briefs.places_under(facts.path))
        under.facts = facts
        return Changes()

    def _refuse(self, facts: FileFacts, reason: str) -> Changes:
        self._failed.append(Failure(facts.path, reason))
        return self._store.briefs.put_failure(facts, reason)

    def _place_passages(self, brief: str, now: Document, digest: str) -> Changes:
        return self._store.passages.place_all(brief, now, digest, resolve)


def _gone(store: Store, found: Listing, patterns: Patterns) -> list[str]:
    """What the library knows beneath the given paths, and is not there any more or no longer wanted."""
    present = {printable(path) for path in found.files}
    gone: set[str] = set()
    for root in map(str, found.roots):
        for path in store.briefs.places_under(root):
            if path not in present and not (is_there(path) and patterns.want(path, root)):
                gone.add(path)
    return sorted(gone)
