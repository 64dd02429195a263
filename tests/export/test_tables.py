"""Tables of passages, quotes, names and sources, as CSV and as a workbook."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from briefreader.export import delimited, forms, tables, workbook
from briefreader.export.tables import Column, Table

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1+1", '=HYPERLINK("//x","y")']


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def as_records(table: Table) -> list[dict[str, object]]:
    titles = [column.title for column in table.columns]
    return [dict(zip(titles, row, strict=True)) for row in table.rows]


def test_a_row_for_each_passage_by_its_number(desk) -> None:
    found = as_records(tables.passages(desk.material()))
    assert [row["No."] for row in found] == [1, 2, 3, 4]
    first = found[0]
    assert first["Passage"] == "Vellin needs a second crane before the winter."
    assert (first["Tags"], first["Note"], first["State"]) == ("port", "Ask Oda.\n# when", "in place")
    assert (first["Paragraph"], first["Source"], first["Date"]) == ("para 1", 1, "2026-03-12")
    assert first["Marking of the source"] == "no marking found"
    assert (found[1]["Speaker"], found[1]["Attribution"]) == ("Oda Brekke", "inferred")
    assert found[1]["Tags"] == "Promises; port"
    lost = found[3]
    assert (lost["Passage"], lost["Start"], lost["State"]) == (
        "The bridge took the money.", None, "needs attention: not found",
    )  # fmt: skip


def test_offsets_lead_to_the_words(desk) -> None:
    for row in as_records(tables.passages(desk.material())):
        if row["Start"] is not None:
            assert desk.documents[row["Brief id"]].text[row["Start"] : row["End"]] == row["Passage"]


def test_quotes_and_names(desk) -> None:
    desk.mention("crane", "Vellin", "place", "Vellin")
    desk.mention("crane", "Oda Brekke", "person", "Brekke")
    made = desk.material()
    (quote,) = as_records(tables.quotes(made))
    assert (quote["Quote"], quote["Speaker"], quote["Attribution"]) == (
        "We have promised it three times,", "Oda Brekke", "inferred",
    )  # fmt: skip
    names = as_records(tables.entities(made))
    assert [(row["Name"], row["Mentions"], row["Written as"]) for row in names] == [
        ("Vellin", 1, ""),
        ("Brekke", 1, "Oda Brekke"),
    ]
    assert names[1]["First in"] == "A crane for Vellin, 12 Mar 2026, para 2"


def test_sources_with_marking_and_hash(desk) -> None:
    document = desk.documents["crane"]
    about = replace(document.metadata, extra={"marking": "HARBOUR  ONLY"})
    desk.documents["crane"] = replace(document, metadata=about)
    made = desk.material(digests={"crane": "ab" * 32})
    first, second = as_records(tables.sources(made))
    assert (first["Marking"], first["sha256"]) == ("HARBOUR ONLY", "ab" * 32)
    assert second["Marking"] == "no marking found"
    assert made.report.remarks[-2] == (
        "Markings of the sources, as written and in no order of rank: “HARBOUR ONLY” (1 brief); "
        "no marking found in 1 brief."
    )


@pytest.mark.parametrize("text", FORMULAS)
def test_nothing_in_csv_becomes_a_formula(text: str) -> None:
    table = Table("T", (Column("Word", 10), Column("Number", 5)), ((text, -5),))
    assert read(delimited.render(table))[1] == [f"'{text}", "-5"]


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=("Cs",), exclude_characters="\0")))
def test_csv_gives_back_what_it_was_given(text: str) -> None:
    table = Table("T", (Column("Word", 10),), ((text,),))
    back = read(delimited.render(table))[1][0]
    assert back in (text, f"'{text}")


def test_a_workbook_holds_text_and_no_formula(desk) -> None:
    table = Table(
        "Words", (Column("Word", 10), Column("Number", 5)), tuple((text, 7) for text in [*FORMULAS, "a\x01b\uffff"])
    )
    data = workbook.render([table], title="T\x00", program="P", day="2026-11-22")
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        sheet = etree.fromstring(file.read("xl/worksheets/sheet1.xml"))
        strings = etree.fromstring(file.read("xl/sharedStrings.xml"))
        assert etree.fromstring(file.read("docProps/core.xml")).findtext("{*}title") == "T"
    assert not list(sheet.iter(f"{SHEET}f"))
    words = ["".join(item.itertext()) for item in strings]
    assert words[2:] == [*(text.replace("\r", "_x000D_") for text in FORMULAS), "ab"]
    numbers = [cell.findtext(f"{SHEET}v") for cell in sheet.iter(f"{SHEET}c") if cell.get("t") is None]
    assert numbers == ["7"] * (len(FORMULAS) + 1)


def test_what_a_cell_cannot_hold_ends_in_an_ellipsis() -> None:
    table = Table("Words", (Column("Word", 10),), (("x" * 40_000,),))
    data = workbook.render([table], title="T", program="P", day="")
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        strings = etree.fromstring(file.read("xl/sharedStrings.xml"))
    (_, long) = ["".join(item.itertext()) for item in strings]
    assert len(long) == 32_767
    assert long.endswith("x […]")


def test_the_workbook_has_a_sheet_for_each_table(desk) -> None:
    data = forms.produce("xlsx", desk.material())
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        book = etree.fromstring(file.read("xl/workbook.xml"))
    assert [sheet.get("name") for sheet in book.iter(f"{SHEET}sheet")] == ["Passages", "Quotes", "Names", "Sources"]
