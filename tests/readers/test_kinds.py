from pathlib import Path

import pytest

from briefreader.readers.kinds import begins_like_html, is_candidate, signature


@pytest.mark.parametrize(
    "name", ["a.txt", "A.TXT", "b.md", "c.markdown", "d.htm", "e.html", "f.pdf", "g.docx", "h.eml"]
)
def test_documents_are_worth_listing(name: str) -> None:
    assert is_candidate(Path("folder", name), False)


@pytest.mark.parametrize(
    "name", [".hidden.txt", "~$note.docx", "note.txt~", "a.png", "b.py", "c.zip", "Makefile", "d.css"]
)
def test_other_files_are_not_unless_the_user_names_them(name: str) -> None:
    assert not is_candidate(Path("folder", name), False)
    assert is_candidate(Path("folder", name), True)


def test_content_is_known_by_its_first_bytes() -> None:
    assert signature(b"%PDF-1.7\n") == "PDF"
    assert signature(b"PK\x03\x04\x14\x00word/document.xml") == "Word"
    assert signature(b"PK\x03\x04\x14\x00other") == "ZIP"
    assert signature(b"Plain words") == ""


def test_a_page_is_known_by_how_it_begins() -> None:
    assert begins_like_html("\n <!DOCTYPE html><p>")
    assert begins_like_html('<?xml version="1.0"?>\n<html lang="en">')
    assert not begins_like_html("The tag <html> begins a page.")
