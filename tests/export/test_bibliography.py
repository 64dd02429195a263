"""The sources for reference managers."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefreader.export import forms


def test_bibtex(desk) -> None:
    text = forms.produce("bib", desk.material()).decode()
    assert text.startswith("@misc{harbour2026,\n  title = {{A crane for Vellin}},\n  author = {{Harbour desk}},\n")
    assert "  date = {2026-03-12},\n  year = {2026},\n  month = {3},\n" in text
    assert "@misc{grainmd2026,\n" in text
    assert "note = {Cited: para 1; para 2; para 3}" in text


def test_bibtex_escapes_what_tex_would_read(empty_desk) -> None:
    empty_desk.brief("b", "One.", title=r"50% & more: \input{x} $a_1$", author="A {B}")
    empty_desk.passage("b", "One.", "t")
    text = forms.produce("bib", empty_desk.material()).decode()
    assert r"title = {{50\% \& more: \textbackslash{}input\{x\} \$a\_1\$}}" in text
    assert r"author = {{A \{B\}}}" in text


def test_keys_differ(empty_desk) -> None:
    for key in "abc":
        empty_desk.brief(key, "One.", title="Été", date="2026")
        empty_desk.passage(key, "One.", "t")
    text = forms.produce("bib", empty_desk.material()).decode()
    assert re.findall(r"@misc\{([^,]*),", text) == ["ete2026", "ete2026-2", "ete2026-3"]


def test_ris(desk) -> None:
    lines = forms.produce("ris", desk.material()).decode().split("\r\n")
    assert lines[:4] == ["TY  - RPRT", "TI  - A crane for Vellin", "AU  - Harbour desk", "PY  - 2026"]
    assert "DA  - 2026/03/12/" in lines
    assert "DA  - 2026/04//" in lines
    assert lines.count("ER  - ") == 2


def test_csl(desk) -> None:
    first, second = json.loads(forms.produce("csl", desk.material()))
    assert first["issued"] == {"date-parts": [[2026, 3, 12]]}
    assert first["author"] == [{"literal": "Harbour desk"}]
    assert second["issued"] == {"date-parts": [[2026, 4]]}
    assert "author" not in second


@pytest.mark.parametrize("form", ["bib", "ris", "csl"])
@given(title=st.text(max_size=30), author=st.text(max_size=30), date=st.text(max_size=12))
def test_any_source_is_one_entry(new_desk, form: str, title: str, author: str, date: str) -> None:
    made = new_desk()
    made.brief("b", "One.", title=title, author=author, date=date)
    made.passage("b", "One.", "t")
    text = forms.produce(form, made.material()).decode()
    entries = {"bib": text.count("@misc{"), "ris": text.count("\r\nER  - "), "csl": text.count('"type": "report"')}
    assert entries[form] == 1
    if form == "bib":
        plain = re.sub(r"\\.", "", text)
        assert plain.count("{") == plain.count("}")
