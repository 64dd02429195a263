"""A job driven to its end, with a progress bar when someone is watching."""

from __future__ import annotations

import shutil
import sys
from typing import TypeVar

from tqdm import tqdm

from briefreader.jobs import Job, Progress, run

T = TypeVar("T")


def _columns() -> int:
    """Of the terminal; some say they have none."""
    return max(40, shutil.get_terminal_size().columns - 1)


def follow(job: Job[T]) -> T:
    """The result of `job`; on a terminal its progress is shown on standard error."""
    with tqdm(file=sys.stderr, disable=not sys.stderr.isatty(), leave=False, unit="brief", ncols=_columns()) as bar:

        def report(progress: Progress) -> None:
            if progress.total and bar.total != progress.total:
                bar.reset(total=progress.total)
            bar.set_postfix_str(progress.label[-40:], refresh=False)
            bar.update(max(0, progress.done - bar.n))

        return run(job, report)
