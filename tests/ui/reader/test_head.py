from __future__ import annotations

from collections.abc import Callable

from briefreader.text.document import Document
from briefreader.ui.reader.head import title_block
from briefreader.ui.reader.typography import heading_scale

HEADING = {"kind": "heading", "level": 1}


def test_a_title_may_stand_below_a_few_lines_of_front_matter(compose: Callable[..., Document]) -> None:
    assert title_block(compose([("Ferries", HEADING), ("Words.", {})])) == 0
    assert title_block(compose([("Date: May\nAuthor: Orla Venn", {}), ("Ferries", HEADING)])) == 1


def test_a_heading_further_down_is_no_title(compose: Callable[..., Document]) -> None:
    assert title_block(compose([("Words.", {}), ("A part", {**HEADING, "level": 2})])) is None
    assert title_block(compose([("Words. " * 100, {}), ("Ferries", HEADING)])) is None
    assert title_block(compose([("Words.", {})])) is None


def test_a_title_of_many_lines_is_set_smaller() -> None:
    assert heading_scale(300) < heading_scale(60)
