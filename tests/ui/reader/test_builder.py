from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument, QTextFormat

from briefreader.text.document import Block, CellPlace, Document, Inline
from briefreader.text.normalize import canonical
from briefreader.ui.reader.builder import Builder, runs_leftwards
from briefreader.ui.reader.plan import LONGEST
from briefreader.ui.reader.typography import Typography

_TYPE = Typography("DejaVu Serif", "DejaVu Sans", "DejaVu Sans Mono", 16.5)
_WORDS = st.text("ab é\n\t\U0001f6a2\U0001d538中ليل\u200d\u00a0\ufffc\u200f", max_size=40)

pytestmark = pytest.mark.usefixtures("qapp")


def _built(document: Document) -> tuple[QTextDocument, Builder]:
    target = QTextDocument()
    target.setTextWidth(600)
    builder = Builder(document, target, _TYPE)
    while not builder.step(5):
        pass
    return target, builder


def _shown(target: QTextDocument, start: int, end: int) -> str:
    units = target.toRawText().encode("utf-16-le", "surrogatepass")[2 * start : 2 * end]
    return units.decode("utf-16-le").replace("\u2029", "").replace("\u2028", "\n").replace("\u25a1", "\ufffc")


def _agrees(document: Document) -> None:
    target, builder = _built(document)
    positions = builder.positions
    for block in document.blocks:
        start, end = positions.position(block.start), positions.end_position(block.end)
        assert _shown(target, start, end) == document.text[block.start : block.end]
        for offset in range(block.start, block.end + 1):
            assert positions.offset(positions.position(offset)) == offset
            assert positions.offset(positions.end_position(offset)) == offset


def test_one_of_everything_stands_where_the_map_says(mixed: Document) -> None:
    _agrees(mixed)


@given(st.lists(st.tuples(_WORDS, st.sampled_from(["paragraph", "heading", "code", "cell", "item"])), max_size=8))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_in_any_block_stands_where_the_map_says(compose: Callable[..., Document], parts: list) -> None:  # type: ignore[type-arg]
    _agrees(
        compose(
            [
                (canonical(text), {"kind": kind, "cell": CellPlace(1, number, 0)} if kind == "cell" else {"kind": kind})
                for number, (text, kind) in enumerate(parts)
            ]
        )
    )


def test_a_paragraph_in_several_pieces_is_whole_in_the_map(compose: Callable[..., Document]) -> None:
    document = compose([("ferry 🚢 " * LONGEST, {}), ("海" * (LONGEST + 5), {}), ("end", {})])
    _, builder = _built(document)
    positions = builder.positions
    assert all(positions.offset(positions.position(offset)) == offset for offset in range(0, len(document.text), 7))


def test_step_gives_control_back_before_all_is_done(long: Document) -> None:
    target = QTextDocument()
    target.setTextWidth(600)
    builder = Builder(long, target, _TYPE)
    builder.step(0.001)
    assert not builder.done
    assert 0 < builder.positions.end < len(long.text)


def test_nothing_in_qts_document_can_be_opened_or_loaded(mixed: Document) -> None:
    target, _ = _built(mixed)
    block = target.begin()
    while block.isValid():
        for span in block.textFormats():
            assert not span.format.isAnchor()
            assert span.format.objectType() == QTextFormat.ObjectTypes.NoObject.value
        block = block.next()


def test_formatting_lies_on_its_words(compose: Callable[..., Document]) -> None:
    document = compose([("plain 🚢 bold both", {})], (Inline(8, 17, "strong"), Inline(13, 17, "emphasis")))
    target, builder = _built(document)

    def form(offset: int) -> tuple[bool, bool]:
        cursor = QTextCursor(target)
        cursor.setPosition(builder.positions.position(offset) + 1)
        return cursor.charFormat().fontWeight() > 500, cursor.charFormat().fontItalic()

    assert [form(offset) for offset in (0, 5, 8, 12, 13, 16)] == [
        (False, False), (False, False), (True, False), (True, False), (True, True), (True, True),
    ]  # fmt: skip


def test_tables_have_their_rows_and_columns(mixed: Document) -> None:
    target, builder = _built(mixed)
    cell = next(block for block in mixed.blocks if mixed.text[block.start : block.end] == "400")
    cursor = QTextCursor(target)
    cursor.setPosition(builder.positions.position(cell.start))
    table = cursor.currentTable()
    assert (table.rows(), table.columns()) == (3, 2)
    assert (table.cellAt(cursor).row(), table.cellAt(cursor).column()) == (1, 1)


@pytest.mark.parametrize(
    ("text", "leftwards"), [("ليلى said", True), ("said ليلى", False), ("12. שלום", True), ("123", False), ("", False)]
)
def test_the_first_letter_says_which_way_a_paragraph_runs(text: str, leftwards: bool) -> None:
    assert runs_leftwards(text, 0, len(text)) is leftwards


def test_an_indented_block_from_right_to_left_is_indented_on_the_right() -> None:
    block = Block("paragraph", 0, 5, quote=1)
    left, right = _TYPE.block(block), _TYPE.block(block, rtl=True)
    assert left.leftMargin() > left.rightMargin()
    assert (right.leftMargin(), right.rightMargin()) == (left.rightMargin(), left.leftMargin())
