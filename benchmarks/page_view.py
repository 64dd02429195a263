"""Whether the page view marks and selects exactly the words meant, and how smoothly it scrolls.

    QT_QPA_PLATFORM=offscreen python benchmarks/page_view.py FOLDER_OR_PDF... [--spans 50] [--seed 3] [--scroll]

For every PDF with a text: random sentences (seeded) are brought into view; what PDFium reads inside the rectangles
drawn for each must be the sentence, and a drag of the mouse from its first character to its last must select it. White
space, hyphens at the ends of lines and marks of notes are not compared. Prints each mismatch. With --scroll each PDF is
also scrolled through with a mark on every sentence, and the stalls of the window and its memory are told.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QEventLoop, QPoint, QPointF, QRectF, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from briefreader import readers
from briefreader.errors import ReadError
from briefreader.readers.parts import parts
from briefreader.readers.pdf.geometry import Box, PageSource
from briefreader.records import Passage, Source
from briefreader.text.document import Document
from briefreader.text.sentences import sentences_in
from briefreader.ui.pages.view import PagesView

_KINDS = ("heading", "paragraph", "item", "footnote", "caption", "cell")
_HYPHENS = "-\u00ad\u2010\u2011\ufffe\ufffd\x02"
_PATIENCE = 20.0  # seconds for one answer
_STALL = 0.016


class Mismatch(NamedTuple):
    """`what` is "rectangles" or "drag"; `start` and `end` the sentence, with what was expected and what was found."""

    what: str
    page: int
    start: int
    end: int
    expected: str
    found: str


def sentences_of(document: Document, count: int, seed: int) -> list[tuple[int, int]]:
    """`count` random sentences that stand on a page, in order."""
    placed = [
        (start, end)
        for block in document.blocks
        if block.kind in _KINDS
        for start, end in sentences_in(document.text, block.start, block.end)
        if end - start >= 2
    ]
    chosen = random.Random(seed).sample(placed, min(count, len(placed)))
    return sorted(chosen)


def wait_until(ready: Callable[[], bool]) -> bool:
    """Let the event loop run until `ready`. Returns whether it came to be."""
    end = time.monotonic() + _PATIENCE
    while not ready():
        if time.monotonic() > end:
            return False
        QTest.qWait(2)
    return True


def bare(text: str, document: Document | None = None, start: int = 0) -> str:
    """`text` without white space, hyphens and, of a stretch of `document` that begins at `start`, marks of notes."""
    if document is not None:
        notes = [mark for mark in document.inlines if mark.kind == "note" and start <= mark.start < start + len(text)]
        for mark in reversed(notes):
            text = text[: mark.start - start] + text[max(0, mark.end - start) :]
    text = unicodedata.normalize("NFKC", text)
    return "".join(char for char in text if not char.isspace() and char not in _HYPHENS)


def show(view: PagesView, path: Path, document: Document) -> bool:
    """Open `path` in the view. Returns whether its pages are there."""
    (part,) = parts(path)
    view.show_document(Source(str(path), part.digest), document, 0)
    return wait_until(lambda: bool(view.canvas.pages.rects))


def rectangles(
    view: PagesView, pages: PageSource, document: Document, spans: Iterable[tuple[int, int]]
) -> Iterator[Mismatch]:
    """The sentences of whose rectangles PDFium reads something else."""
    canvas = view.canvas
    for start, end in spans:
        stretches = canvas.map.stretches(start, end)
        canvas.bring(start, end)
        wait_until(lambda start=start, end=end: bool(canvas.rects_of(start, end)))  # type: ignore[misc]
        wanted = list(dict.fromkeys(one.page for one in stretches))
        wait_until(lambda wanted=wanted, start=start, end=end: all(canvas.rects(p, start, end) for p in wanted))  # type: ignore[misc]
        read = "".join(
            pages.text_within(page, _box(view, page, rect))
            for page in wanted
            for rect in canvas.rects(page, start, end)
        )
        expected = document.text[start:end]
        if bare(read) != bare(expected) and bare(read) != bare(expected, document, start):
            yield Mismatch("rectangles", wanted[0] if wanted else -1, start, end, expected, read)


def drags(view: PagesView, document: Document, spans: Iterable[tuple[int, int]]) -> Iterator[Mismatch]:
    """The sentences that a drag from the first to the last character does not select."""
    canvas, port = view.canvas, view.canvas.viewport()
    for start, end in spans:
        placed = [offset for offset in range(start, end) if canvas.map.stretches(offset, offset + 1)]
        if not placed:
            yield Mismatch("drag", -1, start, end, document.text[start:end], "(on no page)")
            continue
        first, last = placed[0], placed[-1]
        view.clear_selection()
        canvas.bring(start, end)
        if not wait_until(lambda first=first, last=last: bool(_char(view, first) and _char(view, last))):  # type: ignore[misc]
            yield Mismatch("drag", canvas.map.page_of(first), start, end, document.text[start:end], "(no rectangles)")
            continue
        canvas.bring(start, end)
        settle(view)
        QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=_spot(view, first, 0.25))
        to = _spot(view, last, 0.75)
        if not 4 < to.y() < port.height() - 4:  # scrolled on with the mouse held down, as with its wheel
            canvas.verticalScrollBar().setValue(canvas.verticalScrollBar().value() + to.y() - port.height() // 2)
            to = _spot(view, last, 0.75)
        QTest.mouseMove(port, to - QPoint(0, 30))
        QTest.mouseMove(port, to)
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=to)
        settle(view)
        found = view.selection()
        if found != (first, last + 1):
            shown = "(nothing)" if found is None else document.text[found[0] : found[1]]
            yield Mismatch("drag", canvas.map.page_of(first), start, end, document.text[first : last + 1], shown)
        QTest.qWait(1)


def settle(view: PagesView) -> None:
    """Wait until the view awaits no answer about the mouse."""
    wait_until(lambda: not view.is_asking)


def _char(view: PagesView, offset: int) -> QRectF | None:
    rects = view.canvas.rects_of(offset, offset + 1)
    return rects[0] if rects else None


def _spot(view: PagesView, offset: int, share: float) -> QPoint:
    """A place in the rectangle of a character, `share` of its width from the side where it begins."""
    rect = _char(view, offset)
    assert rect is not None
    rect = view.canvas.to_viewport(rect)
    return QPoint(int(rect.left() + share * rect.width()), round(rect.center().y()))


def _box(view: PagesView, page: int, rect: QRectF) -> Box:
    """A rectangle of the scrolled area in points of the page."""
    one = view.canvas.pages.on_page(page, QPointF(rect.topLeft()))
    other = view.canvas.pages.on_page(page, QPointF(rect.bottomRight()))
    return Box(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))


def scroll(view: PagesView, document: Document) -> str:
    """Scroll through all pages with every sentence marked; what that cost, in a line."""
    spans = sentences_of(document, 100_000, 0)
    marked = [
        Passage(str(n), "b", *span, "", ("t",), "", "exact", 1, "1", (), "", "", "") for n, span in enumerate(spans)
    ]
    view.set_passages(marked, {"t": "green"})
    view.canvas.go_to_page(0)
    QTest.qWait(300)
    gaps: list[float] = []
    last = time.perf_counter()

    def tick() -> None:
        nonlocal last
        now = time.perf_counter()
        gaps.append(now - last)
        last = now

    timer = QTimer(interval=1)
    timer.timeout.connect(tick)
    timer.start()
    bar, loop = view.canvas.verticalScrollBar(), QEventLoop()
    step = max(1, round(view.canvas.viewport().height() * 0.4))
    turns = QTimer(interval=16)

    def turn() -> None:
        bar.setValue(bar.value() + step)
        if bar.value() >= bar.maximum() or sum(gaps) > 30:
            loop.quit()

    turns.timeout.connect(turn)
    turns.start()
    loop.exec()
    turns.stop()
    timer.stop()
    worst = ", ".join(f"{1000 * gap:.0f}" for gap in sorted(gaps)[-5:])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    over = sum(gap > _STALL for gap in gaps)
    view.set_passages([], {})
    return (
        f"scrolled to page {view.canvas.page + 1} with {len(marked)} marks: longest stalls (ms) {worst}; "
        f"over 16 ms: {over} of {len(gaps)} turns; peak memory {peak} MB"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--spans", type=int, default=50)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--rotation", type=int, default=0, help="quarter turns of the pages")
    parser.add_argument("--scroll", action="store_true")
    asked = parser.parse_args()
    app = QApplication(sys.argv[:1])
    app.setStyle("Fusion")
    files = [file for path in asked.paths for file in (sorted(path.glob("*.pdf")) if path.is_dir() else [path])]
    view = PagesView()
    view.resize(1000, 900)
    view.show()
    for _ in range(asked.rotation):
        view.canvas.rotate()
    total = wrong = 0
    for path in files:
        try:
            document = readers.read(path)
        except ReadError as error:
            print(f"{path.name}: {error}")
            continue
        spans = sentences_of(document, asked.spans, asked.seed)
        if not document.runs or not spans:
            print(f"{path.name}: no text on its pages")
            continue
        if not show(view, path, document):
            print(f"{path.name}: not shown: {view.canvas.message}")
            wrong += 1
            continue
        with PageSource(path) as pages:
            found = [*rectangles(view, pages, document, spans), *drags(view, document, spans)]
        drawn = sum(one.what == "rectangles" for one in found)
        print(f"{path.name}: {len(spans)} sentences: {drawn} drawn otherwise, {len(found) - drawn} dragged otherwise")
        for one in found:
            print(f"    {one.what}, page {one.page + 1}, {one.start} to {one.end}:")
            print(f"        {one.expected!r}\n        {one.found!r}")
        if asked.scroll:
            print(f"    {scroll(view, document)}")
        total, wrong = total + 2 * len(spans), wrong + len(found)
    view.source.close()
    print(f"{wrong} mismatches in {total}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
