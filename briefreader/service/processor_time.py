"""Whether a process works, waits, or is not let: what the system says of its processor time."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple


class Use(NamedTuple):
    """The processor time a process has used, in seconds, and whether it has work to do now."""

    seconds: float
    works: bool


def use_of(process: int) -> Use | None:
    """What the process with this number has used; None where the system does not say (other than Linux), or when it has
    ended."""
    with suppress(OSError, ValueError, IndexError, AttributeError):
        # proc(5): the name, which may hold anything, stands in parentheses before the fields
        fields = Path(f"/proc/{process}/stat").read_text(errors="replace").rpartition(")")[2].split()
        ticks = int(fields[11]) + int(fields[12])
        return Use(ticks / os.sysconf("SC_CLK_TCK"), fields[0] == "R")
    return None
