"""Reading files into the library: what is new or changed is read, what is gone noted, what cannot be read listed."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefreader import readers
from briefreader.errors import ReadError
from briefreader.jobs import Job, Progress
from briefreader.records import Changes, Failure, IndexReport
from briefreader.service.folders import Listing, listing, printable
from briefreader.service.indexing import Indexing
from briefreader.store import FileFacts, Store
from briefreader.text.anchor import resolve
from briefreader.text.document import Document

KILLED = "Reading this file stopped the reader; it is left out until it changes."
TOO_MUCH = "Reading this file takes more memory than there is."
_INDEX_EVERY = 24  # briefs; each commit of the index costs about as much as reading five

logger = logging.getLogger(__name__)


@dataclass
class _Tally:
    indexed: int = 0
    unchanged: int = 0
    removed: int = 0
    failed: list[Failure] = field(default_factory=list)
    changes: Changes = field(default_factory=Changes)

    def report(self) -> IndexReport:
        return IndexReport(self.indexed, self.unchanged, self.removed, tuple(self.failed), self.changes)


def ingest(store: Store, indexing: Indexing, paths: Sequence[Path], skip: Iterable[str] = ()) -> Job[IndexReport]:
    """Bring the library up to date with `paths`, files and folders, and index what has changed.

    `skip` are files that ended an earlier attempt: recorded as failed, not opened. Each step's label is the file about
    to be read; what is read stays read when the job is stopped.
    """
    found = listing(paths, readers.is_candidate, lambda path: store.briefs.known(str(path)) is not None)
    tally = _Tally(failed=list(found.failed))
    for root in found.roots:
        store.settings.add_folder(str(root))
    skipped = set(skip)
    total, news = len(found.files), Changes()
    for number, path in enumerate(found.files):
        yield Progress(number, total, str(path), news or None)
        news = _take(store, tally, path, str(path) in skipped)
        tally.changes |= news
        if news and (number + 1) % _INDEX_EVERY == 0:
            yield from _indexed(indexing, number + 1, total)
    gone = _gone(store, found)
    tally.removed = len(gone)
    news |= store.briefs.remove_places(gone)
    tally.changes |= news
    yield Progress(total, total, "", news or None)
    yield from _indexed(indexing, total, total)
    return tally.report()


def _indexed(indexing: Indexing, done: int, total: int) -> Iterator[Progress]:
    for step in indexing.drain():
        yield replace(step, done=done, total=total, label="")


def _take(store: Store, tally: _Tally, path: Path, skipped: bool) -> Changes:
    """Read one file, unless it is as it was."""
    name = str(path)
    try:
        status = path.stat()
    except OSError:
        return _refuse(store, tally, FileFacts(name, 0, 0), "It was there a moment ago and is gone.")
    facts = FileFacts(name, status.st_size, status.st_mtime_ns, "", readers.VERSION)
    known = store.briefs.known(name)
    if known is not None and replace(known, content_hash="") == facts:
        reason = store.briefs.failure(name)
        if reason is None:
            tally.unchanged += 1
        else:
            tally.failed.append(Failure(name, reason))
        return Changes()
    if skipped:
        return _refuse(store, tally, facts, KILLED)
    try:
        data = readers.load(path)
        document = readers.read_bytes(data, name)
    except ReadError as error:
        return _refuse(store, tally, facts, f"{error.message} {error.remedy}".strip())
    except (MemoryError, RecursionError):
        return _refuse(store, tally, facts, TOO_MUCH)
    except Exception as error:  # noqa: BLE001 - one file must not stop the folder; logged by kind, told by a sentence
        logger.error("reading failed: %s", type(error).__qualname__)
        return _refuse(store, tally, facts, f"BriefReader could not make sense of this file ({type(error).__name__}).")
    facts = replace(facts, content_hash=hashlib.sha256(data).hexdigest())
    if known is not None and replace(known, mtime_ns=facts.mtime_ns) == facts and store.briefs.failure(name) is None:
        tally.unchanged += 1  # only its time is another
    else:
        tally.indexed += 1

    def place_passages(brief: str, now: Document, digest: str) -> Changes:
        return store.passages.place_all(brief, now, digest, resolve)

    return store.briefs.put(facts, document, place_passages)[2]


def _refuse(store: Store, tally: _Tally, facts: FileFacts, reason: str) -> Changes:
    tally.failed.append(Failure(facts.path, reason))
    return store.briefs.put_failure(facts, reason)


def _gone(store: Store, found: Listing) -> list[str]:
    """What the library knows beneath the given paths and is not there any more."""
    present = {printable(path) for path in found.files}
    known = {path for root in found.roots for path in store.briefs.places_under(str(root))}
    return sorted(path for path in known - present if not os.path.lexists(path))
