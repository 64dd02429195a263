"""Footnotes, endnotes and comments: their labels, in the order in which the text calls them."""

from __future__ import annotations

from collections import Counter
from typing import Literal, NamedTuple

from briefreader.readers.docx.names import number, value, w
from briefreader.readers.marks import Mark
from briefreader.readers.numerals import Numeral, numeral
from briefreader.readers.trees import Element

NoteKind = Literal["footnote", "endnote"]

_FORMATS: dict[str, Numeral] = {
    "lowerRoman": "lower roman", "upperRoman": "upper roman", "lowerLetter": "lower letter",
    "upperLetter": "upper letter", "chicago": "symbols",
}  # fmt: skip
_MOST_OPEN = 8  # comments on the same words


class Note(NamedTuple):
    """A note that the text calls, and what it is called."""

    label: str
    element: Element


class Notes:
    """The notes of one kind; `root` is their part, `settings` the elements that say how they are numbered, what
    counts most last."""

    def __init__(self, kind: NoteKind, root: Element | None, settings: list[Element]) -> None:
        self.called: list[Note] = []
        self._elements: dict[str, Element] = {}
        self._count = 0
        self._style: Numeral = "lower roman" if kind == "endnote" else "decimal"
        for parent in settings:
            properties = parent.find(w(f"{kind}Pr"))
            if form := value(properties, "numFmt"):
                self._style = _FORMATS.get(form, "decimal")
            start = number(value(properties, "numStart"))
            if start is not None:
                self._count = start - 1
        for element in root.iterfind(w(kind)) if root is not None else ():
            if element.get(w("type"), "normal") == "normal":
                self._elements[element.get(w("id")) or ""] = element

    def call(self, note_id: str, own_mark: str = "") -> str:
        """The label of the note `note_id`, which the text calls here; "" when there is none. `own_mark` is what
        its author set in place of a number."""
        element = self._elements.pop(note_id, None)
        if element is None:
            return ""
        if not own_mark:
            self._count += 1
        label = own_mark or numeral(self._count, self._style)
        self.called.append(Note(label, element))
        return label


class Comments:
    """The comments in `root`. Each has its author's name as label; a second of the same author is "Name (2)"."""

    def __init__(self, root: Element | None) -> None:
        self.all: list[Note] = []
        self._labels: dict[str, str] = {}
        self._open: list[str] = []
        seen: Counter[str] = Counter()
        for element in root.iterfind(w("comment")) if root is not None else ():
            author = " ".join((element.get(w("author")) or "").split())[:100] or "Comment"
            seen[author] += 1
            label = author if seen[author] == 1 else f"{author} ({seen[author]})"
            self._labels[element.get(w("id")) or ""] = label
            self.all.append(Note(label, element))

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks of the comments on the words at this place."""
        return tuple(("note", self._labels[comment]) for comment in self._open)

    def begin(self, comment: str) -> None:
        if comment in self._labels and comment not in self._open and len(self._open) < _MOST_OPEN:
            self._open.append(comment)

    def end(self, comment: str) -> None:
        if comment in self._open:
            self._open.remove(comment)
