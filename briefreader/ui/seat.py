"""One worker and what it has been asked: its pipe watched by the event loop, its death survived."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

from briefreader.service.messages import Died, Failed, Finished, Request, Stopped
from briefreader.service.worker import Worker

DEATHS = 4  # within `WINDOW` seconds: more, and it is not started again by itself
WINDOW = 60.0
PATIENCE = 0.6  # seconds a worker gets to end by itself: every step it has done is saved


class Seat(QObject):
    """Keeps the requests that are not answered yet, to ask them again when the worker has died."""

    said = Signal(object, object)  # Message, the Request it belongs to (None: to none)
    revived = Signal()  # it has died and was started again
    given_up = Signal(str, object)  # role, the Requests that are not answered any more

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.worker = worker
        self.tasks: dict[int, Request] = {}
        self._notifier: QSocketNotifier | None = None
        self._deaths: list[float] = []

    def wake(self) -> None:
        """Have the process running."""
        if self._notifier is not None:
            return
        self.worker.start()
        self._notifier = QSocketNotifier(self.worker.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._hear)

    def send(self, request: Request) -> None:
        self.wake()
        self.tasks[request.job] = request
        self.worker.send(request)

    def cancel(self, job: int) -> None:
        self.worker.cancel(job)

    def close(self) -> None:
        self.tasks.clear()
        self._unwatch()
        self.worker.stop(PATIENCE)

    @Slot()
    def _hear(self) -> None:
        """What has come, a little of it in each turn of the event loop."""
        for message in self.worker.receive():
            if isinstance(message, Died):
                self._buried(message)
                continue
            job = getattr(message, "job", None)
            request = self.tasks.get(job) if job is not None else next(iter(self.tasks.values()), None)
            if isinstance(message, Finished | Stopped | Failed) and job is not None:
                self.tasks.pop(job, None)
            self.said.emit(message, request)

    def _buried(self, message: Died) -> None:
        self._unwatch()
        now = time.monotonic()
        self._deaths = [when for when in self._deaths if now - when < WINDOW] + [now]
        waiting, self.tasks = list(self.tasks.values()), {}
        if len(self._deaths) > DEATHS:
            self.given_up.emit(self.worker.role, tuple(waiting))
            return
        self.said.emit(message, waiting[0] if waiting else None)
        self.wake()
        for request in waiting:
            self.send(request)
        self.revived.emit()

    def _unwatch(self) -> None:
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
