"""A document's structure survives packing."""

from __future__ import annotations

import zlib
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefreader.store.codec import pack, unpack
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
