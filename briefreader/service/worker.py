"""A worker: a process of its own in which the window has heavy work done.

The window's process never parses, analyses, indexes or searches: a stall there is seen by the user. A worker opens the
same library by itself (any process may write), takes requests one after the other through a pipe and reports back
through it. It is spawned, not forked (Qt and SQLite do not survive a fork), runs at lower priority, and ends when
its parent ends, however that happens.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from briefreader.service.messages import Cancel, Died, Message, Request
from briefreader.service.worker_process import serve

_SPAWN = multiprocessing.get_context("spawn")


class Worker:
    """One worker process, seen from the parent. Nothing here blocks but `stop`.

    `role` names it in the log and the process list: "ingest", "analyse", "query". The process is started by `start`
    and may be started again after it has died.
    """

    def __init__(self, data_dir: Path, role: str) -> None:
        self.role = role
        self._data_dir = data_dir
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None

    def start(self) -> None:
        """Spawn the process; at once ready to be sent requests. Must be called from the main thread (the kernel ends
        the worker when the thread that spawned it ends)."""
        here, there = _SPAWN.Pipe(duplex=True)
        self._process = _SPAWN.Process(
            target=serve,
            args=(there, str(self._data_dir), self.role, os.getpid()),
            name=f"briefreader-{self.role}",
            daemon=True,
        )
        self._process.start()
        there.close()
        self._connection = here

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.is_alive()

    @property
    def pid(self) -> int | None:
        return self._process.pid if self._process else None

    def fileno(self) -> int:
        """The descriptor that becomes readable when `receive` has something. Raises OSError when not started."""
        if self._connection is None:
            raise OSError("the worker is not running")
        return self._connection.fileno()

    def send(self, request: Request) -> bool:
        """Queue `request`. False when the worker is gone (`receive` then tells of its death)."""
        return self._say(request)

    def cancel(self, job: int) -> None:
        """Stop `job` at its next step, or before it begins; requests behind it are done."""
        self._say(Cancel(job))

    def receive(self, limit: int = 16) -> list[Message]:
        """The first `limit` messages that have come, in order; `fileno` stays readable while there are more. `Died` is
        the last, once, when the process has ended by itself."""
        messages: list[Message] = []
        if self._connection is None:
            return messages
        try:
            while len(messages) < limit and self._connection.poll():
                message: Message = self._connection.recv()
                messages.append(message)
        except (EOFError, OSError):
            messages.append(self._bury())
        return messages

    def stop(self, timeout: float = 2.0) -> None:
        """End the process: asked first, then told, then killed. Work already saved stays saved."""
        process, connection = self._process, self._connection
        if process is None:
            return
        self._say(None)
        process.join(timeout)
        if process.is_alive():
            process.terminate()
            process.join(timeout)
        if process.is_alive():
            process.kill()
            process.join()
        if connection is not None:
            connection.close()
        process.close()
        self._process = self._connection = None

    def _say(self, what: object) -> bool:
        if self._connection is None:
            return False
        try:
            self._connection.send(what)
        except (OSError, ValueError):
            return False
        return True

    def _bury(self) -> Died:
        process, connection = self._process, self._connection
        self._process = self._connection = None
        code: int | None = None
        if connection is not None:
            with contextlib.suppress(OSError):
                connection.close()
        if process is not None:
            process.join(1.0)
            code = process.exitcode
            if code is None:
                process.kill()
                process.join()
            process.close()
        how = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
        return Died(f"A background process ({self.role}) ended unexpectedly ({how}).")
