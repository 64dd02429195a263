"""Where passages stand after their brief was edited: right, flagged, lost, or silently wrong.

    python benchmarks/anchors.py FOLDER [--briefs 30] [--passages 20] [--rounds 3] [--seed 1]
    python benchmarks/anchors.py --drafts OLD NEW [--passages 200]

Sentences of real briefs are passages; each brief is edited by a random script whose truth is known: sentences and
paragraphs put in, taken out, moved, words replaced. Three kinds of rounds: "elsewhere", no edit touches a passage's own
words; "inside", one word in twenty of each passage is another, too; "deleted", the passage's sentence is taken out.
A passage whose words stand more than once in one of the texts, whatever their typography, is counted by itself
("repeated"). With --drafts two real files: a passage whose words stand once in both texts must be there; what becomes
of the others is counted.

right: placed at its words (inside: at least four fifths of them); of a deleted one: not placed as certain.
flagged: shown as doubtful. orphan: listed for repair. wrong: shown as certain where it is not. Exit code 1 when a
passage outside repeated text is silently wrong.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from briefreader import readers
from briefreader.errors import BriefReaderError
from briefreader.readers.kinds import is_candidate
from briefreader.text.anchor import Placement, describe, resolve
from briefreader.text.document import Document, Span
from briefreader.text.folded import fold
from briefreader.text.sentences import sentences_in

_WORDS = ("harbour", "eleven", "quietly", "tariff", "northern", "declined", "vessel", "ledger", "autumn", "their")
_LEAST, _MOST = 30, 400  # code points of a passage
_SHARE = 0.12  # of the paragraphs are edited
_RETOUCHED = 0.05  # of a passage's words
KINDS = ("elsewhere", "inside", "deleted")


@dataclass(frozen=True)
class Edit:
    """Code points `start` to `end` of the old text give way to `words`; `moved` is the span that stands there now."""

    start: int
    end: int
    words: str
    moved: Span | None = None


def edited(text: str, edits: Sequence[Edit], spans: Sequence[Span]) -> tuple[str, list[Span | None]]:
    """The new text, and where `spans` of the old one are in it; None for one that was taken out."""
    parts: list[str] = []
    kept: list[tuple[Span, int]] = []  # a stretch of the old text, and where it begins in the new one
    at = length = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < at:
            continue
        kept.append((Span(at, edit.start), length))
        if edit.moved is not None:
            kept.append((edit.moved, length + edit.start - at + edit.words.index(text[slice(*edit.moved)])))
        parts += [text[at : edit.start], edit.words]
        length += edit.start - at + len(edit.words)
        at = edit.end
    kept.append((Span(at, len(text)), length))
    parts.append(text[at:])
    return "".join(parts), [_carried(span, kept) for span in spans]


def _carried(span: Span, kept: Sequence[tuple[Span, int]]) -> Span | None:
    """From the first to the last character of a span that is still there."""
    ends: list[int] = []
    for stretch, place in kept:
        low, high = max(span.start, stretch.start), min(span.end, stretch.end)
        if low < high:
            ends += [place + low - stretch.start, place + high - stretch.start]
    return Span(min(ends), max(ends)) if ends else None


def script(document: Document, passages: Sequence[Span], kind: str, source: random.Random) -> list[Edit]:
    """Random edits; none touches the words of a passage but as `kind` says."""
    text, edits = document.text, list[Edit]()
    blocks = [block for block in document.blocks if block.end - block.start > 40]

    def free(start: int, end: int) -> bool:
        return all(end <= span.start or span.end <= start for span in passages)

    for block in source.sample(blocks, max(2, int(len(blocks) * _SHARE))):
        sentence = f"{' '.join(source.choices(_WORDS, k=source.randrange(5, 18))).capitalize()}. "
        match source.randrange(5):
            case 0:
                edits.append(Edit(block.start, block.start, f"{sentence}\n"))
            case 1 if free(block.start, block.end + 1):
                edits.append(Edit(block.start, min(len(text), block.end + 1), ""))
            case 2:
                other = source.choice(blocks)
                inside = [span for span in passages if block.start <= span.start and span.end <= block.end]
                if all(span in inside or span.end <= block.start or block.end <= span.start for span in passages):
                    moved = Span(block.start, block.end)
                    edits.append(Edit(block.start, block.end, ""))
                    edits.append(Edit(other.start, other.start, f"{text[slice(*moved)]}\n", moved))
            case _:
                words = [match.span() for match in re.finditer(r"\w+", text[block.start : block.end])]
                for start, end in source.sample(words, min(len(words), 4)):
                    if free(block.start + start, block.start + end):
                        edits.append(Edit(block.start + start, block.start + end, source.choice(_WORDS)))
    for span in passages:
        if kind == "deleted":
            edits.append(Edit(span.start, span.end, ""))
        elif kind == "inside":
            words = [match.span() for match in re.finditer(r"\w+", text[span.start : span.end])]
            for start, end in source.sample(words, max(1, round(len(words) * _RETOUCHED))):
                edits.append(Edit(span.start + start, span.start + end, source.choice(_WORDS)))
    return _apart(edits)


def _apart(edits: Sequence[Edit]) -> list[Edit]:
    """Those of the edits that do not overlap; a paragraph that cannot be taken out is not put in elsewhere either."""
    taken: list[Edit] = []
    refused: set[Span] = set()
    for edit in edits:
        if edit.moved in refused:
            continue
        if any(edit.start < one.end and one.start < edit.end for one in taken):
            refused.add(Span(edit.start, edit.end))
        else:
            taken.append(edit)
    inserted = {one.moved for one in taken if one.moved}
    removed = {Span(one.start, one.end) for one in taken if not one.words}
    return [one for one in taken if one.moved is None or one.moved in removed & inserted]


def chosen(document: Document, wanted: int, source: random.Random) -> list[Span]:
    """Sentences of the document, none within another."""
    found = [
        Span(*sentence)
        for block in document.blocks
        if block.kind in ("paragraph", "item") and block.end - block.start >= _LEAST
        for sentence in sentences_in(document.text, block.start, block.end)
        if _LEAST <= sentence[1] - sentence[0] <= _MOST and document.text[slice(*sentence)].strip()
    ]
    picked = source.sample(found, min(wanted, len(found)))
    return [trimmed for span in picked if (trimmed := _trimmed(document.text, span)).start < trimmed.end]


def _trimmed(text: str, span: Span) -> Span:
    words = text[slice(*span)]
    return Span(span.start + len(words) - len(words.lstrip()), span.end - (len(words) - len(words.rstrip())))


def verdict(place: Placement, truth: Span | None, kind: str) -> str:
    """What became of a passage whose words are now at `truth`."""
    certain = place.status in ("exact", "moved")
    if place.start is None or place.end is None:
        return "right" if kind == "deleted" else "orphan"
    shared = 0 if truth is None else max(0, min(place.end, truth.end) - max(place.start, truth.start))
    whole = max(place.end, truth.end) - min(place.start, truth.start) if truth else 1
    there = shared / whole >= (0.8 if kind == "inside" else 0.999)
    if kind == "deleted":
        return "wrong" if certain else "right"
    if there:
        return "right" if certain or kind == "inside" else "flagged"
    return "wrong" if certain else "flagged"


def simulate(folder: Path, briefs: int, passages: int, rounds: int, seed: int) -> dict[str, Counter[str]]:
    """Counts by kind and whether the words are repeated."""
    source = random.Random(seed)
    tallies: dict[str, Counter[str]] = {}
    files = [path for path in sorted(folder.iterdir()) if path.is_file() and is_candidate(path, explicit=False)]
    source.shuffle(files)
    used = 0
    for path in files:
        try:
            document = readers.read_bytes(path.read_bytes(), path.name)
        except BriefReaderError:
            continue
        if len(document.text) < 5_000 or used == briefs:
            continue
        used += 1
        for kind in KINDS:
            for _ in range(rounds):
                spans = chosen(document, passages, source)
                anchors = [describe(document, *span) for span in spans]
                new, truths = edited(document.text, script(document, spans, kind, source), spans)
                folded_texts = fold(document.text).text, fold(new).text
                for anchor, span, truth in zip(anchors, spans, truths, strict=True):
                    words = document.text[slice(*span)]
                    if kind == "deleted" and truth is not None:
                        continue  # it went with its paragraph to another place
                    folded = fold(words).text
                    repeated = max(text.count(folded) for text in folded_texts) > 1
                    name = f"{kind}, repeated" if repeated else kind
                    tallies.setdefault(name, Counter())[verdict(resolve(anchor, new), truth, kind)] += 1
    print(f"{used} briefs, {passages} passages each, {rounds} rounds")
    return tallies


def between(old: Path, new: Path, passages: int, seed: int) -> dict[str, Counter[str]]:
    """Passages of one real draft in another."""
    source = random.Random(seed)
    before, after = (readers.read_bytes(path.read_bytes(), path.name) for path in (old, new))
    tally = {"stands once in both": Counter[str](), "other": Counter[str]()}
    for span in chosen(before, passages, source):
        words = before.text[slice(*span)]
        place = resolve(describe(before, *span), after.text)
        if before.text.count(words) == 1 == after.text.count(words):
            start = after.text.index(words)
            tally["stands once in both"][verdict(place, Span(start, start + len(words)), "elsewhere")] += 1
        else:
            tally["other"][place.status] += 1
    return tally


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--drafts", type=Path, nargs=2, metavar=("OLD", "NEW"))
    parser.add_argument("--briefs", type=int, default=30)
    parser.add_argument("--passages", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if asked.drafts:
        found = between(*asked.drafts, asked.passages, asked.seed)
    elif asked.folder:
        found = simulate(asked.folder, asked.briefs, asked.passages, asked.rounds, asked.seed)
    else:
        parser.error("name a folder, or two drafts")
    for name, tally in sorted(found.items()):
        shares = ", ".join(f"{what} {number} ({number / tally.total():.1%})" for what, number in tally.most_common())
        print(f"{name:22}{tally.total():>6}  {shares}")
    return 1 if any(tally["wrong"] for name, tally in found.items() if "repeated" not in name) else 0


if __name__ == "__main__":
    sys.exit(main())
