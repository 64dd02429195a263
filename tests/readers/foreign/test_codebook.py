"""Codebooks of other programs, in both forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefreader.errors import ReadError
from briefreader.readers.foreign.codebook import Code, read

QDC = """<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Coder 4"><Codes>
<Code guid="a" name="Arms / small" isCodable="true" color="#F4BDB5"><Description>What  shoots.</Description>
<Code guid="b" name="Drones" isCodable="true"/></Code><Code guid="c" name=" "/></Codes></CodeBook>"""


def test_the_codes_of_a_qdc_keep_their_places() -> None:
    assert read(QDC.encode(), "book.qdc") == [
        Code("Arms - small", "What  shoots.", "#f4bdb5"),
        Code("Arms - small/Drones"),
    ]


def test_the_codebook_of_a_project_is_found() -> None:
    inner = QDC.split("?>", 1)[1].replace("codebook:1.0", "project:1.0")
    project = f'<Project xmlns="urn:QDA-XML:project:1.0">{inner}</Project>'
    assert len(read(project.encode(), "p.qde")) == 2


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_by_the_names_of_its_columns(separator: str) -> None:
    rows = [["Description", "NAME", "parent"], ["What shoots.", "Drones", "Arms"], ["", "Ports", ""], ["x", "", "y"]]
    data = "\n".join(separator.join(row) for row in rows).encode("utf-8-sig")
    assert read(data, "codes.csv") == [Code("Arms/Drones", "What shoots."), Code("Ports")]


def test_a_codebook_without_end_does_not_hang() -> None:
    deep = "<Codes>" + '<Code name="a">' * 5_000 + "</Code>" * 5_000 + "</Codes>"
    assert 0 < len(read(f"<CodeBook>{deep}</CodeBook>".encode(), "deep.qdc")) <= 40


def test_an_entity_is_not_resolved() -> None:
    data = (
        '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><CodeBook><Codes><Code name="x&e;"/></Codes></CodeBook>'
    )
    assert all("root" not in code.path for code in read(data.encode(), "x.qdc"))


@given(st.one_of(st.binary(max_size=300), st.binary(max_size=200).map(lambda tail: b"tag,meaning\n" + tail)))
def test_any_bytes_give_codes_or_a_sentence(data: bytes) -> None:
    try:
        found = read(data, "x.csv")
    except ReadError:
        found = []
    assert all(code.path for code in found)
