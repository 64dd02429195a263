from __future__ import annotations

from briefreader.text.document import RECOGNISED_CHARS as AT
from briefreader.text.document import ReadWord
from briefreader.ui.pages.read_words import ReadWords

# "The ferry" on one line, "leaves." on the next, of page 2.
WORDS = ReadWords(
    [
        ReadWord(2, AT, AT + 3, 10, 10, 40, 20),
        ReadWord(2, AT + 4, AT + 9, 45, 11, 95, 21),
        ReadWord(2, AT + 10, AT + 17, 10, 30, 80, 40),
    ]
)


def test_a_stretch_is_one_box_a_line() -> None:
    assert WORDS.boxes(2, AT, AT + 17) == ((10, 10, 95, 21), (10, 30, 80, 40))
    assert WORDS.boxes(2, AT, AT + 3) == ((10, 10, 40, 20),)
    assert WORDS.boxes(1, AT, AT + 3) == ()


def test_a_part_of_a_word_is_a_part_of_its_box() -> None:
    assert WORDS.boxes(2, AT + 1, AT + 3) == ((20, 10, 40, 20),)
    assert WORDS.boxes(2, AT + 4, AT + 6) == ((45, 11, 65, 21),)


def test_every_character_is_found_where_its_box_is() -> None:
    for char in (*range(AT, AT + 3), *range(AT + 4, AT + 9), *range(AT + 10, AT + 17)):
        ((left, top, right, bottom),) = WORDS.boxes(2, char, char + 1)
        assert WORDS.char_at(2, (left + right) / 2, (top + bottom) / 2) == char


def test_far_from_every_word_there_is_no_character() -> None:
    assert WORDS.char_at(2, 300, 300) is None
    assert WORDS.char_at(0, 20, 15) is None
    assert WORDS.char_at(2, 97, 16) == AT + 8
