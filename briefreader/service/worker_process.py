"""The other side of a worker: the loop that runs in the spawned process."""

from __future__ import annotations

import contextlib
import ctypes
import logging
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from briefreader import log
from briefreader.errors import BriefReaderError
from briefreader.jobs import Cancelled, Job, Progress, Token, run
from briefreader.records import Changes
from briefreader.service import lazily
from briefreader.service.library import Library
from briefreader.service.messages import (
    Around,
    Ask,
    BackUp,
    Cancel,
    Changed,
    Compare,
    Compose,
    Drain,
    Enquire,
    ExportCopy,
    ExportDraft,
    Failed,
    Finished,
    Follow,
    Forget,
    Highlights,
    Ingest,
    MakePreview,
    Message,
    Noticed,
    Pieces,
    Progressed,
    Request,
    Search,
    Started,
    Stopped,
    Understand,
    WriteAnswer,
)

if TYPE_CHECKING:
    from briefreader import readers
    from briefreader.service import watching
    from briefreader.service.watching import Watch
else:
    readers = lazily.module("briefreader.readers")
    watching = lazily.module("briefreader.service.watching")

MEMORY_LIMIT = 6 * 1024**3  # address space; the model and its arrays take under 2 GB
NICENESS = 10
_PR_SET_PDEATHSIG = 1

if sys.platform != "win32":
    import resource

logger = logging.getLogger(__name__)


def serve(connection: Connection, data_dir: str, role: str, parent: int) -> None:
    """Answer requests from `connection` until told to stop or the other end is gone."""
    _be_a_good_child(parent, role)
    log.start(Path(data_dir) / "logs", role)
    desk = _Desk(connection)
    threading.Thread(target=desk.listen, daemon=True).start()
    with Library.open(data_dir) as library:
        while (task := desk.inbox.get()) is not None:
            desk.do(library, task)
    log.stop()


@dataclass(frozen=True, slots=True)
class _Task:
    request: Request
    token: Token


class _Desk:
    """Where requests come in and messages go out; one job at a time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._pen = threading.Lock()
        self._watch: Watch | None = None
        self.inbox: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()

    def listen(self) -> None:
        tokens: dict[int, Token] = {}
        while True:
            try:
                what: Request | Cancel | None = self._connection.recv()
            except (EOFError, OSError):
                os._exit(0)  # the window is gone, by whatever means: every step so far is committed
            if what is None:
                for token in tokens.values():
                    token.cancel()
                self.inbox.put(None)
                return
            if isinstance(what, Cancel):
                if what.job in tokens:
                    tokens[what.job].cancel()
            else:
                tokens[what.job] = token = Token()
                self.inbox.put(_Task(what, token))

    def do(self, library: Library, task: _Task) -> None:
        request = task.request
        self._say(Started(request.job))
        if isinstance(request, Follow):
            self._follow(library)
            self._say(Finished(request.job, None))
            return
        try:
            result = run(_job(library, request), self._reporter(request.job), task.token)
        except Cancelled:
            self._say(Stopped(request.job))
        except BriefReaderError as error:
            self._say(Failed(request.job, str(error)))
        except Exception as error:  # noqa: BLE001 - one job's fault must not end the worker; it is logged and told
            logger.error("job failed\n%s", log.describe(error))
            self._say(Failed(request.job, "Something unexpected happened in the background.", log.describe(error)))
        else:
            self._say(Finished(request.job, result))

    def _reporter(self, job: int) -> Callable[[Progress], None]:
        def report(progress: Progress) -> None:
            if isinstance(progress.news, Changes) and progress.news:
                self._say(Changed(progress.news))
            self._say(Progressed(job, Progress(progress.done, progress.total, progress.label)))

        return report

    def _say(self, message: Message) -> None:
        with self._pen, contextlib.suppress(OSError):  # the window is gone; `listen` ends this process
            self._connection.send(message)

    def _follow(self, library: Library) -> None:
        if self._watch is None:
            self._watch = watching.Watch(lambda paths: self._say(Noticed(paths)), readers.is_candidate)
        self._watch.follow(library.folders())


def _job(library: Library, request: Request) -> Job[object]:
    match request:
        case Follow():
            return None  # done by the desk: it outlasts the job
        case Ingest():
            return (
                yield from library.ingest(
                    [Path(path) for path in request.paths], analyse=False, noticed=request.noticed
                )
            )
        case Understand():
            return (yield from library.understand(request.first, only=request.only))
        case Drain():
            return (yield from library.drain())
        case Search():
            yield Progress(0, 1)
            return library.search(
                request.query,
                request.limit,
                typing=True,
                choices=request.choices,
                order=request.order,
                offset=request.offset,
            )
        case Highlights():
            yield Progress(0, 1)
            return library.highlights(request.brief, request.query, typing=True)
        case ExportCopy():
            yield Progress(0, 1)
            path, placed = library.export_copy(request.form, request.brief, Path(request.output))
            return str(path), placed
        case Compare():
            yield Progress(0, 1)
            return library.versions.overview(request.brief, request.old, request.mode)
        case Compose():
            yield Progress(0, 1)
            return library.drafts.compose(request.draft, request.words, offers=request.offers)
        case MakePreview():
            yield Progress(0, 1)
            return library.drafts.preview(request.draft)
        case ExportDraft():
            yield Progress(0, 1)
            template = Path(request.template) if request.template else None
            return str(
                library.drafts.export(
                    request.draft,
                    request.format,
                    Path(request.output),
                    marking=request.marking,
                    template=template,
                    machine_copy=request.machine_copy,
                )
            )
        case BackUp():
            yield Progress(0, 1)
            return str(copy) if (copy := library.back_up()) else None
        case Ask():
            yield Progress(0, 1)
            return library.asking.ask(request.topic, request.wanted, request.order, request.limit, request.offset)  # type: ignore[arg-type]
        case WriteAnswer():
            yield Progress(0, 1)
            return library.asking.write(request.topic, request.wanted, request.order, Path(request.output))  # type: ignore[arg-type]
        case Pieces():
            yield Progress(0, 1)
            return library.snippets(request.brief, request.query, request.limit, typing=True)
        case Enquire():
            yield Progress(0, 1)
            return getattr(library.searches, request.about)(*request.given, **request.choices)
        case Around():
            yield Progress(0, 1)
            return library.around(request.brief, request.start, request.end, request.query)
        case Forget():
            yield Progress(0, 1)
            return library.forget(request.brief, passages=request.passages)


def _be_a_good_child(parent: int, role: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is for the window to handle
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(0)  # the parent ended before the kernel was asked
    if sys.platform != "win32":
        with contextlib.suppress(OSError, ValueError):  # a stricter limit is already set
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
        if role not in ("query", "across"):  # those the user is waiting for
            with contextlib.suppress(OSError):
                os.nice(NICENESS)
