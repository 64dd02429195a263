"""What ends a paragraph is decided per file: these are the habits of the files that people send each other."""

import textwrap

import pytest

from briefreader.readers.plain import read_text
from briefreader.text.document import Block, Document

LONG = (
    "The council met for two days and left the question of the harbour where it had found it, which was on the "
    "table of the second committee, under a paperweight in the form of a lighthouse."
)


def read(text: str) -> Document:
    return read_text(text, "note.txt")


def texts(document: Document, kind: str = "") -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if not kind or b.kind == kind]


def block(document: Document, text: str) -> Block:
    return next(b for b in document.blocks if document.text[b.start : b.end].startswith(text))


def test_long_lines_are_paragraphs() -> None:
    document = read(f"{LONG}\n{LONG}\n“It will keep,” – Oddný Vestergaard\n{LONG}\n")
    assert texts(document) == [LONG, LONG, "“It will keep,” – Oddný Vestergaard", LONG]


def test_blank_lines_end_hard_wrapped_paragraphs() -> None:
    wrapped = textwrap.fill(LONG, 72)
    assert texts(read(f"{wrapped}\n\n{wrapped}\n")) == [LONG, LONG]


def test_wrapped_lines_without_blank_lines_end_where_a_line_stops_short() -> None:
    first = textwrap.fill(LONG, 60)
    assert first.splitlines()[-1] == "lighthouse."
    assert texts(read("\n".join([first] * 3))) == [LONG] * 3


def test_first_line_indents_begin_paragraphs() -> None:
    wrapped = textwrap.fill(LONG, 60, initial_indent="  ")
    assert texts(read("\n".join([wrapped] * 3))) == [LONG] * 3


def test_every_line_a_sentence() -> None:
    assert texts(read("The sea is low.\nThe sea is late.\nThe sea is ours!\n")) == [
        "The sea is low.",
        "The sea is late.",
        "The sea is ours!",
    ]


def test_abbreviations_do_not_end_a_paragraph() -> None:
    text = "\n".join(
        [textwrap.fill(LONG, 60), "It was opened by Dr.", "Hallgerd Tveit, who had not", "slept. " + LONG[:40]]
    )
    assert "by Dr. Hallgerd Tveit" in read(text).text.replace("\n", " ")


def test_a_divided_word_is_made_whole_only_when_the_file_knows_it() -> None:
    document = read(
        "The negotiators of the harbour treaty hoped that their long co-\noperation and the well-\nknown inter-\n"
        "mediaries would do. All negotiators agree, and cooperation is a word that they use."
    )
    assert "cooperation and the well-known inter-mediaries" in document.text
    document = read(
        "It was agreed that from next year on there would be two-\nand three-year terms, to be offered to all of the\n"
        "members who had asked for them."
    )
    assert "two- and three-year terms" in document.text


def test_address_lines_keep_their_breaks() -> None:
    address = "Office of Coastal Works\n12 Quay Street\nPort Sorrel"
    document = read(f"{textwrap.fill(LONG, 70)}\n\n{address}\n\n{textwrap.fill(LONG, 70)}\n")
    assert address in texts(document)


def test_memo_fields_are_lines_of_their_own_and_metadata() -> None:
    document = read(
        f"MEMORANDUM\n\nTo: The Board\nFrom: Imke Solheim\nDate: 9 January 2026\nSubject: Mooring fees\n\n{LONG}"
    )
    assert texts(document)[1:5] == [
        "To: The Board",
        "From: Imke Solheim",
        "Date: 9 January 2026",
        "Subject: Mooring fees",
    ]
    assert (document.metadata.title, document.metadata.author, document.metadata.date) == (
        "Mooring fees",
        "Imke Solheim",
        "2026-01-09",
    )


def test_headings_stand_before_what_they_lead_to() -> None:
    wrapped = textwrap.fill(LONG, 72)
    document = read(
        f"THE HARBOUR QUESTION\n\n{wrapped}\n\nWhat it would cost\n\n{wrapped}\n\n1.2 The Second Pier\n\n{wrapped}\n"
    )
    assert texts(document, "heading") == ["THE HARBOUR QUESTION", "What it would cost", "1.2 The Second Pier"]
    assert document.metadata.title == "THE HARBOUR QUESTION"
    assert document.blocks[0].level == 1
    assert document.heading_path(document.text.index("1.2 The"))[0] == "THE HARBOUR QUESTION"


def test_underlined_headings() -> None:
    document = read(f"Harbours\n========\n\n{LONG}\n\nPiers\n-----\n\n{LONG}")
    assert [(b.level, b.kind) for b in document.blocks if b.kind == "heading"] == [(1, "heading"), (2, "heading")]


def test_three_names_in_a_row_are_no_headings() -> None:
    wrapped = textwrap.fill(LONG, 72)
    document = read(f"{wrapped}\n\nAda Bright\n\nBo Carling\n\nCy Dunmore\n\n{wrapped}\n")
    assert not texts(document, "heading")


def test_bullets_and_their_hanging_lines() -> None:
    document = read(
        f"{textwrap.fill(LONG, 60)}\n\n"
        "- the first pier, which\n  is the older\n- the second pier\n  * its crane\n- the third\n"
    )
    assert texts(document, "item") == [
        "the first pier, which is the older",
        "the second pier",
        "its crane",
        "the third",
    ]
    assert [b.level for b in document.blocks if b.kind == "item"] == [1, 1, 2, 1]


def test_short_numbered_lines_are_a_list_and_long_ones_numbered_paragraphs() -> None:
    short = read("1. piers\n2. cranes\n3. lights\n")
    assert texts(short) == ["piers", "cranes", "lights"]
    assert [b.place.number for b in short.blocks if b.place] == [1, 2, 3]
    long = read(
        f"1. {LONG}\n\n2. {LONG}\n\nA remark on both of them, which has no number, is made here.\n\n3. {LONG}\n"
    )
    assert [b.label for b in long.blocks] == ["1.", "2.", "", "3."]
    assert texts(long)[0] == f"1. {LONG}"


def test_lettered_clauses_keep_their_letter_as_label() -> None:
    document = read(f"(a) {LONG}\n\n(b) {LONG}\n")
    assert [b.label for b in document.blocks] == ["(a)", "(b)"]


def test_a_transcript_has_one_block_a_speaker() -> None:
    document = read(
        "THE CHAIR: Good morning. We begin.\nMS VESTEY: Thank you, Chair. I have two\nquestions.\nTHE CHAIR: One.\n"
    )
    assert [t.partition(":")[0] for t in texts(document)] == ["THE CHAIR", "MS VESTEY", "THE CHAIR"]


def test_marked_and_indented_quotations() -> None:
    document = read("> We were not asked, and now that we are\n> we shall not answer.\n\nSo the letter said.")
    assert [b.quote for b in document.blocks] == [1, 0]
    wrapped = textwrap.fill(LONG, 72)
    document = read(f"{wrapped}\n\n{textwrap.indent(textwrap.fill(LONG, 60), ' ' * 6)}\n\n{wrapped}\n\n{wrapped}\n")
    assert [b.quote for b in document.blocks] == [0, 1, 0, 0]


def test_tables_drawn_with_bars_or_tabs() -> None:
    document = read("| Port | Berths |\n|------|--------|\n| Sorrel | 3 |\n")
    assert texts(document) == ["Port", "Berths", "Sorrel", "3"]
    assert document.tables == {1: (2, 2)}
    assert [b.cell.header for b in document.blocks if b.cell] == [True, True, False, False]
    assert read("Port\tBerths\nSorrel\t3\n").tables == {1: (2, 2)}


def test_columns_set_with_spaces_keep_them() -> None:
    rows = "Port        Berths    Loan\nSorrel           3    19.5\nVestey           2     7.0"
    document = read(f"{textwrap.fill(LONG, 60)}\n\n{rows}\n")
    assert texts(document, "code") == [rows]


def test_footnotes_at_a_page_foot_do_not_cut_the_text() -> None:
    wrapped = textwrap.fill(LONG, 60)
    cut = wrapped.index("\n", 90)
    document = read(f"{wrapped[:cut]}\n\n\n4\nHarbour Act, section 12.\n5\nIbid.\n\n\n{wrapped[cut + 1 :]}\n")
    assert texts(document, "paragraph") == [LONG]
    assert [(b.label, t) for b, t in zip(document.blocks, texts(document), strict=True) if b.kind == "footnote"] == [
        ("4", "Harbour Act, section 12."),
        ("5", "Ibid."),
    ]


def test_terminal_codes_leave_no_trace() -> None:
    assert read("\x1b[1;31mred\x1b[0m words").text == "red words"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_all_line_ends_are_one(end: str) -> None:
    assert texts(read(end.join([LONG, "", LONG]))) == [LONG, LONG]


def test_the_file_name_is_the_last_resort_for_a_title() -> None:
    document = read_text(f"{LONG} Port Sorrel is small.", "notes/port_sorrel-survey.txt")
    assert document.metadata.title == "Port Sorrel survey"
