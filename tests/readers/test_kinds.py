import io
import zipfile
from pathlib import Path

import pytest

from briefreader.readers.kinds import Kind, begins_like_html, is_candidate, kind_of


@pytest.mark.parametrize(
    "name", ["a.txt", "A.TXT", "b.md", "c.markdown", "d.htm", "e.html", "f.pdf", "g.docx", "h.eml"]
)
def test_documents_are_worth_listing(name: str) -> None:
    assert is_candidate(Path("folder", name), False)


@pytest.mark.parametrize("name", [".hidden.txt", "~$note.docx", "note.txt~", "a.png", "b.py", "Makefile", "d.css"])
def test_other_files_are_not_unless_the_user_names_them(name: str) -> None:
    assert not is_candidate(Path("folder", name), False)
    assert is_candidate(Path("folder", name), True)


def archive(**parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name, text in parts.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return stream.getvalue()


def test_the_content_counts_before_the_name() -> None:
    assert kind_of(b"%PDF-1.7\n", "a.docx") == Kind("pdf")
    assert kind_of(b"junk before\n%PDF-1.7\n", "a.pdf") == Kind("pdf")
    assert kind_of(archive(word__document_xml="<w/>"), "a.pdf") == Kind("docx")
    assert kind_of(archive(mimetype="application/epub+zip"), "a.zip") == Kind("epub")
    assert kind_of(archive(mimetype="application/vnd.oasis.opendocument.text"), "a") == Kind("odt")
    assert kind_of(archive(xl__workbook_xml="<x/>"), "a.docx") == Kind("xlsx")
    assert kind_of(archive(readme="x"), "a.zip") == Kind("zip")
    assert kind_of(b"{\\rtf1 x}", "a.txt") == Kind("rtf")


def test_the_name_counts_where_the_content_is_silent() -> None:
    assert kind_of(b"Plain words", "a") == Kind("text")
    assert kind_of(b"Plain words", "A.MD") == Kind("markdown")
    assert kind_of(b"a,b", "a.csv") == Kind("csv")
    assert kind_of(b"A text about %PDF- files", "a.txt") == Kind("text")
    assert kind_of(b"PK\x03\x04 cut off", "a.docx") == Kind("docx")


def test_what_nobody_reads_here_has_a_name() -> None:
    compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    assert kind_of(compound + "EncryptedPackage".encode("utf-16-le"), "a.docx").name == "password-protected Office"
    assert kind_of(compound + "__substg1.0_".encode("utf-16-le"), "a.doc") == Kind("msg")
    assert kind_of(compound, "a.msg").name == "old Microsoft Office"
    assert kind_of(b"\x89PNG\r\n", "a.txt") == Kind("", "PNG image")


def test_a_page_is_known_by_how_it_begins() -> None:
    assert begins_like_html("\n <!DOCTYPE html><p>")
    assert begins_like_html('<?xml version="1.0"?>\n<html lang="en">')
    assert not begins_like_html("The tag <html> begins a page.")
