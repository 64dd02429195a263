"""Draws the excerpts that people then annotate: about 400 words of each of 30 briefs, by a seed, before any is run.

    python benchmarks/gold/draw.py FOLDER OUT [--seed 20261124] [--count 30] [--words 400]

Every brief of FOLDER that can be read, is in English and holds enough words has the same chance; within it every
sentence that such an excerpt can begin with. OUT gets one text file for each excerpt, and `draw.json`: the brief's
file name, where the excerpt begins and ends in its canonical text (code points), and the sha256 of the excerpt.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
from pathlib import Path

from briefreader.readers.parts import parts
from briefreader.text.document import Document
from briefreader.text.sentences import sentences_in

_WORD = re.compile(r"\w[\w'’.-]*")


def excerpt(document: Document, chance: random.Random, words: int) -> tuple[int, int] | None:
    """Whole sentences that hold `words` words or a few more; None when the brief is too short."""
    ends: list[tuple[int, int]] = []
    for block in document.blocks:
        ends += [(span.start, span.end) for span in sentences_in(document.text, block.start, block.end)]
    counts = [len(_WORD.findall(document.text[start:end])) for start, end in ends]
    behind, fitting = 0, []
    for number in range(len(ends) - 1, -1, -1):
        behind += counts[number]
        if behind >= words:
            fitting.append(number)
    if not fitting:
        return None
    first = last = chance.choice(sorted(fitting))
    held = counts[first]
    while held < words:
        last += 1
        held += counts[last]
    return ends[first][0], ends[last][1]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=20261124)
    parser.add_argument("--count", type=int, default=30)
    parser.add_argument("--words", type=int, default=400)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    files = sorted(path for path in asked.folder.iterdir() if path.is_file())
    chance.shuffle(files)
    asked.out.mkdir(parents=True, exist_ok=True)
    drawn: list[dict[str, object]] = []
    seen: set[str] = set()  # the same text in two formats is drawn once
    for path in files:
        document = next((part.document for part in parts(path) if part.document is not None), None)
        if document is None or document.metadata.language != "en" or document.metadata.title in seen:
            continue
        span = excerpt(document, chance, asked.words)
        if span is None:
            continue
        seen.add(document.metadata.title)
        text = document.text[slice(*span)]
        number = len(drawn) + 1
        (asked.out / f"{number:02}.txt").write_text(text, encoding="utf-8")
        digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
        drawn.append({"number": number, "file": path.name, "start": span[0], "end": span[1], "sha256": digest})
        if len(drawn) == asked.count:
            break
    (asked.out / "draw.json").write_text(json.dumps(drawn, indent=1) + "\n", encoding="utf-8")
    print(f"{len(drawn)} excerpts of {len(files)} files, seed {asked.seed}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
