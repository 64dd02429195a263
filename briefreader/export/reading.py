"""A reading as a file: JSON, its passages W3C Web Annotations (https://www.w3.org/TR/annotation-model/, 2017). See
docs/READINGS.md."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from briefreader.text.corrections import Correction
from briefreader.text.reading import Reading, SharedBrief, SharedPassage, SharedTag

FORMAT = "briefreader-reading"
VERSION = 1
_CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def render(reading: Reading) -> bytes:
    """The file's content; `readers.foreign.reading.read` gives an equal reading."""
    tags = {tag.id: tag for tag in reading.tags}
    briefs = {brief.id: brief for brief in reading.briefs}
    value = {
        "format": FORMAT,
        "version": VERSION,
        "program": reading.program,
        "reader": {"id": reading.reader.id, "name": reading.reader.name},
        "made": reading.made,
        "whole": reading.whole,
        "briefs": [_brief(brief) for brief in reading.briefs],
        "tags": [_tag(tag) for tag in reading.tags],
        "annotations": {
            "@context": _CONTEXT,
            "id": f"urn:briefreader:reading:{reading.reader.id}",
            "type": "AnnotationPage",
            "items": [passage_item(one, tags, briefs.get(one.brief)) for one in reading.passages],
        },
        "corrections": [_correction(one) for one in reading.corrections],
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def passage_item(one: SharedPassage, tags: dict[str, SharedTag], brief: SharedBrief | None) -> dict[str, Any]:
    """A passage as an annotation. What the model has no word for stands under "briefreader"."""
    bodies: list[dict[str, Any]] = [
        _bare(
            {
                "type": "TextualBody",
                "purpose": "tagging",
                "id": f"urn:uuid:{use.tag}",
                "value": tags[use.tag].path if use.tag in tags else "",
                "creator": use.author,
                "created": use.created,
            }
        )
        for use in one.tags
    ]
    if one.note:
        bodies.append({"type": "TextualBody", "purpose": "commenting", "format": "text/markdown", "value": one.note})
    if one.strength:
        bodies.append({"type": "TextualBody", "purpose": "assessing", "value": one.strength})
    anchor = one.anchor
    return _bare(
        {
            "id": f"urn:uuid:{one.id}",
            "type": "Annotation",
            "motivation": "tagging" if one.tags else "commenting" if one.note else "highlighting",
            "creator": {"type": "Person", "name": one.author},
            "created": one.created,
            "modified": one.changed,
            "body": bodies,
            "target": {
                "source": _source(one.brief, brief),
                "selector": [
                    {
                        "type": "TextQuoteSelector",
                        "exact": anchor.exact,
                        "prefix": anchor.prefix,
                        "suffix": anchor.suffix,
                    },
                    {"type": "TextPositionSelector", "start": anchor.start, "end": anchor.end},
                ],
            },
            "briefreader": _bare(
                {
                    "text_hash": anchor.text_hash,
                    "page": anchor.page,
                    "paragraph": anchor.paragraph,
                    "heading": list(anchor.heading),
                    "rival": anchor.rival or None,
                    "basis": dict(one.basis),
                    "was": asdict(one.was) if one.was else None,
                }
            ),
        }
    )


def _source(brief: str, known: SharedBrief | None) -> dict[str, Any]:
    return _bare(
        {
            "id": f"urn:uuid:{brief}",
            "type": "Text",
            "dcterms:title": known.title if known else "",
            "dcterms:identifier": f"sha256:{known.sha256}" if known and known.sha256 else "",
        }
    )


def _brief(brief: SharedBrief) -> dict[str, Any]:
    return _bare({**asdict(brief), "tags": list(brief.tags)})


def _tag(tag: SharedTag) -> dict[str, Any]:
    return _bare(asdict(tag))


def _correction(one: Correction) -> dict[str, Any]:
    value = asdict(one)
    value["aliases"] = list(one.aliases)
    if one.anchor is not None:
        value["anchor"] = _bare({**asdict(one.anchor), "heading": list(one.anchor.heading)})
    return _bare(value)


def _bare(value: dict[str, Any]) -> dict[str, Any]:
    """Without what says nothing."""
    return {key: part for key, part in value.items() if part not in (None, "", [], {})}
