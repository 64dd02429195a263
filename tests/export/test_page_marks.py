"""Where spans of the text stand on the pages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefreader.export.page_marks import Piece, colour_of, pieces_of, settled
from briefreader.text.document import Run


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 9), st.integers(0, 2)), max_size=12), st.data())
def test_every_character_of_a_span_that_is_in_a_run_is_found_once(runs: list[tuple[int, int, int]], data) -> None:
    made: list[Run] = []
    at = char = 0
    for gap, length, page in sorted(runs, key=lambda run: run[2]):
        made.append(Run(at + gap, at + gap + length, page, char))
        at, char = at + gap + length, char + length
    start = data.draw(st.integers(0, at + 1))
    end = data.draw(st.integers(start, at + 3))
    expected = {(run.page, run.char + offset - run.start) for run in made for offset in range(run.start, run.end)
                if start <= offset < end}  # fmt: skip
    found = [(piece.page, char) for piece in pieces_of(made, start, end) for char in range(piece.first, piece.last)]
    assert len(found) == len(set(found))
    assert set(found) == expected


def test_pieces_end_where_runs_do() -> None:
    runs = [Run(0, 5, 0, 10), Run(6, 9, 1, 0)]
    assert list(pieces_of(runs, 3, 8)) == [Piece(0, 13, 15), Piece(1, 0, 2)]


def test_an_unknown_marker_is_yellow() -> None:
    assert colour_of("mauve") == colour_of("yellow") != colour_of("green")


def test_the_last_identity_is_made_from_the_content() -> None:
    made = b"%PDF one /ID [<00FF><00FF>] end trailer /ID[<00FF><1234>] x"
    other = made.replace(b"1234", b"9876")
    assert settled(made, 30) == settled(other, 30) != made
    assert settled(made, 30)[:40] == made[:40]
    assert settled(b"%PDF none", 0) == b"%PDF none"
