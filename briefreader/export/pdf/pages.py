"""The pages of a PDF: marking above and below, page numbers, outline and contents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO

from reportlab.lib.units import mm  # type: ignore[import-untyped]
from reportlab.pdfbase.pdfdoc import PDFString  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, TableStyle  # type: ignore[import-untyped]
from reportlab.platypus.doctemplate import IndexingFlowable  # type: ignore[import-untyped]
from reportlab.platypus.tableofcontents import TableOfContents  # type: ignore[import-untyped]

from briefreader.export.pdf.fonts import Fonts
from briefreader.export.pdf.looks import MARGIN, MARKING, PAGE, SOFT, Style
from briefreader.export.tree import Report

_DEEPEST = 2  # level of headings in the contents; the outline has all
_EDGE = 11 * mm
_BARE = [
    ("FONTNAME", (0, 0), (-1, -1), "text"),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), 0),
    ("TOPPADDING", (0, 0), (-1, -1), 0),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
]


class Contents(TableOfContents):  # type: ignore[misc]
    """The table of contents."""

    def __init__(self, styles: Mapping[str, Style]) -> None:
        levels = [styles["contents1"], styles["contents2"]]
        super().__init__(levelStyles=levels, dotsMinLevel=0, tableStyle=TableStyle(_BARE))


class Total(IndexingFlowable):  # type: ignore[misc]
    """Nothing to be seen; has the document laid out again until the number of its pages is known."""

    def __init__(self) -> None:
        super().__init__()
        self.pages = self._before = 0

    def beforeBuild(self) -> None:  # noqa: N802 - reportlab's name
        self._before = self.pages

    def isSatisfied(self) -> bool:  # noqa: N802 - reportlab's name
        return self._before == self.pages

    def notify(self, kind: str, stuff: object) -> None:
        if kind == "pages" and isinstance(stuff, int):
            self.pages = stuff

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        pass


class Pages(BaseDocTemplate):  # type: ignore[misc]
    """Lays out a story. The number of all pages is that of the pass before; `multiBuild` makes at least two."""

    def __init__(self, out: IO[bytes], report: Report, fonts: Fonts) -> None:
        super().__init__(
            out, pagesize=PAGE, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN, bottomMargin=MARGIN,
            title=report.title, author=report.cover.author or report.program, creator=report.program,
            subject=report.about, invariant=1, initialFontName="text", pageCompression=1,
        )  # fmt: skip
        self._marking, self._fonts, self._pages = report.cover.marking, fonts, 0
        frame = Frame(
            MARGIN, MARGIN, PAGE[0] - 2 * MARGIN, PAGE[1] - 2 * MARGIN, leftPadding=0, rightPadding=0, topPadding=0,
            bottomPadding=0,
        )  # fmt: skip
        self.addPageTemplates(PageTemplate("page", [frame], onPage=self._decorate))

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - reportlab's name
        outline = getattr(flowable, "outline", None)
        if outline is None:
            return
        level, text, key = outline
        name = f"o-{key}"
        self.canv.bookmarkHorizontal(name, 0, self.frame._y + flowable.height)
        if level:
            self.canv.addOutlineEntry(text, name, level - 1, closed=level > 1)
        if flowable.listed and 0 < level <= _DEEPEST:
            self.notify("TOCEntry", (level - 1, self._fonts.markup(text), self.page, name))

    def afterPage(self) -> None:  # noqa: N802 - reportlab's name
        self.notify("pages", self.page)

    def _endBuild(self) -> None:  # noqa: N802 - reportlab's name
        self._pages = self.page
        super()._endBuild()

    def _decorate(self, canvas: Canvas, _document: BaseDocTemplate) -> None:
        if canvas.getPageNumber() == 1:
            canvas._doc.Catalog.Lang = PDFString("en")
            canvas.addPageLabel(0, "ARABIC", 1)
            canvas.setViewerPreference("DisplayDocTitle", "true")
        canvas.saveState()
        middle = PAGE[0] / 2
        if self._marking:
            canvas.setFillColor(MARKING)
            for y in (PAGE[1] - _EDGE - 3, _EDGE + 12):
                self._centred(canvas, self._marking, middle, y, 9.5, "b")
        canvas.setFillColor(SOFT)
        self._centred(canvas, f"{canvas.getPageNumber()} / {self._pages or '?'}", middle, _EDGE, 8.5)
        canvas.restoreState()

    def _centred(self, canvas: Canvas, text: str, x: float, y: float, size: float, face: str = "") -> None:
        parts = list(self._fonts.parts(text, face))
        x -= sum(canvas.stringWidth(part, name, size) for name, part in parts) / 2
        for name, part in parts:
            canvas.setFont(name, size)
            canvas.drawString(x, y, part)
            x += canvas.stringWidth(part, name, size)
