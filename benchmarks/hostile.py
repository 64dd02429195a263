"""Every file of a folder of hostile files, read as the library reads them: none may stop, hang or swell the program.

    python benchmarks/hostile.py FOLDER [--slowest 10]

Prints how many were read and refused, the slowest, the largest memory of a reading process, what is left running, and
what was written outside. On Linux, `strace -f -e trace=network -o trace.txt python benchmarks/hostile.py FOLDER` shows
whether a socket to a network was opened.
"""

from __future__ import annotations

import argparse
import os
import time
from collections import Counter
from pathlib import Path

from briefreader.service.reading_room import CRASHED, TOO_SLOW, ReadingRoom, Wanted


def children() -> dict[int, int]:
    """The reading processes and their greatest memory in bytes."""
    found: dict[int, int] = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            lines = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
            command = status.with_name("cmdline").read_bytes()
        except OSError:
            continue
        if b"reading_process" in command and int(lines["PPid"]) == os.getpid():
            found[int(lines["Pid"])] = int(lines.get("VmHWM", "0 kB").split()[0]) * 1024
    return found


def tree(folder: Path) -> set[tuple[str, int, int]]:
    return {
        (str(path), path.lstat().st_size, path.lstat().st_mtime_ns) for path in folder.rglob("*") if not path.is_dir()
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--slowest", type=int, default=10)
    parser.add_argument("--reasons", action="store_true", help="print every file with what became of it")
    asked = parser.parse_args()
    files = sorted(path for path in asked.folder.rglob("*") if path.is_file())
    before = tree(asked.folder)
    results: dict[Path, str] = {}
    took: dict[Path, float] = {}
    parts: Counter[str] = Counter()
    most = 0
    began = time.perf_counter()
    with ReadingRoom(readers=1) as room:
        last = time.perf_counter()
        for reading in room.read(Wanted(path) for path in files):
            most = max(most, *children().values(), 0)
            if reading.path is None:
                continue
            if reading.part is not None:
                outcome = "read" if reading.part.document is not None or reading.part.is_pack else reading.part.refusal
                parts["read" if outcome == "read" else "refused"] += 1
                if not reading.part.inner or reading.path not in results:
                    results[reading.path] = outcome
            if reading.ended:
                took[reading.path] = time.perf_counter() - last
                last = time.perf_counter()
    whole = time.perf_counter() - began
    time.sleep(0.5)
    read = sum(outcome == "read" for outcome in results.values())
    print(f"{len(files)} files in {whole:.1f} s: {read} read, {len(results) - read} refused with a reason, "
          f"{len(files) - len(results)} without an end; {parts['read']} briefs in them")  # fmt: skip
    print(f"crashed {sum(one == CRASHED for one in results.values())}, "
          f"stopped for time {sum(one == TOO_SLOW for one in results.values())}")  # fmt: skip
    print(f"largest memory of a reading process: {most / 1024**2:.0f} MB; left running: {len(children())}")
    print(f"files written or changed in the folder: {len(tree(asked.folder) ^ before)}")
    for path in sorted(took, key=took.__getitem__, reverse=True)[: asked.slowest]:
        print(f"{took[path]:7.2f} s  {path.name[:60]}  {results[path][:60]}")
    if asked.reasons:
        for path, outcome in sorted(results.items()):
            print(f"{os.fsencode(path.name).decode('utf-8', 'replace')[:60]:60}  {outcome}")
    return 0 if len(results) == len(files) else 1


if __name__ == "__main__":
    raise SystemExit(main())
