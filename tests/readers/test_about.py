import pytest

from briefreader.readers.marked import read_text as read_markdown
from briefreader.readers.plain import read_text

PROSE = "The board met and found that the piers which had been built before the storm were in a better state. " * 3


@pytest.mark.parametrize(
    ("head", "author", "date"),
    [
        ("By Ada Bright and Bo Carling\n\n3 May 2026", "Ada Bright and Bo Carling", "2026-05-03"),
        ("Briefing prepared by Ada Bright for the port board, 3 May 2026", "Ada Bright", "2026-05-03"),
        ("Prepared by the Port Office, Sorrel. Author: Ada Bright", "Ada Bright", ""),
        ("Report: 7 | Published: 2026-05-03 | Author: Ada Bright", "Ada Bright", "2026-05-03"),
        ("From:\n\nAda Bright\n\nDate:\n\nMay 2026", "Ada Bright", "2026-05"),
        ("by the sea", "", ""),
    ],
)
def test_author_and_date_from_the_first_lines(head: str, author: str, date: str) -> None:
    metadata = read_text(f"THE PIERS\n\n{head}\n\n{PROSE}\n", "a.txt").metadata
    assert (metadata.author, metadata.date) == (author, date)
    assert metadata.title == "THE PIERS"


def test_a_date_within_prose_is_not_the_date_of_the_brief() -> None:
    assert read_text(f"THE PIERS\n\nOn 3 May 2025 the storm came. {PROSE}\n", "a.txt").metadata.date == ""


def test_the_first_real_heading_is_the_title() -> None:
    document = read_markdown(f"## Contents\n\n- a\n\n## The piers\n\n{PROSE}", "a.md")
    assert document.metadata.title == "The piers"
    assert read_markdown(f"# The piers\n\nRe: your letter\n\n{PROSE}", "a.md").metadata.title == "The piers"


def test_the_language_is_told() -> None:
    assert read_text(PROSE, "a.txt").metadata.language == "en"
    assert read_text("Quay.", "a.txt").metadata.language == ""
