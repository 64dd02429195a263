"""The report as a PDF: outline, links, page labels, contents with page numbers, the fonts it needs inside."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping

from reportlab.platypus import Flowable, KeepTogether, PageBreak, Table, TableStyle  # type: ignore[import-untyped]

from briefreader.export import flow
from briefreader.export.flow import Grid, Item, Paragraph, Piece
from briefreader.export.material import Material
from briefreader.export.pdf import looks, source_pages
from briefreader.export.pdf.fonts import Fonts
from briefreader.export.pdf.pages import Contents, Pages, Total
from briefreader.export.pdf.paragraphs import Leftward, Plain, Quoted
from briefreader.export.pdf.source_pages import Field
from briefreader.export.tree import Report, Source

_CONTENTS_FROM = 4  # sections: a shorter report needs no table of contents
_CHAIN = 4  # paragraphs that are kept on one page at most


def render(material: Material) -> bytes:
    """`material` as the bytes of a PDF; equal reports give equal bytes where the same fonts are installed."""
    report = material.report
    styles = looks.styles()
    writer = _Writer(Fonts(), styles)
    story: list[Flowable] = [
        *writer.flowables([Paragraph("heading", (Piece(report.title),), level=0)]),
        *writer.flowables([Paragraph("about", (Piece(report.about),))]),
    ]
    if len(report.sections) >= _CONTENTS_FROM:
        story.append(Contents(styles))
    story += writer.flowables(flow.body(report, footnotes=False))
    story.append(Total())
    fields: list[Field] = []
    if "pages" in report.shown:
        story += writer.annex(material, fields)
    out = io.BytesIO()
    Pages(out, report, writer.fonts).multiBuild(story)
    return source_pages.filled(out.getvalue(), fields, material) if fields else out.getvalue()


class _Writer:
    """Makes flowables of items; one whose words run from right to left is laid out by itself."""

    def __init__(self, fonts: Fonts, styles: Mapping[str, looks.Style]) -> None:
        self.fonts = fonts
        self._styles = styles
        self._unnamed = 0

    def flowables(self, items: Iterable[Item]) -> list[Flowable]:
        """Paragraphs that follow another stay with it on the page."""
        made: list[Flowable] = []
        for group in _groups(items):
            block = [self._table(item) if isinstance(item, Grid) else self._paragraph(item) for item in group]
            if len(block) > 1 and not _opens_with_heading(group):
                made.append(KeepTogether(block[:_CHAIN]))
                made += block[_CHAIN:]
            else:
                made += block
        return made

    def annex(self, material: Material, fields: list[Field]) -> list[Flowable]:
        """The quoted pages, an empty field for each: they are put into `fields` too."""
        shown = source_pages.shown_pages(material)
        fields += map(Field, shown[: source_pages.MOST])
        title = Paragraph("heading", (Piece("Annex: the pages quoted"),), key="pages", level=1)
        items: list[Item] = [title, *(Paragraph("about", (Piece(words),)) for words in _left_out(material, len(shown)))]
        made = [PageBreak(), *self.flowables(items)] if len(items) > 1 or fields else []
        for index, one in enumerate(fields):
            if index:
                made.append(PageBreak())
            made += [self._page_heading(material.report, one), one]
        return made

    def _page_heading(self, report: Report, field: Field) -> Flowable:
        source, page = field.shown.source, f"p. {field.shown.label or field.shown.page + 1}"
        target = source.key if "sources" in report.shown else ""
        pieces = (Piece(f"[{source.number}]", target=target), Piece(f" {source.title}, {page}"))
        made = Plain("".join(self._piece(piece, bold=True) for piece in pieces), self._styles["page"])
        made.outline = (2, f"[{source.number}] {page}", f"page-{source.number}-{field.shown.page}")
        made.listed = False
        return made

    def _paragraph(self, item: Paragraph) -> Flowable:
        style = self._styles[item.kind if item.kind != "heading" else f"heading{item.level}"]
        if item.direction == "rtl" and item.kind in ("quote", "note", "text", "point", "definition"):
            text = f"{item.number}. {item.text}" if item.kind == "point" else item.text
            return Leftward(text, style, self.fonts, self.anchor(item.key), ruled=item.kind == "quote")
        kind = Quoted if item.kind == "quote" else Plain
        bullet = {"point": f"{item.number}.", "remark": "•", "source": f"[{item.number}]"}.get(item.kind)
        made = kind(self._markup(item), style, bulletText=bullet)
        if item.kind == "heading":
            self._unnamed += 1
            made.outline = (item.level, item.text, item.key or f"h{self._unnamed}")
        return made

    def _markup(self, item: Paragraph) -> str:
        words = "".join(self._piece(piece, bold=item.kind == "heading") for piece in item.pieces)
        return f'<a name="{self.anchor(item.key)}"/>{words}' if item.key else words

    def _piece(self, piece: Piece, *, bold: bool) -> str:
        strong = bold or piece.look in ("strong", "alarm")
        words = self.fonts.markup(piece.text, bold=strong, italic=piece.look == "emphasis")
        if piece.look in looks.COLOURS:
            words = f'<font color="{looks.COLOURS[piece.look]}">{words}</font>'
        if piece.target:
            words = f'<a href="#{self.anchor(piece.target)}" color="{looks.ACCENT}">{words}</a>'
        elif piece.address:
            words = f'<a href="{piece.address}">{words}</a>'
        if piece.note:
            words = f'<super size="7">{words}</super>'
        return words

    @staticmethod
    def anchor(key: str) -> str:
        return "".join(char if char.isalnum() else "-" for char in key)

    def _table(self, grid: Grid) -> Flowable:
        style = self._styles["cell"]
        rows = [[Plain(self.fonts.markup(cell, bold=True), style) for cell in grid.columns]]
        rows += [[Plain(self.fonts.markup(cell), style) for cell in row] for row in grid.rows]
        lines = TableStyle(
            [
                ("FONTNAME", (0, 0), (-1, -1), "text"),
                ("LINEBELOW", (0, 0), (-1, -1), 0.4, looks.LINE),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 2),
            ]
        )
        shares = (0.3, 0.58, 0.12) if len(grid.columns) == 3 else (1 / len(grid.columns),) * len(grid.columns)
        return Table(rows, [share * looks.WIDTH for share in shares], style=lines, repeatRows=1)


def _left_out(material: Material, pages: int) -> Iterator[str]:
    """Sentences on what the annex does not show."""
    if pages > source_pages.MOST:
        yield f"The first {source_pages.MOST} of {pages:,} pages."
    absent = [source for source in material.report.sources if source.brief not in material.originals]
    if absent:
        yield (f"Not here: {_numbers(absent)}, of which there is no PDF at its place as it was read.")


def _numbers(sources: Iterable[Source]) -> str:
    return ", ".join(f"[{source.number}]" for source in sources)


def _groups(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Each item with those that follow it."""
    group: list[Item] = []
    for item in items:
        if group and not (isinstance(item, Paragraph) and item.follows):
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def _opens_with_heading(group: list[Item]) -> bool:
    """Whether a group opens with a heading, which its style keeps with what comes after."""
    return isinstance(group[0], Paragraph) and group[0].kind == "heading"
