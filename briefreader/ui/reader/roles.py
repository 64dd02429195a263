"""Who a speaker is, in the brief's own words: what stands beside their name where the text first gives it.

Only what is plain is taken ("Ada Holm, a farmer near Sund,", "Ada Holm of the Harbour Board", "Ada Holm (chair)");
where it is not, nothing is said. The rules know English.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefreader.records import FoundMention
from briefreader.text.document import Document
from briefreader.text.findings import Mention

_REACH = 140  # characters after the name
_LONGEST = 60
_WORDS = 3  # of a role without an article: "fish processor"
_ASIDE = re.compile(r"\s?\([^()\n]{1,60}\)")
_IN_BRACKETS = re.compile(r"\s?\(([a-z][a-z -]{2,40})\)")
_WITH_ARTICLE = re.compile(r", (?:an?|the) ([^\n,.;:—“”\"]{3,80})(?=[\n,.;:—“”\"]|$)", re.IGNORECASE)
_BARE = re.compile(r", ([a-z][a-z' -]{2,40})(?=,|\n|$)")
_OFFICE = re.compile(
    r",? who ((?:leads|led|chairs|chaired|heads|headed|runs|ran|manages|represents) [^\n,.;:—“”\"]{3,80})"
)
_NOT_A_ROLE = re.compile(
    r"who|which|whose|and|or|but|in|at|on|with|for|to|of|from|by|as|had|has|was|is|were|are|said|told|wrote|gave|put|took"
    r"|went|thinks|held|also|then|not|later"
)


def roles(document: Document, mentions: Iterable[FoundMention], names: Iterable[str]) -> dict[str, str]:
    """What the brief says each of `names` is, for those of whom it says so at their first mention."""
    wanted = set(names)
    first: dict[str, Mention] = {}
    bodies: dict[int, Mention] = {}
    for found in mentions:
        mention = found.mention
        if mention.name in wanted:
            earlier = first.get(mention.name)
            if earlier is None or mention.start < earlier.start:
                first[mention.name] = mention
        if mention.type == "organisation":
            bodies[mention.start] = mention
    given = {
        name: _role(document.text, mention.end, bodies) for name, mention in first.items() if mention.type == "person"
    }
    return {name: role for name, role in given.items() if role}


def _role(text: str, end: int, bodies: dict[int, Mention]) -> str:
    """What follows the name that ends at `end`; "" when it tells nothing plain."""
    after = text[end : end + _REACH]
    if match := _IN_BRACKETS.match(after):
        return match.group(1)
    aside = _ASIDE.match(after)
    begin = aside.end() if aside else 0
    after = after[begin:]
    for lead in (" of ", " of the "):
        body = bodies.get(end + begin + len(lead))
        if after.startswith(lead) and body is not None:
            return body.text
    body = bodies.get(end + begin + 2)
    if after.startswith(", ") and body is not None and text[body.end : body.end + 1] in ("", ";", "\n"):
        return body.text
    for pattern in (_WITH_ARTICLE, _OFFICE, _BARE):
        match = pattern.match(after)
        if match is not None:
            role = match.group(1).strip()
            plain = pattern is not _BARE or _is_plain(role)
            return role if plain and len(role) <= _LONGEST else ""
    return ""


def _is_plain(role: str) -> bool:
    words = role.split()
    if len(words) > _WORDS or any(_NOT_A_ROLE.fullmatch(word) for word in words):
        return False
    return words[0].endswith("ss") or not words[0].endswith(("ed", "ing", "s"))  # more likely a verb
