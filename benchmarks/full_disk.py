"""What a full disk takes: nothing that was said to be saved.

    python benchmarks/full_disk.py DISK [--steps 100] [--each 4096]

DISK is the folder of a small disk of its own, such as a tmpfs of 8 MB (`mount -t tmpfs -o size=8m tmpfs DISK`). A
library is put there, and the disk is filled until 0, 1, 2, ... times so many bytes are left, so that each write in turn
is the one that does not fit. A user goes on tagging, noting, undoing, reading in a brief and keeping a copy of the
library; what is refused must be refused with a sentence. Then room is made, the library is opened anew, and must be
sound and hold all that was said to be saved. Prints how many actions were kept and refused; exit code 1 when anything
was lost.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from briefreader import jobs
from briefreader.errors import BriefReaderError
from briefreader.service.library import Library

_WORDS = "The lamp on the pier is late. The pilots wait for a word from the harbour office.\n\n"
_FILLER = "filler"


def work_of(library: Library) -> str:
    """A hash of what the user has done."""
    passages = sorted((one.id, one.exact, sorted(one.tags), one.note) for one in library.passages())
    return hashlib.sha256(json.dumps([passages, sorted(tag.path for tag in library.tags())]).encode()).hexdigest()


def leave(disk: Path, room: int) -> None:
    """Fill the disk until `room` bytes are left."""
    (disk / _FILLER).unlink(missing_ok=True)
    status = os.statvfs(disk)
    amount = status.f_bavail * status.f_frsize - room
    with (disk / _FILLER).open("wb") as file:
        for _ in range(max(0, amount) // 4096):
            file.write(bytes(4096))


def once(disk: Path, base: Path, briefs: Path, room: int, seen: Counter[str]) -> bool:
    """Work on a library where `room` bytes are left; whether all that was said to be saved is there afterwards."""
    data = disk / "data"
    shutil.copytree(base, data)
    library = Library.open(data)
    told = work_of(library)
    brief = library.briefs()[0].id
    leave(disk, room)
    steps: list[tuple[str, Callable[[], object]]] = []
    for at in range(12):
        steps.append(("tag", lambda at=at: library.tag(brief, 30 * at, 30 * at + 20, [f"topic {at}"], "note " * 60)))
        if at % 4 == 3:
            steps.append(("undo", library.undo))
    steps.append(("read in", lambda: jobs.run(library.ingest([briefs / "later.txt"], analyse=False))))
    steps.append(("copy", library.back_up))
    steps.append(("search", lambda: library.search("pilots")))
    for name, step in steps:
        try:
            step()
            seen[f"{name}: done"] += 1
        except BriefReaderError as error:
            seen[f"{name}: refused"] += 1
            if not str(error).strip().endswith("."):
                print(f"no sentence: {error}", file=sys.stderr)
                return False
        now = work_of(library)  # what a window would show
        if name in ("read in", "copy", "search") and now != told:
            return False
        told = now
    library.close()
    (disk / _FILLER).unlink()
    with Library.open(data) as library:
        complaint = next((check.detail for check in jobs.run(library.doctor()) if not check.sound), "")
        kept = work_of(library) == told
    shutil.rmtree(data)
    if complaint or not kept:
        print(f"{room} bytes left: {complaint or 'work was lost'}", file=sys.stderr)
    return kept and not complaint


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("disk", type=Path)
    parser.add_argument("--steps", type=int, default=100)
    parser.add_argument("--each", type=int, default=4096)
    asked = parser.parse_args()
    disk: Path = asked.disk
    if not disk.is_mount() or os.statvfs(disk).f_blocks * os.statvfs(disk).f_frsize > 64 * 1024**2:
        raise SystemExit(f"{disk} is not a small disk of its own.")
    outside = disk.parent / f"{disk.name}-files"
    shutil.rmtree(outside, ignore_errors=True)
    outside.mkdir()
    (outside / "first.txt").write_text(_WORDS * 60)
    (outside / "later.txt").write_text("Another brief.\n\n" + _WORDS.replace("lamp", "crane") * 200)
    with Library.open(outside / "base") as library:
        jobs.run(library.ingest([outside / "first.txt"], analyse=False))
        library.tag(library.briefs()[0].id, 0, 20, ["first"])
    seen: Counter[str] = Counter()
    lost = 0
    for step in range(asked.steps):
        for old in (disk / "data", disk / _FILLER):
            shutil.rmtree(old) if old.is_dir() else old.unlink(missing_ok=True)
        lost += not once(disk, outside / "base", outside, step * asked.each, seen)
    for name, number in sorted(seen.items()):
        print(f"{name:20}{number:>6}")
    print(f"{asked.steps} disks, {lost} on which something was lost")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
