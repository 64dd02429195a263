"""Makes `gold.json` of readers' files: offsets and labels, no text; and tells how far two readers agree.

    python benchmarks/gold/adopt.py TEXTS FIRST SECOND [--settled THIRD] [--differences OUT]

TEXTS is what `draw.py` wrote; FIRST, SECOND and THIRD hold one `NN.json` for each excerpt, with "mentions"
`[text, n, type]` and "quotes" `[text, n, kind, speaker, attribution]`. `n` counts the occurrences of the text in the
excerpt from 1; 0 means every occurrence as whole words that no other label covers. "first words ... last words" stands
for a long quotation. With --settled the third reader's files are adopted; a speaker becomes the span that names them.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

Mention = tuple[int, int, str]
Quote = tuple[int, int, str, str | None, str]
_GAP = " ... "


class Labels(NamedTuple):
    """What one reader labelled in one excerpt; offsets are code points from its beginning."""

    mentions: list[Mention]
    quotes: list[Quote]


def places(text: str, wanted: str, number: int) -> list[tuple[int, int]]:
    """Where a label's text stands. Raises ValueError when it does not."""
    if _GAP in wanted and wanted not in text:
        opening, closing = wanted.split(_GAP, 1)
        starts = [found.start() for found in re.finditer(re.escape(opening), text)]
        ends = [(start, text.find(closing, start + len(opening) - 1)) for start in starts]
        spans = [(start, end + len(closing)) for start, end in ends if end >= 0]
    elif number:
        spans = [found.span() for found in re.finditer(re.escape(wanted), text)]
    else:
        spans = [found.span() for found in re.finditer(rf"(?<!\w){re.escape(wanted)}(?!\w)", text)]
    chosen = spans[number - 1 : number] if number else spans
    if not chosen:
        raise ValueError(f"{wanted[:60]!r} does not stand there")
    return chosen


def labels_of(text: str, file: Path) -> Labels:
    """A reader's file with its labels in place: single occurrences first, then the longest texts."""
    kept: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    mentions: list[Mention] = []
    for wanted, number, kind in sorted(kept["mentions"], key=lambda one: (one[1] == 0, -len(one[0]))):
        for start, end in places(text, wanted, number):
            if not any(start < other[1] and end > other[0] for other in mentions):
                mentions.append((start, end, kind))
    quotes = [
        (start, end, kind, speaker, attribution)
        for wanted, number, kind, speaker, attribution in kept["quotes"]
        for start, end in places(text, wanted, number or 1)
    ]
    return Labels(sorted(mentions), sorted(quotes, key=lambda one: one[:2]))


def f1(right: int, one: int, other: int) -> float:
    return 2 * right / (one + other) if one + other else 1.0


def agreement(pairs: list[tuple[Labels, Labels]]) -> Iterator[str]:
    """Lines on how far two readers agree: mentions by type and exact span, quotations by what they cover."""
    kinds = sorted({one[2] for pair in pairs for labels in pair for one in labels.mentions})
    for kind in [*kinds, "all"]:
        chosen = [[{one for one in labels.mentions if kind in (one[2], "all")} for labels in pair] for pair in pairs]
        right = sum(len(one & other) for one, other in chosen)
        sizes = [sum(len(pair[side]) for pair in chosen) for side in (0, 1)]
        yield f"{kind:14} {f1(right, *sizes):.3f}  ({sizes[0]}, {sizes[1]})"
    for name, wanted in (("quoted", False), ("indirect", True)):
        same = speakers = first = second = 0
        for one, other in pairs:
            mine = [quote for quote in one.quotes if (quote[2] == "indirect") == wanted]
            theirs = [quote for quote in other.quotes if (quote[2] == "indirect") == wanted]
            first, second = first + len(mine), second + len(theirs)
            for quote in mine:
                found = next((at for at in theirs if overlap(quote, at) > 0.5), None)
                same += found is not None
                speakers += found is not None and found[3] == quote[3]
        yield f"{name:14} {f1(same, first, second):.3f}  ({first}, {second}), same speaker in {speakers} of {same}"


def named(text: str, speaker: str | None) -> tuple[int, int] | None:
    """Where an excerpt names a speaker first."""
    return places(text, speaker, 1)[0] if speaker else None


def overlap(one: Quote, other: Quote) -> float:
    """What two spans share, of what they cover together."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / (max(one[1], other[1]) - min(one[0], other[0]))


def differences(text: str, one: Labels, other: Labels) -> Iterator[str]:
    """What only one of the two labelled, with the words around it."""
    for name, mine, theirs in (("1", one, other), ("2", other, one)):
        for start, end, kind in sorted(set(mine.mentions) - set(theirs.mentions)):
            yield f"{start:6} only {name}: {kind:12} {text[start:end]!r}  in {text[max(0, start - 40) : end + 40]!r}"
        for quote in mine.quotes:
            near = [at for at in theirs.quotes if overlap(quote, at) > 0.9]
            if not any(at[2:] == quote[2:] for at in near):
                yield f"{quote[0]:6} only {name}: quote {quote[2:]} {text[quote[0] : quote[1]][:80]!r}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("--settled", type=Path)
    parser.add_argument("--differences", type=Path)
    asked = parser.parse_args()
    drawn: list[dict[str, Any]] = json.loads((asked.texts / "draw.json").read_text(encoding="utf-8"))
    pairs: list[tuple[Labels, Labels]] = []
    for entry in drawn:
        name = f"{entry['number']:02}"
        text = (asked.texts / f"{name}.txt").read_text(encoding="utf-8")
        pair = labels_of(text, asked.first / f"{name}.json"), labels_of(text, asked.second / f"{name}.json")
        pairs.append(pair)
        if asked.differences:
            asked.differences.mkdir(parents=True, exist_ok=True)
            lines = "\n".join(differences(text, *pair))
            (asked.differences / f"{name}.txt").write_text(lines + "\n", encoding="utf-8")
        if asked.settled:
            labels = labels_of(text, asked.settled / f"{name}.json")
            entry["mentions"] = labels.mentions
            entry["quotes"] = [(*quote[:3], named(text, quote[3]), quote[4]) for quote in labels.quotes]
    print("\n".join(agreement(pairs)))
    if asked.settled:
        for entry in drawn:
            entry["length"] = entry.pop("end") - entry.pop("start")
        lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in drawn)
        Path(__file__).with_name("gold.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
