"""The annex of quoted pages: each page upright in its field, the passages marked where their words are."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from reportlab.pdfgen.canvas import Canvas

from briefreader import readers
from briefreader.errors import ExportError
from briefreader.export import Original, forms
from briefreader.export.pdf import source_pages
from briefreader.text.document import Page, ReadWord, Run

LINES = ("The road took the money.", "The harbour needs a second crane.")


def original(rotation: int = 0, *, cropped: bool = False, pages: int = 2) -> bytes:
    """Pages of a brief, perhaps turned, perhaps with a margin cut off."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, 600), invariant=1)
    for number in range(pages):
        canvas.saveState()
        canvas.translate(200, 300)
        canvas.rotate(rotation)
        canvas.drawString(-90, 70 - 50 * number, LINES[number])
        canvas.drawString(-90, 54 - 50 * number, LINES[number - 1])
        canvas.restoreState()
        canvas.setPageRotation(rotation)
        if cropped:
            canvas.setCropBox((30, 40, 390, 560))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def material(desk, data: bytes, words: str = "second crane"):
    document = readers.read_bytes(data, "crane.pdf")
    desk.documents["crane"] = document
    start = document.text.rindex(words)
    made = desk.material()
    source = replace(made.report.sources[0], brief="crane", number=1)
    report = replace(made.report, sources=(source, *made.report.sources[1:]), shown=(*made.report.shown, "pages"))
    spans = ((start, start + len(words), "green"),)
    return replace(made, report=report, originals={"crane": Original(data, spans)})


def painted(page: pdfium.PdfPage) -> list[tuple[float, float, float, float]]:
    """The boxes of the marker's strokes: filled shapes that let through what is below them."""
    found = []
    for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=1):
        mode, stroke = raw.c_int(), raw.FPDF_BOOL()
        raw.FPDFPath_GetDrawMode(one, mode, stroke)
        if mode.value == raw.FPDF_FILLMODE_WINDING and not stroke.value:
            found.append(one.get_bounds())
    return found


@pytest.mark.parametrize("cropped", [False, True])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_page_stands_upright_with_its_words_marked(desk, rotation: int, cropped: bool) -> None:
    made = material(desk, original(rotation, cropped=cropped))
    document = pdfium.PdfDocument(forms.produce("pdf", made))
    sheet = document[len(document) - 1]
    text = sheet.get_textpage()
    assert "p. 2" in text.get_text_range()
    (box,) = painted(sheet)
    assert text.get_text_bounded(*box).strip() == "second crane"
    assert len(list(sheet.get_objects(filter=[raw.FPDF_PAGEOBJ_FORM], max_depth=1))) == 1
    assert box[2] - box[0] > box[3] - box[1]


def test_each_page_has_its_place_in_the_outline(desk) -> None:
    made = material(desk, original())
    document = pdfium.PdfDocument(forms.produce("pdf", made))
    titles = {entry.get_title(): entry.get_dest().get_index() for entry in document.get_toc()}
    assert titles["[1] p. 2"] == titles["Annex: the pages quoted"] == len(document) - 1


def test_the_same_report_gives_the_same_bytes(desk) -> None:
    made = material(desk, original())
    assert forms.produce("pdf", made) == forms.produce("pdf", made)


def test_sources_without_pages_are_named(desk) -> None:
    made = material(desk, original())
    document = pdfium.PdfDocument(forms.produce("pdf", made))
    words = " ".join(document[len(document) - 1].get_textpage().get_text_range().split())
    assert f"Not here: [{made.report.sources[1].number}], of which there is no PDF" in words


def test_no_more_pages_than_can_be_sent(desk, monkeypatch) -> None:
    monkeypatch.setattr(source_pages, "MOST", 1)
    made = material(desk, original())
    one = made.originals["crane"]
    every = ((0, len(made.documents["crane"].text), ""),)
    made = replace(made, originals={"crane": replace(one, spans=every)})
    document = pdfium.PdfDocument(forms.produce("pdf", made))
    last = document[len(document) - 1].get_textpage().get_text_range()
    assert "The first 1 of 2 pages." in last
    assert "p. 1" in last


def test_another_file_than_was_read_is_refused(desk) -> None:
    made = material(desk, original())
    one = made.originals["crane"]
    shorter = replace(made, originals={"crane": replace(one, data=original(pages=1))})
    with pytest.raises(ExportError, match="other pages"):
        forms.produce("pdf", shorter)
    broken = replace(made, originals={"crane": replace(one, data=b"%PDF-1.4 broken")})
    with pytest.raises(ExportError, match="cannot be opened"):
        forms.produce("pdf", broken)


def test_recognised_words_are_marked_on_a_scan(desk) -> None:
    made = material(desk, original())
    scan = replace(
        made.documents["crane"], runs=(Run(0, 5, 0, 1 << 20),), paging=(Page("7", 0, 9),),
        read_words=(ReadWord(0, 1 << 20, (1 << 20) + 5, 110, 220, 170, 232),),
    )  # fmt: skip
    made.documents["crane"] = scan
    made = replace(made, originals={"crane": Original(original(), ((0, 5, ""),))})
    document = pdfium.PdfDocument(forms.produce("pdf", made))
    sheet = document[len(document) - 1]
    (box,) = painted(sheet)
    words = sheet.get_textpage().get_text_bounded(box[0] - 2, box[1] - 6, box[2] + 2, box[3] + 6)
    assert "The road" in words
    assert "p. 7" in sheet.get_textpage().get_text_range()
