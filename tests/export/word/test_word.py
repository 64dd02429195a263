"""The Word document: styles, footnotes, contents, marking, the office's template."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from briefreader import readers
from briefreader.errors import ExportError
from briefreader.export import Cover, Point, forms

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def produced(material, template: bytes | None = None) -> bytes:
    return forms.produce("docx", replace(material, template=template))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def tree(data: bytes, name: str) -> etree._Element:
    return etree.fromstring(parts(data)[name])


def paragraphs(data: bytes) -> list[tuple[str, str]]:
    return [(one.style.name, one.text) for one in docx.Document(io.BytesIO(data)).paragraphs]


def template(*texts: str, header: str = "", footer: str = "") -> bytes:
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    if footer:
        document.sections[0].footer.paragraphs[0].text = footer
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture
def made(desk):
    points = (Point("The crane is late.", (1, 3)), Point("Nobody pays."))
    report = replace(
        desk.report(), title="The harbour", cover=Cover("the Mayor", "the desk", marking="HARBOUR ONLY"), points=points
    )
    return replace(desk.material(), report=report)


def test_it_is_set_in_real_styles(made) -> None:
    found = paragraphs(produced(made))
    assert ("Title", "The harbour") in found
    assert ("Subtitle", "For the Mayor · 22 November 2026 · prepared by the desk") in found
    assert ("Heading 1", "Evidence by tag") in found
    assert ("Heading 2", "port") in found
    assert ("Heading 3", "money") in found
    assert ("Quote", "Vellin needs a second crane before the winter.") in found
    assert ("List Number", "Nobody pays. No source") in found


def test_sources_are_footnotes(made) -> None:
    data = produced(made)
    notes = {note.get(f"{W}id"): "".join(note.itertext()).strip() for note in tree(data, "word/footnotes.xml")}
    calls = [call.get(f"{W}id") for call in tree(data, "word/document.xml").iter(f"{W}footnoteReference")]
    assert calls == [str(number) for number in range(1, 7)]
    assert notes["1"] == "A crane for Vellin, 12 Mar 2026, para 1"
    assert set(notes) == {"-1", "0", *calls}
    settings_tree = tree(data, "word/settings.xml")
    order = [child.tag.removeprefix(W) for child in settings_tree]
    assert order.index("footnotePr") < order.index("compat")
    types = parts(data)["[Content_Types].xml"].decode()
    assert types.count("/word/footnotes.xml") == 1


def test_a_comma_stands_between_two_marks(made) -> None:
    point = next(p for p in tree(produced(made), "word/document.xml").iter(f"{W}p") if "late" in "".join(p.itertext()))
    runs = [
        "," if "," in "".join(run.itertext()) else len(run.findall(f"{W}footnoteReference"))
        for run in point.iter(f"{W}r")
    ]
    assert runs == [0, 1, ",", 1]


def test_another_reader_finds_the_same_words(made) -> None:
    text = readers.read_bytes(produced(made), "summary.docx").text
    for words in ("Vellin needs a second crane before the winter.", "Nobody pays for waiting.", "The bridge took"):
        assert words in text


def test_marking_and_page_numbers_are_on_every_page(made) -> None:
    document = docx.Document(io.BytesIO(produced(made)))
    section = document.sections[0]
    assert section.header.paragraphs[0].text == "HARBOUR ONLY"
    assert section.footer.paragraphs[0].text == "HARBOUR ONLY"
    assert section.footer.paragraphs[1].text == "1 / 1"
    codes = [code.text.strip() for code in section.footer._element.iter(f"{W}instrText")]
    assert codes == ["PAGE", "NUMPAGES"]


def test_without_a_marking_none_is_made_up(desk) -> None:
    about = replace(desk.documents["crane"].metadata, extra={"marking": "QUIET"})
    desk.documents["crane"] = replace(desk.documents["crane"], metadata=about)
    section = docx.Document(io.BytesIO(produced(desk.material()))).sections[0]
    assert [paragraph.text for paragraph in section.header.paragraphs] == [""]


def test_links_and_bookmarks_fit(made) -> None:
    body = tree(produced(made), "word/document.xml")
    names = [mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")]
    numbers = [mark.get(f"{W}id") for mark in body.iter(f"{W}bookmarkStart")]
    assert len(names) == len(set(names)) == len(set(numbers))
    assert {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")} <= set(names)


def test_a_long_summary_has_contents(desk) -> None:
    assert "TOC" not in str(parts(produced(desk.material()))["word/document.xml"])
    for index in range(4):
        desk.passage("grain", "The grain waits.", f"topic {index}")
    data = produced(desk.material())
    marks = [mark.get(f"{W}fldCharType") for mark in tree(data, "word/document.xml").iter(f"{W}fldChar")]
    assert marks == ["begin", "separate", "end"]
    assert [text for style, text in paragraphs(data) if style == "toc 2"][-1] == "topic 3"


def test_passages_from_right_to_left_say_so(empty_desk) -> None:
    empty_desk.brief("b", "قال الوزير إن الاتفاق قريب.", title="ملف المياه", language="ar")
    empty_desk.passage("b", "الاتفاق قريب", "water")
    body = tree(produced(empty_desk.material()), "word/document.xml")
    quote = next(p for p in body.iter(f"{W}p") if "الاتفاق" in "".join(p.itertext()))
    assert quote.find(f"{W}pPr/{W}bidi") is not None
    assert quote.find(f"{W}r/{W}rPr/{W}rtl") is not None
    assert quote.find(f"{W}r/{W}rPr/{W}lang").get(f"{W}bidi") == "ar"


def test_the_template_keeps_its_own_words_and_look(made) -> None:
    document = docx.Document()
    document.add_paragraph("Ministry of Harbours")
    line = document.add_paragraph()
    for part in ("To: {{au", "dience", "}}; on {{ DATE }}"):
        line.add_run(part).bold = True
    document.add_heading("{{title}}", 0)
    document.add_paragraph("{{body}}")
    document.add_paragraph("End of note")
    document.sections[0].header.paragraphs[0].text = "x {{marking}} x"
    out = io.BytesIO()
    document.save(out)
    data = produced(made, out.getvalue())
    found = paragraphs(data)
    assert [text for _, text in found[:3]] == [
        "Ministry of Harbours",
        "To: the Mayor; on 22 November 2026",
        "The harbour",
    ]
    assert found[-1] == ("Normal", "End of note")
    assert ("Quote", "Nobody pays for waiting.") in found
    assert not any("{{" in text for _, text in found)
    assert docx.Document(io.BytesIO(data)).sections[0].header.paragraphs[0].text == "x HARBOUR ONLY x"


def test_blocks_stand_where_the_template_wants_them(made) -> None:
    data = produced(made, template("{{marking}}", "{{sources}}", "{{title}}", "{{evidence}}", "{{key_points}}"))
    headings = [text for style, text in paragraphs(data) if style == "Heading 1"]
    assert headings == ["Sources", "Evidence by tag", "Key points"]


def test_footnotes_of_a_template_stay(made) -> None:
    first = produced(made, template("{{title}}", "{{marking}}", "{{evidence}}"))
    again = docx.Document(io.BytesIO(first))
    for text in ("{{title}}", "{{marking}}", "{{body}}"):
        again.add_paragraph(text)
    out = io.BytesIO()
    again.save(out)
    data = produced(made, out.getvalue())
    notes = [note.get(f"{W}id") for note in tree(data, "word/footnotes.xml")]
    assert len(notes) == len(set(notes)) == 2 + 4 + 6


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (b"no zip at all", "not a Word document"),
        (b"PK\x03\x04broken", "not a Word document"),
        (template("{{body}}", "{{marking}}"), r"no place \{\{title\}\}"),
        (template("{{title}}", "{{marking}}"), r"no place \{\{body\}\}"),
        (template("{{title}}", "{{body}}"), r"no place \{\{marking\}\}"),
        (template("{{title}}", "{{marking}}", "{{body}}", "{{minister}}"), r"\{\{minister\}\}, which"),
        (template("{{title}}", "{{marking}}", "See {{body}}"), r"\{\{body\}\} stands among other words"),
        (template("{{title}}", "{{marking}}", "{{body}}", header="{{sources}}"), r"\{\{sources\}\} stands in a header"),
    ],
)
def test_a_template_that_will_not_do_is_refused_in_a_sentence(made, given: bytes, sentence: str) -> None:
    with pytest.raises(ExportError, match=sentence) as caught:
        produced(made, given)
    assert caught.value.remedy


@settings(max_examples=40, deadline=None)
@given(words=st.text(min_size=1, max_size=30), title=st.text(max_size=30), tag=st.text(min_size=1, max_size=12))
def test_any_words_make_a_document_that_opens(new_desk, words: str, title: str, tag: str) -> None:
    desk = new_desk()
    desk.brief("b", f"x{words}", title=title)
    desk.passage("b", f"x{words}", tag, note=words)
    data = produced(replace(desk.material(), report=desk.report().headed(title, "A\x00B")))
    for name, part in parts(data).items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(part)
    assert docx.Document(io.BytesIO(data)).paragraphs[0].style.name == "Title"
    assert (
        not re.search(rb"\{\{(title|body|about|contents)\}\}", parts(data)["word/document.xml"])
        or "{{" in words + title
    )
