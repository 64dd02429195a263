from __future__ import annotations

from collections.abc import Callable

import pytest

from briefreader.records import FoundMention
from briefreader.text.document import Document
from briefreader.ui.reader.marks import Marks
from briefreader.ui.reader.roles import roles


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Orla Venn, a farmer near Sund, said nothing.", "farmer near Sund"),
        ("Orla Venn, the port's director. She left.", "port's director"),
        ("— Orla Venn, fish processor, Sund", "fish processor"),
        ("— Orla Venn, archivist\nThe rest", "archivist"),
        ("Orla Venn, who chairs the harbour board, said no.", "chairs the harbour board"),
        ("Members: Orla Venn (chair), Tam Quill", "chair"),
        ("Orla Venn (اورلا), a pilot, said so.", "pilot"),
        ("Orla Venn, gave us tea and said no.", ""),
        ("Orla Venn, retired, who advises them", ""),
        ("Orla Venn, keeps the books, and shows them.", ""),
        ("Orla Venn, Tam Quill, and others", ""),
        ("Orla Venn said that it was late.", ""),
        ("“Late,” said Orla Venn.", ""),
    ],
)
def test_what_the_brief_says_a_speaker_is(
    compose: Callable[..., Document], mention: Callable[..., FoundMention], text: str, role: str
) -> None:
    document = compose([(line, {}) for line in text.split("\n")])
    found = roles(document, [mention(document, "Orla Venn", "person")], ["Orla Venn"])
    assert found == ({"Orla Venn": role} if role else {})


def test_a_body_beside_the_name_is_a_role(
    compose: Callable[..., Document], mention: Callable[..., FoundMention]
) -> None:
    document = compose([("Orla Venn of the Harbour Board said so. Tam Quill, Ferry Office; others.", {})])
    mentions = [
        mention(document, "Orla Venn", "person"),
        mention(document, "Harbour Board", "organisation"),
        mention(document, "Tam Quill", "person"),
        mention(document, "Ferry Office", "organisation"),
    ]
    assert roles(document, mentions, ["Orla Venn", "Tam Quill"]) == {
        "Orla Venn": "Harbour Board",
        "Tam Quill": "Ferry Office",
    }


def test_a_role_stands_with_the_first_words_only(
    compose: Callable[..., Document], mention: Callable[..., FoundMention], quote: Callable[..., object]
) -> None:
    document = compose([("Orla Venn, a pilot, said: “It is late.”", {}), ("Orla Venn said: “Go now.”", {})])
    marks = Marks(document)
    marks.set_quotes([quote(document, "It is late."), quote(document, "Go now.")])  # type: ignore[list-item]
    marks.set_mentions([mention(document, "Orla Venn", "person")])
    assert [speaker.role for speaker in marks.speakers] == ["pilot", ""]
