"""Speakers named behind a quotation without a verb: by a dash, in brackets, in a line of their own."""

from __future__ import annotations

import re

from briefreader.analysis import subjects
from briefreader.analysis.place import Place
from briefreader.analysis.scene import Scene, Token, tokens
from briefreader.analysis.subjects import Subject

_DASH = re.compile(r"[\s.,]{0,4}\n?[\s>]{0,6}(?:[–—―]|-{1,3})\s{0,3}(?=[^\W\d_])")
_PAREN = re.compile(r"\s{0,2}[.,]?\s{0,2}\((?=[^\W\d_a-z])([^()\n]{2,80})\)")


def by_dash(place: Place) -> Subject | None:
    """ "...," - Jane Doe, Institute of Tides; also in a line or paragraph of its own."""
    scene, mark = place.scene, place.mark
    match = _DASH.match(scene.text, mark.end, min(place.right, mark.end + 40))
    if match is not None and match.end() < place.right:
        if "\n" in match.group() and not place.begins_block:
            return None
        return _credited(scene, match.end(), place.right, alone=place.begins_block)
    index = scene.block_index(max(mark.start, mark.end - 1)) + 1
    if not place.begins_block or scene.text[mark.end : place.block_end].strip(" .") or index >= len(scene.blocks):
        return None
    block = scene.blocks[index]
    return credited_line(scene, block.start, block.end) if block.kind != "item" else None


def credited_line(scene: Scene, start: int, end: int) -> Subject | None:
    """The name in a line that is nothing but a dash and a credit; None if it is anything else."""
    match = _DASH.match(scene.text, start, min(end, start + 40))
    if match is None or end - start > 160:
        return None
    return _credited(scene, match.end(), end, alone=True)


def _credited(scene: Scene, start: int, end: int, *, alone: bool) -> Subject | None:
    """The name at `start` that a dash gives as the source: the line says nothing else but who that is."""
    line_end = scene.text.find("\n", start, end)
    line = tokens(scene.text, start, min(line_end if line_end > 0 else end, start + 200))
    if not line:
        return None
    for mention in scene.mentions_in(start, line[-1].end)[:2]:
        gap = tokens(scene.text, start, mention.start)
        titled = all(word.is_name_like or word.text == "." for word in gap)
        follows = scene.text[mention.end : mention.end + 2].strip()[:1]
        if titled and (
            follows in ("", ",", "(", ";", ".", "/", "|") or (alone and mention.type == "person" and len(line) < 14)
        ):
            return subjects.of_mention(mention)
    if alone:
        stop = next((index for index, word in enumerate(line) if word.text in ",(;|/"), len(line))
        credit = line[: stop - 1 if stop and line[stop - 1].text == "." else stop]
        if 0 < len(credit) <= 12 and credit[0].is_name_like and credit[-1].is_word:
            return Subject(credit[0].start, credit[-1].end, "name")
    name: list[Token] = []
    for word in line:
        if not word.is_name_like and not (
            name and (word.low in ("of", "de", "van", "von", "al", "the", "bin") or word.text == ".")
        ):
            break
        name.append(word)
    while name and not name[-1].is_name_like:
        name.pop()
    rest = line[len(name)] if len(line) > len(name) else None
    if name and len(name) <= 6 and (rest is None or rest.text in ",(;./|"):
        return Subject(name[0].start, name[-1].end, "name")
    return None


def by_brackets(place: Place) -> Subject | None:
    match = _PAREN.match(place.scene.text, place.mark.end, place.right)
    if match is None or place.words < 4:
        return None
    for mention in place.scene.mentions_in(match.start(1), match.end(1)):
        if mention.type == "person" and mention.start - match.start(1) < 24:
            return subjects.of_mention(mention)
    return None
