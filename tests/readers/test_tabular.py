"""Tables of text: whatever separates their cells, each keeps its place."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefreader.errors import ReadError
from briefreader.readers import tabular, workbook
from briefreader.text.document import Document


def document(text: str | bytes) -> Document:
    return tabular.read(text.encode() if isinstance(text, str) else text, "nets.csv")


def cells(found: Document) -> dict[tuple[int, int], str]:
    return {(b.cell.row, b.cell.column): found.text[b.start : b.end] for b in found.blocks if b.cell}


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_recognised(separator: str) -> None:
    found = document(f"Port{separator}Boats\nHarl{separator}12\nSund{separator}3.5\n")
    assert cells(found)[1, 1] == "12"
    assert found.tables == {1: (3, 2)}


def test_quoted_cells_hold_separators_marks_and_lines() -> None:
    found = document('Port,Note\r\n"Harl, old","said ""no""\r\nand left"\r\n,x\r\n')
    assert cells(found) == {
        (0, 0): "Port", (0, 1): "Note", (1, 0): "Harl, old", (1, 1): 'said "no"\nand left', (2, 1): "x",
    }  # fmt: skip


def test_empty_rows_and_cells_keep_the_places_of_the_others() -> None:
    assert cells(document("a,b\n\n,,c\n")) == {(0, 0): "a", (0, 1): "b", (2, 2): "c"}


def test_a_declared_separator_and_an_old_encoding() -> None:
    assert cells(document(b"sep=;\nna\xefve;1,5\n")) == {(0, 0): "naïve", (0, 1): "1,5"}


def test_a_formula_is_text() -> None:
    assert cells(document('=cmd|"/c calc"!A1,+1\n'))[0, 0].startswith("=cmd")


def test_the_first_row_names_the_columns_when_it_is_words() -> None:
    assert [b.cell.header for b in document("Port,Boats\nHarl,1\n").blocks if b.cell] == [True, True, False, False]
    assert not any(b.cell.header for b in document("1,2\n3,4\n").blocks if b.cell)


def test_it_is_one_sheet_without_a_name() -> None:
    found = document("a,b\n")
    assert (found.unit, found.pages, found.page_at(0), found.metadata.title) == ("sheet", 1, "", "Nets")


def test_a_quotation_mark_that_nothing_ends() -> None:
    assert cells(document('a,"b\nc,d')) == {(0, 0): "a", (0, 1): "b\nc,d"}


def test_a_table_too_large_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MAX_CELLS", 3)
    found = document("a,b\nc,d\n")
    assert found.text == "a\nb\nc"
    assert "Only the first 3 cells" in found.metadata.extra["notice"]


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(ReadError, match="not text"):
        document(bytes(range(1, 9)) * 50)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.lists(st.text(alphabet='ab",\n ', min_size=1, max_size=6), min_size=1, max_size=4), max_size=5))
def test_what_is_written_is_read(table: list[list[str]]) -> None:
    text = "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in table)
    assert list(tabular.rows(text, ",")) == table
