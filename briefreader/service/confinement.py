"""What a helping process that opens the user's files may do: bounded, and ended with the program it helps."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from typing import BinaryIO

_PR_SET_PDEATHSIG = 1

if sys.platform != "win32":
    import resource


def confine(parent: int, memory: int) -> None:
    """Bound what a damaged or hostile file can make this process do: `memory` bytes of data, no file written, no core
    dump; and end it with the process `parent`. Where the system has no such limits, only time bounds it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is for the caller to handle
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(0)  # the caller ended before the kernel was asked
    if sys.platform != "win32":
        for limit, most in ((resource.RLIMIT_DATA, memory), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
            ceiling = resource.getrlimit(limit)[1]
            most = most if ceiling == resource.RLIM_INFINITY else min(most, ceiling)
            resource.setrlimit(limit, (most, most))


def answers() -> BinaryIO:
    """Standard output for answers alone: what a library prints goes where errors go."""
    stream = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return stream
