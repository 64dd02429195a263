"""The program's own document, for a report without a template: A4, marking and page numbers on every page."""

from __future__ import annotations

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from briefreader.export.tree import Report
from briefreader.export.word.markup import element, field, run
from briefreader.export.word.styles import SOFT, Styles

_FONT = "Calibri"
_MARKING = RGBColor(0x8A, 0x1F, 0x1B)


def new() -> WordDocument:
    """An empty document in one font, A4."""
    document = docx.Document()
    normal = document.styles["Normal"]
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), _FONT)
    for theme in ("asciiTheme", "hAnsiTheme", "cstheme", "eastAsiaTheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    normal.font.size = Pt(11)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(24)
    section.top_margin, section.bottom_margin = Mm(24), Mm(22)
    section.header_distance = section.footer_distance = Mm(11)
    return document


def pages(document: WordDocument, marking: str) -> None:
    """Marking above and below each page, page numbers below."""
    section = document.sections[0]
    if marking:
        _marked(section.header.paragraphs[0])
        _marked(section.footer.paragraphs[0])
    foot = section.footer.add_paragraph() if marking else section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for part in (*field("PAGE", "1"), run(" / "), *field("NUMPAGES", "1")):
        foot._p.append(part)
    for piece in foot.runs:
        piece.font.size, piece.font.color.rgb = Pt(9), SOFT


def places(document: WordDocument, report: Report, styles: Styles) -> None:
    """The named places of a template, in the program's own order."""
    _place(document, "{{title}}", styles.id("Title"))
    _place(document, "{{about}}", styles.id("Subtitle"))
    for name in ("{{contents}}", "{{body}}"):
        _place(document, name, "")


def _place(document: WordDocument, text: str, style: str) -> None:
    paragraph = document.add_paragraph(text)
    if style:
        paragraph._p.get_or_add_pPr().insert(0, element("pStyle", val=style))


def _marked(paragraph: WordParagraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    piece = paragraph.add_run("{{marking}}")
    piece.bold, piece.font.size, piece.font.color.rgb = True, Pt(10), _MARKING
