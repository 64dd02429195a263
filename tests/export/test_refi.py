"""Codebook and project keep the rules of the REFI-QDA schema 1.5: order, required attributes, types, references."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from briefreader.export import forms
from briefreader.export.refi import CODEBOOK, PROJECT

GUID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
ORDER = {
    "Project": ("Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs"),
    "CodeBook": ("Codes", "Sets"),
    "Code": ("Description", "NoteRef", "Code"),
    "TextSource": ("Description", "PlainTextSelection", "Coding", "NoteRef", "VariableValue"),
    "PlainTextSelection": ("Description", "Coding", "NoteRef"),
    "Coding": ("CodeRef", "NoteRef"),
}
REQUIRED = {
    "Project": {"name"}, "CodeBook": set(), "User": {"guid"}, "Code": {"guid", "name", "isCodable"},
    "TextSource": {"guid", "plainTextPath"}, "PlainTextSelection": {"guid", "startPosition", "endPosition"},
    "Coding": {"guid"}, "CodeRef": {"targetGUID"}, "NoteRef": {"targetGUID"}, "Note": {"guid"},
}  # fmt: skip


def local(element: etree._Element) -> str:
    return etree.QName(element).localname


def demand_the_schema(root: etree._Element, space: str) -> None:
    guids: list[str] = []
    for element in root.iter():
        name = local(element)
        assert etree.QName(element).namespace == space
        assert REQUIRED.get(name, set()) <= set(element.keys())
        if name in ORDER:
            places = [ORDER[name].index(local(child)) for child in element]
            assert places == sorted(places)
        if element.get("guid"):
            guids.append(element.get("guid"))
        for key, value in element.attrib.items():
            if key in ("guid", "targetGUID", "creatingUser", "creatingUserGUID"):
                assert GUID.fullmatch(value)
            elif key == "creationDateTime":
                assert TIME.fullmatch(value)
            elif key == "color":
                assert re.fullmatch("#[0-9A-F]{6}", value)
        if name in ("Users", "Sources", "Notes"):
            assert len(element)
    assert max(Counter(guids).values(), default=1) == 1
    targets = {
        element.get(key) for element in root.iter() for key in ("targetGUID", "creatingUser") if element.get(key)
    }
    assert targets <= set(guids)


def opened(material) -> tuple[etree._Element, dict[str, str]]:
    with zipfile.ZipFile(io.BytesIO(forms.produce("qdpx", material))) as file:
        root = etree.fromstring(file.read("project.qde"))
        texts = {name.removeprefix("Sources/"): file.read(name).decode() for name in file.namelist() if "/" in name}
    demand_the_schema(root, PROJECT)
    return root, texts


def all_of(root: etree._Element, name: str) -> list[etree._Element]:
    return list(root.iter(f"{{{PROJECT}}}{name}"))


def test_selections_lead_to_the_words_with_their_codes(desk) -> None:
    root, texts = opened(desk.material())
    names = {code.get("guid"): code.get("name") for code in all_of(root, "Code")}
    found = {}
    for source in all_of(root, "TextSource"):
        text = texts[source.get("plainTextPath").removeprefix("internal://")]
        for selection in source.iter(f"{{{PROJECT}}}PlainTextSelection"):
            words = text[int(selection.get("startPosition")) : int(selection.get("endPosition"))]
            found[words] = [names[code.get("targetGUID")] for code in selection.iter(f"{{{PROJECT}}}CodeRef")]
    assert found == {
        "Vellin needs a second crane before the winter.": ["port"],
        "“We have promised it three times,” said Oda Brekke.": ["Promises", "port"],
        "Nobody pays for waiting.": ["money"],
    }


def test_notes_are_referred_to_and_unplaced_passages_are_notes(desk) -> None:
    root, _ = opened(desk.material())
    notes = {note.get("name"): "".join(note.itertext()).strip() for note in all_of(root, "Note")}
    assert notes == {
        "Note": "Ask Oda.\n# when",
        "Needs attention": "A crane for Vellin, 12 Mar 2026, para 3: The bridge took the money.",
    }


def test_the_codebook_nests(desk) -> None:
    root = etree.fromstring(forms.produce("qdc", desk.material()))
    demand_the_schema(root, CODEBOOK)
    port, promises = root[0]
    assert (port.get("name"), port.get("color")) == ("port", "#BFDDF5")
    assert port[0].text == "What the harbour asks for."
    assert [code.get("name") for code in port[1:]] == ["money"]
    assert promises.get("name") == "Promises"


def test_codes_are_the_same_in_both(desk) -> None:
    book = etree.fromstring(forms.produce("qdc", desk.material()))
    root, _ = opened(desk.material())
    guids = [code.get("guid") for code in all_of(root, "Code")]
    assert guids == [code.get("guid") for code in book.iter(f"{{{CODEBOOK}}}Code")]


@settings(max_examples=60, deadline=None)
@given(words=st.text(min_size=1, max_size=30), title=st.text(max_size=20), tag=st.text(max_size=12), note=st.text())
def test_any_words_keep_the_schema(new_desk, words: str, title: str, tag: str, note: str) -> None:
    desk = new_desk()
    desk.brief("b", f"😀x{words}", title=title)
    desk.passage("b", f"x{words}", tag, note=note)
    root, texts = opened(desk.material())
    (selection,) = all_of(root, "PlainTextSelection")
    (text,) = texts.values()
    assert text[int(selection.get("startPosition")) : int(selection.get("endPosition"))] == f"x{words}"
