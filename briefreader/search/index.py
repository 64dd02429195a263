"""The Whoosh index on disk: opened, kept up to date, rebuilt beside and swapped in.

    index/
      current        which folder holds the index, and its version: replaced in one step
      write.lock     held (by the operating system) while a process writes; a killed process leaves no lock
      g-1a2b3c.../   one Whoosh index

Whoosh neither syncs nor keeps checksums, so the index is a cache: whatever is wrong with it, of whatever exception
type, becomes NeedsRebuild, and the texts themselves are in the library. Its table of contents is a pickle: an index
from elsewhere must never be put here.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import TypeVar

import numpy as np
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex
from whoosh.reading import SegmentReader
from whoosh.util.filelock import FileLock, try_for

from briefreader.errors import SearchError
from briefreader.jobs import Job, Progress, run
from briefreader.search import seals
from briefreader.search.evaluate import Evaluation, Known
from briefreader.search.files import Storage, without_collector, writable
from briefreader.search.query import parse
from briefreader.search.ranking import Ranking
from briefreader.search.results import INDEX_VERSION, Fitted, Found, IndexRow, NeedsRebuild, State
from briefreader.search.schema import schema
from briefreader.search.segments import merging, purging
from briefreader.search.shard import Shard
from briefreader.search.spelling import suggest
from briefreader.search.tree import Leaf, Query
from briefreader.search.writer import Writer

T = TypeVar("T")
_Moment = tuple[str, int]
_POINTER = "current"
_LOCK = "write.lock"
_FOLDER = "g-"
_ATTEMPTS = 20  # to take up a state before another process has replaced it
_PASSING = (errno.EMFILE, errno.ENFILE, errno.ENOMEM)  # of this process, not of the index
_BATCH = 8_000_000  # characters: some 100 MB of posting lists in memory


class SearchIndex:
    """The index in `folder`. Opening it costs nothing; nothing is created before `rebuild`.

    One object may be used from several threads, several processes may hold one folder: readers see a commit or a
    swap at their next call, writers wait for each other.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = RLock()
        self._opened: Ranking | None = None
        self._shards: dict[str, Shard] = {}
        self._numbered: dict[str, int] = {}
        self._at = ""

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            for shard in self._shards.values():
                shard.close()
            self._shards, self._opened, self._numbered = {}, None, {}

    def state(self) -> State:
        """Whether the index can be asked; any other answer than "ready" means that it should be rebuilt."""
        try:
            with self._lock:
                self._ranking()
        except NeedsRebuild as error:
            return error.state
        return "ready"

    def __len__(self) -> int:
        """The number of briefs in it. Raises NeedsRebuild."""
        return self._read(len)

    def fingerprints(self) -> dict[str, str]:
        """For each brief in the index, what was indexed of it. Raises NeedsRebuild."""
        return self._read(lambda ranking: {row["id"]: row["fingerprint"] for row in ranking.stored()})

    def search(self, query: Query | str, limit: int = 20) -> Found:
        """The briefs that fit, best first, and a better spelling when there are none.

        Raises SearchError when the query holds no word, NeedsRebuild when the index cannot answer.
        """
        parsed = parse(query) if isinstance(query, str) else query

        def ask(ranking: Ranking) -> Found:
            ids = ranking.ids()
            self._numbered = {}
            ranking.number_briefs({id_: number for number, id_ in enumerate(ids)})
            fitted = _fitted(ranking, parsed, None)
            return fitted.best(ids, limit, None if len(fitted.numbers) else suggest(parsed, ranking))

        return self._read(ask)

    def fitted(self, query: Query, known: Known, numbers: dict[str, int]) -> tuple[Fitted, str | None]:
        """All briefs that fit, by their `numbers`, with their scores; and a better spelling when there are none.

        Briefs without a number are left out. Raises NeedsRebuild when the index cannot answer.
        """

        def ask(ranking: Ranking) -> tuple[Fitted, str | None]:
            if self._numbered is not numbers:
                ranking.number_briefs(numbers)
                self._numbered = numbers
            fitted = _fitted(ranking, query, known)
            return fitted, None if len(fitted.numbers) else suggest(query, ranking)

        return self._read(ask)

    def leaves(self, leaves: Sequence[Leaf], known: Known, numbers: dict[str, int], brief: int) -> list[float]:
        """What each leaf adds to the score of one brief, by its number. Raises NeedsRebuild."""

        def ask(ranking: Ranking) -> list[float]:
            ranking.number_briefs(numbers)
            document = int(ranking.documents_at(np.array([brief]))[0])
            evaluation = Evaluation(ranking, known)
            return [float(evaluation.leaf(leaf).scores[document]) if document >= 0 else 0.0 for leaf in leaves]

        return self._read(ask)

    # Writing

    def update(self, rows: Iterable[IndexRow], wait: float = 10.0) -> int:
        """Put `rows` in, in place of what the index held of the same briefs; how many there were.

        One commit, all or nothing; of several rows for one brief the last counts. Raises NeedsRebuild when there is
        no sound index, SearchError when another process keeps writing for `wait` seconds.
        """
        latest = {row.id: row for row in rows}
        if latest:
            with self._writing(wait) as folder:
                self._commit(folder, latest.values(), set(latest))
        return len(latest)

    def delete(self, ids: Iterable[str], wait: float = 10.0, *, purge: bool = False) -> None:
        """Take briefs out. With `purge` their words leave the files at once, else with the next merge."""
        leaving = set(ids)
        if leaving:
            with self._writing(wait) as folder:
                self._commit(folder, (), leaving, purge=purge)

    def rebuild(self, rows: Iterable[IndexRow], total: int = 0, wait: float = 10.0) -> Job[int]:
        """Build the index anew from `rows` beside the present one, then swap; how many briefs it holds.

        Readers keep the old index until the swap. Stopped or killed before, everything is as it was.
        """
        with writable():
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._exclusive(wait):
            self._sweep(self._pointed())
            name = f"{_FOLDER}{uuid.uuid4().hex[:12]}"
            folder = self.folder / name
            folder.mkdir(mode=0o700)
            count = 0
            try:
                FileIndex.create(FileStorage(str(folder)), schema())
                batch: dict[str, IndexRow] = {}
                size = 0
                for row in rows:
                    batch[row.id] = row
                    count += 1
                    size += len(row.text)
                    if size >= _BATCH:
                        self._commit(folder, batch.values(), set(batch))
                        batch, size = {}, 0
                    if count % 10 == 0:
                        yield Progress(count, total, "Building the search index")
                self._commit(folder, batch.values(), set(batch))
                self._point_to(name)
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise
            self._sweep(name)
        return count

    def discard(self, wait: float = 10.0) -> None:
        """Remove the index with every word in it, and what killed builds left. Raises SearchError when another process
        keeps writing for `wait` seconds."""
        if self.folder.is_dir():
            with self._exclusive(wait):
                self.close()
                (self.folder / _POINTER).unlink(missing_ok=True)
                self._sweep("")

    def check(self) -> str:
        """Read everything once; a sentence on what is wrong, "" when the index is sound."""
        try:
            self._read(lambda ranking: ranking.read_all())
        except NeedsRebuild as error:
            return error.message
        return ""

    def verify(self, wait: float = 10.0) -> Job[str]:
        """Hold every byte against the checksums. Returns a sentence on what is wrong, "" when nothing; an index that
        fails counts as missing from then on. Raises NeedsRebuild when there is none."""
        name, _ = self._moment()
        suspects = yield from seals.broken(self.folder / name)
        if suspects:
            with self._exclusive(wait):  # a commit may have removed them meanwhile
                wrong = run(seals.broken(self.folder / name, suspects))
                if wrong and self._pointed() == name:
                    self.close()
                    (self.folder / _POINTER).unlink()
                    return f"{wrong[0]} is not as it was written."
        return ""

    # Inside

    def _read(self, ask: Callable[[Ranking], T]) -> T:
        """The answer of the present state; asked again while other processes change it under our hands, and once more
        when they did not: then what was read before is let go of."""
        with self._lock:
            tried = None
            for _ in range(_ATTEMPTS):
                moment = self._moment()
                try:
                    return ask(self._ranking())
                except NeedsRebuild:
                    raise
                except Exception as error:  # damage shows as any type; a swap under our hands looks the same
                    self.close()
                    if moment == tried:
                        self._condemn(moment, error)
                        raise NeedsRebuild("damaged", error) from error
                    tried = moment
        raise NeedsRebuild("damaged")

    def _condemn(self, moment: _Moment, error: Exception) -> None:
        """The index opens and yet cannot answer: from now on it counts as missing, and is built anew. Not so where it
        is this process that lacks something."""
        lacking = isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno in _PASSING)
        if not lacking and self._pointed() == moment[0]:
            with suppress(OSError):
                (self.folder / _POINTER).unlink()

    def _moment(self) -> _Moment:
        """What the index is now: the name of its folder, the number of its last commit (-1: there is none)."""
        name = self._pointed()
        if not name:
            self.close()
            raise NeedsRebuild("outdated" if (self.folder / _POINTER).exists() else "missing")
        try:
            return name, TOC._latest_generation(FileStorage(str(self.folder / name)), "MAIN")
        except OSError:
            return name, -1

    def _ranking(self) -> Ranking:
        """The index as it is now, opened again after a commit or a swap of any process."""
        for _ in range(_ATTEMPTS):
            moment = self._moment()
            name = moment[0]
            if self._opened is not None and (self._at, self._opened.generation) == moment:
                return self._opened
            if self._at != name:
                self.close()
            try:
                self._opened, self._at = self._open(self.folder / name), name
            except Exception as error:
                self.close()
                if self._moment() == moment:
                    state: State = "damaged" if (self.folder / name).is_dir() else "missing"
                    raise NeedsRebuild(state, error) from error
            else:
                return self._opened
        raise NeedsRebuild("damaged")

    def _open(self, folder: Path) -> Ranking:
        """Take up the latest state; what was read of segments that are in it still is kept."""
        before, self._shards = self._shards, {}
        self._opened, self._numbered = None, {}
        try:
            with Storage(folder) as storage:
                toc = TOC.read(storage, "MAIN")
                known_files = seals.read(folder)
                for segment in toc.segments:
                    name = str(segment.segment_id())
                    known = before.pop(name, None)
                    if known is None:
                        seals.check_lengths(folder, known_files, f"{name}.")
                        known = Shard(SegmentReader(storage, toc.schema, segment), storage)
                    known.deletions(segment)
                    self._shards[name] = known
        finally:
            for shard in before.values():
                shard.close()
        return Ranking(list(self._shards.values()), toc.generation)

    def _pointed(self) -> str:
        """The name of the folder in use; "" when there is none this version can read."""
        try:
            pointer = json.loads((self.folder / _POINTER).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return ""
        if not isinstance(pointer, dict) or pointer.get("version") != INDEX_VERSION:
            return ""
        name = str(pointer.get("folder", ""))
        return name if name.startswith(_FOLDER) and "/" not in name and "\\" not in name else ""

    def _point_to(self, name: str) -> None:
        beside = self.folder / f"{_POINTER}.new"
        with beside.open("w", encoding="utf-8") as file:
            json.dump({"folder": name, "version": INDEX_VERSION}, file)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self.folder / _POINTER)

    def _sweep(self, keep: str) -> None:
        """Remove what killed and replaced builds left; files another process still has open may stay till later."""
        for path in self.folder.glob(f"{_FOLDER}*"):
            if path.name != keep:
                shutil.rmtree(path, ignore_errors=True)

    @contextmanager
    def _exclusive(self, wait: float) -> Iterator[None]:
        lock = FileLock(str(self.folder / _LOCK))
        with writable():
            taken = try_for(lock.acquire, timeout=wait, delay=0.05)
        if not taken:
            raise SearchError(
                "The search index is being written by another window.", "It will be brought up to date soon."
            )
        try:
            with writable():
                yield
        finally:
            lock.release()

    @contextmanager
    def _writing(self, wait: float) -> Iterator[Path]:
        """The folder of the sound index, with the sole right to write to it."""
        with self._lock:
            self._ranking()
        with self._exclusive(wait):
            with self._lock:
                self._ranking()
            self._sweep(self._pointed())
            yield self.folder / self._pointed()

    def _commit(self, folder: Path, rows: Iterable[IndexRow], leaving: set[str], *, purge: bool = False) -> None:
        """One Whoosh commit. Our own lock is held, so Whoosh's, which an error would leave locked, is not used."""
        try:
            shutil.rmtree(folder / "MAIN.tmp", ignore_errors=True)
            with Storage(folder) as storage:
                writer = Writer(FileIndex(storage))
        except Exception as error:
            raise NeedsRebuild("damaged", error) from error
        try:
            with without_collector(), storage:
                _delete(writer, leaving)
                for row in rows:
                    writer.add_row(row)
                writer.commit(mergetype=purging if purge else merging)
        except BaseException as error:
            _abandon(writer)
            if isinstance(error, OSError) and not isinstance(error, FileNotFoundError):
                raise
            if isinstance(error, Exception):
                raise NeedsRebuild("damaged", error) from error
            raise
        seals.seal(folder)


def _fitted(ranking: Ranking, query: Query, known: Known | None) -> Fitted:
    fits, scores = Evaluation(ranking, known).of(query.tree)
    documents = np.flatnonzero(fits & ranking.alive)
    briefs = ranking.briefs_at(documents)
    return Fitted(briefs[briefs >= 0], scores[documents[briefs >= 0]])


def _delete(writer: Writer, ids: set[str]) -> None:
    """Mark the documents of `ids` as deleted."""
    storage = writer.storage
    shards = [Shard(SegmentReader(storage, writer.schema, segment), storage) for segment in writer.segments]
    try:
        ranking = Ranking(shards, writer.generation)
        numbers = [number for id_ in ids for number in ranking.number_of(id_)]
    finally:
        for shard in shards:
            shard.close()
    for number in numbers:
        writer.delete_document(number)


def _abandon(writer: Writer) -> None:
    """Close what a failed write left open; its half-written files go with the next commit."""
    with suppress(Exception):  # the error that brought us here is the one to report
        writer.perdocwriter.close()
    with suppress(Exception):
        writer.fieldwriter.close()
    with suppress(Exception):
        writer.pool.cleanup()
