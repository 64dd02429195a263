"""What stands within a paragraph: runs of text, fields, links, notes; tracked changes as if accepted."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from briefreader.readers.builder import Builder
from briefreader.readers.docx.drawings import boxes, description, diagram
from briefreader.readers.docx.fields import Fields, link
from briefreader.readers.docx.names import ALTERNATE, MATH_TEXT, MATHS, branch, w
from briefreader.readers.docx.notes import Comments, Notes
from briefreader.readers.docx.pages import WordPages
from briefreader.readers.docx.styles import Look, Styles
from briefreader.readers.docx.symbols import symbol
from briefreader.readers.marks import Mark, Marks
from briefreader.readers.opc import ID, Package, Relation
from briefreader.readers.trees import Element, elements

_RUN, _PROPERTIES, _TEXT, _TAB, _LINK = w("r"), w("rPr"), w("t"), w("tab"), w("hyperlink")
_BREAK, _RETURN, _RENDERED, _HYPHEN = w("br"), w("cr"), w("lastRenderedPageBreak"), w("noBreakHyphen")
_FIELD, _CODE, _SYMBOL, _SIMPLE = w("fldChar"), w("instrText"), w("sym"), w("fldSimple")
_FOOTNOTE, _ENDNOTE = w("footnoteReference"), w("endnoteReference")
_COMMENT, _COMMENT_END = w("commentRangeStart"), w("commentRangeEnd")
_PICTURES = frozenset((w("drawing"), w("pict"), w("object")))
# What only wraps runs: among it insertions; deletions (w:del, w:moveFrom) are not here and so leave no trace.
_WRAPPERS = frozenset(
    w(name)
    for name in ("ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "dir", "bdo", "ruby", "rubyBase")
)
_SPACES = frozenset((_TAB, w("ptab")))
_DEEPEST = 60


@dataclass(slots=True)
class Part:
    """A part that holds text, and what its text refers to."""

    package: Package
    relations: dict[str, Relation]
    footnotes: Notes
    endnotes: Notes
    comments: Comments
    omitted: Collection[str] = ()  # fields whose results are left out


@dataclass(slots=True)
class Runs:
    """Adds the content of paragraphs to `builder`. What they anchor, text boxes and the lines of diagrams, gathers in
    `anchored`, to be placed behind them."""

    builder: Builder
    part: Part
    styles: Styles
    pages: WordPages
    anchored: list[Element | list[str]] = field(default_factory=list)
    fields: Fields = field(init=False)
    _marks: Marks = field(init=False)
    _links: list[Mark] = field(default_factory=list)
    _depth: int = 0
    _one_line: bool = False

    def __post_init__(self) -> None:
        self.fields = Fields(self.part.omitted)
        self._marks = Marks(self.builder)

    def add(self, paragraph: Element, one_line: bool = False) -> None:
        """Add what `paragraph` holds to the block that is open; `one_line`: a break in it is a space."""
        self._one_line = one_line
        self._content(paragraph)

    def end(self) -> None:
        """End the formatting of a paragraph."""
        self._marks.want(())

    def _content(self, parent: Element) -> None:
        self._depth += 1
        for tag, child in elements(parent) if self._depth < _DEEPEST else ():
            if tag == _RUN:
                self._run(child)
            elif tag in _WRAPPERS:
                self._content(child)
            elif tag == _LINK:
                self._link(child)
            elif tag == _SIMPLE:
                self.fields.begin(child.get(w("instr")) or "")
                self.fields.separate()
                self._content(child)
                self.fields.end()
            elif tag == _COMMENT:
                self.part.comments.begin(child.get(w("id")) or "")
            elif tag == _COMMENT_END:
                self.part.comments.end(child.get(w("id")) or "")
            elif tag in MATHS:
                self._say("".join(text.text or "" for text in child.iter(MATH_TEXT)), Look())
            elif tag == ALTERNATE and (chosen := branch(child)) is not None:
                self._content(chosen)
        self._depth -= 1

    def _link(self, element: Element) -> None:
        relation = self.part.relations.get(element.get(ID) or "")
        mark = link(relation.target) if relation and relation.outside else None
        if mark:
            self._links.append(mark)
        self._content(element)
        if mark:
            self._links.pop()

    def _run(self, run: Element) -> None:
        look = Look()
        for tag, child in elements(run):
            if tag == _TEXT:
                self._say(child.text or "", look)
            elif tag == _PROPERTIES:
                look = self.styles.look(child)
            elif tag in _SPACES:
                self._say("\t", look)
            elif tag in (_BREAK, _RETURN):
                self._break(child.get(w("type")) or "", look)
            elif tag == _RENDERED:
                self.pages.rendered_break()
            elif tag == _HYPHEN:
                self._say("\u2011", look)
            elif tag == _SYMBOL:
                self._say(symbol(child.get(w("font")) or "", child.get(w("char")) or ""), look)
            elif tag == _FIELD:
                self._field(child.get(w("fldCharType")))
            elif tag == _CODE:
                self.fields.code(child.text or "")
            elif tag == _FOOTNOTE:
                if self._note(self.part.footnotes, child, run, look):
                    return
            elif tag == _ENDNOTE:
                if self._note(self.part.endnotes, child, run, look):
                    return
            elif tag in _PICTURES:
                self._picture(child, look)
            elif tag == ALTERNATE:
                chosen = branch(child)
                if chosen is not None:
                    self._picture(chosen, look)
            elif tag in _WRAPPERS:
                self._content(child)

    def _say(self, text: str, look: Look, mark: Mark | None = None) -> None:
        if look.hidden or self.fields.hide or not text:
            return
        if not text.isspace():
            self.pages.text()
            comments, links = self.part.comments.marks, (*self._links, *self.fields.marks)
            own = (mark,) if mark else ()
            self._marks.want((*comments, *links[-1:], *look.marks, *own) if comments or links or own else look.marks)
        self.builder.text(text)

    def _break(self, kind: str, look: Look) -> None:
        if look.hidden or self.fields.hide:
            return
        if kind == "page":
            self.pages.set_break()
            kind = "column"
        if kind == "column" or self._one_line:
            self.builder.text(" ")
        else:
            self.builder.line_break()

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self.fields.begin()
        elif kind == "separate":
            self.fields.separate()
        elif kind == "end":
            self.fields.end()

    def _note(self, notes: Notes, reference: Element, run: Element, look: Look) -> bool:
        """Whether the note that is called here has a mark of its author's, which is the rest of the run."""
        if look.hidden or self.fields.hide:
            return False
        own = ""
        if reference.get(w("customMarkFollows")) in ("1", "true", "on"):
            own = "".join(
                text.text or "" if text.tag == _TEXT else symbol(text.get(w("font")) or "", text.get(w("char")) or "")
                for text in run.iter(_TEXT, _SYMBOL)
            ).strip()[:20]
        label = notes.call(reference.get(w("id")) or "", own)
        if label:
            self._say(f"[{label}]", Look(), ("note", label))
        return bool(own)

    def _picture(self, element: Element, look: Look) -> None:
        if look.hidden or self.fields.hide:
            return
        found = list(boxes(element))
        self.anchored.extend(found)
        if found:
            return  # what else is drawn stands in them
        if lines := diagram(element, self.part.package, self.part.relations):
            self.anchored.append(lines)
        elif words := description(element):
            self._say(words, Look(), ("image", words))
