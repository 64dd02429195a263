"""Slides: in the order in which they are shown, with titles, bullets, tables and what the speaker notes."""

import io
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st

from briefreader.errors import ReadError
from briefreader.readers import pptx
from briefreader.text.document import Document

P = "http://schemas.openxmlformats.org/presentationml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = f'xmlns:p="{P}" xmlns:a="{A}" xmlns:r="{R}"'
LEVELS = "<a:lvl1pPr><a:buChar char='x'/></a:lvl1pPr><a:lvl2pPr><a:buChar char='y'/></a:lvl2pPr>"
MASTER = f"<p:txStyles><p:bodyStyle>{LEVELS}</p:bodyStyle></p:txStyles>"


def deck(*slides: str, notes: dict[int, str] | None = None, attributes: str = "", hidden: int = -1) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        ids = "".join(f'<p:sldId r:id="s{number}"/>' for number in range(len(slides)))
        file.writestr(
            "ppt/presentation.xml",
            f"<p:presentation {NAMES} {attributes}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>",
        )
        relations = "".join(
            f'<Relationship Id="s{number}" Type="{R}/slide" Target="slides/{len(slides) - number}.xml"/>'
            for number in range(len(slides))
        )
        file.writestr("ppt/_rels/presentation.xml.rels", f"<Relationships>{relations}</Relationships>")
        file.writestr("ppt/layout.xml", f"<p:sldLayout {NAMES}/>")
        up = f'<Relationship Id="m" Type="{R}/slideMaster" Target="master.xml"/>'
        file.writestr("ppt/_rels/layout.xml.rels", f"<Relationships>{up}</Relationships>")
        file.writestr("ppt/master.xml", f"<p:sldMaster {NAMES}>{MASTER}</p:sldMaster>")
        for number, shapes in enumerate(slides):
            part = len(slides) - number
            show = 'show="0"' if number == hidden else ""
            file.writestr(f"ppt/slides/{part}.xml", tree("sld", shapes, show))
            own = f'<Relationship Id="l" Type="{R}/slideLayout" Target="../layout.xml"/>'
            if notes and number in notes:
                own += f'<Relationship Id="n" Type="{R}/notesSlide" Target="../notes{part}.xml"/>'
                file.writestr(f"ppt/notes{part}.xml", tree("notes", notes[number]))
            file.writestr(f"ppt/slides/_rels/{part}.xml.rels", f"<Relationships>{own}</Relationships>")
    return buffer.getvalue()


def tree(root: str, shapes: str, more: str = "") -> str:
    return f"<p:{root} {NAMES} {more}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:{root}>"


def shape(content: str, kind: str = "") -> str:
    place = f'<p:ph type="{kind}"/>' if kind else ""
    body = f"<p:txBody><a:lstStyle/>{content}</p:txBody>"
    return f"<p:sp><p:nvSpPr><p:nvPr>{place}</p:nvPr></p:nvSpPr>{body}</p:sp>"


def p(text: str, level: int = 0, more: str = "", look: str = "") -> str:
    return f'<a:p><a:pPr lvl="{level}">{more}</a:pPr><a:r><a:rPr {look}/><a:t>{text}</a:t></a:r></a:p>'


def read(*slides: str, notes: dict[int, str] | None = None, attributes: str = "", hidden: int = -1) -> Document:
    return pptx.read(deck(*slides, notes=notes, attributes=attributes, hidden=hidden), "a.pptx")


def blocks(found: Document) -> list[tuple[str, int, str, str]]:
    return [(b.kind, b.level, b.label, found.text[b.start : b.end]) for b in found.blocks]


def test_slides_stand_in_the_order_in_which_they_are_shown() -> None:
    found = read(
        shape(p("Of nets"), "ctrTitle"), shape(p("Body")) + shape(p("Mesh"), "title"), "", shape(p("End"), "title")
    )
    assert blocks(found) == [
        ("heading", 1, "", "Of nets"), ("heading", 2, "", "Mesh"), ("paragraph", 0, "", "Body"),
        ("heading", 2, "", "End"),
    ]  # fmt: skip
    assert (found.unit, found.pages) == ("slide", 4)
    assert [block.page for block in found.blocks] == ["1", "2", "2", "4"]
    assert found.metadata.title == "Of nets"


def test_bullets_by_master_shape_and_paragraph() -> None:
    numbers = '<a:buAutoNum type="alphaLcParenR"/>'
    body = shape(
        p("a") + p("b", 1) + p("c", 0, "<a:buNone/>") + p("d", 0, numbers) + p("e", 0, numbers) + p("f"), "body"
    )
    found = read(body + shape(p("box")))
    assert blocks(found) == [
        ("item", 1, "", "a"), ("item", 2, "", "b"), ("paragraph", 0, "", "c"), ("item", 1, "a)", "d"),
        ("item", 1, "b)", "e"), ("item", 1, "", "f"), ("paragraph", 0, "", "box"),
    ]  # fmt: skip


def test_notes_stand_aside_behind_their_slide_and_hidden_slides_say_so() -> None:
    found = read(
        shape(p("One")),
        shape(p("Two")),
        notes={0: shape(p("Greet") + p("Smile"), "body") + shape(p("7"), "sldNum")},
        hidden=1,
    )
    assert blocks(found) == [
        ("paragraph", 0, "", "One"), ("aside", 0, "Speaker notes", "Greet"), ("aside", 0, "", "Smile"),
        ("paragraph", 0, "", "Two"), ("aside", 0, "Hidden slide", "This slide is not shown in the presentation."),
    ]  # fmt: skip


def test_tables_with_merged_cells() -> None:
    def cell(text: str, more: str = "") -> str:
        return f"<a:tc {more}><a:txBody>{p(text)}</a:txBody></a:tc>"

    first = cell("A", 'gridSpan="2"') + cell("", 'hMerge="1"')
    rows = f"<a:tr>{first}</a:tr><a:tr>{cell('B')}{cell('C')}</a:tr>"
    found = read(f'<p:graphicFrame><a:tbl><a:tblPr firstRow="1"/>{rows}</a:tbl></p:graphicFrame>')
    places = [(b.cell.row, b.cell.column, b.cell.column_span, b.cell.header) for b in found.blocks if b.cell]
    assert places == [(0, 0, 2, True), (1, 0, 1, False), (1, 1, 1, False)]
    assert found.tables == {1: (2, 2)}


def test_formatting_groups_breaks_and_furniture() -> None:
    inner = shape(p("bold", 0, "", 'b="1"') + "<a:p><a:r><a:t>one</a:t></a:r><a:br/><a:r><a:t>two</a:t></a:r></a:p>")
    found = read(
        f"<p:grpSp>{inner}</p:grpSp>" + shape(p("Harbour office"), "ftr") + shape(p("3"), "sldNum"),
        attributes='firstSlideNum="5"',
    )
    assert found.text == "bold\none\ntwo"
    assert [(mark.kind, found.text[mark.start : mark.end]) for mark in found.inlines] == [("strong", "bold")]
    assert found.metadata.extra["running foot"] == "Harbour office"
    assert found.paging[0].label == "5"


@settings(deadline=None, max_examples=100)
@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=8))
def test_damage_is_a_read_error_and_nothing_else(changes: list[tuple[int, int]]) -> None:
    data = bytearray(deck(shape(p("One"), "title"), shape(p("Two"), "body")))
    for place, value in changes:
        data[place % len(data)] = value
    try:
        pptx.read(bytes(data), "a.pptx")
    except ReadError as error:
        assert error.message.endswith(".")  # noqa: PT017 - reading is as good an outcome
