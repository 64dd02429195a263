"""What is lost when the program is killed: nothing that its user was told is saved.

    python benchmarks/kills.py FOLDER [--kills 500] [--seed 1] [--only tagging,importing]

Each kill: a library in FOLDER is copied, and a process works on it as a user does: tagging; reading in a folder and
tagging meanwhile; placing passages anew in changed files; merging tags and corrections; opening a library of an older
version. It says after every action what the user's work is now; at a random moment it gets SIGKILL. Then the library
is opened: it must be sound, and the work must be what was said last, or that and the one action under way, which one
step of undo takes back (one that was itself undo or redo: one step the other way). Prints a row for each kind of work;
exit code 1 when anything was lost.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefreader import jobs
from briefreader.errors import BriefReaderError
from briefreader.service.library import Library
from briefreader.store.schema import MIGRATIONS

_NOUNS = ("ferry", "harbour", "lamp", "crane", "pilot", "fee", "channel", "warehouse", "tide", "ledger")
_ENDS = ("is late", "waits", "was promised", "costs twelve crowns", "needs paint", "has no owner", "was counted")
_BRIEFS, _SENTENCES, _PASSAGES = 6, 40, 24
_MORE = 30  # files that are read in while tagging goes on
_OLDER = 4  # the version a library that is to be migrated has


def text_of(number: int, seed: int = 0) -> str:
    """A brief of numbered sentences, each of which stands once."""
    source = random.Random(1_000 * seed + number)
    lines = (f"The {source.choice(_NOUNS)} of quay {number}-{at} {source.choice(_ENDS)}." for at in range(_SENTENCES))
    return f"Quay {number}\n\n" + "\n\n".join(lines) + "\n"


# The user's work


def work_of(library: Library) -> str:
    """A hash of all that is the user's: passages, tags, what briefs are marked with, corrections. Where a passage
    stands is worked out, and is not in it."""
    passages = sorted((one.id, one.exact, sorted(one.tags), one.note, one.strength) for one in library.passages())
    tags = sorted((one.path, one.colour, one.definition) for one in library.tags())
    marked = sorted((one.id, sorted(one.tags), one.todo, one.due) for one in library.briefs() if one.tags or one.todo)
    corrections = [repr(one) for one in library.corrections.all()]
    return hashlib.sha256(json.dumps((passages, tags, marked, corrections)).encode()).hexdigest()


def act(library: Library, source: random.Random) -> None:
    """One action of a user; one that is refused changes nothing."""
    briefs = [brief for brief in library.briefs() if brief.state == "ready"]
    passages, tags = library.passages(), [tag.path for tag in library.tags()]
    brief, tag = source.choice(briefs).id, source.choice([*tags, f"topic {source.randrange(40)}/part"])
    passage = source.choice(passages).id if passages else ""
    length = len(library.document(brief).text)
    start = source.randrange(length - 60)
    choices: tuple[Callable[[], object], ...] = (
        lambda: library.tag(brief, start, start + source.randrange(5, 50), [tag], source.choice((None, "why"))),
        lambda: library.tag(brief, start, start + source.randrange(5, 50), [tag, "urgent"]),
        lambda: library.add_tag(passage, tag),
        lambda: library.untag(passage, None),
        lambda: library.set_note(passage, f"note {source.random()}"),
        lambda: library.marking.set_strength([passage], source.choice(("fact", "claim", "opinion"))),
        lambda: library.marking.stretch(passage, 1, 1),
        lambda: library.rename_tag(tag, f"named {source.randrange(99)}"),
        lambda: library.recolour_tag(tag, source.choice(("blue", "red", "green"))),
        lambda: library.define_tag(tag, f"definition {source.random()}"),
        lambda: library.codebook.move(tag, source.choice([*tags, ""])),
        lambda: library.marking.tag_brief(brief, tag),
        lambda: library.marking.set_todo(brief, source.choice(("todo", "done", ""))),
        lambda: library.corrections.add(source.choice(_NOUNS), source.choice(("person", "organisation"))),
        library.undo,
        library.undo,
        library.redo,
    )
    with contextlib.suppress(BriefReaderError):
        source.choice(choices)()


def merge(library: Library, source: random.Random) -> None:
    """Many things at once: tags merged, branches removed, corrections taken over, passages tagged together."""
    tags = [tag.path for tag in library.tags()]
    if len(tags) < 3 or source.random() < 0.5:
        act(library, source)
        return
    passages = [one.id for one in library.passages()]
    some = source.sample(passages, min(len(passages), 12))
    words = library.folder / "words.csv"
    words.write_text("text,type\n" + "".join(f"Quay {source.randrange(500)},organisation\n" for _ in range(30)))
    choices: tuple[Callable[[], object], ...] = (
        lambda: library.codebook.merge(source.choice(tags), source.choice(tags)),
        lambda: library.codebook.remove_branch(source.choice(tags)),
        lambda: library.codebook.split(source.choice(tags), f"split {source.randrange(99)}", some),
        lambda: library.corrections.read(words),
        lambda: library.marking.tag_all(some, f"together {source.randrange(9)}"),
        lambda: library.marking.remove_all(some[:3]),
        library.undo,
        library.redo,
    )
    with contextlib.suppress(BriefReaderError):
        source.choice(choices)()


# The process that is killed


def say(library: Library) -> None:
    print("saved", work_of(library), flush=True)


def begin() -> None:
    print("begun", "", flush=True)


def tagging(folder: Path, source: random.Random) -> None:
    with Library.open(folder / "data") as library:
        say(library)
        begin()
        while True:
            act(library, source)
            say(library)


def importing(folder: Path, source: random.Random) -> None:
    with Library.open(folder / "data") as library:
        say(library)
        begin()
        for _ in library.ingest([folder / "more"], analyse=True):
            act(library, source)
            say(library)


def anchoring(folder: Path, source: random.Random) -> None:
    with Library.open(folder / "data") as library:
        say(library)
        begin()
        for turn in range(1_000):
            change(folder, source, turn)
            for _ in library.ingest([folder / "files"], analyse=False):
                pass


def merging(folder: Path, source: random.Random) -> None:
    with Library.open(folder / "data") as library:
        say(library)
        begin()
        while True:
            merge(library, source)
            say(library)


def migrating(folder: Path, source: random.Random) -> None:
    begin()
    with Library.open(folder / "data") as library:
        say(library)


WORK: Mapping[str, Callable[[Path, random.Random], None]] = {
    "tagging": tagging, "importing": importing, "anchoring": anchoring, "merging": merging, "migrating": migrating,
}  # fmt: skip
_WITHIN = {"importing": 2.5, "anchoring": 2.5, "migrating": 0.012}  # seconds in which the kill comes; else 0.8


def change(folder: Path, source: random.Random, turn: int) -> None:
    """Another version of every file: sentences are put in before, none that is there is touched."""
    for path in sorted((folder / "files").iterdir()):
        path.write_text(f"Turn {turn}, number {source.random()}.\n\n{path.read_text()}")


# What was there before


def prepared(folder: Path, kind: str) -> Path:
    """The library a kind of work begins from."""
    base = folder / f"base-{kind}"
    if base.exists():
        return base
    making = folder / "work"  # where it stays: a library knows its files by their full paths
    shutil.rmtree(making, ignore_errors=True)
    for name, first, number in (("files", 0, _BRIEFS), ("more", 100, _MORE if kind == "importing" else 0)):
        (making / name).mkdir(parents=True)
        for at in range(first, first + number):
            (making / name / f"quay-{at}.txt").write_text(text_of(at))
    source = random.Random(7)
    with Library.open(making / "data") as library:
        jobs.run(library.ingest([making / "files"], analyse=False))
        for brief in library.briefs():
            text = library.document(brief.id).text
            for sentence in source.sample(range(2, _SENTENCES), _PASSAGES // _BRIEFS):
                words = text.split("\n")[sentence]
                start = text.index(words)
                library.tag(brief.id, start, start + len(words), [f"topic {sentence % 7}/part"], "kept")
    if kind == "migrating":
        make_older(making / "data" / "library.db", _OLDER)
    shutil.copytree(making, folder / "unfinished", dirs_exist_ok=False)
    (folder / "unfinished").rename(base)
    return base


def make_older(path: Path, version: int) -> None:
    """The library as a program of an older schema would have it: its tables, with what they can hold."""
    older = path.with_suffix(".older")
    with contextlib.closing(sqlite3.connect(older, isolation_level=None)) as made:
        for script in MIGRATIONS[:version]:
            made.executescript(script)
        made.execute("PRAGMA foreign_keys = OFF")
        made.execute("ATTACH ? AS now", (str(path),))
        tables = [row[0] for row in made.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table'")]
        for table in tables:
            then = [row[1] for row in made.execute(f"PRAGMA main.table_info({table})")]
            now = {row[1] for row in made.execute(f"PRAGMA now.table_info({table})")}
            shared = ", ".join(column for column in then if column in now)
            if shared and not table.startswith("sqlite_"):
                made.execute(f"DELETE FROM main.{table}")
                made.execute(f"INSERT INTO main.{table} ({shared}) SELECT {shared} FROM now.{table}")
        made.execute(f"PRAGMA user_version = {version}")
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    older.replace(path)


# The kills


@dataclass
class Tally:
    """What became of the kills of one kind: `said` actions were acknowledged in all, `late` times the process had
    already ended, `kept` times the action under way had been saved."""

    kills: int = 0
    said: int = 0
    late: int = 0
    kept: int = 0
    lost: int = 0
    unsound: int = 0

    @property
    def is_good(self) -> bool:
        return not self.lost and not self.unsound


def killed(folder: Path, kind: str, seed: int) -> list[str]:
    """Run the work on the library in `folder` and kill it; returns what it said was saved, the last one last."""
    source = random.Random(seed)
    command = [sys.executable, __file__, str(folder), "--work", kind, "--seed", str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as process:
        assert process.stdout is not None
        lines: list[str] = []
        for line in process.stdout:
            lines.append(line)
            if line.startswith("begun"):
                break
        time.sleep(source.uniform(0, _WITHIN.get(kind, 0.8)))
        process.kill()
        lines += process.stdout.read().splitlines(keepends=True)
    if process.returncode not in (-signal.SIGKILL, 0 if kind in ("migrating", "importing") else None):
        raise SystemExit(f"The process for {kind} ended by itself ({process.returncode}).")
    return [line.split()[1] for line in lines if line.startswith("saved") and line.endswith("\n") and " " in line]


def look(folder: Path, kind: str, told: str, tally: Tally) -> None:
    """Open the library and hold it against what was said to be saved."""
    with Library.open(folder / "data") as library:
        check = next(iter(jobs.run(library.doctor())))
        if not check.sound:
            tally.unsound += 1
            print(f"{folder}: {check.detail}", file=sys.stderr)
        if work_of(library) == told:
            pass
        elif any(one_step(library, step) == told for step in (library.undo, library.redo)):
            tally.kept += 1
        else:
            tally.lost += 1
            print(f"{folder}: the work is not what was said to be saved", file=sys.stderr)
            return
        if kind in ("importing", "anchoring"):
            jobs.run(library.ingest([folder / "files", folder / "more"], analyse=False))
            briefs = library.briefs()
            wanted = _BRIEFS + (_MORE if kind == "importing" else 0)
            if len(briefs) != wanted or any(brief.state != "ready" for brief in briefs):
                tally.unsound += 1
                print(f"{folder}: {len(briefs)} briefs, {wanted} files", file=sys.stderr)
        if kind == "anchoring" and any(not stands(library, one) for one in library.passages()):
            tally.lost += 1
            print(f"{folder}: a passage is not at its words", file=sys.stderr)


def one_step(library: Library, step: Callable[[], object]) -> str:
    """The work after one step; the step is taken back when the next one is tried."""
    before = work_of(library)
    step()
    after = work_of(library)
    if after != before:
        back = library.redo if step == library.undo else library.undo
        told = after
        back()
        return told
    return before


def stands(library: Library, passage: object) -> bool:
    found = passage
    text = library.document(found.brief).text  # type: ignore[attr-defined]
    return text[found.start : found.end] == found.exact  # type: ignore[attr-defined, no-any-return]


def kills(folder: Path, wanted: int, seed: int, kinds: tuple[str, ...]) -> Iterator[tuple[str, Tally]]:
    """The tally of each kind, when all its kills are done."""
    for number, kind in enumerate(kinds):
        tally, base = Tally(), prepared(folder, kind)
        work = folder / "work"
        with Library.open(_anew(base, work) / "data") as library:
            untouched = work_of(library)
        for at in range(wanted // len(kinds) + (number < wanted % len(kinds))):
            told = killed(_anew(base, work), kind, 10_000 * seed + 100 * number + at)
            tally.kills += 1
            tally.said += len(told)
            tally.late += kind == "migrating" and bool(told)
            before = (tally.lost, tally.unsound)
            look(work, kind, told[-1] if told else untouched, tally)
            if before != (tally.lost, tally.unsound):
                work.rename(folder / f"failed-{kind}-{at}")
        yield kind, tally


def _anew(base: Path, work: Path) -> Path:
    """The library as it was before, and the files it was read from."""
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(base, work)
    return work


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", help="where to work; a temporary folder without it")
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default=",".join(WORK))
    parser.add_argument("--work", choices=sorted(WORK), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.work:
        WORK[asked.work](asked.folder, random.Random(asked.seed))
        return 0
    os.environ.setdefault("PYTHONPATH", str(Path(__file__).resolve().parents[1]))
    with contextlib.ExitStack() as stack:
        folder = asked.folder or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        print(f"{'work':12}{'kills':>7}{'said':>8}{'in time':>9}{'kept':>6}{'lost':>6}{'unsound':>9}")
        good = True
        for kind, one in kills(folder, asked.kills, asked.seed, tuple(asked.only.split(","))):
            row = f"{one.kills:>7}{one.said:>8}{one.kills - one.late:>9}{one.kept:>6}{one.lost:>6}{one.unsound:>9}"
            print(f"{kind:12}{row}", flush=True)
            good &= one.is_good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
