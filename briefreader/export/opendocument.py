"""The report as an OpenDocument text (ODF 1.3): styles, footnotes as sources, links, marking and page numbers.

Written part by part, since the format asks for little: `content.xml`, `styles.xml`, `meta.xml` and a manifest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from briefreader.export import flow
from briefreader.export.flow import Grid, Item, Paragraph, Piece
from briefreader.export.legal import plain
from briefreader.export.material import Material
from briefreader.export.packing import packed
from briefreader.export.tree import Report

_MEDIA = "application/vnd.oasis.opendocument.text"
_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"), ("meta", "meta"),
        ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"),
    )
) + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MANIFEST = (
    f'{_HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    f' manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="{_MEDIA}"/>'
    + "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
        for name in ("content.xml", "styles.xml", "meta.xml")
    )
    + "</manifest:manifest>"
)
# name: (size, colour, bold, italic, space before, space after, indent, hanging), in points and millimetres
_STYLES = {
    "Title": (20, "#22262b", True, False, 0, 2, 0, 0), "Subtitle": (10, "#5d636b", False, False, 0, 10, 0, 0),
    "Text_20_body": (11, "", False, False, 0, 5, 0, 0), "Quotations": (11, "", False, False, 5, 2, 5, 0),
    "Source": (9.5, "", False, False, 0, 3, 5, 0), "Note": (10, "#5d636b", False, False, 0, 3, 10, 0),
    "Definition": (10, "#5d636b", False, True, 0, 4, 0, 0), "Remark": (9.5, "#5d636b", False, False, 0, 4, 0, 0),
    "Numbered": (11, "", False, False, 0, 4, 8, 8), "Entry": (10, "", False, False, 0, 4, 9, 9),
    "Cell": (10, "", False, False, 0, 0, 0, 0), "Footnote": (9, "", False, False, 0, 1, 4, 4),
    "Header": (10, "#8a1f1b", True, False, 0, 0, 0, 0), "Footer": (9, "#5d636b", False, False, 0, 0, 0, 0),
}  # fmt: skip
_HEADINGS = ((14, "#1d5c86", 16), (12.5, "#22262b", 12), (11.5, "#22262b", 10), (11, "#22262b", 8), (11, "#22262b", 8),
             (10.5, "#22262b", 8))  # fmt: skip
_KINDS = {
    "text": "Text_20_body", "remark": "Remark", "point": "Numbered", "quote": "Quotations", "cited": "Source",
    "note": "Note", "definition": "Definition", "source": "Entry", "about": "Remark",
}  # fmt: skip
_LOOKS = {"strong": "Strong", "emphasis": "Emphasis", "soft": "Soft", "alarm": "Alarm"}


def render(material: Material) -> bytes:
    """`material` as the bytes of an `.odt`; equal reports give equal bytes."""
    report = material.report
    members = {
        "mimetype": _MEDIA,
        "content.xml": _content(report),
        "styles.xml": _styles(report),
        "meta.xml": _meta(report),
        "META-INF/manifest.xml": _MANIFEST,
    }
    return packed([(name, text.encode()) for name, text in members.items()], stored=frozenset({"mimetype"}))


def _content(report: Report) -> str:
    writer = _Writer()
    body = [
        f'<text:p text:style-name="Title">{_words(report.title)}</text:p>',
        f'<text:p text:style-name="Subtitle">{_words(report.about)}</text:p>',
        *writer.blocks(flow.body(report, footnotes=True)),
    ]
    automatic = f"<office:automatic-styles>{''.join(writer.languages())}</office:automatic-styles>"
    text = f"<office:body><office:text>{''.join(body)}</office:text></office:body>"
    return f'{_HEAD}<office:document-content {_SPACES} office:version="1.3">{automatic}{text}</office:document-content>'


class _Writer:
    """Writes items; counts footnotes, and keeps the languages passages are in."""

    def __init__(self) -> None:
        self._notes = 0
        self._languages: dict[tuple[str, bool], str] = {}

    def blocks(self, items: Iterable[Item]) -> Iterator[str]:
        for item in items:
            yield "".join(self._table(item)) if isinstance(item, Grid) else self._paragraph(item)

    def languages(self) -> Iterator[str]:
        """A style for the passages of each language and direction met so far."""
        for (language, rtl), name in self._languages.items():
            mode = ' style:writing-mode="rl-tb" fo:text-align="start"' if rtl else ""
            tongue = "complex" if rtl else ""
            spoken = (
                f' {"style:language-complex" if tongue else "fo:language"}="{escape(language)}"' if language else ""
            )
            yield (
                f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="Quotations">'
                f"<style:paragraph-properties{mode}/><style:text-properties{spoken}/></style:style>"
            )

    def _paragraph(self, item: Paragraph) -> str:
        mark = f'<text:bookmark text:name="{_anchor(item.key)}"/>' if item.key else ""
        number = {"point": f"{item.number}.<text:tab/>", "source": f"[{item.number}]<text:tab/>", "remark": "• "}
        words = mark + number.get(item.kind, "") + self._pieces(item.pieces)
        if item.kind == "heading":
            style = f"Heading_20_{item.level}"
            return f'<text:h text:style-name="{style}" text:outline-level="{item.level}">{words}</text:h>'
        return f'<text:p text:style-name="{self._style(item)}">{words}</text:p>'

    def _style(self, item: Paragraph) -> str:
        rtl = item.direction == "rtl"
        if item.kind != "quote" or not (item.language or rtl):
            return _KINDS[item.kind]
        return self._languages.setdefault((item.language, rtl), f"Q{len(self._languages) + 1}")

    def _pieces(self, pieces: Sequence[Piece]) -> str:
        """A raised comma stands between the marks of two footnotes."""
        words = ""
        for before, piece in zip((None, *pieces), pieces, strict=False):
            if before is not None and before.note and piece.note:
                words += '<text:span text:style-name="Raised">, </text:span>'
            words += self._piece(piece)
        return words

    def _piece(self, piece: Piece) -> str:
        if piece.note:
            self._notes += 1
            return (
                f'<text:note text:id="n{self._notes}" text:note-class="footnote">'
                f"<text:note-citation>{self._notes}</text:note-citation><text:note-body>"
                f'<text:p text:style-name="Footnote">{_words(piece.note)}</text:p></text:note-body></text:note>'
            )
        words = _words(piece.text)
        if piece.look:
            words = f'<text:span text:style-name="{_LOOKS[piece.look]}">{words}</text:span>'
        if piece.target:
            words = f'<text:a xlink:type="simple" xlink:href="#{_anchor(piece.target)}">{words}</text:a>'
        elif piece.address:
            words = f'<text:a xlink:type="simple" xlink:href="{escape(piece.address)}">{words}</text:a>'
        return words

    def _table(self, grid: Grid) -> Iterator[str]:
        columns = f'<table:table-column table:number-columns-repeated="{len(grid.columns)}"/>'
        yield f'<table:table table:name="Tags">{columns}'
        heads = (f'<text:span text:style-name="Strong">{_words(cell)}</text:span>' for cell in grid.columns)
        yield f"<table:table-header-rows>{_row(heads)}</table:table-header-rows>"
        yield from (_row(map(_words, row)) for row in grid.rows)
        yield "</table:table>"


def _row(cells: Iterable[str]) -> str:
    words = (f'<text:p text:style-name="Cell">{cell}</text:p>' for cell in cells)
    made = "".join(f'<table:table-cell office:value-type="string">{one}</table:table-cell>' for one in words)
    return f"<table:table-row>{made}</table:table-row>"


def _styles(report: Report) -> str:
    marking = _words(report.cover.marking)
    marked = f'<text:p text:style-name="Header">{marking}</text:p>' if marking else ""
    number = (
        '<text:p text:style-name="Footer"><text:page-number text:select-page="current">1</text:page-number> / '
        "<text:page-count>1</text:page-count></text:p>"
    )
    edges = "<style:{0}-style><style:header-footer-properties fo:min-height='8mm'/></style:{0}-style>"
    return (
        f'{_HEAD}<office:document-styles {_SPACES} office:version="1.3"><office:styles>'
        '<style:default-style style:family="paragraph"><style:paragraph-properties fo:line-height="115%"/>'
        '<style:text-properties fo:font-family="Carlito, Calibri, sans-serif" fo:font-size="11pt" fo:language="en"'
        ' fo:country="GB"/></style:default-style>'
        f"{''.join(_paragraph_styles())}{''.join(_text_styles())}</office:styles><office:automatic-styles>"
        '<style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="210mm"'
        ' fo:page-height="297mm" fo:margin-top="12mm" fo:margin-bottom="12mm" fo:margin-left="24mm"'
        f' fo:margin-right="24mm"/>{edges.format("header")}{edges.format("footer")}</style:page-layout>'
        '</office:automatic-styles><office:master-styles><style:master-page style:name="Standard"'
        f' style:page-layout-name="A4"><style:header>{marked or "<text:p/>"}</style:header>'
        f"<style:footer>{marked}{number}</style:footer></style:master-page></office:master-styles>"
        "</office:document-styles>"
    )


def _paragraph_styles() -> Iterator[str]:
    for name, (size, colour, bold, italic, before, after, indent, hanging) in _STYLES.items():
        more = ' fo:border-left="1.5pt solid #dedcd4" fo:padding-left="3mm"' if name == "Quotations" else ""
        more += ' fo:text-align="center"' if name in ("Header", "Footer") else ""
        yield _style(name, size, colour, bold, italic, before, after, indent, hanging, more)
    for level, (size, colour, before) in enumerate(_HEADINGS, 1):
        more = ' fo:keep-with-next="always"'
        yield _style(f"Heading_20_{level}", size, colour, True, False, before, 3, 0, 0, more)


def _style(
    name: str, size: float, colour: str, bold: bool, italic: bool, before: float, after: float, indent: float,
    hanging: float, more: str,
) -> str:  # fmt: skip
    shown = name.replace("_20_", " ")
    letters = f' fo:font-size="{size}pt" style:font-size-complex="{size}pt"'
    letters += f' fo:color="{colour}"' if colour else ""
    letters += ' fo:font-weight="bold"' if bold else ""
    letters += ' fo:font-style="italic"' if italic else ""
    stop = f'<style:tab-stops><style:tab-stop style:position="{hanging}mm"/></style:tab-stops>' if hanging else ""
    return (
        f'<style:style style:name="{name}" style:display-name="{shown}" style:family="paragraph">'
        f'<style:paragraph-properties fo:margin-top="{before}pt" fo:margin-bottom="{after}pt"'
        f' fo:margin-left="{indent}mm" fo:text-indent="-{hanging}mm" fo:orphans="2" fo:widows="2"{more}>{stop}'
        f"</style:paragraph-properties><style:text-properties{letters}/></style:style>"
    )


def _text_styles() -> Iterator[str]:
    looks = {
        "Strong": 'fo:font-weight="bold"', "Emphasis": 'fo:font-style="italic"', "Soft": 'fo:color="#5d636b"',
        "Raised": 'style:text-position="super 58%"', "Alarm": 'fo:color="#a83632" fo:font-weight="bold"',
    }  # fmt: skip
    for name, look in looks.items():
        yield f'<style:style style:name="{name}" style:family="text"><style:text-properties {look}/></style:style>'


def _meta(report: Report) -> str:
    author = _words(report.cover.author or report.program)
    time = f"{report.day or '1980-01-01'}T00:00:00"
    return (
        f'{_HEAD}<office:document-meta {_SPACES} office:version="1.3"><office:meta><meta:generator>'
        f"{_words(report.program)}</meta:generator><dc:title>{_words(report.title)}</dc:title>"
        f"<meta:initial-creator>{author}</meta:initial-creator><dc:creator>{author}</dc:creator>"
        f"<meta:creation-date>{time}</meta:creation-date><dc:date>{time}</dc:date></office:meta></office:document-meta>"
    )


def _anchor(key: str) -> str:
    return "".join(char if char.isalnum() else "_" for char in key)


def _words(text: str) -> str:
    return escape(plain(text))
