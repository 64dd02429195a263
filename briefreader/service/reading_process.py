"""The other side of the reading room: a process that reads files and nothing else, and may be killed at any time.

It is run as a program (`python -m`), not forked or spawned from the caller's main module, so that any script may open
a library. Requests and answers are length-prefixed pickles on its standard input and output.
"""

from __future__ import annotations

import ctypes
import os
import pickle
import signal
import struct
import sys
from pathlib import Path
from typing import Any, BinaryIO

from briefreader import readers
from briefreader.readers.parts import parts
from briefreader.text import language

MEMORY_LIMIT = 1024**3  # bytes of its own data; a report of 200 pages takes under 200 MB
_LENGTH = struct.Struct("<Q")
_PR_SET_PDEATHSIG = 1

if sys.platform != "win32":
    import resource


def send(stream: BinaryIO, value: object) -> None:
    """Write one value. Raises OSError when the other side is gone."""
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: BinaryIO) -> Any:
    """The next value. Raises EOFError when the other side is gone."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)  # noqa: S301 - both ends are this program


def main() -> None:
    """Read each file asked for and answer with its parts, then None; end when the caller does."""
    language.prepare()
    confine(int(sys.argv[1]))
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not stand among the answers
    requests = sys.stdin.buffer
    send(answers, readers.VERSION)  # ready
    while True:
        try:
            path, known = receive(requests)
            for part in parts(Path(path), known):
                send(answers, part)
            send(answers, None)
        except (EOFError, OSError):
            return


def confine(parent: int) -> None:
    """Bound what a damaged or hostile file can make this process do: memory, files written, core dumps."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is for the caller to handle
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(0)  # the caller ended before the kernel was asked
    if sys.platform != "win32":
        for limit, most in (
            (resource.RLIMIT_DATA, MEMORY_LIMIT),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            ceiling = resource.getrlimit(limit)[1]
            most = most if ceiling == resource.RLIM_INFINITY else min(most, ceiling)
            resource.setrlimit(limit, (most, most))


if __name__ == "__main__":
    main()
