"""RTF: structure as well as text, letters of every code page, and nothing that is hidden."""

from hypothesis import given, settings
from hypothesis import strategies as st

from briefreader.readers import rtf
from briefreader.text.document import Block, Document
from briefreader.text.normalize import canonical

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}"
    r"{\f2\fcharset2 Symbol;}{\f3\fcharset128 Mincho{\*\falt x};}}{\colortbl;\red0\green0\blue0;}"
    r"{\stylesheet{Normal;}{\s1\sbasedon0\outlinelevel0 Chapter;}{\s2\sbasedon1 Section;}{\s3 heading 2;}{\s4 Title;}"
    r"{\s5 Quote;}{\s6\sbasedon6 Circle;}{\*\cs10 Strong;}}"
)


def document(body: str) -> Document:
    return rtf.read((HEAD + body + "}").encode("latin-1"), "a.rtf")


def words(found: Document, block: Block) -> str:
    return found.text[block.start : block.end]


def blocks(found: Document) -> list[tuple[str, str]]:
    return [(block.kind, words(found, block)) for block in found.blocks]


def marks(found: Document) -> list[tuple[str, str, str]]:
    return [(mark.kind, found.text[mark.start : mark.end], mark.value) for mark in found.inlines]


def test_headings_by_style_and_outline_level() -> None:
    found = document(
        r"\pard\s4 Rivers\par\pard\s1 Water\par\pard\s2 Fish\par\pard\s3 Birds\par\pard\outlinelevel2 Ice\par"
        r"\pard\s1\outlinelevel9 Not one\par\pard\s6 Nor this\par\pard\s5 Said so\par"
    )
    assert [(block.kind, block.level, block.quote) for block in found.blocks] == [
        ("heading", 1, 0), ("heading", 2, 0), ("heading", 2, 0), ("heading", 3, 0), ("heading", 4, 0),
        ("paragraph", 0, 0), ("paragraph", 0, 0), ("paragraph", 0, 1),
    ]  # fmt: skip
    assert found.metadata.title == "Rivers"


def test_letters_of_code_pages_fonts_and_unicode() -> None:
    assert document(r"\'93caf\'e9\'94 \f1\'cf\f0  \f3\'82\'a0\'83A\f0  \f2\'61\f0").text == "“café” П あア α"
    assert document(r"\uc1\u8364? \u-10179?\u-8704?! {\uc2\u233\'c3\'a9}a \uc0\u233 b").text == "€ \U0001f600! éa éb"
    assert document(r"a\~b\_c\-d\emdash e\{f\}\\").text == "a\u00a0b\u2011cd—e{f}\\"


def test_formatting_lasts_as_long_as_its_group() -> None:
    found = document(r"{\b bold \i both} plain {\b still\b0  not}\super 2\nosupersub")
    assert marks(found) == [
        ("strong", "bold both", ""), ("emphasis", "both", ""), ("strong", "still", ""), ("superscript", "2", ""),
    ]  # fmt: skip


def test_list_numbers_are_those_that_were_printed() -> None:
    def item(label: str, text: str, level: int = 0) -> str:
        return rf"\pard\ls1\ilvl{level}{{\listtext\pard {label}\tab}}{text}\par"

    found = document(item("1.", "a") + item("(a)", "b", 1) + item("2.", "c") + item(r"\'b7", "d") + r"\pard e\par")
    assert [(block.label, block.level) for block in found.blocks] == [
        ("1.", 1),
        ("(a)", 2),
        ("2.", 1),
        ("", 1),
        ("", 0),
    ]
    assert [block.place.number for block in found.blocks if block.place] == [1, 1, 2, 3]
    assert found.text == "a\nb\nc\nd\ne"


def test_tables_with_merged_cells() -> None:
    found = document(
        r"\trowd\trhdr\clvmgf\cellx1000\cellx3000\pard\intbl A\cell B\cell\row"
        r"\trowd\clvmrg\cellx1000\cellx2010\cellx3000\pard\intbl\cell C\par more\cell D\cell\row\pard after\par"
    )
    places = [(words(found, b), b.cell.row, b.cell.column, b.cell.row_span, b.cell.column_span)
              for b in found.blocks if b.cell]  # fmt: skip
    assert places == [("A", 0, 0, 2, 1), ("B", 0, 1, 1, 2), ("C", 1, 1, 1, 1), ("more", 1, 1, 1, 1), ("D", 1, 2, 1, 1)]
    assert found.tables == {1: (2, 3)}
    assert blocks(found)[-1] == ("paragraph", "after")


def test_notes_and_comments_follow_the_text() -> None:
    found = document(
        r"Fish{\super\chftn}{\footnote\pard\plain{\super\chftn} First note\par} swim*{\footnote Own mark}. "
        r"{\*\atrfstart 3}Sure{\*\atrfend 3}{\*\atnid AL}{\*\atnauthor Ada Lindqvist}\chatn"
        r"{\*\annotation{\*\atnref 3}{\*\atndate 12}Are we?}!\par"
    )
    assert blocks(found) == [
        ("paragraph", "Fish[1] swim*. Sure!"), ("footnote", "First note"), ("footnote", "Own mark"),
        ("aside", "Are we?"),
    ]  # fmt: skip
    assert [block.label for block in found.blocks] == ["", "1", "*", "Ada Lindqvist"]
    assert ("note", "*", "*") in marks(found)
    assert ("note", "[1]", "1") in marks(found)
    assert ("note", "Sure", "Ada Lindqvist") in marks(found)


def test_hidden_and_deleted_text_is_not_shown() -> None:
    assert document(r"seen{\v  hidden}{\deleted  gone}{\deleted\par} on\par").text == "seen on"
    assert document(r"a{\deleted{\footnote\chftn gone}}b").text == "ab"


def test_fields_show_their_results() -> None:
    field = r'{\field{\*\fldinst{HYPERLINK "https://example.org/"}}{\fldrslt{\ul there}}}'
    found = document(rf"See {field}, {{\field{{\*\fldinst DATE}}{{\fldrslt today}}}}")
    assert found.text == "See there, today"
    assert ("link", "there", "https://example.org/") in marks(found)


def test_destinations_that_are_no_text_are_passed_over() -> None:
    found = document(
        r"a{\pict\wmetafile8 0100{\*\x y}}{\*\unknown secret}{\object{\*\objdata 00ff}{\result  shown}}"
        r"\bin5 }}{{}b{\xe{\v index}}"
    )
    assert found.text == "a shownb"


def test_a_text_box_follows_its_paragraph() -> None:
    box = r"{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt\pard Boxed\par}}{\shprslt{\*\do Twice}}}"
    assert document(rf"be{box}fore\par after\par").text == "before\nBoxed\nafter"


def test_what_the_file_says_of_itself() -> None:
    metadata = document(
        r"{\info{\title Of herring}{\author Ada Lindqvist}{\revtim\yr2031\mo5\dy1\hr3}{\operator X}}"
        r"{\header CONFIDENTIAL\par}{\footer{\field{\*\fldinst PAGE}{\fldrslt 3}}\par}Of herring\par"
    ).metadata
    assert (metadata.title, metadata.author, metadata.date) == ("Of herring", "Ada Lindqvist", "2031-05-01")
    assert dict(metadata.extra) == {"running head": "CONFIDENTIAL", "marking": "CONFIDENTIAL"}


def test_groups_without_end_and_without_beginning() -> None:
    assert document("{" * 20_000 + "deep" + "}" * 30_000).text == "deep"
    assert rtf.read(rb"{\rtf1 Hello {\b world", "a.rtf").text == "Hello world"
    assert rtf.read(rb"{\rtf1 Hello}}{\footnote Note}} world}", "a.rtf").text == "Hello[1] world\nNote"
    assert rtf.read(rb"{\rtf1 Hello{\footnote\header Head}}", "a.rtf").text == "Hello[1]"
    assert rtf.read(rb"{\rtf1 Hello}\header Head}} world", "a.rtf").text == "Hello world"


PIECES = st.sampled_from(
    (
        "{", "}", r"\par ", r"\cell ", r"\row ", r"\trowd\cellx100\cellx300 ", r"\trowd\clvmrg\cellx-5\cellx9 ",
        r"\intbl ", "word ", r"\'e9", r"\'83", r"\u233 ?", r"\u-10179 ?", r"\uc3 ", r"\bin9 ", r"\bin-1 ",
        r"{\footnote ", r"\chftn ", r"{\*\annotation ", r"{\listtext 1.\tab}", r"\ls1\ilvl3 ", r"\b ", r"\v ",
        r"\deleted ", r"\plain ", r"\pard ", r"{\field{\*\fldinst ", r"{\fldrslt ", r"{\shp{\*\shpinst{\shptxt ",
        r"\f2 ", r"\f3 ", "\\", "*", r"{\fonttbl\f9 x;}", r"{\stylesheet{\s1 y;}}", r"\s1 ", r"{\info{\title z}}",
        r"{\header ", r"\line ", r"\* ", r"\ansicpg99999 ",
    )
)  # fmt: skip


@settings(deadline=None, max_examples=400)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_mixture_of_pieces(body: str) -> None:
    found = document(body)
    assert "\n".join(words(found, block) for block in found.blocks) == found.text
    assert canonical(found.text) == found.text
    for block in found.blocks:
        if block.cell:
            rows, columns = found.tables[block.cell.table]
            assert block.cell.row + block.cell.row_span <= rows
            assert block.cell.column + block.cell.column_span <= columns


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    rtf.read(rb"{\rtf1" + data, "a.rtf")
