from hypothesis import given
from hypothesis import strategies as st

from briefreader.text.document import Block, CellPlace, Document, Page, Run, numbered


def document(*blocks: tuple[str, str, int]) -> Document:
    """A document of (kind, text, level) rows."""
    made: list[Block] = []
    start = 0
    for kind, text, level in blocks:
        made.append(Block(kind, start, start + len(text), level=level))  # type: ignore[arg-type]
        start += len(text) + 1
    return Document("\n".join(text for _, text, _ in blocks), numbered(made))


BRIEF = document(
    ("heading", "Quays", 1),
    ("paragraph", "One pier.", 0),
    ("heading", "Cranes", 2),
    ("item", "Red", 1),
    ("rule", "", 0),
    ("heading", "Lights", 2),
    ("paragraph", "Two lamps.", 0),
    ("caption", "A lamp", 0),
)


def test_paragraphs_and_items_are_numbered_and_the_rest_is_not() -> None:
    assert [b.paragraph for b in BRIEF.blocks] == [None, 1, None, 2, None, None, 3, None]


def test_the_cells_of_a_table_share_a_number() -> None:
    cells = [Block("cell", 0, 0, cell=CellPlace(table, 0, column)) for table in (1, 2) for column in (0, 1)]
    rows = numbered([Block("paragraph", 0, 1), *cells, Block("paragraph", 0, 1)])
    assert [b.paragraph for b in rows] == [1, 2, 2, 3, 3, 4]


def test_the_block_at_an_offset() -> None:
    for index, block in enumerate(BRIEF.blocks):
        assert BRIEF.block_index(block.start) == index
        assert BRIEF.block_index(block.end) == index, "the line end behind a block is its own"
    assert BRIEF.block_index(10_000) == len(BRIEF.blocks) - 1
    assert Document("").block_index(0) == -1
    assert Document("").block_at(0) is None


def test_the_paragraph_at_an_offset() -> None:
    assert BRIEF.paragraph_at(0) == 1, "a heading has the number of what it leads to"
    assert BRIEF.paragraph_at(BRIEF.text.index("Cranes")) == 2
    assert BRIEF.paragraph_at(BRIEF.text.index("A lamp")) == 3
    assert Document("").paragraph_at(0) is None


def test_the_headings_above_an_offset() -> None:
    assert BRIEF.heading_path(BRIEF.text.index("One")) == ("Quays",)
    assert BRIEF.heading_path(BRIEF.text.index("Red")) == ("Quays", "Cranes")
    assert BRIEF.heading_path(BRIEF.text.index("lamps")) == ("Quays", "Lights")
    assert Document("").heading_path(0) == ()


def test_words() -> None:
    assert BRIEF.words == len(["Quays", "One", "pier.", "Cranes", "Red", "Lights", "Two", "lamps.", "A", "lamp"])


KINDS = st.sampled_from(["heading", "paragraph", "item", "cell", "code", "footnote", "caption", "rule"])


@given(st.lists(st.tuples(KINDS, st.integers(0, 3), st.integers(1, 2)), max_size=30))
def test_numbers_grow_by_one_and_numbering_twice_changes_nothing(rows: list[tuple[str, int, int]]) -> None:
    blocks = [
        Block(kind, 0, length, cell=CellPlace(table, 0, 0) if kind == "cell" else None)  # type: ignore[arg-type]
        for kind, length, table in rows
    ]
    result = numbered(blocks)
    seen = [block.paragraph for block in result if block.paragraph is not None]
    assert all(0 <= after - before <= 1 for before, after in zip([0, *seen], seen, strict=False))
    assert numbered(result) == result


def test_the_page_at_an_offset_is_the_page_it_stands_on() -> None:
    paging = (Page("iv", 0, 10), Page("v", 10, 10, "scan"), Page("1", 10, 30))
    document = Document("x" * 30, (Block("paragraph", 0, 30, page="iv"),), pages=3, paging=paging)
    assert [document.page_at(offset) for offset in (0, 9, 10, 29)] == ["iv", "iv", "1", "1"]
    assert document.page_index(29) == 2
    assert Document("text").page_index(0) == -1


def test_without_pages_a_block_says_where_it_stands() -> None:
    assert Document("text", (Block("paragraph", 0, 4, page="7"),)).page_at(2) == "7"


def test_runs_say_exactly_on_which_page_a_footnote_stands() -> None:
    text = "A paragraph over two pages.\nIts note."
    paging = (Page("1", 0, 12), Page("2", 12, len(text)))
    runs = (Run(0, 12, 0, 0), Run(12, 27, 1, 0), Run(28, 37, 0, 40))
    document = Document(text, pages=2, paging=paging, runs=runs)
    assert [document.page_at(offset) for offset in (0, 12, 27, 28, 36)] == ["1", "2", "2", "1", "1"]
