"""What is kept of a passage as it came from a reader, so that the next time it is known who has changed what since."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace

from briefreader.text.anchor import Anchor
from briefreader.text.reading import SharedPassage, SharedTag, TagUse, Was


def packed(passage: SharedPassage, tags: Mapping[str, SharedTag]) -> str:
    """A passage as it came, with the names its tags had."""
    value = asdict(passage)
    value["paths"] = {use.tag: tags[use.tag].path for use in passage.tags if use.tag in tags}
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def unpacked(content: str) -> tuple[SharedPassage, dict[str, str]]:
    """The passage, and the names of its tags by id."""
    value = json.loads(content)
    paths = value.pop("paths")
    anchor = value.pop("anchor")
    anchor["heading"] = tuple(anchor["heading"])
    was = value.pop("was")
    uses = tuple(TagUse(**use) for use in value.pop("tags"))
    before = Was(**{**was, "tags": tuple(was["tags"])}) if was else None
    return SharedPassage(**value, anchor=Anchor(**anchor), tags=uses, was=before), paths


def translated(passage: SharedPassage, tags: Mapping[str, str]) -> SharedPassage:
    """`passage` with each tag's id as this library has it; a tag without one is left as it is."""
    uses = {tags.get(use.tag, use.tag): replace(use, tag=tags.get(use.tag, use.tag)) for use in passage.tags}
    return replace(passage, tags=tuple(uses.values()))
