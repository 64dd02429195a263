"""The OpenDocument text."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from briefreader import readers
from briefreader.export import Cover, forms

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}"


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        first = file.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        return {name: file.read(name) for name in file.namelist()}


def test_another_reader_finds_words_headings_and_footnotes(desk) -> None:
    document = readers.read_bytes(forms.produce("odt", desk.material()), "summary.odt")
    kinds = {document.text[block.start : block.end]: block.kind for block in document.blocks}
    assert kinds["Evidence by tag"] == "heading"
    assert kinds["money"] == "heading"
    assert kinds["A crane for Vellin, 12 Mar 2026, para 1"] == "footnote"
    assert any(text.startswith("Nobody pays for waiting.") for text in kinds)


def test_styles_links_and_notes_fit(desk) -> None:
    made = parts(forms.produce("odt", desk.material()))
    content, styles = etree.fromstring(made["content.xml"]), etree.fromstring(made["styles.xml"])
    known = {style.get(f"{STYLE}name") for tree in (content, styles) for style in tree.iter(f"{STYLE}style")}
    used = {element.get(f"{TEXT}style-name") for tree in (content, styles) for element in tree.iter()} - {None}
    assert used <= known
    names = [mark.get(f"{TEXT}name") for mark in content.iter(f"{TEXT}bookmark")]
    assert len(names) == len(set(names))
    assert {link.get(f"{XLINK}href")[1:] for link in content.iter(f"{TEXT}a")} <= set(names)
    assert [note.get(f"{TEXT}id") for note in content.iter(f"{TEXT}note")] == ["n1", "n2", "n3", "n4"]


def test_the_marking_is_above_and_below_every_page(desk) -> None:
    report = replace(desk.report(), cover=Cover(marking="HARBOUR <ONLY>"))
    styles = etree.fromstring(parts(forms.produce("odt", replace(desk.material(), report=report)))["styles.xml"])
    for edge in ("header", "footer"):
        (found,) = styles.iter(f"{STYLE}{edge}")
        assert found[0].text == "HARBOUR <ONLY>"
    plain = etree.fromstring(parts(forms.produce("odt", desk.material()))["styles.xml"])
    assert "".join(next(plain.iter(f"{STYLE}header")).itertext()) == ""


def test_passages_from_right_to_left_say_so(empty_desk) -> None:
    empty_desk.brief("b", "قال الوزير.", title="ملف", language="ar")
    empty_desk.passage("b", "قال الوزير.", "water")
    content = parts(forms.produce("odt", empty_desk.material()))["content.xml"].decode()
    assert 'style:writing-mode="rl-tb"' in content
    assert 'style:language-complex="ar"' in content


@settings(max_examples=40, deadline=None)
@given(words=st.text(min_size=1, max_size=30), title=st.text(max_size=30), tag=st.text(min_size=1, max_size=12))
def test_any_words_make_a_document_that_opens(new_desk, words: str, title: str, tag: str) -> None:
    desk = new_desk()
    desk.brief("b", f"x{words}", title=title)
    desk.passage("b", f"x{words}", tag, note=words)
    for name, part in parts(forms.produce("odt", desk.material())).items():
        if name.endswith(".xml"):
            etree.fromstring(part)
