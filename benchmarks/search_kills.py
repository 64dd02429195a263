"""What becomes of the search index when the program is killed: nothing it was told is lost, no brief stands twice.

    python benchmarks/search_kills.py [FOLDER] [--kills 200] [--seed 1] [--only adding,merging]

Each kill: a library in FOLDER is copied, and a process goes on changing it and its index: many new briefs at once, one
brief after another, until small segments are merged, briefs removed and forgotten, the index made anew. At a random
moment it gets SIGKILL; a byte in a shared page tells what it was at. Then the library is opened. What the outbox no
longer holds the index was told of: it must have it, and every posting of it must be readable; or it says that it is to
be rebuilt. Then the index is drained: it must hold just what the store holds, each brief once, and of what was
forgotten not a word in any file. Prints a row for each kind of work; exit code 1 when anything was lost or unsound.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import hashlib
import mmap
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefreader import jobs
from briefreader.records import Changes
from briefreader.search import index as index_module
from briefreader.search import segments
from briefreader.search.results import fingerprint
from briefreader.search.writer import Writer
from briefreader.service.indexing import Indexing
from briefreader.store import FileFacts, Store
from briefreader.text.document import Block, Document, Metadata, numbered

_NOUNS = ("ferry", "harbour", "lamp", "crane", "pilot", "fee", "channel", "warehouse", "tide", "ledger")
_PHASES: tuple[tuple[str, Any, str], ...] = (
    ("adding", Writer, "add_row"),
    ("committing", Writer, "commit"),
    ("merging", segments, "_take_in"),
    ("deleting", index_module, "_delete"),
    ("swapping", index_module.SearchIndex, "_point_to"),
)


def document(number: int, lines: int, source: random.Random) -> Document:
    """A brief whose title and word "only..." stand in no other."""
    title = f"Quay {number}"
    text = [title, f"quay only{number}x it is."]
    text += [" ".join(f"{source.choice(_NOUNS)}{source.randrange(400)}" for _ in range(12)) for _ in range(lines)]
    blocks, at = [], 0
    for line in text:
        blocks.append(Block("paragraph", at, at + len(line)))
        at += len(line) + 1
    return Document("\n".join(text), numbered(blocks), metadata=Metadata(title=title, language="en", format="text"))


def put(store: Store, number: int, lines: int, source: random.Random) -> None:
    """A new brief, or another version of it."""
    made = document(number, lines, source)
    digest = hashlib.sha256(made.text.encode()).hexdigest()
    store.briefs.put(FileFacts(f"/quays/{number}.txt", len(made.text), 1, digest), made, lambda *_: Changes())


# The process that is killed

Work = Callable[[Store, Indexing, random.Random], None]


def adding(store: Store, indexing: Indexing, source: random.Random) -> None:
    """Many briefs of some length at once."""
    for first in range(1_000, 100_000, 90):
        with store.transaction():
            for number in range(first, first + 90):
                put(store, number, 30, source)
        jobs.run(indexing.drain())


def committing(store: Store, indexing: Indexing, source: random.Random) -> None:
    """One small brief after another, some of them other versions of those there."""
    for number in range(2_000, 100_000):
        put(store, source.choice((number, source.randrange(20))), 1, source)
        jobs.run(indexing.drain())


def merging(store: Store, indexing: Indexing, source: random.Random) -> None:
    """Briefs in threes and eights, so that segments of all sizes are merged again and again."""
    for first in range(3_000, 100_000, 8):
        for number in range(first, first + source.choice((3, 8))):
            put(store, number, 12, source)
        jobs.run(indexing.drain())


def deleting(store: Store, indexing: Indexing, source: random.Random) -> None:
    """Briefs removed and forgotten; others come in their place."""
    for number in range(4_000, 100_000, 2):
        there = store.briefs.all()
        for brief in source.sample(there, 2):
            store.briefs.forget(brief.id, True)
        for fresh in (number, number + 1):
            put(store, fresh, 4, source)
        jobs.run(indexing.drain())


def rebuilding(store: Store, indexing: Indexing, source: random.Random) -> None:
    """The index made anew, while briefs come in."""
    for number in range(5_000, 100_000):
        put(store, number, 4, source)
        jobs.run(indexing.rebuild())


WORK: Mapping[str, Work] = {
    "adding": adding, "committing": committing, "merging": merging, "deleting": deleting, "rebuilding": rebuilding,
}  # fmt: skip
_WITHIN = 0.6  # seconds in which the kill comes


def work(folder: Path, kind: str, seed: int) -> None:
    """Do the work of one kind till death."""
    with (folder / "phase").open("r+b") as page:
        mark_phases(mmap.mmap(page.fileno(), 1))
        with Store(folder / "data" / "library.db") as store:
            indexing = Indexing(store, folder / "data" / "index")
            print("begun", flush=True)
            WORK[kind](store, indexing, random.Random(seed))


def mark_phases(page: mmap.mmap) -> None:
    """From now on `page` holds the number of what the process is at, 0 for all else; it outlives the process."""
    for number, (_, owner, name) in enumerate(_PHASES, 1):
        setattr(owner, name, _marked(getattr(owner, name), page, number))


def _marked(call: Callable[..., Any], page: mmap.mmap, number: int) -> Callable[..., Any]:
    @functools.wraps(call)
    def marked(*args: Any, **more: Any) -> Any:
        before, page[0] = page[0], number
        try:
            return call(*args, **more)
        finally:
            page[0] = before

    return marked


# What was there before


def prepared(folder: Path, kind: str) -> Path:
    """The library a kind of work begins from: some briefs in one segment, some in a segment of their own each."""
    base = folder / f"base-{kind}"
    source = random.Random(7)
    (base / "data").mkdir(parents=True)
    with Store(base / "data" / "library.db") as store:
        indexing = Indexing(store, base / "data" / "index")
        with store.transaction():
            for number in range(150 if kind == "rebuilding" else 60):
                put(store, number, 10, source)
        jobs.run(indexing.rebuild())
        for number in range(200, 207):
            put(store, number, 3, source)
            jobs.run(indexing.drain())
        indexing.close()
    (base / "phase").write_bytes(b"\0")
    return base


# The kills


@dataclass
class Tally:
    """What became of the kills of one kind. `at`: what the process was at; `rebuilt`: the index did not open."""

    kills: int = 0
    told: int = 0
    rebuilt: int = 0
    lost: int = 0
    unsound: int = 0
    at: Counter[str] = field(default_factory=Counter)

    @property
    def is_good(self) -> bool:
        return not self.lost and not self.unsound


def killed(folder: Path, kind: str, seed: int) -> str:
    """Run the work on the library in `folder` and kill it; what it was at."""
    source = random.Random(seed)
    command = [sys.executable, "-W", "ignore", __file__, str(folder), "--work", kind, "--seed", str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(source.uniform(0, _WITHIN))
        process.kill()
    if process.returncode != -signal.SIGKILL:
        raise SystemExit(f"The process for {kind} ended by itself ({process.returncode}).")
    number = (folder / "phase").read_bytes()[0]
    return _PHASES[number - 1][0] if number else "else"


def look(folder: Path, tally: Tally, source: random.Random) -> Iterator[str]:
    """Open the library and hold its index against it; yields what is wrong."""
    with Store(folder / "data" / "library.db") as store:
        indexing = Indexing(store, folder / "data" / "index")
        index = index_module.SearchIndex(folder / "data" / "index")
        wanted = {brief: fingerprint(*one) for brief, one in store.briefs.hashes().items()}
        waiting = {one.brief for one in store.outbox.take(1_000_000)}
        if index.state() == "ready":
            if complaint := index.check():
                yield f"unsound: {complaint}"
                return
            there = index.fingerprints()
            told = (wanted.keys() | there.keys()) - waiting
            tally.told += len(told)
            if wrong := [brief for brief in told if wanted.get(brief) != there.get(brief)]:
                yield f"lost: of {len(told)} briefs it was told of {len(wrong)} are not as told"
            found = index.search("quay", 1_000_000)
            if not found.total == len(found.ranked) == len(dict(found.ranked)) == len(there) == len(index):
                yield "unsound: a brief is found twice, or not at all"
        else:
            tally.rebuilt += 1
        jobs.run(indexing.drain())
        indexing.close()
        if len(store.outbox) or index.fingerprints() != wanted or index.check():
            yield "unsound: after draining the index is not what the store is"
        titles = {brief.id: brief.title.split()[1] for brief in store.briefs.all()}
        for brief, number in source.sample(sorted(titles.items()), 8):
            if [id_ for id_, _ in index.search(f"only{number}x").ranked] != [brief]:
                yield f"lost: a word of brief {number} does not find it"
        index.close()
    yield from leavings(folder / "data" / "index", set(titles.values()))


def leavings(index: Path, known: set[str]) -> Iterator[str]:
    """Words of briefs that are no more. What killed builds and commits left goes with the next ones."""
    with Store(index.parent / "library.db") as store:
        indexing = Indexing(store, index)
        put(store, 1, 1, random.Random(1))
        jobs.run(indexing.drain())
        indexing.close()
    for path in index.rglob("*.words"):
        held = {word[4:-1] for word in path.read_bytes().split() if word.startswith(b"only") and word.endswith(b"x")}
        if strangers := {number.decode() for number in held} - known - {"1"}:
            yield f"unsound: words of {len(strangers)} forgotten briefs are in {path.name}"
    if len(list(index.glob("g-*"))) > 1:
        yield "unsound: a half-made index was left"


def kills(folder: Path, wanted: int, seed: int, kinds: tuple[str, ...]) -> Iterator[tuple[str, Tally]]:
    """The tally of each kind, when all its kills are done."""
    for number, kind in enumerate(kinds):
        tally, base, here = Tally(), prepared(folder, kind), folder / "work"
        for at in range(wanted // len(kinds) + (number < wanted % len(kinds))):
            shutil.rmtree(here, ignore_errors=True)
            shutil.copytree(base, here)
            own = 10_000 * seed + 100 * number + at
            tally.at[killed(here, kind, own)] += 1
            tally.kills += 1
            complaints = list(look(here, tally, random.Random(own)))
            tally.lost += sum(one.startswith("lost") for one in complaints)
            tally.unsound += sum(one.startswith("unsound") for one in complaints)
            if complaints:
                print(f"{kind} {own}: {'; '.join(complaints)}", file=sys.stderr)
                here.rename(folder / f"failed-{kind}-{own}")
        yield kind, tally


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", help="where to work; a temporary folder without it")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default=",".join(WORK))
    parser.add_argument("--work", choices=sorted(WORK), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.work:
        work(asked.folder, asked.work, asked.seed)
        return 0
    os.environ.setdefault("PYTHONPATH", str(Path(__file__).resolve().parents[1]))
    with contextlib.ExitStack() as stack:
        folder = asked.folder or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        print(f"{'work':12}{'kills':>7}{'told':>8}{'rebuilt':>9}{'lost':>6}{'unsound':>9}  killed while")
        good = True
        for kind, one in kills(folder, asked.kills, asked.seed, tuple(asked.only.split(","))):
            at = ", ".join(f"{name} {number}" for name, number in one.at.most_common())
            row = f"{one.kills:>7}{one.told:>8}{one.rebuilt:>9}{one.lost:>6}{one.unsound:>9}"
            print(f"{kind:12}{row}  {at}", flush=True)
            good &= one.is_good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
