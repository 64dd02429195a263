"""The passages as W3C Web Annotations: https://www.w3.org/TR/annotation-model/ (2017), in JSON-LD."""

from __future__ import annotations

import json
from typing import Any

from briefreader.export.material import Material
from briefreader.records import Passage

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32  # code points given before and after a passage


def render(material: Material) -> bytes:
    """An AnnotationPage in an AnnotationCollection. Positions are code points into the canonical text, as the model
    counts them; a passage without a certain place has a TextQuoteSelector alone."""
    report = material.report
    items = [_annotation(material, passage) for passage in report.passages]
    value: dict[str, Any] = {
        "@context": _CONTEXT,
        "id": "urn:briefreader:passages",
        "type": "AnnotationPage",
        "partOf": {
            "id": "urn:briefreader:summary",
            "type": "AnnotationCollection",
            "label": report.title,
            "total": len(items),
        },
        "startIndex": 0,
        "items": items,
    }
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _annotation(material: Material, passage: Passage) -> dict[str, Any]:
    bodies: list[dict[str, str]] = [
        {"type": "TextualBody", "purpose": "tagging", "value": tag, "format": "text/plain"} for tag in passage.tags
    ]
    if passage.note.strip():
        bodies.append({"type": "TextualBody", "purpose": "commenting", "value": passage.note, "format": "text/plain"})
    annotation: dict[str, Any] = {
        "id": f"urn:uuid:{passage.id}",
        "type": "Annotation",
        "motivation": "tagging" if passage.tags else "commenting" if bodies else "highlighting",
        "created": passage.created,
        "modified": passage.changed,
        "creator": {"type": "Person", "nickname": passage.author},
        "generator": {"id": "urn:briefreader:program", "type": "Software", "name": material.report.program},
        "body": bodies,
        "target": _target(material, passage),
    }
    return {key: value for key, value in annotation.items() if value not in ("", [])}


def _target(material: Material, passage: Passage) -> dict[str, Any]:
    line = material.lines[passage.id]
    source = material.report.sources[line.citation.source - 1]
    whole: dict[str, Any] = {"id": f"urn:uuid:{passage.brief}", "type": "Text"}
    if source.title:
        whole["dcterms:title"] = source.title
    if source.digest:
        whole["dcterms:identifier"] = f"sha256:{source.digest}"
    if source.language:
        whole["language"] = source.language
    target: dict[str, Any] = {"source": whole, "selector": _selectors(material, passage)}
    target["dcterms:bibliographicCitation"] = line.citation.text
    return target


def _selectors(material: Material, passage: Passage) -> list[dict[str, Any]]:
    quote: dict[str, Any] = {"type": "TextQuoteSelector", "exact": material.text(passage)}
    document = material.documents.get(passage.brief)
    certain = passage.status in ("exact", "moved") and document is not None
    if not certain or document is None or passage.start is None or passage.end is None:
        return [quote]
    quote["prefix"] = document.text[max(0, passage.start - _AROUND) : passage.start]
    quote["suffix"] = document.text[passage.end : passage.end + _AROUND]
    return [quote, {"type": "TextPositionSelector", "start": passage.start, "end": passage.end}]
