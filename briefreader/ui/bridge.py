"""The workers as seen from the window: requests are method calls, what comes back are signals.

Three processes: one reads files in and indexes them, one finds names and quotes, one answers what the user waits for.
One that dies is reported and started again; the file it choked on is left out.
"""

from __future__ import annotations

import itertools
import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from briefreader.records import Choice, IndexReport, Order, SearchResult, Snippet
from briefreader.service.asking import PAGE, Answer
from briefreader.service.messages import (
    Around,
    Ask,
    BackUp,
    Changed,
    Compare,
    Compose,
    Died,
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
    Stopped,
    Understand,
    WriteAnswer,
)
from briefreader.service.worker import Worker
from briefreader.text.draft import Draft
from briefreader.ui.seat import Seat

if TYPE_CHECKING:
    from briefreader.service.comparing import Edition
    from briefreader.service.overview import Mode

PROGRESS_MS = 120
_AWAITED = (
    Search
    | Highlights
    | Enquire
    | Pieces
    | Around
    | ExportCopy
    | Ask
    | WriteAnswer
    | Compare
    | Compose
    | MakePreview
    | ExportDraft
)
logger = logging.getLogger(__name__)


class Bridge(QObject):
    """`Library`'s long work, done elsewhere. Every request returns the number its answers carry."""

    changed = Signal()  # another process has written to the library
    progressed = Signal(str, int, int)  # what is being done, done, total
    idle = Signal()
    stopped = Signal()  # all that was cancelled has come to rest
    reported = Signal(object)  # IndexReport: a reading-in has ended
    found = Signal(object)  # SearchResult of the latest search
    not_found = Signal(str, str)  # query, why it could not be answered
    pieces_found = Signal(str, str, object)  # brief, query, (Snippet, ...): all its places
    around_found = Signal(int, object)  # Snippet: a place with its paragraph; None when it is no more
    consulted = Signal(int, object)  # an answer of the library's searches, or a sentence why there is none
    highlighted = Signal(str, str, object)  # brief, query, ((start, end), ...)
    composed = Signal(int, object)  # job, Composed
    previewed = Signal(int, object)  # job, Preview
    exported = Signal(int, str)
    compared = Signal(int, object)  # an Overview, or a sentence on why there is none
    copied = Signal(str, int)  # path, passages marked in it
    export_failed = Signal(int, str)
    forgotten = Signal(str)
    answered = Signal(int, object)  # Answer to a question about all briefs
    written = Signal(int, str, int)  # the file a whole answer was written to, its rows
    unanswered = Signal(int, str)  # why there is no answer
    failed = Signal(str, str)  # a sentence, details

    def __init__(self, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seats = {role: Seat(Worker(data_dir, role), self) for role in ("ingest", "analyse", "query", "across")}
        for seat in self._seats.values():
            seat.said.connect(self._hear)
            seat.given_up.connect(self._give_up)
        self._seats["ingest"].revived.connect(self._follow_again)
        self._numbers = itertools.count(1)
        self._search = self._around = 0
        self._more_to_understand = False
        self._mending = False  # the index has been asked for since it was last sound
        self._stopped = False  # the user has cancelled: nothing begins again by itself
        self._cancelling = False  # what was cancelled goes on to its next step
        self._ended = False  # the window is closing: no process is started any more
        self._first: str | None = None
        self._shown: tuple[str, int, int] | None = None
        self._pace = QTimer(self, interval=PROGRESS_MS, singleShot=True)
        self._pace.timeout.connect(self._show)

    @property
    def busy(self) -> bool:
        """Whether anything is going on that the user may want to stop."""
        return any(self._seats[role].tasks for role in ("ingest", "analyse"))

    @property
    def pids(self) -> list[int]:
        """The processes that run now."""
        return [seat.worker.pid for seat in self._seats.values() if seat.worker.pid is not None]

    def start(self) -> None:
        """Have the process for questions ready before the first one."""
        self._seats["query"].wake()

    def stop(self) -> None:
        """End all processes. What they have done stays done."""
        self._stopped = self._ended = True
        self._pace.stop()
        for seat in self._seats.values():
            seat.close()

    def ingest(self, paths: Sequence[Path]) -> int:
        self._stopped = False
        return self._send("ingest", Ingest(next(self._numbers), tuple(str(path) for path in paths)))

    def understand(self, first: str | None = None) -> None:
        """Find names and quotes where they are missing, in `first` before all; in `first` alone once the user has
        cancelled, until something is read in."""
        running = self._seats["analyse"].tasks
        self._first = first or self._first
        if not running:
            self._begin_to_understand()
            return
        self._more_to_understand = True
        if first is not None:
            for number in list(running):
                self._seats["analyse"].cancel(number)

    def search(
        self, query: str, limit: int = 50, choices: Sequence[Choice] = (), order: Order = "best", offset: int = 0
    ) -> int:
        """Ask for the briefs that fit; an earlier question is dropped."""
        if self._search:
            self._seats["query"].cancel(self._search)
        self._search = self._send("query", Search(next(self._numbers), query, limit, tuple(choices), order, offset))
        return self._search

    def pieces(self, brief: str, query: str) -> int:
        """Ask for all places in one brief."""
        return self._send("query", Pieces(next(self._numbers), brief, query))

    def consult(self, about: str, *given: Any, **choices: bool) -> int:
        """Ask the library's searches; `consulted` brings the answer."""
        return self._send("query", Enquire(next(self._numbers), about, given, choices))  # type: ignore[arg-type]

    def around(self, brief: str, start: int, end: int, query: str) -> int:
        """Ask for a place with its paragraph; an earlier one is no longer wanted."""
        if self._around:
            self._seats["query"].cancel(self._around)
        self._around = self._send("query", Around(next(self._numbers), brief, start, end, query))
        return self._around

    def highlight(self, brief: str, query: str) -> int:
        return self._send("query", Highlights(next(self._numbers), brief, query))

    def export_copy(self, form: str, brief: str, output: Path) -> int:
        """Write a copy of a brief with its passages marked; `copied` tells when it is there."""
        return self._send("query", ExportCopy(next(self._numbers), form, brief, str(output)))

    def ask(self, topic: str, wanted: Any = None, order: str = "", limit: int = PAGE, offset: int = 0) -> int:
        """Ask about all briefs at once; the answer comes as `answered`."""
        return self._send("across", Ask(next(self._numbers), topic, wanted, order, limit, offset))

    def drop(self, question: int) -> None:
        """The answer to a question is no longer wanted."""
        self._seats["across"].cancel(question)

    def write_answer(self, topic: str, wanted: Any, order: str, output: Path) -> int:
        """Write the whole answer as CSV."""
        return self._send("across", WriteAnswer(next(self._numbers), topic, wanted, order, str(output)))

    def compare(self, brief: str, old: Edition | None, mode: Mode) -> int:
        """Ask what has changed in a brief; `compared` brings the answer, a sentence where there is none."""
        return self._send("across", Compare(next(self._numbers), brief, old, mode))

    def compose(self, draft: Draft, words: str = "", *, offers: bool = True) -> int:
        return self._send("query", Compose(next(self._numbers), draft, words, offers))

    def preview(self, draft: Draft) -> int:
        return self._send("query", MakePreview(next(self._numbers), draft))

    def export_draft(
        self, draft: Draft, form: str, output: Path, marking: str, template: str = "", machine_copy: bool = False
    ) -> int:
        job = next(self._numbers)
        return self._send("query", ExportDraft(job, draft, form, str(output), marking, template, machine_copy))

    def withdraw(self, job: int) -> None:
        """Drop a question of the summary that is not worth an answer any more."""
        self._seats["query"].cancel(job)

    def forget(self, brief: str, passages: bool) -> int:
        return self._send("ingest", Forget(next(self._numbers), brief, passages))

    def catch_up(self, paths: Sequence[str]) -> None:
        """Read in what has changed in the user's files and folders while nobody watched, and watch them."""
        self._send("ingest", Ingest(next(self._numbers), tuple(paths), noticed=True))
        self.follow()

    def follow(self) -> None:
        """Watch the user's folders; what happens in them is read in."""
        self._send("ingest", Follow(next(self._numbers)))

    @Slot()
    def back_up(self) -> None:
        """Make today's copy of the library, unless it is there."""
        self._send("query", BackUp(next(self._numbers)))

    @Slot()
    def cancel(self) -> None:
        """Stop reading in and analysing; what is done stays done."""
        self._more_to_understand = False
        self._stopped = True
        self._cancelling = self.busy
        self._first = None
        for role in ("ingest", "analyse"):
            for number in list(self._seats[role].tasks):
                self._seats[role].cancel(number)

    def _send(self, role: str, request: Request) -> int:
        if not self._ended:
            self._seats[role].send(request)
        return request.job

    def _begin_to_understand(self) -> None:
        self._more_to_understand = False
        first, self._first = self._first, None
        if first is not None or not self._stopped:
            self._send("analyse", Understand(next(self._numbers), first, only=self._stopped))

    @Slot(object, object)
    def _hear(self, message: Message, request: Request | None) -> None:
        match message:
            case Noticed():
                self._send("ingest", Ingest(next(self._numbers), message.paths, noticed=True))
            case Changed():
                self.changed.emit()
                if isinstance(request, Ingest) and message.changes.briefs and not self._stopped:
                    self.understand()
            case Progressed() if isinstance(request, Ingest | Understand):
                self._note(request, message)
            case Finished() if request is not None:
                self._deliver(request, message.result)
            case Failed():
                self._refuse(request, message)
            case Died():
                self._lost(message)
        if isinstance(message, Finished | Stopped | Failed):
            self._after(request)

    def _note(self, request: Request, message: Progressed) -> None:
        progress = message.progress
        label = Path(progress.label).name if isinstance(request, Ingest) and progress.label else ""
        doing = (
            f"Reading {label}" if label else "Reading" if isinstance(request, Ingest) else "Finding names and quotes"
        )
        if isinstance(request, Understand) and progress.label == "scans":
            doing = "Recognising scanned pages"
        if isinstance(request, Understand) and self._seats["ingest"].tasks:
            return  # reading is told first; the names follow
        self._shown = (doing, progress.done, progress.total)
        if not self._pace.isActive():
            self._show()
            self._pace.start()

    @Slot()
    def _show(self) -> None:
        if self._shown is not None:
            self.progressed.emit(*self._shown)
            self._shown = None

    def _deliver(self, request: Request, result: object) -> None:
        match request, result:
            case Search(), SearchResult() if request.job == self._search:
                self._search = 0
                self._mend_index(result)
                self.found.emit(result)
            case Pieces(), tuple():
                self.pieces_found.emit(request.brief, request.query, result)
            case Enquire(), _:
                self.consulted.emit(request.job, result)
            case Around(), Snippet() if request.job == self._around:
                self._around = 0
                self.around_found.emit(request.job, result)
            case Highlights(), tuple():
                self.highlighted.emit(request.brief, request.query, result)
            case Compare(), _:
                self.compared.emit(request.job, result)
            case Compose(), _:
                self.composed.emit(request.job, result)
            case MakePreview(), _:
                self.previewed.emit(request.job, result)
            case ExportDraft(), str():
                self.exported.emit(request.job, result)
                self.changed.emit()
            case ExportCopy(), (path, placed):
                self.copied.emit(path, placed)
            case Ask(), Answer():
                self.answered.emit(request.job, result)
            case WriteAnswer(), int():
                self.written.emit(request.job, request.output, result)
            case Forget(), _:
                self.forgotten.emit(request.brief)
                self.changed.emit()
            case Ingest(), IndexReport() if not request.noticed or result.indexed or result.removed:
                self.reported.emit(result)
            case _:
                pass

    def _mend_index(self, result: SearchResult) -> None:
        """An answer without the index: have it made anew, once."""
        if result.scanned and not self._mending:
            self._send("ingest", Drain(next(self._numbers)))
        self._mending = result.scanned

    def _refuse(self, request: Request | None, message: Failed) -> None:
        match request:
            case Search():
                if request.job == self._search:
                    self._search = 0
                    self.not_found.emit(request.query, message.sentence)
            case Highlights():
                self.highlighted.emit(request.brief, request.query, ())
            case Enquire():
                self.consulted.emit(request.job, message.sentence)
            case Pieces():
                self.pieces_found.emit(request.brief, request.query, ())
            case Around():
                if request.job == self._around:
                    self._around = 0
                    self.around_found.emit(request.job, None)
            case Compare():
                self.compared.emit(request.job, message.sentence)
            case Ask() | WriteAnswer():
                self.unanswered.emit(request.job, message.sentence)
            case Compose() | MakePreview() | ExportDraft():
                self.export_failed.emit(request.job, message.sentence)
            case _:
                self.failed.emit(message.sentence, message.detail)

    def _lost(self, message: Died) -> None:
        logger.warning("worker died")
        self.failed.emit(f"{message.reason} It was started again.", "")

    @Slot()
    def _follow_again(self) -> None:
        """The process that watched the folders is another now."""
        if not any(isinstance(request, Follow) for request in self._seats["ingest"].tasks.values()):
            self.follow()

    @Slot(str, object)
    def _give_up(self, role: str, unanswered: Sequence[Request]) -> None:
        """Nothing begins again by itself; who waits for an answer is told that none will come."""
        sentence = f"The background process ({role}) keeps ending; it is not started again until asked."
        for request in unanswered:
            if isinstance(request, _AWAITED):
                self._refuse(request, Failed(request.job, sentence))
        self.failed.emit(sentence, "")
        self._after(None)

    def _after(self, request: Request | None) -> None:
        if isinstance(request, Ingest):
            self.changed.emit()
            if not request.noticed:
                self.follow()
            if not self._stopped:
                self.understand()
        elif isinstance(request, Understand):
            self.changed.emit()
            if self._more_to_understand:
                self._begin_to_understand()
        if not self.busy:
            self._pace.stop()
            self._shown = None
            self.idle.emit()
            if self._cancelling:
                self._cancelling = False
                self.stopped.emit()
