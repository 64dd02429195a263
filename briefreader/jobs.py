"""A job is a generator: each `yield` is progress and a point where it may be cancelled; its return value is the result.

Nothing below the window knows whether a progress bar, a thread or a worker process drives it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` (0: unknown) and, in a few words, what is being done now.

    `news` carries what has become visible since the last step (the service puts a `Changes` there), so that a
    window can show each brief as soon as it is stored.
    """

    done: int
    total: int
    label: str = ""
    news: object | None = None


Job = Generator[Progress, None, T]


class Cancelled(Exception):
    """The job was asked to stop, and has closed."""


class Token:
    """Asks a running job to stop at its next step; may be set from any thread."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        self._event.set()

    @property
    def is_cancelled(self) -> bool:
        return self._event.is_set()


def run(job: Job[T], on_progress: Callable[[Progress], None] = lambda _: None, token: Token | None = None) -> T:
    """Drive `job` to its end and return its result. Raises `Cancelled` when `token` asks for it. The job is closed, and
    lets go of what it holds, before this returns or raises, whatever raises."""
    with closing(job):
        while token is None or not token.is_cancelled:
            try:
                progress = next(job)
            except StopIteration as stop:
                result: T = stop.value
                return result
            on_progress(progress)
        raise Cancelled
