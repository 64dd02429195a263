"""Mutated files over every reader: what comes back must be a sound document or a reason, never a crash or a hang.

    python benchmarks/fuzz.py FOLDER --minutes 60 --seed 1 --keep finds

Takes the files of FOLDER as seeds, the smaller ones more often, and changes them: bytes flipped, cut, doubled, numbers
replaced by extreme ones, pieces of two files joined; of files that are ZIPs or compressed PDFs also what is inside.
Each is read as the library reads it, in bounded processes. What stops a reader, takes too long or comes back unsound is
kept in the folder `--keep` under its seed, and printed. Ends with 1 when there was any.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import shutil
import tempfile
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from briefreader.service.reading_room import CRASHED, TOO_SLOW, Reading, ReadingRoom, Wanted
from briefreader.text.document import Document
from briefreader.text.normalize import canonical

_BATCH = 40
_LARGEST = 3_000_000  # bytes of a seed
_EXTREMES = (b"0", b"-1", b"255", b"65536", b"2147483647", b"-2147483648", b"99999999999999999999", b"1e308", b"NaN")
_STREAM = re.compile(rb"/FlateDecode.{0,200}?>>\s*stream\r?\n", re.DOTALL)


def mutated(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """Some bytes changed."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16, 64))):
        if not changed:
            break
        at = chance.randrange(len(changed))
        long = min(len(changed) - at, chance.choice((1, 2, 4, 16, 256, 4096)))
        match chance.randrange(8):
            case 0:
                changed[at] ^= 1 << chance.randrange(8)
            case 1:
                changed[at : at + long] = chance.randbytes(long)
            case 2:
                del changed[at : at + long]
            case 3:
                changed[at:at] = changed[at : at + long] * chance.choice((1, 2, 50))
            case 4:
                changed[at : at + 1] = chance.choice(_EXTREMES)
            case 5:
                start = chance.randrange(len(other) or 1)
                changed[at:at] = other[start : start + long]
            case 6:
                numbers = list(re.finditer(rb"\d+", bytes(changed[at : at + 2_000])))
                if numbers:
                    found = chance.choice(numbers)
                    changed[at + found.start() : at + found.end()] = chance.choice(_EXTREMES)
            case 7:
                there = chance.randrange(len(changed))
                changed[at : at + long], changed[there : there + long] = (
                    changed[there : there + long],
                    changed[at : at + long],
                )
    return bytes(changed[: 4 * _LARGEST])


def mutated_zip(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """A ZIP with one or two of its members changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = set(chance.sample(names, min(len(names), chance.choice((1, 1, 2)))))
        for name in names:
            content = old.read(name)
            if name in chosen:
                if chance.random() < 0.1:
                    continue
                content = mutated(chance, content, other)
            new.writestr(name, content)
    return out.getvalue()


def mutated_pdf(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """A PDF with the content of one of its compressed streams changed."""
    streams = list(_STREAM.finditer(data))
    if not streams:
        return mutated(chance, data, other)
    start = chance.choice(streams).end()
    end = data.find(b"endstream", start)
    try:
        content = zlib.decompress(data[start:end])
    except zlib.error:
        return mutated(chance, data, other)
    return data[:start] + zlib.compress(mutated(chance, content, other)) + b"\n" + data[end:]


def variant(chance: random.Random, data: bytes, other: bytes) -> bytes:
    if chance.random() < 0.7:
        if data[:2] == b"PK":
            try:
                return mutated_zip(chance, data, other)
            except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError):
                return mutated(chance, data, other)
        if data[:5] == b"%PDF-":
            return mutated_pdf(chance, data, other)
    return mutated(chance, data, other)


def unsound(document: Document) -> str:
    """What is wrong with a document, "" when nothing."""
    size, end = len(document.text), -1
    if canonical(document.text) != document.text:
        return "text not canonical"
    for block in document.blocks:
        if not (end < block.start <= block.end <= size):
            return f"block {block.kind} {block.start}..{block.end} after {end}, text of {size}"
        if end >= 0 and document.text[end : block.start] != "\n":
            return f"characters between blocks at {end}"
        end = block.end
    if document.blocks and end != size:
        return "text after the last block"
    spans = [(one.start, one.end) for many in (document.inlines, document.runs, document.paging) for one in many]
    if any(not 0 <= start <= end <= size for start, end in spans):
        return "a span outside the text"
    if any(one.start > two.start for one, two in zip(document.runs, document.runs[1:], strict=False)):
        return "runs out of order"
    if document.paging and document.pages != len(document.paging):
        return "pages and paging differ"
    return ""


def verdict(reading: Reading) -> str:
    if reading.part is None:
        return "no answer"
    if reading.part.document is not None:
        return unsound(reading.part.document)
    return reading.part.refusal if reading.part.refusal in (CRASHED, TOO_SLOW) else ""


def variants(chance: random.Random, seeds: list[Path], folder: Path) -> Iterator[Path]:
    weights = [1 / (path.stat().st_size + 20_000) for path in seeds]
    for number in range(_BATCH):
        seed, other = chance.choices(seeds, weights, k=2)
        path = folder / f"{number:02}-{seed.name[-60:]}"
        path.write_bytes(variant(chance, seed.read_bytes(), other.read_bytes()))
        yield path


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=Path("finds"))
    parser.add_argument("--patience", type=float, default=20.0, help="seconds without a sign, then it took too long")
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    seeds = [path for path in sorted(asked.folder.rglob("*")) if path.is_file() and path.stat().st_size <= _LARGEST]
    counts: Counter[str] = Counter()
    endings: Counter[str] = Counter()
    until = time.monotonic() + asked.minutes * 60
    with ReadingRoom(patience=asked.patience) as room, tempfile.TemporaryDirectory() as name:
        while time.monotonic() < until:
            files = list(variants(chance, seeds, Path(name)))
            for reading in room.read(Wanted(path) for path in files):
                if reading.path is None or reading.part is None:
                    continue
                wrong = verdict(reading)
                counts["found" if wrong else "read" if reading.part.document is not None else "refused"] += 1
                endings[reading.path.suffix] += 1
                if wrong:
                    asked.keep.mkdir(parents=True, exist_ok=True)
                    kept = asked.keep / f"{asked.seed}-{counts['found']}-{reading.path.name}"
                    shutil.copyfile(reading.path, kept)
                    print(f"{wrong[:90]:90}  {kept.name} {reading.part.inner}", flush=True)
            for path in files:
                path.unlink()
    print(f"seed {asked.seed}: {dict(counts)}; by ending {dict(endings.most_common())}")
    return 1 if counts["found"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
