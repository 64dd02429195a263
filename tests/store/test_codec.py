"""A document's structure survives packing."""

from __future__ import annotations

import json
import zlib
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefreader.store.codec import pack, unpack, unpacking
from briefreader.text.document import (
    Block,
    BlockKind,
    CellPlace,
    Chapter,
    Document,
    Inline,
    InlineKind,
    ListPlace,
    Metadata,
    Page,
    PageState,
    PageUnit,
    ReadWord,
    Run,
)

_number = st.integers(0, 2**31)
_words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_block = st.builds(
    Block,
    kind=st.sampled_from(get_args(BlockKind)),
    start=_number,
    end=_number,
    level=st.integers(0, 9),
    paragraph=st.none() | _number,
    page=st.none() | _words,
    label=_words,
    quote=st.integers(0, 9),
    place=st.none() | st.builds(ListPlace, _number, st.booleans(), _number, st.booleans()),
    cell=st.none() | st.builds(CellPlace, _number, _number, _number, _number, _number, st.booleans()),
)
_document = st.builds(
    Document,
    text=_words,
    blocks=st.lists(_block, max_size=5).map(tuple),
    inlines=st.lists(
        st.builds(Inline, _number, _number, st.sampled_from(get_args(InlineKind)), _words), max_size=5
    ).map(tuple),
    tables=st.dictionaries(_number, st.tuples(_number, _number), max_size=3),
    metadata=st.builds(Metadata, *[_words] * 5, extra=st.dictionaries(_words, _words, max_size=3)),
    pages=st.none() | _number,
    unit=st.sampled_from(get_args(PageUnit)),
    paging=st.lists(
        st.builds(Page, _words, _number, _number, st.sampled_from(get_args(PageState)), st.none() | st.floats(0, 100)),
        max_size=4,
    ).map(tuple),
    runs=st.lists(st.builds(Run, _number, _number, _number, _number), max_size=4).map(tuple),
    outline=st.lists(st.builds(Chapter, _number, _words, _number, _number), max_size=4).map(tuple),
)


@given(_document)
def test_a_document_comes_back_equal(document: Document) -> None:
    assert unpack(document.text, pack(document)) == document


def test_other_bytes_are_refused() -> None:
    with pytest.raises(zlib.error):
        unpack("text", b"not packed")


def test_a_long_document_is_taken_up_in_many_steps() -> None:
    blocks = tuple(Block("paragraph", number, number + 1) for number in range(5000))
    document = Document(
        "x" * 5001,
        blocks,
        runs=tuple(Run(number, number + 1, 0, number) for number in range(1000)),
        read_words=tuple(ReadWord(0, number, number + 1, 1.5, 2.0, 3.0, 4.0) for number in range(700)),
    )
    steps = unpacking(document.text, pack(document))
    assert sum(1 for _ in steps) >= 10
    assert unpack(document.text, pack(document)) == document


def test_what_was_packed_whole_can_still_be_read() -> None:
    value = {
        "blocks": [["heading", 0, 4, 1, None, "ii", "1.", 0, None, None]], "inlines": [[0, 2, "strong", ""]],
        "tables": [[3, 2, 2]], "metadata": ["T", "A", "2026", "en", "text", {"k": "v"}], "pages": 2,
    }  # fmt: skip
    document = unpack("Text", zlib.compress(json.dumps(value).encode()))
    assert document.blocks == (Block("heading", 0, 4, level=1, page="ii", label="1."),)
    assert document.metadata.extra == {"k": "v"}
    assert (document.tables, document.pages) == ({3: (2, 2)}, 2)
