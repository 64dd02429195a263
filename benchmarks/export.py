"""How long a summary takes in every form, and how large it is.

    python benchmarks/export.py FOLDER OUTPUT [--briefs 8] [--passages 40] [--forms docx,pdf]

Reads briefs of FOLDER (their names in order, one in every so many), marks sentences in them, and writes the summary to
the folder OUTPUT, twice each: the second must have the same bytes. Prints a row for each form: seconds, bytes, and the
memory this process has held at most.
"""

from __future__ import annotations

import argparse
import resource
import time
from dataclasses import replace
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from briefreader import readers
from briefreader.errors import ReadError
from briefreader.export import Cover, Material, Point, build, check, cleaned
from briefreader.export.forms import FORMS, produce
from briefreader.readers.kinds import is_candidate
from briefreader.records import Brief, Passage, Tag
from briefreader.text.document import Document

_TAGS = ("arms/drones", "arms/limits", "money", "people/quotes", "risks", "questions/open")
_COLOURS = ("yellow", "green", "blue", "pink", "orange", "purple")
_MOMENT = "2026-11-22T06:41:00+00:00"


def read(folder: Path, wanted: int) -> dict[str, tuple[Brief, Document]]:
    """The briefs by id."""
    files = [path for path in sorted(folder.iterdir()) if path.is_file() and is_candidate(path, explicit=False)]
    found: dict[str, tuple[Brief, Document]] = {}
    for path in (*files[:: max(1, len(files) // wanted)], *files):
        try:
            document = readers.read(path)
        except ReadError:
            continue
        about, identity = document.metadata, str(uuid5(NAMESPACE_URL, path.name))
        brief = Brief(
            id=identity, path=str(path), title=about.title, format=about.format, date=about.date, author=about.author,
            language=about.language, words=document.words, pages=document.pages, state="ready", reason=None,
            added=_MOMENT, changed=_MOMENT,
        )  # fmt: skip
        found[identity] = brief, document
        if len(found) == wanted:
            break
    return found


def mark(briefs: dict[str, tuple[Brief, Document]], wanted: int) -> list[Passage]:
    """Passages over the paragraphs of each brief in turn, spread from its beginning to its end."""
    share = -(-wanted // len(briefs))
    made: list[Passage] = []
    for brief, document in briefs.values():
        blocks = [
            block for block in document.blocks if block.kind in ("paragraph", "item") and block.end - block.start > 80
        ]
        step = max(1, len(blocks) // share)
        spans = [(block.start, _sentence(document.text, block.start, block.end)) for block in blocks[::step]] or [
            (0, 1)
        ]
        for number in range(share):
            start, end = spans[number % len(spans)]
            start = min(start + number // len(spans), end - 1)
            made.append(
                Passage(
                    id=str(uuid5(NAMESPACE_URL, f"{brief.id}{number}")),
                    brief=brief.id,
                    start=start,
                    end=end,
                    exact=document.text[start:end],
                    tags=(_TAGS[len(made) % len(_TAGS)],),
                    note="Ask for the figures behind this." if number % 4 == 0 else "",
                    status="exact",
                    paragraph=document.paragraph_at(start),
                    page=document.page_at(start),
                    heading=(),
                    author="reader",
                    created=_MOMENT,
                    changed=_MOMENT,
                )
            )
    return made[:wanted]


def _sentence(text: str, start: int, end: int) -> int:
    """Where the last whole sentence ends within 400 code points of `start`."""
    stop = text.rfind(". ", start, min(end, start + 400))
    return end if end - start <= 400 or stop < 0 else stop + 1


def material(folder: Path, briefs: int, passages: int) -> Material:
    found = read(folder, briefs)
    tags = [
        Tag(str(n), path, colour, f"What is said of {path}.")
        for n, (path, colour) in enumerate(zip(_TAGS, _COLOURS, strict=True))
    ]
    documents = {key: document for key, (_, document) in found.items()}
    report = build([brief for brief, _ in found.values()], mark(found, passages), tags, documents)
    report = replace(
        report,
        title="What the agreement changes",
        cover=Cover("the Minister", "the desk", "draft", "26 November 2026", "OFFICIAL"),
        bottom_line=(Point("The agreement makes formal what was built before it. Decide by Thursday."),),
        points=(
            Point("Production has moved.", (1,)),
            Point("Both sides gain time.", (2, 3)),
            Point("The clock is short."),
        ),
    )
    return Material(report, {key: brief for key, (brief, _) in found.items()}, documents, tags)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--briefs", type=int, default=8)
    parser.add_argument("--passages", type=int, default=40)
    parser.add_argument("--forms", default=",".join(FORMS))
    options = parser.parse_args()
    made = material(options.folder, options.briefs, options.passages)
    check(made)
    print(f"{made.report.amount}\n{'form':12}{'seconds':>9}{'bytes':>13}{'MB held':>9}  same bytes")
    for name in options.forms.split(","):
        before = time.perf_counter()
        data = produce(name, made)
        seconds = time.perf_counter() - before
        held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        same = "yes" if produce(name, made) == data else "NO"
        (options.output / f"{name}-{cleaned(made.report.title, FORMS[name].suffix)}").write_bytes(data)
        print(f"{name:12}{seconds:9.2f}{len(data):13,}{held:9}  {same}")


if __name__ == "__main__":
    main()
