import pytest

from briefreader.readers import builder as module
from briefreader.readers.builder import Builder, TooManyBlocks
from briefreader.text.document import Block, ListPlace

PARAGRAPH = Block("paragraph", 0, 0)


def test_white_space_is_one_space_and_no_break_spaces_stay() -> None:
    builder = Builder()
    builder.begin(PARAGRAPH)
    for part in ("  one ", "\n", " two", "\u00a0three", "\t"):
        builder.text(part)
    assert builder.finish().text == "one two\u00a0three"


def test_empty_blocks_leave_no_trace_but_rules_do() -> None:
    builder = Builder()
    for kind, text in (("paragraph", " "), ("paragraph", "a"), ("heading", ""), ("rule", ""), ("paragraph", "b")):
        builder.begin(Block(kind, 0, 0))  # type: ignore[arg-type]
        builder.text(text)
    document = builder.finish()
    assert document.text == "a\n\nb"
    spans = [(b.kind, b.start, b.end) for b in document.blocks]
    assert spans == [("paragraph", 0, 1), ("rule", 2, 2), ("paragraph", 3, 4)]


def test_two_line_breaks_make_another_block_of_the_same_item() -> None:
    builder = Builder()
    builder.begin(Block("item", 0, 0, level=1, label="a.", place=ListPlace(1, True, 1)))
    builder.text("one")
    builder.line_break()
    builder.text("two")
    builder.line_break()
    builder.line_break()
    builder.text("three")
    first, second = builder.finish().blocks
    assert first.place == ListPlace(1, True, 1, opens=True)
    assert second.place == ListPlace(1, True, 1, opens=False)
    assert (first.label, second.label) == ("a.", "")


def test_marks_follow_what_is_trimmed() -> None:
    builder = Builder()
    builder.begin(PARAGRAPH)
    builder.raw("\n ")
    builder.open_mark("strong")
    builder.raw(" ab \n")
    builder.close_mark()
    document = builder.finish()
    assert document.text == "ab"
    assert [(m.start, m.end) for m in document.inlines] == [(0, 2)]


def test_marks_nested_beyond_reading_are_left_out() -> None:
    builder = Builder()
    builder.begin(PARAGRAPH)
    for _ in range(100):
        builder.open_mark("emphasis")
    builder.text("deep")
    for _ in range(100):
        builder.close_mark()
    assert 0 < len(builder.finish().inlines) < 100


def test_too_many_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BLOCKS", 2)
    builder = Builder()
    for text in ("a", "b", "c"):
        builder.begin(PARAGRAPH)
        builder.text(text)
    with pytest.raises(TooManyBlocks):
        builder.end()
