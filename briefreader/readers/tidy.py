"""Markdown as people write it, made into what the `markdown` library understands; and a guard for the library."""

from __future__ import annotations

import re
from collections import Counter

_MAX_TEXT = 3_000_000
_MAX_OPEN = 400  # brackets in one paragraph, or uses of a footnote: time grows with the square (4,000 brackets: 1.6 s)
_MAX_EFFORT = 5_000_000_000  # marks times characters of one paragraph, as each mark copies the paragraph (1 s)
_MAX_DEPTH = 40
_PAIRS = ("[]", "()", "<>")
_WITHOUT_MARKS = str.maketrans("", "", "[]*_`\\\\<>&!~")
_REFERENCE = re.compile(r"\[\^[^\]\n]{1,40}\]")
_HEADING = re.compile(r"#{1,6}\s|([*_])(?: *\1){2,} *$|- *- +-[- ]*$")  # or a rule; not `---`, which may underline
_ITEM = re.compile(r"( *)([-*+]|\d{1,9}[.)])( +)\S")
_FIELD = re.compile(r"[*_]{0,2}[A-Z][A-Za-z]{1,20}(?: [A-Za-z]{1,20})?[*_]{0,2}:[*_]{0,2} \S")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


def too_intricate(text: str) -> bool:
    """Whether `text` has more marks in one place than the library can take in reasonable time (10 s and more)."""
    if len(text) > _MAX_TEXT:
        return True
    for paragraph in text.split("\n\n"):
        marks = len(paragraph) - len(paragraph.translate(_WITHOUT_MARKS))
        if marks * len(paragraph) > _MAX_EFFORT or any(_excess(paragraph, *pair) > _MAX_OPEN for pair in _PAIRS):
            return True
    references = Counter(_REFERENCE.findall(text))
    return max(references.values(), default=0) > _MAX_OPEN or any(
        _depth(line) > _MAX_DEPTH for line in text.split("\n")
    )


def _excess(text: str, opening: str, closing: str) -> int:
    """The deepest nesting of `opening`, closed or not."""
    if text.count(opening) <= _MAX_OPEN:
        return 0
    depth = deepest = 0
    for letter in text:
        if letter == opening:
            depth += 1
            deepest = max(deepest, depth)
        elif letter == closing and depth:
            depth -= 1
    return deepest


def _depth(line: str) -> int:
    if line.startswith(">"):
        marks = len(line) - len(line.lstrip("> "))
        return line[:marks].count(">")
    spaces = len(line) - len(line.lstrip(" "))
    return spaces // 2 if _ITEM.match(line) else 0


def tidy(text: str) -> str:
    """`text` with a blank line before each list that follows a paragraph, and with lists indented by four spaces."""
    result: list[str] = []
    fence = ""
    indents: list[int] = []  # of the open list levels, as written
    kinds: list[bool] = []  # whether they are numbered
    previous = ""
    for line in text.expandtabs(4).split("\n"):
        opening = _FENCE.match(line.lstrip(" ") if indents else line)
        if fence:
            if opening and opening.group(1).startswith(fence) and line.strip() == opening.group(1):
                fence = ""
            result.append(_shifted(line, indents))
            continue
        if opening:
            fence = opening.group(1)
        elif _HEADING.match(line):  # the library takes the square of the lines up to the next blank one
            result.extend(("", line, ""))
            previous = ""
            indents.clear()
            kinds.clear()
            continue
        item = _ITEM.match(line)
        if item and not indents and previous.strip() and item.group(2)[0].isdigit() and item.group(2)[:-1] != "1":
            item = None  # "... in the spring of\n1986. It was": only a list that begins with 1 may follow at once
        if item and (len(item.group(1)) < 4 or indents):
            indent = len(item.group(1))
            is_numbered = item.group(2)[0].isdigit()
            while len(indents) > 1 and indent < indents[-1]:
                indents.pop()
                kinds.pop()
            fresh = not indents
            if not indents or indent >= indents[-1] + 2:
                indents.append(indent)
                kinds.append(is_numbered)
            elif kinds[-1] != is_numbered:  # another kind of list begins
                kinds[-1] = is_numbered
                result.append("")
            if fresh and previous.strip() and not previous.lstrip().startswith(("#", ">")):
                result.append("")
            marker = item.group(2).replace(")", ".")
            result.append("    " * (len(indents) - 1) + marker + " " + line[item.end() - 1 :])
        else:
            if indents and line.strip() and not line.startswith(" ") and not previous.strip():
                indents.clear()
                kinds.clear()
            result.append(_shifted(line, indents))
            if result and len(result) > 1 and not fence and _joins(result[-2], result[-1]):
                follower = result.pop()
                result[-1] = result[-1].rstrip() + follower
            elif result and len(result) > 1 and not fence and _FIELD.match(result[-2]) and _FIELD.match(result[-1]):
                result[-2] = result[-2].rstrip() + "  "
        previous = line
    return "\n".join(result)


def _joins(line: str, follower: str) -> bool:
    """Whether `line` ends within a word with a hyphen, as hard-wrapped texts have it."""
    line = line.rstrip()
    return (
        line.endswith("-")
        and line[-2:-1].isalpha()
        and follower[:1].islower()
        and not follower.startswith(("and ", "or ", "to "))
        and not line.lstrip().startswith(("|", "    "))
    )


def _shifted(line: str, indents: list[int]) -> str:
    """A continuation line of a list, indented as its item now is."""
    stripped = line.lstrip(" ")
    spaces = len(line) - len(stripped)
    if not indents or not stripped or not spaces:
        return line
    level = sum(spaces > indent for indent in indents)
    return "    " * level + " " * max(0, spaces - (indents[level - 1] + 4 if level else 0)) + stripped
