"""What stands within an OpenDocument paragraph: text, spans, links, notes, annotations. What was deleted is kept apart
from the text by the format itself."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from briefreader.readers.breaks import Pages
from briefreader.readers.builder import Builder
from briefreader.readers.descriptions import described
from briefreader.readers.marks import Look, Mark, Marks
from briefreader.readers.odt.names import q
from briefreader.readers.odt.styles import Styles
from briefreader.readers.trees import Element

_SPAN, _LINK, _SPACE, _TAB, _BREAK = q("text:span"), q("text:a"), q("text:s"), q("text:tab"), q("text:line-break")
_SOFT, _NOTE, _ANNOTATION, _ANNOTATION_END = (
    q("text:soft-page-break"), q("text:note"), q("office:annotation"), q("office:annotation-end"),
)  # fmt: skip
_BOX, _DESCRIPTION, _TITLE = q("draw:text-box"), q("svg:desc"), q("svg:title")
_PARAGRAPHS = frozenset((q("text:p"), q("text:h"), q("text:list")))
_DRAWINGS = frozenset(
    q(f"draw:{name}")
    for name in ("frame", "custom-shape", "rect", "ellipse", "circle", "line", "path", "polygon", "caption", "g", "a")
)
_SKIPPED = frozenset((q("text:ruby-text"), q("text:script"), q("text:tracked-changes"), q("office:event-listeners")))
_COUNTS = frozenset((q("text:page-number"), q("text:page-count"), q("text:file-name")))
_HIDDEN = frozenset((q("text:hidden-text"), q("text:hidden-paragraph")))
_ADDRESS = re.compile(r"(?:https?|mailto):", re.IGNORECASE)
_DEEPEST = 60
_MOST_OPEN = 8  # annotations on the same words


@dataclass(slots=True)
class Kept:
    """A note or an annotation that the text calls, and its label."""

    label: str
    element: Element


@dataclass(slots=True)
class Runs:
    """Adds the content of paragraphs to `builder`. Text boxes gather in `anchored`, to be placed behind the paragraph,
    notes and annotations in `notes` and `annotations`, for the end. `counts` says whether page numbers are text."""

    builder: Builder
    styles: Styles
    pages: Pages
    counts: bool = True
    anchored: list[Element] = field(default_factory=list)
    notes: list[Kept] = field(default_factory=list)
    annotations: list[Kept] = field(default_factory=list)
    _marks: Marks = field(init=False)
    _open: dict[str, Mark] = field(default_factory=dict)  # annotations on the words at this place, by name
    _authors: Counter[str] = field(default_factory=Counter)
    _depth: int = 0
    _one_line: bool = False

    def __post_init__(self) -> None:
        self._marks = Marks(self.builder)

    def add(self, paragraph: Element, look: Look, one_line: bool = False) -> None:
        """Add what `paragraph`, which looks like `look`, holds to the block that is open; `one_line`: a break in it
        is a space."""
        self._one_line = one_line
        self._content(paragraph, look, ())
        self._marks.want(())

    def _content(self, parent: Element, look: Look, links: Look) -> None:
        self._say(parent.text, look, links)
        if self._depth >= _DEEPEST:
            return
        self._depth += 1
        for child in parent:
            if isinstance(child.tag, str):
                self._child(child.tag, child, look, links)
            self._say(child.tail, look, links)
        self._depth -= 1

    def _child(self, tag: str, child: Element, look: Look, links: Look) -> None:
        if tag == _SPAN:
            own, hidden = self.styles.span(child.get(q("text:style-name")) or "")
            if not hidden:
                self._content(child, look + tuple(mark for mark in own if mark not in look), links)
        elif tag == _LINK:
            target = (child.get(q("xlink:href")) or "").strip()
            self._content(child, look, (("link", target),) if _ADDRESS.match(target) else links)
        elif tag in (_SPACE, _TAB):
            self.builder.text(" ")
        elif tag == _BREAK:
            if self._one_line:
                self.builder.text(" ")
            else:
                self.builder.line_break()
        elif tag == _SOFT:
            self.pages.soft_break()
        elif tag == _NOTE:
            self._note(child, look)
        elif tag == _ANNOTATION:
            self._annotation(child)
        elif tag == _ANNOTATION_END:
            self._open.pop(child.get(q("office:name")) or "", None)
        elif tag in _DRAWINGS:
            self._drawing(child, look)
        elif tag not in _SKIPPED and tag not in _HIDDEN and (self.counts or tag not in _COUNTS):
            self._content(child, look, links)

    def _say(self, text: str | None, look: Look, links: Look, mark: Mark | None = None) -> None:
        if not text:
            return
        if not text.isspace():
            self.pages.text()
            self._marks.want((*self._open.values(), *links, *look, *((mark,) if mark else ())))
        self.builder.text(text)

    def _note(self, note: Element, look: Look) -> None:
        citation = note.find(q("text:note-citation"))
        label = " ".join("".join(map(str, citation.itertext())).split())[:20] if citation is not None else ""
        body = note.find(q("text:note-body"))
        if label and body is not None:
            self._say(f"[{label}]", (), (), ("note", label))
            self.notes.append(Kept(label, body))

    def _annotation(self, annotation: Element) -> None:
        author = " ".join((annotation.findtext(q("dc:creator")) or "").split())[:100] or "Comment"
        self._authors[author] += 1
        label = author if self._authors[author] == 1 else f"{author} ({self._authors[author]})"
        self.annotations.append(Kept(label, annotation))
        name = annotation.get(q("office:name"))
        if name and len(self._open) < _MOST_OPEN:
            self._open[name] = ("note", label)

    def _drawing(self, drawing: Element, look: Look) -> None:
        """Keep the text boxes of `drawing`; say what a picture without text shows."""
        found = _texts(drawing)
        self.anchored.extend(found)
        if not found:
            words = next((element.text for element in drawing.iter(_DESCRIPTION, _TITLE) if element.text), "")
            if words := described(words or ""):
                self._say(words, (), (), ("image", words))

    def end_annotations(self) -> None:
        """Forget annotations that nothing ends."""
        self._open.clear()


def _texts(drawing: Element) -> list[Element]:
    """The elements of `drawing` that hold paragraphs, each once."""
    found: list[Element] = []
    waiting = [drawing]
    while waiting and len(found) < 1000:
        element = waiting.pop()
        if element.tag == _BOX or any(child.tag in _PARAGRAPHS for child in element):
            found.append(element)
        else:
            waiting.extend(child for child in reversed(element) if isinstance(child.tag, str))
    return found
