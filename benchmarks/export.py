"""How long a summary takes in every form, and how large it is.

    python benchmarks/export.py FOLDER OUTPUT [--briefs 8] [--passages 40] [--forms docx,pdf]

Reads briefs of FOLDER (their names in order, one in every so many) into a library of its own in OUTPUT, tags sentences
in them, begins a draft with three cited key points, and exports it to OUTPUT in each form, twice: the second must have
the same bytes. Prints a row for each form: seconds, bytes, and the memory this process has held at most.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from briefreader import jobs
from briefreader.export.forms import FORMS
from briefreader.readers.kinds import is_candidate
from briefreader.records import Brief
from briefreader.service.library import Library
from briefreader.text.document import Document
from briefreader.text.draft import Draft, Statement

_TAGS = ("arms/drones", "arms/limits", "money", "people/quotes", "risks", "questions/open")
_LARGEST = 3_000_000  # bytes of a file; a larger one tells of readers, not of exports
_LONGEST = 400  # code points of a passage
_MOMENT = "1795000000"


def read(library: Library, folder: Path, wanted: int) -> list[Brief]:
    """As many briefs of the folder, spread over it."""
    files = [path for path in sorted(folder.iterdir()) if path.is_file() and is_candidate(path, explicit=False)]
    files = [path for path in files if path.stat().st_size < _LARGEST]
    jobs.run(library.ingest(files[:: max(1, len(files) // wanted)][:wanted], analyse=True))
    return [brief for brief in library.briefs() if brief.state == "ready"]


def mark(library: Library, briefs: list[Brief], wanted: int) -> None:
    """As many passages, brief after brief in turn, each another."""
    share = -(-wanted // len(briefs))
    documents = [(brief.id, library.document(brief.id)) for brief in briefs]
    left = {brief: _distinct(document.text, _spans(document, share)) for brief, document in documents}
    made = 0
    while left and made < wanted:
        for brief, spans in list(left.items()):
            span = next(spans, None)
            if span is None:
                del left[brief]
            elif made < wanted:
                note = "Ask for the figures behind this." if made % 4 == 0 else None
                library.tag(brief, *span, [_TAGS[made % len(_TAGS)]], note)
                made += 1


def _distinct(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans, then each again a little shorter; blanks at the beginning of a passage are none of it."""
    for shift in range(_LONGEST):
        for start, end in dict.fromkeys(spans):
            if start + shift < end - 1 and not text[start + shift].isspace():
                yield start + shift, end


def _spans(document: Document, share: int) -> list[tuple[int, int]]:
    blocks = [
        block for block in document.blocks if block.kind in ("paragraph", "item") and block.end - block.start > 80
    ]
    blocks = blocks or [block for block in document.blocks if block.end - block.start > 10]
    spans: list[tuple[int, int]] = []
    for block in blocks[:: max(1, len(blocks) // share)]:
        stop = document.text.rfind(". ", block.start, min(block.end, block.start + _LONGEST))
        whole = block.end - block.start <= _LONGEST or stop < 0
        spans.append((block.start, block.end if whole else stop + 1))
    return spans


def drafted(library: Library) -> Draft:
    draft = library.drafts.begin("two-page")
    offered = library.drafts.compose(draft).candidates
    assert offered is not None
    points = [Statement(f"Point {number} of the note.").cited(offered.passages[number].mark) for number in (0, 3, 6)]
    typed = replace(
        draft,
        title="What the agreement changes",
        audience="the Minister",
        author="the desk",
        bottom_line=(Statement("The agreement makes formal what was built before it. Decide by Thursday."),),
        points=tuple(points),
    )
    library.drafts.save(typed, "Key points")
    return library.drafts.get(draft.id)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--briefs", type=int, default=8)
    parser.add_argument("--passages", type=int, default=40)
    parser.add_argument("--forms", default=",".join(FORMS))
    options = parser.parse_args()
    os.environ["SOURCE_DATE_EPOCH"] = _MOMENT
    options.output.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(options.output / "library", ignore_errors=True)
    with Library.open(options.output / "library") as library:
        mark(library, read(library, options.folder, options.briefs), options.passages)
        draft = drafted(library)
        before = time.perf_counter()
        composed = library.drafts.compose(draft)
        print(f"{composed.amount}; put together for the composer in {time.perf_counter() - before:.2f} s")
        print(f"{'form':12}{'seconds':>9}{'bytes':>13}{'MB held':>9}  same bytes")
        for name in options.forms.split(","):
            path = options.output / f"{name}.{FORMS[name].suffix}"
            before = time.perf_counter()
            library.drafts.export(draft, name, path, marking="OFFICIAL")
            seconds = time.perf_counter() - before
            data = path.read_bytes()
            again = library.drafts.export(draft, name, path, marking="OFFICIAL").read_bytes()
            held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(f"{name:12}{seconds:9.2f}{len(data):13,}{held:9}  {'yes' if again == data else 'NO'}")


if __name__ == "__main__":
    main()
