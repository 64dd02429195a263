"""The program's diary: what was done and what went wrong, in `logs/` of the data folder.

A log may be sent to someone else, so no text of a brief may reach it: messages name ids, counts and file names, and
the message of an unexpected exception (which may quote the text it choked on) is left out of its traceback.
"""

from __future__ import annotations

import logging
import os
import sys
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from briefreader.errors import BriefReaderError

ROOT = "briefreader"
MAX_BYTES = 1_000_000
KEEP = 3


class _Formatter(logging.Formatter):
    def formatException(self, ei: object) -> str:  # noqa: N802 - logging's own name
        if not isinstance(ei, tuple) or ei[1] is None:
            return ""
        return describe(ei[1])


def describe(error: BaseException) -> str:
    """The traceback of `error` without the words of its message, unless the message is one of ours."""
    steps = traceback.extract_tb(error.__traceback__)
    frames = "".join(f"  {step.filename}:{step.lineno} in {step.name}\n" for step in steps)
    words = f": {error.message}" if isinstance(error, BriefReaderError) else ""
    return f"{frames}{type(error).__qualname__}{words}".rstrip()


def start(folder: Path, name: str) -> logging.Logger:
    """Log to `folder`/`name`.log, readable by the user alone; replaces an earlier start. Returns the root logger."""
    logger = logging.getLogger(ROOT)
    stop()
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / f"{name}.log"
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
        handler: logging.Handler = RotatingFileHandler(path, maxBytes=MAX_BYTES, backupCount=KEEP, encoding="utf-8")
    except OSError:
        handler = logging.NullHandler()  # a full or read-only disk must not keep the user from reading
    handler.setFormatter(_Formatter("%(asctime)s %(process)d %(levelname)s %(name)s %(message)s"))
    logger.addHandler(handler)
    return logger


def stop() -> None:
    """Close what `start` opened."""
    logger = logging.getLogger(ROOT)
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()


def log_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A `sys.excepthook`: the log gets the traceback, the user one sentence."""
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger(ROOT).critical("uncaught\n%s", describe(error.with_traceback(trace)))
    print(  # noqa: T201 - the last resort when nothing else can speak
        f"briefreader: something unexpected happened ({kind.__name__}); the log in the data folder tells more.",
        file=sys.stderr,
    )
