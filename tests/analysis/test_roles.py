"""What a text says a person is."""

from __future__ import annotations

import pytest

from briefreader.analysis.entities import find_mentions
from briefreader.text.document import Block, Document


def role(text: str, name: str) -> str:
    document = Document(text, (Block("paragraph", 0, len(text), paragraph=1),))
    return next(m.role for m in find_mentions(document, None) if m.name == name)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Foreign Minister Jane Wexcombe came to Oslo.", "Foreign Minister"),
        ("Jane Wexcombe, a senior fellow at the Tide Centre, said no.", "senior fellow at the Tide Centre"),
        ("The hearing was opened by Jane Wexcombe (chair).", "chair"),
        ("The economist Jane Wexcombe said the fees would rise.", "economist"),
        ("Dr. Jane Wexcombe said the fees would rise.", ""),
        ("Jane Wexcombe, who had waited, said no.", ""),
        ("Jane Wexcombe, Oslo, said no.", ""),
    ],
)
def test_roles(text: str, expected: str) -> None:
    assert role(text, "Jane Wexcombe") == expected


def test_the_role_is_kept_with_every_mention() -> None:
    text = "Foreign Minister Jane Wexcombe came. Wexcombe said the fees would rise."
    document = Document(text, (Block("paragraph", 0, len(text), paragraph=1),))
    found = [m for m in find_mentions(document, None) if m.type == "person"]
    assert [(m.text, m.role) for m in found] == [
        ("Jane Wexcombe", "Foreign Minister"), ("Wexcombe", "Foreign Minister")
    ]  # fmt: skip
