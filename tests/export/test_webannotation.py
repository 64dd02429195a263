"""The annotations are as the W3C model demands: required keys, known values, selectors that lead to the words."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from briefreader.export import forms

MOTIVATIONS = {"tagging", "commenting", "highlighting"}
IRI = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)


def page(material) -> dict[str, Any]:
    return json.loads(forms.produce("jsonld", material))


def demand_the_model(found: dict[str, Any]) -> None:
    """What sections 3, 4 and 5 of the model say MUST be."""
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert found["type"] == "AnnotationPage"
    assert IRI.fullmatch(found["id"])
    assert found["partOf"]["type"] == "AnnotationCollection"
    assert found["partOf"]["total"] == len(found["items"])
    identities = [item["id"] for item in found["items"]]
    assert len(set(identities)) == len(identities)
    for item in found["items"]:
        assert IRI.fullmatch(item["id"])
        assert item["type"] == "Annotation"
        assert item["motivation"] in MOTIVATIONS
        for time in ("created", "modified"):
            assert datetime.fromisoformat(item[time]).tzinfo is not None
        for body in item.get("body", []):
            assert body["type"] == "TextualBody"
            assert isinstance(body["value"], str)
            assert body["purpose"] in MOTIVATIONS
        target = item["target"]
        assert IRI.fullmatch(target["source"]["id"])
        assert target["selector"]
        for selector in target["selector"]:
            if selector["type"] == "TextQuoteSelector":
                assert selector["exact"]
            else:
                assert selector["type"] == "TextPositionSelector"
                assert 0 <= selector["start"] < selector["end"]


def test_the_model_is_kept_and_selectors_lead_to_the_words(desk) -> None:
    found = page(desk.material())
    demand_the_model(found)
    assert len(found["items"]) == 4
    texts = {f"urn:uuid:{key}": document.text for key, document in desk.documents.items()}
    placed = 0
    for item in found["items"]:
        text = texts[item["target"]["source"]["id"]]
        quote, *position = item["target"]["selector"]
        if position:
            placed += 1
            start, end = position[0]["start"], position[0]["end"]
            assert text[start:end] == quote["exact"]
            assert text[:start].endswith(quote["prefix"])
            assert text[end:].startswith(quote["suffix"])
    assert placed == 3


def test_tags_and_notes_are_bodies(desk) -> None:
    item = next(item for item in page(desk.material())["items"] if len(item["body"]) == 2 and "Ask" in str(item))
    assert [(body["purpose"], body["value"]) for body in item["body"]] == [
        ("tagging", "port"),
        ("commenting", "Ask Oda.\n# when"),
    ]


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_any_words_keep_the_model(new_desk, words: str, note: str, title: str) -> None:
    made = new_desk()
    made.brief("b", f"x{words}x", title=title)
    made.passage("b", f"x{words}", "t", note=note)
    demand_the_model(page(made.material()))
