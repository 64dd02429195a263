"""A reading: what one reader made of some briefs, as values that travel between libraries.

Every passage, tag and correction keeps its identifier for life. A brief is told by the sha256 of its file, the hash of
its text, its title and the name of its file, for another library has it elsewhere, or in another version.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from briefreader.text.anchor import Anchor
from briefreader.text.corrections import Correction

Strength = Literal["", "fact", "claim", "opinion"]
STRENGTHS: tuple[Strength, ...] = ("", "fact", "claim", "opinion")


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose reading it is. `id` belongs to the library it was made in, `name` to the person."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class SharedBrief:
    """A brief as its reader had it. `sha256` is that of its file, `text_hash` that of its text, `file` the last part of
    its place; each "" when unknown. `tags` are the ids of those the whole brief bears."""

    id: str
    title: str = ""
    file: str = ""
    sha256: str = ""
    text_hash: str = ""
    format: str = ""
    date: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SharedTag:
    """A tag; `created` and `changed` are ISO 8601 times in UTC."""

    id: str
    path: str
    colour: str = ""
    definition: str = ""
    author: str = ""
    created: str = ""
    changed: str = ""


@dataclass(frozen=True, slots=True)
class TagUse:
    """A passage bears the tag with this id: by whose hand, since when."""

    tag: str
    author: str = ""
    created: str = ""


@dataclass(frozen=True, slots=True)
class Was:
    """What a passage was before its reader changed it: the ids of its tags, its note, strength and words."""

    tags: tuple[str, ...] = ()
    note: str = ""
    strength: Strength = ""
    exact: str = ""


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """A passage of the brief with the reading's id `brief`.

    `basis` says of what came from other readers, by the reader's id, the `state` it had then; empty for what is the
    reader's own. Where the reader has changed it since, `was` is what it had been. A passage from a program without
    offsets has no neighbours and no `anchor.text_hash`; its place is told by the words and perhaps `anchor.page`.
    """

    id: str
    brief: str
    anchor: Anchor
    tags: tuple[TagUse, ...] = ()
    note: str = ""
    strength: Strength = ""
    author: str = ""
    created: str = ""
    changed: str = ""
    basis: Mapping[str, str] = field(default_factory=dict)
    was: Was | None = None

    @property
    def edited(self) -> bool:
        """Whether it came from somebody else and was changed."""
        return self.was is not None

    @property
    def state(self) -> str:
        """A hash of all of it that its readers may change."""
        tags = sorted({use.tag for use in self.tags})
        told = json.dumps([tags, self.note, self.strength, self.anchor.exact], ensure_ascii=False)
        return hashlib.sha256(told.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Reading:
    """All of it. `whole`: the reader has no more than this, so what is not here any more was removed. `made` is ISO
    8601 in UTC; `program` made it."""

    reader: Reader
    briefs: tuple[SharedBrief, ...] = ()
    tags: tuple[SharedTag, ...] = ()
    passages: tuple[SharedPassage, ...] = ()
    corrections: tuple[Correction, ...] = ()
    whole: bool = False
    made: str = ""
    program: str = ""
