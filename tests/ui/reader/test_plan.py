from __future__ import annotations

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from briefreader.text.document import Block, CellPlace, Document
from briefreader.ui.reader.plan import LONGEST, Piece, Rows, pieces, portions

_CELLS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 6), st.integers(1, 5), st.integers(1, 5)), min_size=1, max_size=60
)


@given(st.integers(0, 40_000), st.sampled_from(["x", "word ", "海", "a\n"]))
@settings(max_examples=40)
def test_pieces_cover_the_block_and_are_short(length: int, filling: str) -> None:
    text = (filling * length)[:length]
    found = list(pieces(text, 0, Block("paragraph", 0, length)))
    assert "".join(text[piece.start : piece.end] for piece in found) == text
    assert max(piece.end - piece.start for piece in found) <= LONGEST
    assert [piece.first for piece in found] == [True] + [False] * (len(found) - 1)
    assert [piece.last for piece in found] == [False] * (len(found) - 1) + [True]


def test_long_paragraphs_are_cut_between_words() -> None:
    text = "ferries " * 2000
    for piece in list(pieces(text, 0, Block("paragraph", 0, len(text))))[1:]:
        assert text[piece.start - 1] == " "


def _grid(places: list[tuple[int, int, int, int]]) -> Document:
    blocks = [
        Block("cell", 2 * number, 2 * number + 1, cell=CellPlace(1, *place))
        for number, place in enumerate(sorted(places))
    ]
    return Document("\n".join("x" for _ in blocks), tuple(blocks), tables={1: (31, 12)})


@given(_CELLS)
@settings(max_examples=60)
def test_cells_of_any_table_are_all_there_and_none_lies_on_another(places: list[tuple[int, int, int, int]]) -> None:
    document = _grid(places)
    offsets = []
    for portion in portions(document):
        assert isinstance(portion, Rows)
        taken: set[tuple[int, int]] = set()
        for row, column, down, across, parts in portion.cells:
            ground = {(row + i, column + j) for i in range(down) for j in range(across)}
            assert not ground & taken
            assert all(0 <= r < portion.rows and 0 <= c < portion.columns for r, c in ground)
            taken |= ground
            offsets.extend(piece.start for piece in parts)
    assert offsets == [block.start for block in document.blocks]


def test_very_wide_tables_become_paragraphs(compose: Callable[..., Document]) -> None:
    document = compose([("x", {"kind": "cell", "cell": CellPlace(1, 0, column)}) for column in range(40)])
    assert all(isinstance(portion, Piece) for portion in portions(document))


def test_long_tables_come_in_portions(compose: Callable[..., Document]) -> None:
    document = compose([("x", {"kind": "cell", "cell": CellPlace(1, row, 0)}) for row in range(500)])
    found = [portion for portion in portions(document) if isinstance(portion, Rows)]
    assert len(found) > 3
    assert (found[0].first, found[0].last, found[-1].first, found[-1].last) == (True, False, False, True)
