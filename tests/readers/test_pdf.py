"""PDFs made for the purpose: what stands on their pages, and what the reader makes of it."""

import importlib.util
import random
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefreader import readers
from briefreader.errors import ReadError
from briefreader.readers.pdf.geometry import PageSource
from briefreader.text.document import Block, Document
from briefreader.text.normalize import canonical

_SPEC = importlib.util.spec_from_file_location("pdf_maker", Path(__file__).with_name("pdf_maker.py"))
assert _SPEC is not None
assert _SPEC.loader is not None
maker = importlib.util.module_from_spec(_SPEC)
sys.modules[_SPEC.name] = maker
_SPEC.loader.exec_module(maker)
Page, pdf = maker.Page, maker.pdf

PROSE = (
    "The harbour board met twice in the spring to weigh the plan for the",
    "new breakwater, and found that the cost had grown by a third since",
    "the first estimate. Its members asked the engineers for a cheaper",
    "design that would still hold against the winter storms.",
)
MORE = (
    "The second design came in June. It moves the breakwater closer to",
    "the shore, where the ground is firm, and saves the long causeway",
    "that the fishing fleet had opposed from the beginning.",
)


def read(data: bytes) -> Document:
    return readers.read_bytes(data, "harbour.pdf")


def texts(document: Document, kind: str = "") -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if not kind or b.kind == kind]


def block_with(document: Document, words: str) -> Block:
    return next(b for b in document.blocks if words in document.text[b.start : b.end])


def column(page: maker.Page, x: float, y: float, *paragraphs: tuple[str, ...], size: float = 11) -> float:
    """Set paragraphs beneath each other; the place beneath the last."""
    for lines in paragraphs:
        page.lines(x, y, *lines, size=size)
        y += 14 * len(lines) + 10
    return y


def check_runs(document: Document, data: bytes) -> None:
    """Every run says where its characters stand, one for one; no character of a page is used twice."""
    used: set[tuple[int, int]] = set()
    end = 0
    with PageSource(data) as source:
        pages = [source.characters(page) for page in range(source.page_count)]
    for run in document.runs:
        assert end <= run.start < run.end <= len(document.text)
        end = run.end
        for place, char in zip(range(run.start, run.end), range(run.char, run.char + run.end - run.start), strict=True):
            mine, theirs = document.text[place], pages[run.page][char]
            assert mine == theirs or (mine == "-" and theirs in "\x02\ufffe\xad") or (mine == " " and theirs.isspace())
            assert (run.page, char) not in used
            used.add((run.page, char))


def check_spans(document: Document) -> None:
    """Blocks cover the text; pages follow each other."""
    end = -1
    for block in document.blocks:
        assert block.start == end + 1
        end = block.end
        assert document.text[block.start : block.end].strip() or block.kind == "rule"
    assert end == len(document.text)
    places = [place for page in document.paging for place in (page.start, page.end)]
    assert places == sorted(places)
    assert len(document.paging) == document.pages


def test_lines_make_paragraphs_and_large_lines_headings() -> None:
    page = Page().put(72, 80, "A Breakwater for Saltby", 20, maker.BOLD).put(72, 120, "Background", 13, maker.BOLD)
    column(page, 72, 145, PROSE, MORE)
    data = pdf(page)
    document = read(data)
    assert texts(document, "heading") == ["A Breakwater for Saltby", "Background"]
    assert [b.level for b in document.blocks if b.kind == "heading"] == [1, 2]
    assert texts(document, "paragraph") == [" ".join(PROSE), " ".join(MORE)]
    assert document.metadata.title == "A Breakwater for Saltby"
    check_runs(document, data)
    check_spans(document)


def test_paragraphs_told_by_their_indent_alone() -> None:
    page = Page()
    for number, text in enumerate((*PROSE, *MORE, *PROSE)):
        page.put(72 + 18 * (number in (0, 4, 7)), 80 + 14 * number, text)
    assert texts(read(pdf(page))) == [" ".join(PROSE), " ".join(MORE), " ".join(PROSE)]


@pytest.mark.parametrize("by_row", [False, True])
def test_two_columns_are_read_one_after_the_other(by_row: bool) -> None:
    left = [f"The left column holds words {number} and" for number in range(12)]
    right = [f"The right one holds others {number} and" for number in range(12)]
    page = Page().put(72, 70, "Two Columns Beneath One Heading Across the Page", 16, maker.BOLD)
    places = [(72, left), (330, right)]
    if by_row:
        for row in range(12):
            for x, lines in places:
                page.put(x, 110 + 14 * row, lines[row])
    else:
        for x, lines in places:
            page.lines(x, 110, *lines)
    text = read(pdf(page)).text
    order = [text.index(line) for line in (*left, *right)]
    assert order == sorted(order)
    assert text.startswith("Two Columns")


def test_what_is_filed_late_stands_where_it_is_printed() -> None:
    page = Page()
    column(page, 72, 160, MORE)
    column(page, 72, 80, PROSE)
    assert texts(read(pdf(page))) == [" ".join(PROSE), " ".join(MORE)]


def paged(count: int) -> list[maker.Page]:
    pages = []
    for number in range(1, count + 1):
        page = Page().put(72, 40, "Harbour Board Report 12-34", 9).put(300, 760, f"- {number + 6} -", 9)
        page.put(480, 40, "OFFICIAL-SENSITIVE", 9, maker.BOLD)
        column(page, 72, 150, (f"Page {number} begins its own story here.", *PROSE), MORE)
        pages.append(page)
    return pages


def test_running_heads_and_feet_are_kept_apart() -> None:
    document = read(pdf(*paged(5)))
    assert "Harbour Board Report" not in document.text
    extra = document.metadata.extra
    assert extra["running head"].startswith("Harbour Board Report 12-34")
    assert extra["marking"] == "OFFICIAL-SENSITIVE"
    assert [page.label for page in document.paging] == ["7", "8", "9", "10", "11"]
    assert document.page_at(document.text.index("Page 3 begins")) == "9"
    assert block_with(document, "Page 4 begins").page == "10"


def test_pages_that_all_say_the_same_keep_it() -> None:
    document = read(pdf(*(Page().put(72, 72, "The same words each time", 14) for _ in range(6))))
    assert document.text.count("The same words each time") == 6


def test_declared_page_labels_come_first() -> None:
    document = read(pdf(*paged(4), labels="0 << /S /r >> 2 << /S /D /P (A-) /St 3 >>"))
    assert [page.label for page in document.paging] == ["i", "ii", "A-3", "A-4"]


def test_a_paragraph_runs_over_pages_footnotes_and_heads() -> None:
    first, second = Page(), Page()
    for page, number in ((first, 1), (second, 2)):
        page.put(72, 40, "Harbour Board Report", 9).put(300, 765, str(number), 9)
    column(first, 72, 560, PROSE)
    first.put(72, 650, "The wall at Saltby was last raised in the year of the great").put(349, 650, "1", 7, rise=4)
    first.put(356, 650, "flood, and since")
    first.put(72, 720, "1", 6, rise=3).put(77, 720, "The gauge at the pier stood at four metres that night.", 8)
    second.put(72, 90, "then nobody has looked at the stones beneath the water line.")
    column(second, 72, 130, MORE)
    data = pdf(first, second)
    document = read(data)
    running = block_with(document, "The wall at Saltby")
    text = document.text[running.start : running.end]
    assert text.endswith("since then nobody has looked at the stones beneath the water line.")
    note = next(b for b in document.blocks if b.kind == "footnote")
    assert (note.label, note.page) == ("1", "1")
    assert document.text[note.start : note.end] == "The gauge at the pier stood at four metres that night."
    mark = next(i for i in document.inlines if i.kind == "note")
    assert (mark.value, document.text[mark.start : mark.end]) == ("1", "1")
    assert document.text[mark.start - 5 : mark.start] == "great"
    assert document.paging[1].start == document.text.index("then nobody")
    check_runs(document, data)


def test_hyphens_at_line_ends() -> None:
    page = Page().lines(
        72, 90,
        "Neither the harbourmaster nor the well-known engineer saw the agree-",
        "ment before it was signed, though an agreement of that kind is well-",
        "known to need the harbourmaster, who is paid for it by the Saltby-",
        "Northcliff line and reads each of them from beginning to end, twice.",
    )  # fmt: skip
    data = pdf(page)
    document = read(data)
    assert "saw the agreement before" in document.text
    assert "is well-known to need" in document.text
    assert "Saltby-Northcliff line" in document.text
    check_runs(document, data)


def test_lists_and_numbered_paragraphs() -> None:
    page = Page().put(72, 80, "The board asks for three things:")
    page.put(90, 104, "•").put(104, 104, "stone from the quarry at Hob End, delivered before the first")
    page.put(104, 118, "frost of the year;")
    page.put(90, 136, "•").put(104, 136, "two barges;")
    page.put(72, 170, "12.").put(100, 170, "The barges are to be hired for the whole season, as the tides")
    page.put(72, 184, "leave no more than four hours a day for the work on the outer wall.")
    page.put(72, 208, "13.").put(100, 208, "The stone is to be weighed on the quay by the harbourmaster, who")
    page.put(72, 222, "keeps a book of every load and shows it to the board each month.")
    data = pdf(page)
    document = read(data)
    items = [b for b in document.blocks if b.kind == "item"]
    assert [document.text[b.start : b.end] for b in items] == [
        "stone from the quarry at Hob End, delivered before the first frost of the year;", "two barges;",
    ]  # fmt: skip
    assert [b.place and b.place.number for b in items] == [1, 2]
    assert block_with(document, "The barges are").label == "12."
    assert block_with(document, "The stone is").label == "13."
    check_runs(document, data)


def test_lists_within_lists_are_told_by_their_labels() -> None:
    page = Page()
    texts_of_items = ("(a) stone;", "(i) from Hob End;", "(ii) from Long Scar;", "(b) barges.", "(i) two for hire.")
    for number, text in enumerate(texts_of_items):
        page.put(90, 100 + 20 * number, text)
    items = [b for b in read(pdf(page)).blocks if b.kind == "item"]
    assert [(b.label, b.level, b.place and b.place.number) for b in items] == [
        ("(a)", 1, 1), ("(i)", 2, 1), ("(ii)", 2, 2), ("(b)", 1, 2), ("(i)", 2, 1),
    ]  # fmt: skip
    places = [b.place.list_id for b in items if b.place]
    assert places[0] == places[3]
    assert places[1] == places[2] != places[4]


def test_two_pages_numbered_in_a_volume() -> None:
    first = Page().put(500, 40, "2411", 10).put(72, 80, "The Saltby Order", 16, maker.BOLD)
    second = Page().put(72, 40, "2412 Harbour Gazette", 10)
    column(first, 72, 150, PROSE)
    column(second, 72, 150, MORE)
    document = read(pdf(first, second))
    assert [page.label for page in document.paging] == ["2411", "2412"]
    assert "Gazette" not in document.text


def test_a_subject_line_names_a_memorandum() -> None:
    page = Page().put(72, 80, "Memorandum for the Harbour Board", 16, maker.BOLD).put(72, 110, "SUBJECT: A breakwater")
    column(page, 72, 150, PROSE)
    assert read(pdf(page)).metadata.title == "A breakwater"


def test_a_drawn_table_has_its_cells_and_spans() -> None:
    page = Page().put(72, 80, "What the stone cost, by quarry and year, is set out here.")
    page.grid([72, 200, 300, 400], [100, 120, 140, 160])
    page.rule(72, 180, 400, 180).rule(72, 160, 72, 180).rule(400, 160, 400, 180)
    rows = (("Quarry", "2024", "2025"), ("Hob End", "12", "15"), ("Long Scar", "9", "11"))
    for number, row in enumerate(rows):
        for x, text in zip((80, 210, 310), row, strict=True):
            page.put(x, 114 + 20 * number, text, 10, maker.BOLD if not number else maker.PLAIN)
    page.put(80, 174, "All sums in thousands", 10)
    column(page, 72, 220, PROSE)
    data = pdf(page)
    document = read(data)
    cells = {(b.cell.row, b.cell.column): document.text[b.start : b.end] for b in document.blocks if b.cell}
    assert cells[0, 0] == "Quarry"
    assert cells[1, 2] == "15"
    assert cells[2, 0] == "Long Scar"
    wide = block_with(document, "All sums")
    assert wide.cell is not None
    assert wide.cell.column_span == 3
    assert next(b for b in document.blocks if b.cell).cell.header  # type: ignore[union-attr]
    assert document.text.index("What the stone") < document.text.index("Quarry") < document.text.index("The harbour")
    check_runs(document, data)


def test_a_table_told_by_its_columns() -> None:
    page = Page()
    rows = (("Year", "Tons", "Cost"), ("2023", "410", "12.5"), ("2024", "395", "13.1"), ("2025", "402", "15.0"))
    for number, row in enumerate(rows):
        for x, text in zip((80, 200, 320), row, strict=True):
            page.put(x, 114 + 14 * number, text)
    column(page, 72, 200, PROSE)
    document = read(pdf(page))
    assert document.tables == {1: (4, 3)}
    assert " ".join(PROSE) in texts(document)


def test_contents_keep_page_numbers_and_lose_their_dots() -> None:
    page = Page().put(72, 80, "Contents", 14, maker.BOLD)
    for number, title in enumerate(("Stone from the quarries", "Barges and tides", "What it will cost")):
        page.put(72, 110 + 16 * number, f"{title} {'.' * (70 - len(title))} {3 + 4 * number}")
    assert texts(read(pdf(page)))[1:] == ["Stone from the quarries 3", "Barges and tides 7", "What it will cost 11"]


def test_the_outline_leads_to_its_headings() -> None:
    pages = [Page(), Page()]
    for page, title in zip(pages, ("The Quarry", "The Barges"), strict=True):
        column(page, 72, 80, PROSE)
        page.put(72, 180, title, 11)
        column(page, 72, 210, MORE)
    document = read(pdf(*pages, outline=(("The Quarry", 0), ("The Barges", 1))))
    assert texts(document, "heading") == ["The Quarry", "The Barges"]
    assert [(c.title, c.page) for c in document.outline] == [("The Quarry", 0), ("The Barges", 1)]
    assert [document.text[c.start :].split("\n")[0] for c in document.outline] == ["The Quarry", "The Barges"]


def test_properties_name_author_title_and_date() -> None:
    info = {"Title": "The Breakwater at Saltby", "Author": "Ada Quay", "CreationDate": "D:20260312090000Z"}
    metadata = read(pdf(Page().lines(72, 90, *PROSE), info=info)).metadata
    assert (metadata.title, metadata.author, metadata.date) == ("The Breakwater at Saltby", "Ada Quay", "2026-03-12")


def test_properties_that_are_no_text_are_survived() -> None:
    half_a_pair = "\xfe\xff\xd8\x00\x00T\x00i\x00t"  # UTF-16 that breaks off
    document = read(pdf(Page().put(72, 80, "A Title", 20).lines(72, 120, *PROSE), info={"Title": half_a_pair}))
    assert document.metadata.title == "A Title"


def test_a_title_made_by_a_program_is_none() -> None:
    page = Page().put(72, 80, "A Breakwater for Saltby", 20, maker.BOLD).lines(72, 120, *PROSE)
    assert read(pdf(page, info={"Title": "Microsoft Word - draft 3.docx"})).metadata.title == "A Breakwater for Saltby"


def test_a_scan_is_said_to_be_one() -> None:
    document = read(pdf(Page().show_picture(), Page().show_picture()))
    assert document.text == ""
    assert [page.state for page in document.paging] == ["scan", "scan"]
    assert "apt install tesseract-ocr" in document.metadata.extra["notice"]


def test_some_pages_are_scans() -> None:
    document = read(pdf(Page().lines(72, 90, *PROSE), Page().show_picture().put(500, 770, "17", 8)))
    assert [page.state for page in document.paging] == ["text", "scan"]
    assert "pictures" in document.metadata.extra["notice"]


def test_pages_that_are_turned() -> None:
    upright = texts(read(pdf(Page().lines(72, 90, *PROSE))))
    for rotate in (90, 180, 270):
        page = Page(rotate=rotate)
        page.lines(72, 90, *PROSE)
        assert texts(read(pdf(page))) == upright


def test_text_that_runs_upwards_is_read_in_order() -> None:
    page = Page()
    for number, text in enumerate((*PROSE, *MORE)):
        page.put_upwards(72 + 14 * number + 10 * (number > 3), 740, text)
    assert texts(read(pdf(page))) == [" ".join(PROSE), " ".join(MORE)]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"%PDF-1.7\nnothing more", "damaged"),
        (pdf(Page()), "no text"),
        (pdf(Page().lines(72, 90, *PROSE))[:300], "damaged"),
    ],
)
def test_refused_with_a_reason(data: bytes, words: str) -> None:
    with pytest.raises(ReadError, match=words):
        read(data)


def test_a_false_number_of_pages() -> None:
    assert texts(read(pdf(Page().lines(72, 90, *PROSE), count=9_999_999))) == [" ".join(PROSE)]


def test_a_bomb_is_refused_before_it_unpacks() -> None:
    page = Page()
    page.parts.append(b" " * 80_000_000)
    with pytest.raises(ReadError, match="unpacks"):
        read(pdf(page))


@settings(deadline=None, max_examples=60)
@given(st.randoms(use_true_random=False), st.integers(1, 30))
def test_damage_raises_nothing_but_read_errors(chance: random.Random, blows: int) -> None:
    data = bytearray(SAMPLE)
    for _ in range(blows):
        place = chance.randrange(len(data))
        match chance.randrange(3):
            case 0:
                data[place] = chance.randrange(256)
            case 1:
                del data[place : place + chance.randrange(20)]
            case _:
                data[place:place] = data[: chance.randrange(40)]
    try:
        document = read(bytes(data))
    except ReadError as error:
        assert error.message.endswith(".")  # noqa: PT017 - reading is as good an outcome
    else:
        check_spans(document)
        assert canonical(document.text) == document.text


WORDS = st.text(alphabet="abcdefgh ijklm-nop.", min_size=1, max_size=60)
PLACES = st.tuples(st.floats(0, 600), st.floats(0, 790), WORDS, st.sampled_from((6.0, 9.0, 11.0, 18.0)))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(PLACES, max_size=25), min_size=1, max_size=4))
def test_words_anywhere_are_read_once_and_tied_to_their_place(
    pages: list[list[tuple[float, float, str, float]]],
) -> None:
    made = []
    for places in pages:
        page = Page()
        for x, y, words, size in places:
            page.put(round(x, 1), round(y, 1), words, size)
        made.append(page)
    data = pdf(*made)
    try:
        document = read(data)
    except ReadError:
        return
    check_spans(document)
    check_runs(document, data)


SAMPLE = pdf(*paged(3), labels="0 << /S /D >>", outline=(("One", 0),), info={"Title": "The Breakwater at Saltby"})


def test_codes_without_a_meaning_in_unicode_are_read_as_those_of_windows() -> None:
    data = pdf(Page().put(72, 100, "Title 3\u2014the president\u2019s \u201cfacility\u201d"))
    blind = data.replace(b"/Encoding /WinAnsiEncoding", b"/Encoding << /Type /Encoding /BaseEncoding /None >>")
    document = read(blind)
    assert document.text == canonical(document.text)
    assert document.text == "Title 3\u2014the president\u2019s \u201cfacility\u201d"
