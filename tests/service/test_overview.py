"""A comparison as a window shows it."""

from __future__ import annotations

from briefreader.service.comparing import Edition, compared
from briefreader.service.overview import Mode, Overview, overview
from briefreader.text.document import Block, Document, numbered

OLD = """The harbour
The fees rise in March, says the harbour office.
Nobody asked the fishermen.
The crane is late.
The trains run at night."""
NEW = """The harbour
The fees rise in April, says the harbour office.
The crane is late.
The trains run at night.
The lamp on the pier is lit."""


def document(text: str) -> Document:
    blocks, start = [], 0
    for number, line in enumerate(text.split("\n")):
        blocks.append(Block("paragraph" if number else "heading", start, start + len(line), level=int(not number)))
        start += len(line) + 1
    return Document(text, numbered(blocks))


def shown(mode: Mode) -> Overview:
    found = compared(document(OLD), document(NEW), None, None, [])
    return overview(Edition("b", 1), Edition("b"), mode, found, [])


def test_only_what_changed_with_the_rest_counted() -> None:
    rows = [(one.kind, one.text, one.count) for one in shown("changes").rows]
    assert rows == [
        ("kept", "", 1),
        ("changed", "The fees rise in March April, says the harbour office.", 1),
        ("gone", "Nobody asked the fishermen.", 1),
        ("kept", "", 2),
        ("added", "The lamp on the pier is lit.", 1),
    ]


def test_marks_stand_on_the_words() -> None:
    row = shown("changes").rows[1]
    assert [(row.text[start:end], kind) for start, end, kind in row.marks] == [("March", "gone"), ("April", "new")]
    assert (row.paragraph, row.heading) == (1, False)


def test_the_whole_text_and_the_old_one() -> None:
    whole = shown("whole").rows
    assert [one.kind for one in whole] == ["kept", "changed", "gone", "kept", "kept", "added"]
    assert whole[0].heading
    assert "\n".join(one.text for one in shown("old").rows) == OLD
    assert all(one.new is None and not one.marks for one in shown("old").rows)
