"""The paragraph styles a report is set in: the template's where it has them, else made."""

from __future__ import annotations

from typing import NamedTuple

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from briefreader.export.flow import Paragraph
from briefreader.export.word.markup import element

ACCENT = RGBColor(0x1D, 0x5C, 0x86)
SOFT = RGBColor(0x5D, 0x63, 0x6B)
INK = RGBColor(0x22, 0x26, 0x2B)


class Shape(NamedTuple):
    """How a style looks when it has to be made: sizes in points, indents in millimetres."""

    size: float = 11
    bold: bool = False
    italic: bool = False
    colour: RGBColor | None = None
    before: float = 0
    after: float = 4
    indent: float = 0
    hanging: float = 0
    next: bool = False
    line: float = 1.15


_KINDS = {
    "text": "Body Text", "remark": "List Bullet", "point": "List Number", "quote": "Quote", "cited": "Passage Source",
    "note": "Passage Note", "definition": "Tag Definition", "source": "Source Entry", "about": "Report Remark",
}  # fmt: skip
_SHAPES = {
    "Title": Shape(20, bold=True, colour=INK, after=2, line=1.0, next=True),
    "Subtitle": Shape(10.5, colour=SOFT, after=10),
    "Heading 1": Shape(14, bold=True, colour=ACCENT, before=16, after=4, next=True, line=1.0),
    "Heading 2": Shape(12.5, bold=True, colour=INK, before=12, after=3, next=True, line=1.0),
    "Heading 3": Shape(11.5, bold=True, colour=INK, before=10, after=3, next=True, line=1.0),
    "Heading 4": Shape(11, bold=True, colour=INK, before=8, after=2, next=True, line=1.0),
    "Heading 5": Shape(11, italic=True, colour=INK, before=8, after=2, next=True, line=1.0),
    "Heading 6": Shape(10.5, italic=True, colour=INK, before=8, after=2, next=True, line=1.0),
    "Body Text": Shape(after=5),
    "List Bullet": Shape(10, after=2, indent=6, hanging=5),
    "List Number": Shape(after=4, indent=7, hanging=7),
    "Quote": Shape(11, colour=INK, before=5, after=2, indent=5),
    "Passage Source": Shape(9.5, after=3, indent=5),
    "Passage Note": Shape(10, after=3, indent=10, colour=SOFT),
    "Tag Definition": Shape(10, italic=True, colour=SOFT, after=4, next=True),
    "Source Entry": Shape(10, after=4, indent=8, hanging=8),
    "Report Remark": Shape(9.5, colour=SOFT, after=4),
    "List Entry": Shape(after=3, indent=8, hanging=8),
    "Caption": Shape(9.5, italic=True, colour=SOFT, after=5),
    "Footnote Text": Shape(9, after=1, line=1.0),
    "toc 1": Shape(10.5, after=1),
    "toc 2": Shape(10.5, after=1, indent=5),
    "toc 3": Shape(10.5, after=1, indent=10),
}


class Styles:
    """Finds the styles of a document by what they are for, making those it lacks. In the program's `own` document all
    of them are set anew."""

    def __init__(self, document: WordDocument, *, own: bool) -> None:
        self._document = document
        self._ids: dict[str, str] = {}
        if own:
            for name in _SHAPES:
                self._shape(self._found(name) or self._made(name), _SHAPES[name])
            self._ruled("Quote")
        self.reference = self._reference()
        self.numbers_points = self._has_numbering("List Number")
        self.bullets = self._has_numbering("List Bullet")

    def of(self, paragraph: Paragraph) -> str:
        """The id of the style for a paragraph."""
        if paragraph.kind == "heading":
            return self.id(f"Heading {paragraph.level}")
        return self.id(_KINDS[paragraph.kind])

    def id(self, name: str) -> str:
        """The id of the style called `name`."""
        if name not in self._ids:
            style = self._found(name)
            if style is None:
                style = self._made(name)
                self._shape(style, _SHAPES[name])
            self._ids[name] = style.style_id
        return self._ids[name]

    def table(self) -> str:
        """The id of a table style with lines, "" where the template has none."""
        names = [style.name for style in self._document.styles if style.type == WD_STYLE_TYPE.TABLE]
        return self._document.styles["Table Grid"].style_id if "Table Grid" in names else ""

    def _found(self, name: str) -> ParagraphStyle | None:
        wanted = name.casefold()
        for style in self._document.styles:
            if style.type == WD_STYLE_TYPE.PARAGRAPH and (style.name or "").casefold() == wanted:
                assert isinstance(style, ParagraphStyle)
                return style
        return None

    def _made(self, name: str) -> ParagraphStyle:
        style = self._document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=not name[:1].isupper())
        assert isinstance(style, ParagraphStyle)
        style.base_style = self._document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
        return style

    def _shape(self, style: ParagraphStyle, shape: Shape) -> None:
        properties = style.element.find(qn("w:pPr"))
        if properties is not None and (border := properties.find(qn("w:pBdr"))) is not None:
            properties.remove(border)
        fonts = style.element.find(qn("w:rPr"))
        if fonts is not None:
            for child in list(fonts):
                fonts.remove(child)
        font, form = style.font, style.paragraph_format
        font.size, font.bold, font.italic = Pt(shape.size), shape.bold, shape.italic
        if shape.colour is not None:
            font.color.rgb = shape.colour
        form.space_before, form.space_after = Pt(shape.before), Pt(shape.after)
        form.line_spacing = shape.line
        form.left_indent, form.first_line_indent = Mm(shape.indent), Mm(-shape.hanging)
        form.keep_with_next, form.widow_control = shape.next, True
        style.quick_style = True

    def _ruled(self, name: str) -> None:
        """A line at the margin of the style's paragraphs, as of quotations."""
        properties = self._document.styles[name].element.get_or_add_pPr()
        side = element("left", val="single", sz="12", space="8", color="DEDCD4")
        border = element("pBdr", (side,))
        following = [properties.find(qn(f"w:{tag}")) for tag in ("spacing", "ind", "jc", "outlineLvl")]
        first = next((one for one in following if one is not None), None)
        properties.append(border) if first is None else first.addprevious(border)

    def _has_numbering(self, name: str) -> bool:
        style = self._found(name)
        return style is not None and style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None

    def _reference(self) -> str:
        """The id of the raised style of footnote marks."""
        for style in self._document.styles:
            if style.type == WD_STYLE_TYPE.CHARACTER and (style.name or "").casefold() == "footnote reference":
                return str(style.style_id)
        made = self._document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
        made.font.superscript = True
        return str(made.style_id)
