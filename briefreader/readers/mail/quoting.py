"""What mails do to plain text: lines wrapped to be joined again, replies marked by `>`, signatures."""

from __future__ import annotations

import re

_QUOTED = re.compile(r"(?:>[ \t]?)+")
_SIGNATURE = re.compile(r"-- ?")
_IMAGE = re.compile(r"\[cid:[^\]\s]{1,200}\]")
_MAILTO = re.compile(r"[ \t]?<mailto:[^>\s]{1,200}>")
_FORWARDED = re.compile(
    r"\s*(?:-{2,}\s?(?:original message|forwarded message|forwarded by|begin forwarded|ursprüngliche nachricht|"
    r"message d'origine|mensaje original)\b.{0,80}|_{20,}|begin forwarded message:)\s*",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"^>From ", re.MULTILINE)  # mailboxes escape a line that would begin a mail
_DEEPEST = 8
# The headers of a mail that another one quotes or forwards, as programs write them.
FIRST_FIELD = re.compile(r"\*{0,2}(?:from|von|de|van|da)\s?:\*{0,2}\s", re.IGNORECASE)
FIELD = re.compile(
    r"\*{0,2}(?:from|sent|to|cc|bcc|date|subject|reply-to|importance|attachments|von|gesendet|an|betreff|de|envoyé|à|"
    r"objet|enviado(?: el)?|para|asunto)\s?:\*{0,2}(?:\s|$)",
    re.IGNORECASE,
)
_FEWEST_FIELDS = 3
_MOST_FIELDS = 12
_MOST_FIELD_LINES = 400


def arranged(text: str, *, flowed: bool = False, joins: bool = False) -> str:
    """`text` as the reader of plain text understands it: a blank line wherever the depth of quotation changes, lines
    broken only for the wire whole again, the dashes above a signature or a forwarded mail a rule of its own."""
    lines = [_split(line.rstrip("\r")) for line in _clean(text).split("\n")]
    if flowed:
        lines = _unflowed(lines, joins)
    lines = _apart(lines)
    result: list[str] = []
    last = 0
    for depth, line in lines:
        if not line.strip():
            result.append(">" * last if last and depth else "")
            continue
        if depth != last:
            result.append("")
        mark = ">" * min(depth, _DEEPEST) + " " if depth else ""
        if _SIGNATURE.fullmatch(line) or _FORWARDED.fullmatch(line):
            words = line.strip(" \t-_")
            result += [mark.rstrip(), mark + "---", mark.rstrip()]
            result += [mark + words, mark.rstrip()] if words else []
        else:
            result.append(mark + line)
        last = depth
    return "\n".join(result)


def _apart(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """`lines` with blank ones between the headers of each mail that is quoted or forwarded."""
    result: list[tuple[int, str]] = []
    index = 0
    while index < len(lines):
        fields = _fields(lines, index) if FIRST_FIELD.match(lines[index][1]) else []
        if len(fields) < _FEWEST_FIELDS:
            result.append(lines[index])
            index += 1
            continue
        depth = lines[index][0]
        for first, end in fields:
            words = " ".join(line.strip() for _, line in lines[first:end])
            result += [(depth, ""), (depth, words)]
        result.append((depth, ""))
        index = fields[-1][1]
    return result


def _fields(lines: list[tuple[int, str]], start: int) -> list[tuple[int, int]]:
    """The headers from line `start` on, each by its first line and the line after its last. Lists of people may go on
    in lines that are indented, or follow one that ends in a comma."""
    found: list[tuple[int, int]] = []
    depth = lines[start][0]
    for index in range(start, min(len(lines), start + _MOST_FIELD_LINES)):
        line = lines[index][1]
        if lines[index][0] != depth or not line.strip():
            break
        if FIELD.match(line):
            if len(found) == _MOST_FIELDS:
                break
            found.append((index, index + 1))
        elif line[0] in " \t" or lines[index - 1][1].rstrip().endswith((",", ";")):
            found[-1] = (found[-1][0], index + 1)
        else:
            break
    return found


def _clean(text: str) -> str:
    """Without what a program put in for pictures and for the addresses behind names."""
    return _ESCAPED.sub("From ", _MAILTO.sub("", _IMAGE.sub("", text)))


def _split(line: str) -> tuple[int, str]:
    """How deep a line is quoted, and its words."""
    match = _QUOTED.match(line)
    return (match.group().count(">"), line[match.end() :]) if match else (0, line)


def _unflowed(lines: list[tuple[int, str]], joins: bool) -> list[tuple[int, str]]:
    """The lines of a "flowed" text (RFC 3676): one that ends with a space goes on in the next of the same depth."""
    result: list[tuple[int, list[str]]] = []
    goes_on = False
    for depth, raw in lines:
        line = raw.removeprefix(" ") if not depth else raw
        if goes_on and result[-1][0] == depth and not _SIGNATURE.fullmatch(line):
            result[-1][1].append(line)
        else:
            result.append((depth, [line]))
        goes_on = line.endswith(" ") and not _SIGNATURE.fullmatch(line)
        if goes_on and joins:
            result[-1][1][-1] = line[:-1]
    return [(depth, "".join(parts)) for depth, parts in result]
