"""Reading and indexing a folder, beside Recoll on the same files in the same run.

    python benchmarks/throughput.py FOLDER [--rounds 3] [--suffix .pdf --suffix .docx]

The files of these kinds are copied to a temporary folder first. Recoll (`apt install recollcmd poppler-utils`) runs its
own helpers on as many cores as there are; ours reads in two processes and indexes in a third. No names or quotes are
looked for in either. Medians of the rounds, taken in turn.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from briefreader.jobs import run
from briefreader.service.library import Library


def ours(folder: Path, data: Path) -> tuple[float, int]:
    """Seconds and pages."""
    began = time.perf_counter()
    with Library.open(data) as library:
        run(library.ingest([folder], analyse=False))
        took = time.perf_counter() - began
        return took, sum(brief.pages or 0 for brief in library.briefs())


def recoll(folder: Path, data: Path) -> float:
    data.mkdir()
    (data / "recoll.conf").write_text(f"topdirs = {folder}\nthrQSizes = 2 2 2\nthrTCounts = 2 2 1\n")
    began = time.perf_counter()
    done = subprocess.run(
        ["recollindex", "-c", str(data)], check=False, capture_output=True, env={**os.environ, "HOME": str(data)}
    )
    took = time.perf_counter() - began
    if done.returncode:
        raise SystemExit(f"recollindex failed: {done.stderr[-500:].decode('utf-8', 'replace')}")
    return took


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--suffix", action="append", default=[])
    asked = parser.parse_args()
    suffixes = asked.suffix or [".pdf", ".docx"]
    with tempfile.TemporaryDirectory() as temporary:
        files = Path(temporary, "files")
        files.mkdir()
        for path in sorted(asked.folder.iterdir()):
            if path.suffix.lower() in suffixes:
                shutil.copy(path, files)
        mine: list[float] = []
        theirs: list[float] = []
        pages = 0
        for number in range(asked.rounds):
            took, pages = ours(files, Path(temporary, f"data-{number}"))
            mine.append(took)
            if shutil.which("recollindex"):
                theirs.append(recoll(files, Path(temporary, f"recoll-{number}")))
        count = len(list(files.iterdir()))
        median = statistics.median(mine)
        print(f"{count} files, {pages} pages; BriefReader {median:.2f} s ({pages / median:.0f} pages/s)")
        if theirs:
            other = statistics.median(theirs)
            print(f"Recoll {other:.2f} s ({pages / other:.0f} pages/s); ratio of times {median / other:.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
