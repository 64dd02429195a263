"""How right the program is on the labelled excerpts: names by type, quotations by kind.

    python benchmarks/gold/score.py FOLDER [--rules] [--errors]

FOLDER holds the briefs the excerpts were drawn from. Each brief is read and analysed whole, as in use; compared is what
lies in the excerpt. A mention is right when span and type are; a quotation is found when it shares more than half of
what it and the label cover, its speaker right when it overlaps or ends like the one labelled, or there is none in both.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from briefreader.analysis.entities import find_mentions
from briefreader.analysis.model import Model, load
from briefreader.analysis.quotes import find_quotes
from briefreader.readers.parts import parts
from briefreader.text.document import Document
from briefreader.text.findings import ENTITY_TYPES, Quote


def place_of(document: Document, digest: str, length: int) -> int | None:
    """Where the excerpt with this sha256 begins; None when the text is no longer as it was."""
    starts = {0, *(block.start for block in document.blocks)}
    starts |= {found.end() for found in re.finditer(r"[^\w\s]\s+", document.text)}
    for start in sorted(starts):
        if hashlib.sha256(document.text[start : start + length].encode()).hexdigest() == digest:
            return start
    return None


def figures(right: int, found: int, wanted: int) -> str:
    precision, recall = right / max(1, found), right / max(1, wanted)
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  ({right} right, {found} found, {wanted} wanted)"


def is_speaker(text: str, quote: Quote, wanted: tuple[int, int] | None) -> bool:
    if wanted is None or quote.speaker is None:
        return wanted is None and quote.speaker is None
    named = text[wanted[0] : wanted[1]]
    return bool(set(named.split()[-1:]) & set(quote.speaker.split())) or quote.speaker in named


def compare_quotes(counts: Counter[str], text: str, labels: Iterable[Any], quotes: list[Quote]) -> None:
    """Count labels and findings as quoted or indirect, with what is right of them."""
    left = list(quotes)
    for quote in left:
        counts["indirect found" if quote.kind == "indirect" else "quoted found"] += 1
    for start, end, kind, speaker, _ in labels:
        group = "indirect" if kind == "indirect" else "quoted"
        counts[f"{group} wanted"] += 1
        for quote in left:
            shared = min(end, quote.end) - max(start, quote.start)
            if shared * 2 > max(end, quote.end) - min(start, quote.start) and (quote.kind == "indirect") == (
                group == "indirect"
            ):
                left.remove(quote)
                counts[f"{group} right"] += 1
                counts[f"{group} kind"] += quote.kind == kind
                counts[f"{group} speaker"] += is_speaker(text, quote, speaker)
                break


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rules", action="store_true", help="without the model")
    parser.add_argument("--errors", action="store_true")
    asked = parser.parse_args()
    model: Model | None = None if asked.rules else load().model
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    quoted: Counter[str] = Counter()
    for entry in json.loads(Path(__file__).with_name("gold.json").read_text(encoding="utf-8")):
        document = next(part.document for part in parts(asked.folder / entry["file"]) if part.document is not None)
        start = place_of(document, entry["sha256"], entry["length"])
        if start is None:
            print(f"{entry['file']}: the text is read otherwise than when it was labelled")
            continue
        end = start + entry["length"]
        text = document.text[start:end]
        mentions = find_mentions(document, model)
        seen = {(one.start - start, one.end - start, one.type) for one in mentions if start <= one.start < end}
        labels = {(first, last, kind) for first, last, kind in entry["mentions"]}
        for kind in ENTITY_TYPES:
            mine, theirs = {one for one in seen if one[2] == kind}, {one for one in labels if one[2] == kind}
            found[kind] += len(mine)
            wanted[kind] += len(theirs)
            right[kind] += len(mine & theirs)
        if asked.errors:
            for first, last, kind in sorted(seen ^ labels):
                side = "too much" if (first, last, kind) in seen else "missed"
                print(f"{entry['number']:3} {side:9} {kind:12} {text[first:last]!r}")
        inside = [quote for quote in find_quotes(document, mentions) if start <= quote.start and quote.end <= end]
        moved = [Quote(one.start - start, one.end - start, one.text, one.kind, one.speaker, one.attribution)
                 for one in inside]  # fmt: skip
        compare_quotes(quoted, text, entry["quotes"], moved)
    for kind in ENTITY_TYPES:
        print(f"{kind:13} {figures(right[kind], found[kind], wanted[kind])}")
    print(f"{'all':13} {figures(right.total(), found.total(), wanted.total())}")
    for group in ("quoted", "indirect"):
        hit = quoted[f"{group} right"]
        print(f"{group:13} {figures(hit, quoted[f'{group} found'], quoted[f'{group} wanted'])}"
              f"  kind {quoted[f'{group} kind']}, speaker {quoted[f'{group} speaker']} of {hit}")  # fmt: skip
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
