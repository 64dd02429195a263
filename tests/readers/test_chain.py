from dataclasses import replace

import pytest

from briefreader.readers import chain, html
from briefreader.readers.builder import TooManyBlocks
from briefreader.readers.chain import chained, with_levels
from briefreader.text.document import Document, Metadata

PAGE = "<h1>Quay</h1><ul><li>one<li>two</ul><table><tr><th>a<th>b<tr><td>c<td><b>d</b></table>"


def test_everything_moves_together() -> None:
    first = html.read_text(PAGE, "a.html")
    whole = chained([first, Document(""), first])
    half = len(first.text) + 1
    count = len(first.blocks)
    assert whole.text == f"{first.text}\n{first.text}"
    for early, late in zip(whole.blocks[:count], whole.blocks[count:], strict=True):
        assert whole.text[early.start : early.end] == whole.text[late.start : late.end]
        assert late.start == early.start + half
    assert [whole.text[mark.start : mark.end] for mark in whole.inlines] == ["d", "d"]
    lists = [block.place.list_id for block in whole.blocks if block.place]
    tables = [block.cell.table for block in whole.blocks if block.cell]
    assert lists[0] == lists[1] != lists[2] == lists[3]
    assert set(tables) == set(whole.tables)
    assert list(whole.tables.values()) == [(2, 2), (2, 2)]
    assert [block.paragraph for block in whole.blocks if block.paragraph] == [1, 2, 3, 3, 3, 3, 4, 5, 6, 6, 6, 6]


def test_the_first_says_what_the_whole_is() -> None:
    first = replace(html.read_text("<p>a", "a.html"), metadata=Metadata(title="First"))
    assert chained([first, html.read_text("<h1>b", "b.html")]).metadata.title == "First"
    assert chained([]) == Document("")


def test_levels_go_down_to_six() -> None:
    document = with_levels(html.read_text("<h1>a</h1><h6>b</h6><p>c", "a.html"), 2)
    assert [block.level for block in document.blocks] == [3, 6, 0]


def test_too_many_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chain, "MAX_BLOCKS", 3)
    page = html.read_text("<p>a<p>b", "a.html")
    with pytest.raises(TooManyBlocks):
        chained([page, page])
