"""Values through the pipes between this program and its helping processes: length-prefixed pickles.

The processes are run as programs (`python -m`), not forked or spawned from the caller's main module, so that any script
may open a library.
"""

from __future__ import annotations

import os
import pickle
import struct
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

import briefreader

BROKEN = (EOFError, OSError, ValueError, pickle.UnpicklingError)
"""What `receive` raises when the other side has ended, however that happened."""

_LENGTH = struct.Struct("<Q")


def program(module: str) -> tuple[str, ...]:
    """The command that runs a module of this program."""
    return (sys.executable, "-P", "-W", "ignore", "-m", module)


def run(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start `command`, with this process's id as its last argument, and pipes to talk through."""
    paths = [str(Path(briefreader.__file__).parent.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    more = {"PYTHONPATH": os.pathsep.join(paths), "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    return subprocess.Popen(  # noqa: S603 - this program itself
        [*command, str(os.getpid())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **more},
    )


def send(stream: BinaryIO, value: object) -> None:
    """Write one value. Raises OSError when the other side is gone."""
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: BinaryIO) -> Any:
    """The next value. Raises one of BROKEN when the other side is gone."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)  # noqa: S301 - both ends are this program
