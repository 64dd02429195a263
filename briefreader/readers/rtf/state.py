"""What holds within a group: how text looks and where it goes. Groups copy it by reference, so their depth is free."""

from __future__ import annotations

from typing import Any, NamedTuple

from briefreader.readers.marks import Look, Mark
from briefreader.readers.rtf.model import Shape

_TOGGLES = {
    b"b": "bold", b"i": "italic", b"ul": "underline", b"uld": "underline", b"uldb": "underline", b"ulw": "underline",
    b"uldash": "underline", b"ulth": "underline", b"ulwave": "underline", b"strike": "strike", b"striked": "strike",
    b"v": "hidden", b"deleted": "deleted",
}  # fmt: skip
_MARKS: tuple[tuple[str, Mark], ...] = (
    ("bold", ("strong", "")), ("italic", ("emphasis", "")), ("underline", ("underline", "")),
    ("strike", ("strike", "")),
)  # fmt: skip


class State(NamedTuple):
    """`target` names where text goes: "text" into the story, "skip" nowhere, others to what is being collected.
    `skip` is how many characters stand for a Unicode character where it is not understood."""

    target: str = "text"
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    hidden: bool = False
    deleted: bool = False
    height: str = ""
    font: int = 0
    skip: int = 1
    link: str = ""
    shape: Shape = Shape()

    @property
    def look(self) -> Look:
        marks = tuple(mark for name, mark in _MARKS if getattr(self, name))
        if self.height == "superscript":
            return (*marks, ("superscript", ""))
        return (*marks, ("subscript", "")) if self.height == "subscript" else marks

    def plain(self, font: int) -> State:
        """This state with the looks of plain text."""
        return State(self.target, font=font, skip=self.skip, link=self.link, shape=self.shape, deleted=self.deleted)

    def with_word(self, word: bytes, number: int | None) -> State | None:
        """The state that a control word of formatting makes of this; None for other words."""
        if name := _TOGGLES.get(word):
            changed: dict[str, Any] = {name: number != 0}
            return self._replace(**changed)
        if word == b"ulnone":
            return self._replace(underline=False)
        if word in (b"super", b"sub", b"nosupersub"):
            height = {b"super": "superscript", b"sub": "subscript"}.get(word, "") if number != 0 else ""
            return self._replace(height=height)
        if word == b"uc":
            return self._replace(skip=min(8, max(0, number if number is not None else 1)))
        shape = _shaped(self.shape, word, number)
        return self._replace(shape=shape) if shape is not None else None


def _shaped(shape: Shape, word: bytes, number: int | None) -> Shape | None:
    value = number or 0
    if word == b"pard":
        return Shape()
    if word == b"s":
        return shape._replace(style=value)
    if word == b"outlinelevel":
        return shape._replace(outline=value)
    if word == b"intbl":
        return shape._replace(in_table=True)
    if word == b"itap":
        return shape._replace(in_table=value > 0)
    if word == b"ls":
        return shape._replace(list_id=value)
    if word == b"ilvl":
        return shape._replace(level=min(8, max(0, value)))
    return None
