"""Words of the user's own dictionary, and what the types of names are called."""

from __future__ import annotations

from collections.abc import Sequence

from briefreader.errors import UsageError
from briefreader.text.corrections import Correction, Scope
from briefreader.text.findings import ENTITY_TYPES, EntityType
from briefreader.text.normalize import canonical


def word(
    text: str,
    type_: str,
    *,
    name: str = "",
    role: str = "",
    aliases: Sequence[str] = (),
    brief: str | None = None,
) -> Correction:
    """A word of the dictionary. Raises UsageError when it is empty or of no known type."""
    words, kind = one_line(text), entity_type(type_)
    others = tuple(dict.fromkeys(one_line(alias) for alias in aliases if alias.strip()))
    scope: Scope = "library" if brief is None else "brief"
    return Correction("", "add", scope, kind, "", words, brief, one_line(name or text), kind, role.strip(), others)


def entity_type(word: str) -> EntityType:
    """The type that `word` names, "org" and "organization" too. Raises UsageError."""
    wanted = _TYPE_WORDS.get(word.strip().casefold(), word.strip().casefold())
    for kind in ENTITY_TYPES:
        if wanted in (kind, f"{kind}s"):
            return kind
    raise UsageError(f"There is no type “{word}”.", f"Choose one of: {', '.join(ENTITY_TYPES)}.")


_TYPE_WORDS: dict[str, EntityType] = {
    "people": "person", "persons": "person", "minister": "person", "politician": "person", "org": "organisation",
    "organization": "organisation", "organizations": "organisation", "company": "organisation",
    "acronym": "organisation", "agency": "organisation",
    "body": "organisation", "countries": "country", "location": "place", "city": "place",
    "nationality": "group", "agreement": "law", "treaty": "law",
}  # fmt: skip


def one_line(text: str) -> str:
    """`text` as a name: canonical, in one line. Raises UsageError when it has no letter."""
    name = " ".join(canonical(text).split())
    if not any(map(str.isalnum, name)):
        raise UsageError("A name needs letters.")
    return name
