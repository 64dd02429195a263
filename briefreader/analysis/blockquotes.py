"""Block quotations: set apart by the layout, with the speaker in a line below or in the sentence above."""

from __future__ import annotations

from collections.abc import Iterator

from briefreader.analysis.credits import credited_line
from briefreader.analysis.implied import announced, introduced
from briefreader.analysis.place import Attributed
from briefreader.analysis.scene import Scene, tokens
from briefreader.analysis.subjects import Subject, of_mention
from briefreader.text.document import Span

_MARKS = "\"'“”„«»‘’‚"


def block_quotes(scene: Scene) -> Iterator[tuple[Span, Span, Attributed | None]]:
    """For each run of quoted blocks: the whole run, the words themselves without marks and credit, their speaker."""
    blocks = scene.blocks
    index = 0
    while index < len(blocks):
        if not blocks[index].quote or blocks[index].kind == "code":
            index += 1
            continue
        first = index
        while index < len(blocks) and blocks[index].quote and blocks[index].kind != "code":
            index += 1
        found = _run(scene, first, index)
        if found is not None:
            yield found


def _run(scene: Scene, first: int, behind: int) -> tuple[Span, Span, Attributed | None] | None:
    blocks, text = scene.blocks, scene.text
    whole = Span(blocks[first].start, blocks[behind - 1].end)
    start, end = whole
    subject = None
    line = text.rfind("\n", start, end) + 1
    if line > start:
        subject = credited_line(scene, line, end)
        if subject is not None:
            end = line
    if subject is None and behind < len(blocks) and blocks[behind].kind == "paragraph":
        subject = credited_line(scene, blocks[behind].start, blocks[behind].end)
    found = Attributed(subject, "credit") if subject is not None else None
    if found is None:
        named = _name_line(scene, max(line, blocks[behind - 1].start), whole)
        if named is not None:
            end = max(line, blocks[behind - 1].start)
            found = Attributed(named, "credit")
    if found is None and first and blocks[first - 1].kind in ("paragraph", "item"):
        before = blocks[first - 1]
        if text[max(before.start, before.end - 3) : before.end].rstrip().endswith(":"):
            found = introduced(scene, before.start, before.end)
        else:
            found = announced(scene, before.start, before.end)
    inner = _without_marks(text, start, end)
    return (whole, inner, found) if inner.end > inner.start else None


def _name_line(scene: Scene, start: int, run: Span) -> Subject | None:
    """The person whom the last line names, when it is no more than a name and what the person is."""
    if start <= run.start or run.end - start > 120 or scene.text[run.end - 1] in ".!?":
        return None
    for mention in scene.mentions_in(start, run.end)[:1]:
        if mention.type == "person" and scene.text[mention.end : mention.end + 1] in ("", "\n", ",", " "):
            gap = tokens(scene.text, start, mention.start)
            return of_mention(mention) if all(word.is_name_like or not word.is_word for word in gap) else None
    return None


def _without_marks(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end - start > 1 and text[start] in _MARKS and text[end - 1] in _MARKS:
        start, end = start + 1, end - 1
    return Span(start, end)
