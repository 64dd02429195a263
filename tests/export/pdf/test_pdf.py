"""The PDF: words, outline, links, labels, embedded fonts, and every script laid out."""

from __future__ import annotations

import re
from dataclasses import replace

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefreader.export import Cover, Point, forms
from briefreader.export.pdf.fonts import Fonts, seen
from briefreader.export.pdf.looks import styles
from briefreader.export.pdf.paragraphs import Leftward


def opened(material) -> pdfium.PdfDocument:
    return pdfium.PdfDocument(forms.produce("pdf", material))


def text_of(document: pdfium.PdfDocument) -> str:
    return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)


@pytest.fixture
def made(desk):
    for index in range(40):
        desk.passage("grain", "The grain waits.", f"topic {index % 5}/part {index}")
    points = (Point("The crane is late.", (1,)), Point("Nobody pays."))
    report = replace(
        desk.report(), title="The harbour", cover=Cover("the Mayor", marking="HARBOUR ONLY"), points=points
    )
    return replace(desk.material(), report=report)


def test_the_words_are_there_with_marking_and_number_on_every_page(made) -> None:
    document = opened(made)
    pages = len(document)
    assert pages > 2
    for number, page in enumerate(document, 1):
        words = page.get_textpage().get_text_range()
        assert words.count("HARBOUR ONLY") == 2
        assert f"{number} / {pages}" in words
    text = text_of(document)
    for words in (
        "The harbour",
        "For the Mayor",
        "Vellin needs a second crane before the winter.",
        "No source",
        "Ask Oda.",
    ):
        assert words in text
    assert "Oda Brekke (inferred)" in text


def test_outline_and_contents_lead_to_the_headings(made) -> None:
    document = opened(made)
    entries = [(entry.level, entry.get_title()) for entry in document.get_toc()]
    assert entries[:4] == [(0, "Key points"), (0, "Evidence by tag"), (1, "port"), (2, "money")]
    for entry in document.get_toc():
        page = entry.get_dest().get_index()
        assert entry.get_title() in document[page].get_textpage().get_text_range()


def test_links_stay_within_the_file(made) -> None:
    document = opened(made)
    links = 0
    for page in document:
        for index in range(raw.FPDFPage_GetAnnotCount(page)):
            annotation = raw.FPDFPage_GetAnnot(page, index)
            assert raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_LINK
            links += 1
            raw.FPDFPage_CloseAnnot(annotation)
    assert links > 40
    data = forms.produce("pdf", made)
    assert not re.search(rb"/URI|/JavaScript|/JS|/Launch", data)


def test_pages_have_labels_and_fonts_are_inside(made) -> None:
    data = forms.produce("pdf", made)
    assert opened(made).get_page_label(1) == "2"
    assert b"/Lang (en)" in data
    assert b"/BaseFont /Helvetica" not in data
    assert data.count(b"/FontFile2") >= 2


def test_without_a_marking_none_is_printed(desk) -> None:
    about = replace(desk.documents["crane"].metadata, extra={"marking": "QUIET"})
    desk.documents["crane"] = replace(desk.documents["crane"], metadata=about)
    text = text_of(opened(desk.material()))
    assert text.count("QUIET") == 2
    assert "no marking found in 1 brief" in text


def test_every_script_is_laid_out(empty_desk) -> None:
    empty_desk.brief("ru", "Журавль нужен до зимы.", title="Порт", language="ru")
    empty_desk.brief("ar", "قال الوزير إن الاتفاق قريب. " * 30, title="ملف المياه", language="ar")
    empty_desk.passage("ru", "Журавль нужен до зимы.", "порт")
    empty_desk.passage("ar", ("قال الوزير إن الاتفاق قريب. " * 30).strip(), "مياه")
    document = opened(empty_desk.material())
    assert "Журавль нужен до зимы." in text_of(document)


def test_lines_from_right_to_left_are_broken_before_they_are_turned() -> None:
    fonts = Fonts()
    words = " ".join(f"אב{number}" for number in range(60))
    made = Leftward(words, styles()["quote"], fonts)
    _, height = made.wrap(200, 1000)
    lines = made._lines
    assert " ".join(lines) == words
    assert height == len(lines) * styles()["quote"].leading
    assert all(fonts.width(seen(line, "R"), 10) <= 200 for line in lines)
    first, second = made.split(200, height / 2)
    assert (first._words + second._words) == words.split()
    assert made.split(200, 5) == []


def test_what_is_seen_is_turned_but_numbers_are_not() -> None:
    assert seen("plain (1)") == "plain (1)"
    assert seen("אב 12 גד", "R") == "דג 12 בא"
    assert seen("see אב now") == "see בא now"
    assert seen("אב (12 גד) ה", "R") == "ה (דג 12) בא"
    assert seen("no such letter: \u0590") == "no such letter: \ufffd"
    assert seen("see \u2067אב 12\u2069 now") == "see 12 בא now"


@settings(max_examples=40, deadline=None)
@given(words=st.text(min_size=1, max_size=40), title=st.text(max_size=40), tag=st.text(min_size=1, max_size=12))
def test_any_words_make_a_pdf(new_desk, words: str, title: str, tag: str) -> None:
    desk = new_desk()
    desk.brief("b", f"x{words}", title=title)
    desk.passage("b", f"x{words}", tag, note=words)
    report = desk.report().headed(title, words)
    assert len(opened(replace(desk.material(), report=report))) >= 1


def test_a_word_longer_than_a_line_and_a_passage_longer_than_a_page(empty_desk) -> None:
    text = "x" * 4_000 + " " + "word " * 3_000
    empty_desk.brief("b", text.strip(), title="Long")
    empty_desk.passage("b", text.strip(), "t", note="n" * 500)
    assert len(opened(empty_desk.material())) > 3
