"""What the readers make of a folder of briefs, how fast, and whether two formats of one report give the same text.

    python benchmarks/readers.py FOLDER [--headings]

Prints a row for each file: format, read or why not, pages, words, headings, seconds. Files of one name in two formats
(`report.pdf`, `report.txt`) are compared: the F1 of their words without regard to order, of the same in order, and of
their lists of headings; `--headings` prints the headings that only one of the two has. Last, pages per second of the
PDF files, each read alone in this process.
"""

from __future__ import annotations

import argparse
import itertools
import re
import time
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

from briefreader import readers
from briefreader.errors import ReadError
from briefreader.readers.kinds import is_candidate
from briefreader.text.document import Document
from briefreader.text.language import recognise

_WORD = re.compile(r"\w+(?:[’'.,-]\w+)*")
_MOST_ORDERED = 40_000  # words; comparing their order takes time with the square


def words(document: Document) -> list[str]:
    """The words of a text without what formats write differently: case, quotes, hyphens at line ends."""
    return [re.sub(r"[^\w]", "", word).lower() for word in _WORD.findall(document.text)]


def headings(document: Document) -> list[str]:
    """The headings, folded to their letters and digits."""
    found = (document.text[block.start : block.end] for block in document.blocks if block.kind == "heading")
    return [folded for text in found if (folded := re.sub(r"[\W_]+", "", text).lower())]


def overlap(one: Counter[str], two: Counter[str]) -> float:
    """The F1 of two bags: 1.0 when both hold the same."""
    total = sum(one.values()) + sum(two.values())
    return 2 * sum((one & two).values()) / total if total else 1.0


def in_order(one: list[str], two: list[str]) -> float | None:
    """The F1 of two lists, as far as they stand in one order; None when they are too long to tell."""
    if max(len(one), len(two)) > _MOST_ORDERED:
        return None
    blocks = SequenceMatcher(None, one, two, autojunk=False).get_matching_blocks()
    return 2 * sum(block.size for block in blocks) / max(1, len(one) + len(two))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--headings", action="store_true", help="print the headings that only one format has")
    options = parser.parse_args()
    recognise("The model of languages is loaded once, and not in the time of the first file. " * 3)
    documents: dict[Path, Document] = {}
    failed = pages = 0
    seconds = 0.0
    print("| file | format | result | pages | words | headings | seconds |\n|---|---|---|---:|---:|---:|---:|")
    for path in sorted(options.folder.rglob("*")):
        if not path.is_file() or not is_candidate(path, explicit=False):
            continue
        start = time.perf_counter()
        try:
            document = readers.read(path)
        except ReadError as error:
            failed += 1
            print(f"| {path.name} | {path.suffix[1:]} | {error.message} | | | | {time.perf_counter() - start:.3f} |")
            continue
        spent = time.perf_counter() - start
        documents[path] = document
        result = document.metadata.extra.get("notice", "read")
        count = len(headings(document))
        print(
            f"| {path.name} | {document.metadata.format} | {result} | {document.pages or ''} | {document.words} |"
            f" {count} | {spent:.3f} |"
        )
        if document.metadata.format == "pdf" and document.text:
            pages, seconds = pages + (document.pages or 0), seconds + spent
    print(f"\n{len(documents)} read, {failed} not.")
    if seconds:
        print(f"PDF with text: {pages} pages in {seconds:.2f} s, {pages / seconds:.0f} pages/s.")
    compare(documents, options.headings)


def compare(documents: dict[Path, Document], show: bool) -> None:
    """Print how far the formats of each report agree."""
    print("\n| report | formats | words F1 | in order | headings F1 |\n|---|---|---:|---:|---:|")
    named: dict[str, list[Path]] = {}
    for path in documents:
        named.setdefault(path.stem, []).append(path)
    lonely: list[str] = []
    for stem, paths in named.items():
        for one, two in itertools.combinations(paths, 2):
            first, second = documents[one], documents[two]
            ordered = in_order(words(first), words(second))
            lists = Counter(headings(first)), Counter(headings(second))
            print(
                f"| {stem} | {one.suffix[1:]}, {two.suffix[1:]} |"
                f" {overlap(Counter(words(first)), Counter(words(second))):.3f} |"
                f" {'' if ordered is None else f'{ordered:.3f}'} | {overlap(*lists):.3f} |"
            )
            for path, mine, other in ((one, *lists), (two, *reversed(lists))):
                lonely.extend(f"{path.name} only: {heading}" for heading in (mine - other).elements())
    if show:
        print("", *lonely, sep="\n")


if __name__ == "__main__":
    main()
