"""Watching folders: what is added, changed, moved or deleted in them is told of, a moment after it has settled.

Local folders are watched through the system's own notices, folders on a network by looking again every minute: the
notices of other machines' changes do not cross the network.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

SETTLED = 1.0  # seconds without a change before it is told; a copy of many files is one notice
LONGEST = 10.0  # seconds, however busy the folder is
POLLED = 60.0  # seconds between two looks at a folder on a network
_NETWORK = (
    "nfs",
    "cifs",
    "smb",
    "fuse.sshfs",
    "fuse.rclone",
    "fuse.davfs",
    "9p",
    "afs",
    "ceph",
    "glusterfs",
    "virtiofs",
)
_EVENTS: list[type[FileSystemEvent]] = [
    FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent, DirCreatedEvent, DirMovedEvent,
    DirDeletedEvent,
]  # fmt: skip

logger = logging.getLogger(__name__)


class Watch:
    """Watches some files and folders until closed. `tell` is called from a thread of its own with absolute paths:
    files that changed or are gone, and folders to be looked through. `is_candidate(path, explicit)` says by its name
    whether a file matters."""

    def __init__(
        self,
        tell: Callable[[tuple[str, ...]], None],
        is_candidate: Callable[[Path, bool], bool],
        settled: float = SETTLED,
    ) -> None:
        self._notices = _Notices(tell, settled)
        self._is_candidate = is_candidate
        self._observers: list[BaseObserver] = []
        self._followed: tuple[str, ...] = ()

    def follow(self, paths: Iterable[str]) -> None:
        """Watch these files and folders from now on, and no others. What is not there is passed over."""
        wanted = tuple(sorted({path for path in paths if os.path.exists(path)}))  # noqa: PTH110 - strings all along
        if wanted == self._followed:
            return
        self._stop()
        self._followed = wanted
        near = [path for path in wanted if not is_remote(path)]
        far = [path for path in wanted if path not in near]
        if near and not self._observe(Observer(), near):
            far = list(wanted)  # the system has no more notices to give
        if far:
            self._observe(PollingObserver(timeout=POLLED), far)

    def close(self) -> None:
        self._stop()
        self._notices.close()

    def _observe(self, observer: BaseObserver, paths: list[str]) -> bool:
        try:
            for path in paths:
                folder = os.path.isdir(path)  # noqa: PTH112 - strings all along
                handler = _Handler(self._notices, self._is_candidate, path, folder)
                watched = path if folder else str(Path(path).parent)
                observer.schedule(handler, watched, recursive=folder, event_filter=_EVENTS)
            observer.start()
        except OSError as error:
            logger.warning("folders cannot be watched: %s", error.strerror)
            observer.unschedule_all()
            return False
        self._observers.append(observer)
        return True

    def _stop(self) -> None:
        for observer in self._observers:
            observer.stop()
        for observer in self._observers:
            observer.join()
        self._observers.clear()


def is_remote(path: str) -> bool:
    """Whether `path` lies on a network, as far as the system tells."""
    if sys.platform == "win32":
        return path.startswith("\\\\")
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    best, kind = "", ""
    for line in mounts:
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = fields[1].encode().decode("unicode_escape", "replace")
        inside = path == point or path.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind.startswith(_NETWORK)


class _Handler(FileSystemEventHandler):
    """Sorts out which events of one watched path matter."""

    def __init__(self, notices: _Notices, is_candidate: Callable[[Path, bool], bool], path: str, folder: bool) -> None:
        self._notices = notices
        self._is_candidate = is_candidate
        self._path = path
        self._folder = folder

    def on_any_event(self, event: FileSystemEvent) -> None:
        places = [os.fsdecode(place) for place in (event.src_path, event.dest_path) if place]
        if not self._folder:
            if self._path in places:
                self._notices.add([self._path])
        elif event.is_directory:
            self._notices.add([self._path])  # what it held came or went with it
        else:
            self._notices.add([place for place in places if self._is_candidate(Path(place), False)])


class _Notices:
    """Collects paths and tells of them when nothing more has come for a while."""

    def __init__(self, tell: Callable[[tuple[str, ...]], None], settled: float) -> None:
        self._tell = tell
        self._settled = settled
        self._paths: set[str] = set()
        self._news = threading.Condition()
        self._last = 0
        self._closed = False
        threading.Thread(target=self._run, daemon=True, name="watch").start()

    def add(self, paths: list[str]) -> None:
        if paths:
            with self._news:
                self._paths.update(paths)
                self._last += 1
                self._news.notify()

    def close(self) -> None:
        with self._news:
            self._closed = True
            self._news.notify()

    def _run(self) -> None:
        while True:
            with self._news:
                self._news.wait_for(lambda: self._paths or self._closed)
                waited = 0.0
                while not self._closed and waited < LONGEST:
                    seen = self._last
                    self._news.wait_for(lambda seen=seen: self._closed or self._last != seen, self._settled)  # type: ignore[misc]
                    waited += self._settled
                    if self._last == seen:
                        break
                if self._closed:
                    return
                paths, self._paths = tuple(sorted(self._paths)), set()
            self._tell(paths)
