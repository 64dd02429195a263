"""Workbooks: each cell at its place, as the program shows it."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefreader.errors import ReadError
from briefreader.readers import xlsx
from briefreader.readers.xlsx.values import Format, shown
from briefreader.text.document import Document

S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy;@"/><numFmt numFmtId="165" formatCode="0.0%"/>'
    '<numFmt numFmtId="166" formatCode="&quot;days&quot; 0"/></numFmts><cellXfs><xf numFmtId="0"/>'
    '<xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="22"/><xf numFmtId="9"/></cellXfs>'
)


def workbook(*sheets: tuple[str, str], strings: str = "", more: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        names = "".join(f'<sheet name="{name}" r:id="s{number}"/>' for number, (name, _) in enumerate(sheets))
        file.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{S}" xmlns:r="{R}">{more}<sheets>{names}</sheets></workbook>'
        )
        relations = "".join(
            f'<Relationship Id="s{number}" Type="{R}/worksheet" Target="sheets/{number}.xml"/>'
            for number in range(len(sheets))
        )
        relations += f'<Relationship Id="t" Type="{R}/sharedStrings" Target="strings.xml"/>'
        relations += f'<Relationship Id="y" Type="{R}/styles" Target="styles.xml"/>'
        file.writestr("xl/_rels/workbook.xml.rels", f"<Relationships>{relations}</Relationships>")
        file.writestr("xl/strings.xml", f'<sst xmlns="{S}">{strings}</sst>')
        file.writestr("xl/styles.xml", f'<styleSheet xmlns="{S}">{STYLES}</styleSheet>')
        for number, (_, content) in enumerate(sheets):
            file.writestr(f"xl/sheets/{number}.xml", f'<worksheet xmlns="{S}">{content}</worksheet>')
    return buffer.getvalue()


def document(*sheets: tuple[str, str], strings: str = "", more: str = "") -> Document:
    return xlsx.read(workbook(*sheets, strings=strings, more=more), "nets.xlsx")


def cells(found: Document) -> dict[tuple[int, int, int], str]:
    return {
        (b.cell.table, b.cell.row, b.cell.column): found.text[b.start : b.end] for b in found.blocks if b.cell
    }  # fmt: skip


def test_cells_stand_where_the_sheet_has_them() -> None:
    row = '<row r="7"><c r="B7"><v>12</v></c><c r="AA7" t="str"><f>A1</f><v>far</v></c></row>'
    found = document(("Nets", f"<sheetData><row><c><v>1</v></c></row>{row}</sheetData>"), ("Ports", ""))
    assert cells(found) == {(1, 0, 0): "1", (1, 6, 1): "12", (1, 6, 26): "far"}
    assert found.tables == {1: (7, 27)}
    assert (found.unit, found.pages) == ("sheet", 2)
    assert [found.text[page.start : page.end].strip() for page in found.paging] == ["Nets\n1\n12\nfar", "Ports"]
    assert {block.page for block in found.blocks} == {"Nets", "Ports"}


def test_values_are_as_shown() -> None:
    strings = "<si><t>Plain</t></si><si><r><t>Ri</t></r><r><t>ch</t></r><rPh><t>aid</t></rPh></si>"
    row = (
        '<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>99</v></c><c t="inlineStr"><is><t>in</t></is></c>'
        '<c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c s="1"><v>47969</v></c><c s="2"><v>0.125</v></c>'
        '<c s="3"><v>5</v></c><c s="4"><v>47969.5</v></c><c s="5"><v>0.5</v></c><c><f>1+1</f></c>'
    )
    found = document(("Nets", f"<sheetData><row>{row}</row></sheetData>"), strings=strings)
    assert list(cells(found).values()) == [
        "Plain", "Rich", "in", "TRUE", "#N/A", "2031-05-01", "12.5%", "5", "2031-05-01 12:00", "50%",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        ("0.30000000000000004", Format(), "0.3"), ("1000000", Format(), "1000000"), ("1E-7", Format(), "1e-07"),
        ("1", Format("date"), "1900-01-01"), ("59", Format("date"), "1900-02-28"), ("61", Format("date"), "1900-03-01"),
        ("0.75", Format("date"), "18:00"), ("-3", Format("date"), "-3"), ("1e9", Format("date"), "1000000000"),
        ("x", Format(), "x"), ("nan", Format(), "nan"), ("inf", Format("date"), "inf"),
    ],
)  # fmt: skip
def test_numbers(value: str, form: Format, text: str) -> None:
    assert shown(value, form) == text


def test_days_can_be_counted_from_1904() -> None:
    cell = '<sheetData><row><c s="1"><v>0</v></c></row></sheetData>'
    assert cells(document(("A", cell), more='<workbookPr date1904="1"/>')) == {(1, 0, 0): "1904-01-01"}


def test_merged_cells_reach_over_others() -> None:
    found = document(
        (
            "A",
            '<sheetData><row><c r="A1"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:C2"/></mergeCells>',
        )
    )
    place = found.blocks[-1].cell
    assert place is not None
    assert (place.row_span, place.column_span) == (2, 3)
    assert found.tables == {1: (2, 3)}


def test_a_cell_at_the_end_of_the_world_does_not_make_a_table_of_it() -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    found = document(("A", f"<sheetData><row><c><v>1</v></c></row>{far}</sheetData>"))
    assert found.tables == {1: (1, 1)}
    assert "notice" in found.metadata.extra


def test_damage_in_a_sheet_ends_it() -> None:
    found = document(("A", "<sheetData><row><c><v>1</v></c></row><row><c><v>2</v"))
    assert "1" in found.text


@settings(deadline=None, max_examples=100)
@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=8))
def test_damage_is_a_read_error_and_nothing_else(changes: list[tuple[int, int]]) -> None:
    data = bytearray(workbook(("Nets", "<sheetData><row><c><v>1</v></c></row></sheetData>")))
    for place, value in changes:
        data[place % len(data)] = value
    try:
        xlsx.read(bytes(data), "a.xlsx")
    except ReadError as error:
        assert error.message.endswith(".")  # noqa: PT017 - reading is as good an outcome
