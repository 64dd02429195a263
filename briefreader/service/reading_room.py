"""The reading room: files are read in processes of their own, bounded in time and memory, and replaced when they fail.

No file can stop the caller: one that makes its reader crash, hang or swell ends as a sentence, and the next is read.
"""

from __future__ import annotations

import os
import queue
import subprocess
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, NamedTuple, Self, cast

from briefreader.readers.parts import Part, Pulse
from briefreader.readers.recognition import is_available as can_recognise
from briefreader.service import pipes, processor_time

PATIENCE = 30.0  # seconds without any answer; a report of 200 pages takes two
READERS = max(1, min(2, os.cpu_count() or 1))
CRASHED = "Reading this file stopped the reader; it is left out until it changes."
TOO_SLOW = "Reading this file took too long; it is left out until it changes."
PROGRAM = pipes.program("briefreader.service.reading_process")
_TICK = 0.25  # seconds; how often a caller that waits is given the chance to stop
_QUEUED = 4  # answers read ahead, each perhaps a book
_AHEAD = 2  # files given to a process at once
_READY, _GONE = object(), object()
_STARVED = 0.5  # of the patience in processor time: who has had less and has work to do was not let
_LONGER = 4  # times the patience that even such a process gets
_START = 60.0  # seconds a process gets to begin, however busy the machine is

__all__ = ["CRASHED", "PATIENCE", "TOO_SLOW", "Reading", "ReadingRoom", "Wanted", "can_recognise"]


class Wanted(NamedTuple):
    """A file to be read, and the sha256 it had when last read ("" if never). With `recognise`, a place of the library
    whose scanned pages are to be recognised."""

    path: Path
    known: str = ""
    recognise: bool = False


class Reading(NamedTuple):
    """A step: a `part` of the file `path` was read, or (`ended`) there is no more of it, or merely time has passed."""

    path: Path | None = None
    part: Part | None = None
    ended: bool = False


class ReadingRoom:
    """A few reading processes, started when first needed. Use as a context manager, or `close` it."""

    def __init__(self, readers: int = READERS, patience: float = PATIENCE, program: Sequence[str] = PROGRAM) -> None:
        self._answers: _Answers = queue.Queue(_QUEUED)
        self._readers = [_Reader(self._answers, program) for _ in range(readers)]
        self._patience = patience

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the processes, whatever they are doing."""
        for reader in self._readers:
            reader.kill()

    def read(self, files: Iterable[Wanted]) -> Iterator[Reading]:
        """Read `files`, several at once; the next is taken from `files` when a process has room for it, one ahead of
        what it reads, so that it goes on while the caller is busy. The parts of one file come in order, those of
        several files may be mixed."""
        waiting, again = iter(files), deque[Wanted]()
        while True:
            for depth in range(_AHEAD):
                for reader in self._readers:
                    if len(reader.tasks) == depth:
                        wanted = again.popleft() if again else next(waiting, None)
                        if wanted is not None:
                            reader.begin(wanted, self._patience)
            if not any(reader.tasks for reader in self._readers):
                return
            yield from self._step(again)

    def _step(self, again: deque[Wanted]) -> Iterator[Reading]:
        began = time.monotonic()
        try:
            reader, generation, answer = self._answers.get(timeout=_TICK)
        except queue.Empty:
            answer = reader = None
        waited = time.monotonic() - began  # only time spent waiting for a reader counts against it
        for one in self._readers:
            one.left -= waited
        if reader is None:
            yield Reading()
        elif generation == reader.generation and reader.tasks:
            yield from self._take(reader, answer, again)
        for one in self._readers:
            if one.tasks and one.left <= 0 and not one.is_starved(self._patience):
                yield from self._lost(one, TOO_SLOW, again)

    def _take(self, reader: _Reader, answer: object, again: deque[Wanted]) -> Iterator[Reading]:
        reader.left = self._patience
        reader.note_use()
        path = reader.tasks[0].path
        if isinstance(answer, Part):
            yield Reading(path, answer)
        elif isinstance(answer, Pulse) or answer is _READY:
            yield Reading()
        elif answer is _GONE:
            yield from self._lost(reader, CRASHED, again)
        else:
            reader.tasks.popleft()
            yield Reading(path, ended=True)

    def _lost(self, reader: _Reader, why: str, again: deque[Wanted]) -> Iterator[Reading]:
        """The file a process was at is given up; those behind it are not to blame."""
        path, *_ = (wanted.path for wanted in reader.tasks)
        again.extend(list(reader.tasks)[1:])
        reader.kill()
        yield Reading(path, Part("", 0, "", refusal=why))
        yield Reading(path, ended=True)


class _Reader:
    """One process, started anew after each end. A thread carries its answers to the room."""

    def __init__(self, answers: _Answers, program: Sequence[str]) -> None:
        self._program = program
        self.tasks: deque[Wanted] = deque()  # what it reads, and what comes next
        self.left = 0.0
        self.generation = 0
        self._answers = answers
        self._process: subprocess.Popen[bytes] | None = None
        self._use: processor_time.Use | None = None

    def begin(self, wanted: Wanted, patience: float) -> None:
        """Have it read `wanted`, after what it reads now."""
        if not self.tasks:
            self.left = patience if self._process else max(patience, _START)
        self.tasks.append(wanted)
        process = self._process or self._start()
        if len(self.tasks) == 1:
            self.note_use()
        with suppress(OSError):  # the thread tells of its end
            pipes.send(cast(BinaryIO, process.stdin), (os.fspath(wanted.path), wanted.known, wanted.recognise))

    def note_use(self) -> None:
        """From now on its processor time counts."""
        self._use = processor_time.use_of(self._process.pid) if self._process else None

    def is_starved(self, patience: float) -> bool:
        """Whether its time is up only because the machine was busy with other programs."""
        now = processor_time.use_of(self._process.pid) if self._process else None
        if now is None or self._use is None or self.left < -(_LONGER - 1) * patience:
            return False
        return now.works and now.seconds - self._use.seconds < _STARVED * patience

    def kill(self) -> None:
        process, self._process = self._process, None
        self.tasks.clear()
        self.generation += 1
        if process is None:
            return
        process.kill()
        with suppress(OSError):
            cast(BinaryIO, process.stdin).close()
        process.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        process = pipes.run(self._program)
        self._process = process
        threading.Thread(target=self._carry, args=(process, self.generation), daemon=True).start()
        return process

    def _carry(self, process: subprocess.Popen[bytes], generation: int) -> None:
        with cast(BinaryIO, process.stdout) as stream:
            try:
                pipes.receive(stream)
                self._put(generation, _READY)
                while self._put(generation, pipes.receive(stream)):
                    pass
            except pipes.BROKEN:
                self._put(generation, _GONE)

    def _put(self, generation: int, answer: object) -> bool:
        """Whether the answer was taken; one of a process that has been replaced is not."""
        while generation == self.generation:
            with suppress(queue.Full):
                self._answers.put((self, generation, answer), timeout=_TICK)
                return True
        return False


_Answers = queue.Queue[tuple[_Reader, int, object]]
