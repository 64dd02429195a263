"""How a library with very many passages answers.

    python benchmarks/passages.py FOLDER [--passages 100000] [--briefs 500]

Makes briefs and passages in FOLDER (kept, and used again), then times, each several times: opening the library, the
first rows of all passages, those with a tag, those with certain words, those of one brief, the outline of tags, one
more passage, and undo of it; a tag put on a thousand passages, and undo of that. Prints the median and the largest, in
milliseconds.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from briefreader import jobs
from briefreader.records import PassageQuery
from briefreader.service.library import Library

_NOUNS = ("ferry", "harbour", "lamp", "crane", "pilot", "fee", "channel", "warehouse", "tide", "ledger")
_ENDS = ("is late", "waits for word", "was promised in spring", "costs twelve crowns", "needs paint", "has no owner")
_TAGS = tuple(f"topic {number % 12}/part {number}" for number in range(120))
_PAGE = 400


def make(folder: Path, briefs: int, passages: int) -> None:
    """Briefs of numbered sentences, and as many passages on them, in many actions."""
    source = random.Random(5)
    files = folder / "files"
    files.mkdir(parents=True)
    share = -(-passages // briefs)
    for number in range(briefs):
        lines = [
            f"At quay {number}-{at} the {source.choice(_NOUNS)} {source.choice(_ENDS)}." for at in range(share + 20)
        ]
        (files / f"quay-{number}.txt").write_text(f"Quay {number}\n\n" + "\n\n".join(lines) + "\n")
    with Library.open(folder / "data") as library:
        jobs.run(library.ingest([files], analyse=False))
        left = passages
        for brief in library.briefs():
            blocks = [block for block in library.document(brief.id).blocks if block.kind == "paragraph"]
            spans = [(brief.id, block.start, block.end) for block in blocks[: min(share, left)]]
            for at in range(0, len(spans), 50):
                library.marking.tag_spans(spans[at : at + 50], [source.choice(_TAGS)], "note" if at else "")
            left -= len(spans)


def timed(name: str, do: Callable[[], object], times: int = 7) -> None:
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        do()
        taken.append(1000 * (time.perf_counter() - begun))
    print(f"{name:34}{statistics.median(taken):>9.1f}{max(taken):>9.1f}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--briefs", type=int, default=500)
    asked = parser.parse_args()
    if not (asked.folder / "data").exists():
        make(asked.folder, asked.briefs, asked.passages)
    data = asked.folder / "data"
    print(f"{'milliseconds':34}{'median':>9}{'largest':>9}")
    timed("open", lambda: Library.open(data).close())
    with Library.open(data) as library:
        brief = library.briefs()[0].id
        length = len(library.document(brief).text)

        def page(**wanted: object) -> object:
            return library.marking.find(PassageQuery(**wanted, limit=_PAGE))  # type: ignore[arg-type]

        print(f"{page()[1]:,} passages in {len(library.briefs()):,} briefs")  # type: ignore[index]
        timed("first rows of all", page)
        timed("newest first", lambda: page(order="newest"))
        timed("with a tag", lambda: page(tags=(_TAGS[7],)))
        timed("with words", lambda: page(words="lamp paint"))
        timed("of one brief", lambda: library.passages(brief))
        timed("outline of tags", library.codebook.branches)
        source = random.Random(2)
        starts = iter(source.sample(range(length - 40), 40))

        def one() -> None:
            start = next(starts)
            library.tag(brief, start, start + 30, ["one more"])

        timed("one more passage", one)
        timed("undo of it", library.undo)
        many = [passage.id for passage in library.marking.find(PassageQuery(limit=1000))[0]]
        timed("a tag on a thousand", lambda: library.marking.tag_all(many, "many"), 1)
        timed("undo of that", library.undo, 1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
