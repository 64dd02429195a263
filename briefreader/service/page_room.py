"""The page room: asks the process that draws pages, and starts another when it ends by itself."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from subprocess import Popen, TimeoutExpired
from typing import BinaryIO, cast

from briefreader.service import pipes
from briefreader.service.page_messages import Answer, Open, Refused, Request

PROGRAM = pipes.program("briefreader.service.page_process")
GAVE_UP = "Showing the pages of this PDF stopped the program that draws them; its text can be read."
PATIENCE = 20.0  # seconds without any answer to what was asked; a full page takes a tenth of one
_TICK = 0.5
_LIVES = 2  # times one file may end the process


class PageRoom:
    """One drawing process and one open file. `tell` is called from a thread with the answers to the open file's
    requests, those to an earlier file's are dropped. To be used from one thread, the program's main one."""

    def __init__(
        self, tell: Callable[[Answer], None], patience: float = PATIENCE, program: Sequence[str] = PROGRAM
    ) -> None:
        self._tell = tell
        self._patience, self._program = patience, program
        self._owed = 0  # answers that are due
        self._heard = 0.0  # when the last one came, or was first due
        self._counting = threading.Lock()
        self._process: Popen[bytes] | None = None
        self._generation = 0
        self._opened: Open | None = None
        self._lives = _LIVES

    def start(self) -> None:
        """Have the process running before it is needed: it takes half a second."""
        if self._process is None:
            self._process = process = pipes.run(self._program)
            self._owed = 0
            for part in (self._carry, self._watch):
                threading.Thread(target=part, args=(process,), daemon=True, name="pages").start()

    def open(self, place: str, digest: str) -> None:
        """Open another file."""
        self._opened, self._lives = Open(place, digest), _LIVES
        self._generation += 1
        self.ask(self._opened)

    def ask(self, request: Request) -> None:
        """Ask of the open file; the answer comes through `tell`."""
        self.start()
        process = cast("Popen[bytes]", self._process)
        with self._counting:
            if not self._owed:
                self._heard = time.monotonic()
            self._owed += 1
        with suppress(OSError):  # the thread tells of its end
            pipes.send(cast(BinaryIO, process.stdin), (self._generation, request))

    def revive(self) -> bool:
        """After the process has ended (`tell` was given None): open the file again in another. False when the file
        has had its chances."""
        self._bury()
        if self._opened is None or self._lives <= 0:
            return False
        self._lives -= 1
        self._generation += 1
        self.ask(self._opened)
        return True

    def close(self) -> None:
        """End the process."""
        self._generation += 1
        self._opened = None
        self._bury()

    def _bury(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            with suppress(OSError):
                cast(BinaryIO, process.stdin).close()
            process.wait()

    def _carry(self, process: Popen[bytes]) -> None:
        with cast(BinaryIO, process.stdout) as stream:
            try:
                while True:
                    generation, answer = pipes.receive(stream)
                    if process is self._process:
                        with self._counting:
                            self._owed, self._heard = self._owed - 1, time.monotonic()
                    if generation == self._generation and answer is not None:
                        self._tell(answer)
            except pipes.BROKEN:
                if process is self._process:
                    self._tell(Refused(""))

    def _watch(self, process: Popen[bytes]) -> None:
        """End a process that a page keeps from answering; what follows is what follows a crash."""
        while process is self._process:
            with suppress(TimeoutExpired):
                process.wait(_TICK)
                return
            with self._counting:
                late = self._owed > 0 and time.monotonic() - self._heard > self._patience
            if late and process is self._process:
                process.kill()
