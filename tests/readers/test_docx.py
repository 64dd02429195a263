"""Word files: what Word shows is what is read, and nothing that it hides."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefreader.errors import ReadError
from briefreader.readers import docx
from briefreader.text.document import Block, Document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
NAMES = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MC}" xmlns:wps="urn:wps" xmlns:v="urn:schemas-microsoft-com:vml"'
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/>
  <w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Teil"><w:name w:val="Part"/><w:basedOn w:val="Unter"/></w:style>
<w:style w:type="paragraph" w:styleId="Unter"><w:name w:val="Sub"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Kreis"><w:name w:val="Circle"/><w:basedOn w:val="Kreis"/></w:style>
<w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="Bild"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="Geheim"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Fett"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
"""
NUMBERING = """
<w:abstractNum w:abstractNumId="0">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%2.%3"/><w:isLgl/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
  <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="Part %1"/>
    <w:pStyle w:val="berschrift1"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="0"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
"""
KINDS = {
    "styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes",
    "comments": "comments", "settings": "settings", "header1": "header", "footer1": "footer",
}  # fmt: skip
ROOTS = {"header1": "hdr", "footer1": "ftr"}
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">{}</cp:coreProperties>'
)


def word_file(body: str, core: str = "", **parts: str) -> bytes:
    parts = {"styles": STYLES, "numbering": NUMBERING, **parts}
    relations = "".join(f'<Relationship Id="{part}" Type="{R}/{KINDS[part]}" Target="{part}.xml"/>' for part in parts)
    relations += f'<Relationship Id="web" Type="{R}/hyperlink" Target="https://example.org/a" TargetMode="External"/>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{body}</w:body></w:document>")
        file.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="urn:r">{relations}</Relationships>')
        for part, content in parts.items():
            root = ROOTS.get(part, part)
            file.writestr(f"word/{part}.xml", f"<w:{root} {NAMES}>{content}</w:{root}>")
        if core:
            kind = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
            file.writestr(
                "_rels/.rels",
                f'<Relationships><Relationship Id="c" Type="{kind}" Target="docProps/core.xml"/></Relationships>',
            )
            file.writestr("docProps/core.xml", CORE.format(core))
    return buffer.getvalue()


def document(body: str, core: str = "", **parts: str) -> Document:
    return docx.read(word_file(body, core, **parts), "a.docx")


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text) if text else ''}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def styled(text: str, style: str) -> str:
    return p(text, f'<w:pStyle w:val="{style}"/>')


def item(text: str, num: int, level: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def blocks(found: Document) -> list[tuple[str, str]]:
    return [(block.kind, words(found, block)) for block in found.blocks]


def words(found: Document, block: Block) -> str:
    return found.text[block.start : block.end]


def marks(found: Document) -> list[tuple[str, str, str]]:
    return [(mark.kind, found.text[mark.start : mark.end], mark.value) for mark in found.inlines]


# -- paragraphs, headings, lists


def test_headings_by_style_by_what_it_is_based_on_and_by_outline_level() -> None:
    found = document(
        styled("Rivers of the north", "Titel")
        + styled("Water", "berschrift1")
        + styled("Fish", "Teil")
        + p("Birds", '<w:outlineLvl w:val="2"/>')
        + styled("Not one", "Kreis")
        + p("Body", '<w:pStyle w:val="Unter"/><w:outlineLvl w:val="9"/>')
    )
    assert [(block.kind, block.level, block.label) for block in found.blocks] == [
        ("heading", 1, ""), ("heading", 2, "Part I"), ("heading", 3, ""), ("heading", 4, ""), ("paragraph", 0, ""),
        ("paragraph", 0, ""),
    ]  # fmt: skip
    assert found.metadata.title == "Rivers of the north"


def test_without_a_title_the_first_heading_level_is_one() -> None:
    assert document(styled("Water", "berschrift1") + p("x")).blocks[0].level == 1


def test_numbers_are_those_that_word_prints() -> None:
    found = document(
        item("a", 1) + item("b", 1) + item("c", 1, 1) + item("d", 1, 1) + item("e", 1, 2) + item("f", 1)
        + item("g", 1, 1) + p("between") + item("h", 1) + item("i", 4) + item("j", 4) + item("k", 2) + item("l", 0)
    )  # fmt: skip
    labels = [block.label for block in found.blocks]
    assert labels == ["1.", "2.", "(a)", "(b)", "2.2.1", "3.", "(a)", "", "4.", "7.", "8.", "", ""]
    places = [block.place for block in found.blocks]
    assert places[0] is not None
    assert places[8] is not None
    assert places[0].list_id == places[8].list_id
    assert places[8].number == 4
    assert places[11] is not None
    assert not places[11].ordered
    assert places[12] is None
    assert found.text.startswith("a\nb\nc")


def test_a_list_without_a_definition_is_paragraphs() -> None:
    assert blocks(document(item("a", 99))) == [("paragraph", "a")]


def test_quotations_and_captions_have_their_kind() -> None:
    found = document(styled("Said so", "Zitat") + styled("Figure 1", "Bild"))
    assert [(block.kind, block.quote) for block in found.blocks] == [("paragraph", 1), ("caption", 0)]


def test_breaks_tabs_hyphens_and_signs() -> None:
    found = document(
        '<w:p><w:r><w:t>one</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>non</w:t><w:noBreakHyphen/><w:t>stop</w:t>'
        '<w:softHyphen/><w:t>ped</w:t><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p>'
    )  # fmt: skip
    assert found.text == "one two\nnon\u2011stopped✓"


def test_neighbouring_runs_that_look_alike_are_one_span() -> None:
    found = document(
        "<w:p>" + r("Bold ", "<w:b/>") + r("still", '<w:rStyle w:val="Fett"/>') + r(" plain", '<w:b w:val="0"/>')
        + r("2", '<w:vertAlign w:val="superscript"/>') + "</w:p>"
    )  # fmt: skip
    assert marks(found) == [("strong", "Bold still", ""), ("superscript", "2", "")]


def test_bold_lines_are_headings_where_no_others_are() -> None:
    bold = "<w:p>" + r("The ferry", "<w:b/>") + "</w:p>"
    assert blocks(document(bold + p("It sails."))) == [("heading", "The ferry"), ("paragraph", "It sails.")]
    assert blocks(document(bold + styled("Sub", "Unter") + p("It sails.")))[0] == ("paragraph", "The ferry")


# -- what is not shown


def test_tracked_changes_are_as_if_accepted() -> None:
    found = document(
        f"<w:p>{r('The quota is ')}<w:del><w:r><w:delText>four</w:delText></w:r></w:del><w:ins>{r('five')}</w:ins>"
        f"<w:moveFrom>{r('gone')}</w:moveFrom><w:moveTo>{r(' tonnes')}</w:moveTo></w:p>"
    )
    assert found.text == "The quota is five tonnes"


def test_a_deleted_end_of_paragraph_joins_it_to_the_next() -> None:
    found = document(
        p("One ", "<w:rPr><w:del/></w:rPr>") + p("", "<w:rPr><w:del/></w:rPr>") + styled("two", "Unter") + p("three")
    )
    assert blocks(found) == [("heading", "One two"), ("paragraph", "three")]


def test_a_deleted_end_before_a_table_or_the_end_ends_all_the_same() -> None:
    open_end = p("One", "<w:rPr><w:del/></w:rPr>")
    assert document(open_end).text == "One"
    assert document(open_end + table([["a", "b"]])).text == "One\na\nb"


def test_deleted_rows_are_gone() -> None:
    rows = "<w:tr>" + cell("kept") + cell("too") + "</w:tr><w:tr><w:trPr><w:del/></w:trPr>" + cell("gone") + "</w:tr>"
    assert document(f"<w:tbl>{rows}</w:tbl>").text == "kept\ntoo"


def test_hidden_text_is_left_out() -> None:
    found = document("<w:p>" + r("seen") + r(" hidden", "<w:vanish/>") + "</w:p>" + styled("all", "Geheim"))
    assert found.text == "seen"


def field(code: str, result: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_field_results_are_text_and_codes_are_not() -> None:
    nested = field("IF " + r("inner") + field("PAGE", r("3")) + " x", r("yes"))
    link = field(' HYPERLINK "https://example.org/b" ', r("the report"))
    found = document(
        f"<w:p>{r('See ')}{link}{r(', ')}{nested}<w:fldSimple w:instr='DATE'>{r(' now')}</w:fldSimple></w:p>"
    )
    assert found.text == "See the report, yes now"
    assert marks(found) == [("link", "the report", "https://example.org/b")]


def test_a_text_box_is_read_once_and_after_its_paragraph() -> None:
    box = "<w:txbxContent>" + p("In the box") + "</w:txbxContent>"
    both = (
        f"<mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    found = document(f"<w:p>{r('Before ')}<w:r>{both}</w:r>{r('after')}</w:p>")
    assert found.text == "Before after\nIn the box"


# -- links, notes, comments


def test_links_lead_out_and_nowhere_else() -> None:
    found = document(
        f"<w:p><w:hyperlink r:id='web'>{r('out')}</w:hyperlink><w:hyperlink w:anchor='x'>{r(' in')}</w:hyperlink></w:p>"
    )
    assert marks(found) == [("link", "out", "https://example.org/a")]


def test_notes_follow_the_text_under_their_numbers() -> None:
    called = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="3"/><w:t>*</w:t></w:r>'
    late = '<w:r><w:endnoteReference w:id="2"/></w:r>'
    found = document(
        f"<w:p>{r('Fish')}{called}{r(' swim')}{own}{late}</w:p>",
        footnotes=f'<w:footnote w:type="separator" w:id="0">{p("-")}</w:footnote>'
        f'<w:footnote w:id="3">{p("Own mark")}</w:footnote><w:footnote w:id="2">{p("First")}{p("More")}</w:footnote>',
        endnotes=f'<w:endnote w:id="2">{p("Last")}</w:endnote>',
    )
    assert found.text == "Fish[1] swim[*][i]\nFirst\nMore\nOwn mark\nLast"
    assert [(block.kind, block.label) for block in found.blocks[1:]] == [
        ("footnote", "1"), ("footnote", ""), ("footnote", "*"), ("footnote", "i"),
    ]  # fmt: skip
    assert marks(found) == [("note", "[1]", "1"), ("note", "[*]", "*"), ("note", "[i]", "i")]


def test_comments_stand_aside_at_the_end_and_mark_their_words() -> None:
    found = document(
        f'<w:p>{r("We ")}<w:commentRangeStart w:id="0"/>{r("agree")}<w:commentRangeEnd w:id="0"/>{r(".")}</w:p>',
        comments=f'<w:comment w:id="0" w:author="Ada Lindqvist">{p("Do we?")}</w:comment>'
        f'<w:comment w:id="1" w:author="Ada Lindqvist">{p("Yes")}</w:comment>',
    )
    assert [(block.kind, block.label) for block in found.blocks] == [
        ("paragraph", ""), ("aside", "Ada Lindqvist"), ("aside", "Ada Lindqvist (2)"),
    ]  # fmt: skip
    assert marks(found) == [("note", "agree", "Ada Lindqvist")]


# -- tables


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def table(rows: list[list[str]]) -> str:
    return "<w:tbl>" + "".join("<w:tr>" + "".join(map(cell, row)) + "</w:tr>" for row in rows) + "</w:tbl>"


def places(found: Document) -> dict[str, tuple[int, int, int, int]]:
    return {
        words(found, block): (block.cell.row, block.cell.column, block.cell.row_span, block.cell.column_span)
        for block in found.blocks
        if block.cell
    }


def test_merged_cells() -> None:
    down, across = '<w:vMerge w:val="restart"/>', '<w:gridSpan w:val="2"/>'
    found = document(
        f"<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>{cell('A', down)}{cell('B', across)}</w:tr>"
        f"<w:tr>{cell('', '<w:vMerge/>')}{cell('C')}{cell('D')}</w:tr>"
        f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell("E")}{cell("F")}</w:tr></w:tbl>'
    )
    assert places(found) == {
        "A": (0, 0, 2, 1), "B": (0, 1, 1, 2), "C": (1, 1, 1, 1), "D": (1, 2, 1, 1), "E": (2, 1, 1, 1),
        "F": (2, 2, 1, 1),
    }  # fmt: skip
    assert found.tables == {1: (3, 3)}
    assert [block.cell.header for block in found.blocks if block.cell] == [True, True, False, False, False, False]


def test_a_table_within_a_cell_is_text_of_the_cell() -> None:
    inner = table([["x", "y"]])
    found = document(f"<w:tbl><w:tr><w:tc>{p('a')}{inner}{p('b')}</w:tc>{cell('c')}</w:tr></w:tbl>")
    assert found.text == "a\nx\ny\nb\nc"
    assert found.tables == {1: (1, 2)}


def test_a_frame_around_text_is_no_table() -> None:
    assert blocks(document(table([["only"]]))) == [("paragraph", "only")]


def test_a_heading_across_a_table_parts_it() -> None:
    heading = '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + styled("Part B", "Unter") + "</w:tc></w:tr>"
    row = "<w:tr>" + cell("a") + cell("b") + "</w:tr>"
    found = document(f"<w:tbl>{row}{heading}{row}</w:tbl>")
    assert [block.kind for block in found.blocks] == ["cell", "cell", "heading", "cell", "cell"]
    assert found.tables == {1: (1, 2), 2: (1, 2)}


# -- pages, headers, properties

TURN = "<w:r><w:lastRenderedPageBreak/></w:r>"


def test_pages_are_those_that_word_noted() -> None:
    set_break = '<w:r><w:br w:type="page"/></w:r>'
    found = document(
        f"<w:p>{r('one ')}{TURN}{r('two')}{set_break}</w:p>"
        f"<w:p>{TURN}{r('three')}</w:p><w:p>{set_break}{r('four')}</w:p>"
    )
    assert found.pages == 4
    assert [found.text[page.start : page.end].strip() for page in found.paging] == ["one", "two", "three", "four"]
    assert [block.page for block in found.blocks] == ["1", "3", "4"]


def test_sections_number_their_pages() -> None:
    first = '<w:sectPr><w:pgNumType w:fmt="lowerRoman"/></w:sectPr>'
    found = document(
        p("a") + f"<w:p>{TURN}{r('b')}</w:p>" + p("c", first) + f"<w:p>{TURN}{r('d')}</w:p>"
        '<w:sectPr><w:pgNumType w:start="1"/></w:sectPr>'
    )  # fmt: skip
    assert [page.label for page in found.paging] == ["i", "ii", "1"]


def test_cells_of_a_row_that_spans_pages_are_on_the_same_pages() -> None:
    broken = f"<w:tc><w:p>{r('x ')}{TURN}{r('y')}</w:p></w:tc>"
    assert document(f"<w:tbl><w:tr>{broken}{broken}</w:tr></w:tbl>" + p("after")).pages == 2


def test_without_noted_breaks_nothing_is_known_of_pages() -> None:
    assert document('<w:p><w:r><w:br w:type="page"/></w:r></w:p>' + p("a")).pages is None


def test_running_heads_are_kept_beside_the_text() -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/>' \
        '<w:footerReference w:type="default" r:id="footer1"/></w:sectPr>'  # fmt: skip
    found = document(
        p("Text.") + section,
        header1=p("OFFICIAL – SENSITIVE") + p("K/2031/17"),
        footer1="<w:p>" + r("Page ") + field("PAGE", r("9")) + "</w:p>",
    )
    assert found.text == "Text."
    assert dict(found.metadata.extra) == {
        "running head": "OFFICIAL – SENSITIVE · K/2031/17", "marking": "OFFICIAL – SENSITIVE", "reference": "K/2031/17",
    }  # fmt: skip


def test_a_title_that_a_program_made_up_is_not_the_title() -> None:
    core = "<dc:title>Microsoft Word - x1.doc</dc:title><dc:creator>Windows User</dc:creator>" \
        "<dcterms:modified>2031-04-02T10:00:00Z</dcterms:modified>"  # fmt: skip
    metadata = document(styled("Fish stocks", "Unter") + p("They fell."), core).metadata
    assert (metadata.title, metadata.author, metadata.date) == ("Fish stocks", "", "2031-04-02")


def test_a_title_that_the_text_begins_with_is_the_title() -> None:
    core = "<dc:title>The harbour plan</dc:title><dc:creator>Ada Lindqvist</dc:creator>"
    metadata = document(p("Draft") + p("The Harbour Plan") + styled("Quays", "Unter") + p("Old."), core).metadata
    assert (metadata.title, metadata.author) == ("The harbour plan", "Ada Lindqvist")


def test_bold_lines_at_the_beginning_are_the_title_when_nothing_else_is() -> None:
    bold = [f"<w:p>{r(text, '<w:b/>')}</w:p>" for text in ("The ferry", "A plan for the north", "Summary")]
    assert document("".join(bold) + p("It sails.")).metadata.title == "The ferry A plan for the north"
    assert document(p("It sails.") + bold[0] + p("On.")).metadata.title == "A"


# -- damage and malice


def test_the_strict_dialect_is_read() -> None:
    data = word_file(p("Strict")).replace(W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        body = f"<w:document {NAMES}><w:body>{p('Strict')}</w:body></w:document>"
        file.writestr("word/document.xml", body.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main"))
    assert docx.read(buffer.getvalue(), "a.docx").text == "Strict"
    assert data


def test_a_file_without_a_text_is_damaged() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("word/document.xml", "<a/>")
    with pytest.raises(ReadError, match="damaged"):
        docx.read(buffer.getvalue(), "a.docx")


def test_entities_stay_shut() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        doctype = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname"><!ENTITY f "inner">]>'
        file.writestr(
            "word/document.xml", f"{doctype}<w:document {NAMES}><w:body>{p('a&e;b&f;c')}</w:body></w:document>"
        )
    assert "inner" not in docx.read(buffer.getvalue(), "a.docx").text


def test_tables_within_tables_without_end() -> None:
    depth = 70
    body = "<w:tbl><w:tr><w:tc>" * depth + p("deep") + "</w:tc></w:tr></w:tbl>" * depth
    assert document(body).text == "deep"


PIECES = st.sampled_from(
    (
        p("a"), p("b", "<w:rPr><w:del/></w:rPr>"), item("c", 1), item("d", 1, 2), item("e", 4, 1), styled("f", "Titel"),
        styled("g", "berschrift1"), table([["h", "i"], ["j"]]), f"<w:p>{TURN}{r('k')}</w:p>", "<w:p>", "</w:p>",
        "<w:tbl>", "</w:tbl>", "<w:tr>", "<w:tc>", "</w:tc>", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>', '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        '<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/>', r("l", "<w:b/>"), "<w:r><w:br/></w:r>",
        '<w:r><w:footnoteReference w:id="2"/></w:r>', "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>", "<w:sdt><w:sdtContent>",
        cell("m", "<w:vMerge/>"), cell("n", '<w:gridSpan w:val="-3"/>'), "<w:txbxContent>", "<w:drawing>",
    )
)  # fmt: skip


@settings(deadline=None, max_examples=200)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_mixture_of_pieces(body: str) -> None:
    try:
        found = document(
            body,
            footnotes=f'<w:footnote w:id="2">{p("note")}</w:footnote>',
            comments=f'<w:comment w:id="0" w:author="A">{p("c")}</w:comment>',
        )
    except ReadError:
        return
    assert "\n".join(words(found, block) for block in found.blocks) == found.text
    for block in found.blocks:
        assert block.kind != "heading" or 1 <= block.level <= 6
        if block.cell:
            rows, columns = found.tables[block.cell.table]
            assert block.cell.row + block.cell.row_span <= rows
            assert block.cell.column + block.cell.column_span <= columns
    assert [page.start for page in found.paging] == sorted(page.start for page in found.paging)


@settings(deadline=None, max_examples=100)
@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=8))
def test_damage_is_a_read_error_and_nothing_else(changes: list[tuple[int, int]]) -> None:
    data = bytearray(word_file(styled("Water", "berschrift1") + item("a", 1) + table([["b", "c"]])))
    for place, value in changes:
        data[place % len(data)] = value
    try:
        docx.read(bytes(data), "a.docx")
    except ReadError as error:
        assert error.message.endswith(".")  # noqa: PT017 - reading is as good an outcome
