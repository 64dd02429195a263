"""OpenDocument texts: what the program shows is what is read, and nothing that it hides."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefreader.errors import ReadError
from briefreader.readers import odt
from briefreader.text.document import Block, Document

O = "urn:oasis:names:tc:opendocument:xmlns:"  # noqa: E741 - as the format calls it
NAMES = (
    f'xmlns:office="{O}office:1.0" xmlns:text="{O}text:1.0" xmlns:table="{O}table:1.0" xmlns:style="{O}style:1.0" '
    f'xmlns:draw="{O}drawing:1.0" xmlns:fo="{O}xsl-fo-compatible:1.0" xmlns:svg="{O}svg-compatible:1.0" '
    f'xmlns:meta="{O}meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
)
OWN = """
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>
<style:style style:name="P2" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="P3" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/></style:style>
<style:style style:name="P4" style:family="paragraph" style:master-page-name="Front"/>
<style:style style:name="P5" style:family="paragraph" style:master-page-name="Standard">
  <style:paragraph-properties style:page-number="1"/></style:style>
<style:style style:name="P6" style:family="paragraph"><style:text-properties text:display="none"/></style:style>
<style:style style:name="T1" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="T2" style:family="text"><style:text-properties text:display="none"/></style:style>
<text:list-style style:name="L1">
  <text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
  <text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>
  <text:list-level-style-number text:level="3" style:num-format="i" text:display-levels="3"/>
</text:list-style>
<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>
"""
COMMON = """
<office:styles>
<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Standard"/>
<style:style style:name="Quotations" style:family="paragraph"/>
<style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph"/>
<text:outline-style><text:outline-level-style text:level="1" style:num-format="I" style:num-suffix=" "/>
</text:outline-style></office:styles>
<office:automatic-styles><style:page-layout style:name="M1">
  <style:page-layout-properties style:num-format="i"/></style:page-layout></office:automatic-styles>
<office:master-styles>
<style:master-page style:name="Standard"><style:header><text:p>RESTRICTED</text:p></style:header>
  <style:footer><text:p>Page <text:page-number>9</text:page-number></text:p></style:footer></style:master-page>
<style:master-page style:name="Front" style:page-layout-name="M1"/>
</office:master-styles>
"""


def text_file(body: str, meta: str = "", manifest: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr(
            "content.xml",
            f"<office:document-content {NAMES}><office:automatic-styles>{OWN}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        file.writestr("styles.xml", f"<office:document-styles {NAMES}>{COMMON}</office:document-styles>")
        file.writestr(
            "meta.xml", f"<office:document-meta {NAMES}><office:meta>{meta}</office:meta></office:document-meta>"
        )
        if manifest:
            file.writestr("META-INF/manifest.xml", manifest)
    return buffer.getvalue()


def document(body: str, meta: str = "") -> Document:
    return odt.read(text_file(body, meta), "a.odt")


def p(text: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def h(text: str, level: int = 1) -> str:
    return f'<text:h text:outline-level="{level}">{text}</text:h>'


def items(*contents: str, style: str = "L1", more: str = "") -> str:
    inner = "".join(f"<text:list-item>{content}</text:list-item>" for content in contents)
    named = f'text:style-name="{style}"' if style else ""
    return f"<text:list {named} {more}>{inner}</text:list>"


def words(found: Document, block: Block) -> str:
    return found.text[block.start : block.end]


def blocks(found: Document) -> list[tuple[str, str]]:
    return [(block.kind, words(found, block)) for block in found.blocks]


def marks(found: Document) -> list[tuple[str, str, str]]:
    return [(mark.kind, found.text[mark.start : mark.end], mark.value) for mark in found.inlines]


def test_headings_and_their_numbers() -> None:
    found = document(p("Rivers", "P1") + h("Water") + h("Fish", 2) + p("Birds", "Heading_20_2") + h("Ice") + p("x"))
    assert [(block.kind, block.level, block.label) for block in found.blocks] == [
        ("heading", 1, ""), ("heading", 2, "I"), ("heading", 3, ""), ("heading", 3, ""), ("heading", 2, "II"),
        ("paragraph", 0, ""),
    ]  # fmt: skip
    assert found.metadata.title == "Rivers"


def test_lists_are_numbered_as_printed() -> None:
    inner = items(p("c"), p("d") + items(p("e"), style=""), style="")
    found = document(
        items(p("a"), p("b") + p("more") + inner, p("f")) + p("between") + items(p("g"))
        + items(p("h"), more='text:continue-numbering="true"') + items(p("i"), style="L2")
        + f'<text:list text:style-name="L1"><text:list-item text:start-value="7">{p("j")}</text:list-item></text:list>'
    )  # fmt: skip
    labels = {words(found, block): block.label for block in found.blocks}
    assert labels == {
        "a": "1.", "b": "2.", "more": "", "c": "(a)", "d": "(b)", "e": "2.b.i", "f": "3.", "between": "", "g": "1.",
        "h": "2.", "i": "", "j": "7.",
    }  # fmt: skip
    opens = [block.place.opens for block in found.blocks if block.place]
    assert opens == [True, True, False, *[True] * 8]
    assert [block.level for block in found.blocks if block.place] == [1, 1, 1, 2, 2, 3, 1, 1, 1, 1, 1]


def test_spaces_breaks_and_spans() -> None:
    found = document(
        "<text:p>one<text:s text:c='3'/>two<text:tab/>three<text:line-break/>"
        '<text:span text:style-name="T1">slanted</text:span> <text:a xlink:href="https://example.org/">there</text:a>'
        '<text:a xlink:href="file:///etc/passwd"> not</text:a></text:p>'
    )
    assert found.text == "one two three\nslanted there not"
    assert marks(found) == [("emphasis", "slanted", ""), ("link", "there", "https://example.org/")]


def test_a_bold_paragraph_is_a_heading_where_no_other_is() -> None:
    assert blocks(document(p("The ferry", "P2") + p("It sails."))) == [
        ("heading", "The ferry"),
        ("paragraph", "It sails."),
    ]
    assert blocks(document(p("“The ferry”", "P2") + p("It sails.")))[0] == ("paragraph", "“The ferry”")


def test_deleted_and_hidden_text_is_not_shown() -> None:
    region = f"<text:changed-region><text:deletion>{p('gone')}</text:deletion></text:changed-region>"
    changes = f"<text:tracked-changes>{region}</text:tracked-changes>"
    found = document(
        changes + p('kept<text:change text:change-id="x"/><text:span text:style-name="T2"> hidden</text:span>')
        + p("hidden", "P6") + f'<text:section text:display="none">{p("hidden")}</text:section>'
        + p('<text:hidden-text text:is-hidden="true">hidden</text:hidden-text>')
    )  # fmt: skip
    assert found.text == "kept"


def test_notes_and_annotations_follow_the_text() -> None:
    body = f"<text:note-body>{p('A note')}</text:note-body>"
    note = f"<text:note><text:note-citation>1</text:note-citation>{body}</text:note>"
    found = document(
        p(f'Fish{note} <office:annotation office:name="n"><dc:creator>Ada Lindqvist</dc:creator>'
          f'<dc:date>2031-01-01</dc:date>{p("Sure?")}</office:annotation>swim<office:annotation-end office:name="n"/>.')
    )  # fmt: skip
    assert blocks(found) == [("paragraph", "Fish[1] swim."), ("footnote", "A note"), ("aside", "Sure?")]
    assert [block.label for block in found.blocks] == ["", "1", "Ada Lindqvist"]
    assert marks(found) == [("note", "[1]", "1"), ("note", "swim", "Ada Lindqvist")]


def cell(text: str, more: str = "") -> str:
    return f"<table:table-cell {more}>{p(text)}</table:table-cell>"


def test_tables_with_merged_and_repeated_cells() -> None:
    found = document(
        "<table:table><table:table-header-rows><table:table-row>"
        + cell("A", 'table:number-rows-spanned="2"') + cell("B", 'table:number-columns-spanned="2"')
        + "<table:covered-table-cell/></table:table-row></table:table-header-rows><table:table-row>"
        + '<table:covered-table-cell/><table:table-cell table:number-columns-repeated="1"/>' + cell("C")
        + "</table:table-row></table:table>"
    )  # fmt: skip
    found_places = [block.cell for block in found.blocks if block.cell]
    assert [(c.row, c.column, c.row_span, c.column_span, c.header) for c in found_places] == [
        (0, 0, 2, 1, True), (0, 1, 1, 2, True), (1, 2, 1, 1, False),
    ]  # fmt: skip
    assert found.tables == {1: (2, 3)}


def test_a_text_box_follows_its_paragraph_once() -> None:
    box = f"<draw:frame><draw:text-box>{p('boxed')}</draw:text-box></draw:frame>"
    assert document(p(f"be{box}fore")).text == "before\nboxed"


def test_pages_and_their_labels() -> None:
    found = document(
        p("a", "P4") + p("b<text:soft-page-break/>c", "Standard") + p("d", "P5") + p("e", "P3")
    )  # fmt: skip
    assert [page.label for page in found.paging] == ["i", "ii", "1", "2"]
    assert [found.text[page.start : page.end].strip() for page in found.paging] == ["a\nb", "c", "d", "e"]
    assert document(p("a") + p("b", "P3")).pages is None


def test_what_the_file_says_of_itself() -> None:
    metadata = document(
        p("Of herring"),
        "<dc:title>Of herring</dc:title><meta:initial-creator>Ada Lindqvist</meta:initial-creator>"
        "<dc:date>2031-05-01T10:00:00</dc:date><meta:keyword>fish</meta:keyword><meta:keyword>sea</meta:keyword>",
    ).metadata
    assert (metadata.title, metadata.author, metadata.date) == ("Of herring", "Ada Lindqvist", "2031-05-01")
    assert dict(metadata.extra) == {"keywords": "fish sea", "running head": "RESTRICTED", "marking": "RESTRICTED"}


def test_a_password_is_said_to_be_the_reason() -> None:
    with pytest.raises(ReadError, match="protected by a password"):
        odt.read(text_file(p("a"), manifest="<manifest><encryption-data/></manifest>"), "a.odt")


PIECES = st.sampled_from(
    (
        p("a"), h("b"), p("c", "P1"), p("d", "P4"), items(p("e"), items(p("f"), style="")), "<text:list>",
        "</text:list>",
        "<text:list-item>", "</text:list-item>", "<text:p>", "</text:p>", "<text:soft-page-break/>", "g", "<text:span>",
        f"<table:table><table:table-row>{cell('h')}{cell('i')}</table:table-row></table:table>", "<table:table>",
        "<table:table-row>", cell("j", 'table:number-rows-spanned="9"'), "</table:table>",
        "<draw:frame><draw:text-box>",
        '<office:annotation office:name="n">', "</office:annotation>", "<text:line-break/>", "<text:section>",
        f"<text:note><text:note-citation>1</text:note-citation><text:note-body>{p('k')}</text:note-body></text:note>",
    )
)  # fmt: skip


@settings(deadline=None, max_examples=200)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_mixture_of_pieces(body: str) -> None:
    try:
        found = document(body)
    except ReadError:
        return
    assert "\n".join(words(found, block) for block in found.blocks) == found.text
    for block in found.blocks:
        assert block.kind != "heading" or 1 <= block.level <= 6
        if block.cell:
            rows, columns = found.tables[block.cell.table]
            assert block.cell.row + block.cell.row_span <= rows
            assert block.cell.column + block.cell.column_span <= columns
