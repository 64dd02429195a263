"""Running heads and feet: kept beside the text, and read for the brief's handling marking and its own number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_LONGEST = 300
_MARKING = re.compile(
    r"\b(?:(?:NATO |EU |UK |US |COSMIC )?(?:TOP SECRET|SECRET|CONFIDENTIAL|RESTRICTED|RESTREINT|UNCLASSIFIED|OFFICIAL|"
    r"PROTECTED|LIMITE|VS-NUR FÜR DEN DIENSTGEBRAUCH|FOR OFFICIAL USE ONLY|FOUO|CUI|EMBARGOED)\b"
    r"(?: ?[-–:/]{1,2} ?[A-Z][A-Z /-]{1,40}(?<! ))?(?:(?<=EMBARGOED) until [^|·;]{4,60})?)"
)
_MARKING_LINE = re.compile(
    r"(?:strictly |highly )?(?:confidential|private and confidential|restricted|protected|unclassified)(?: draft)?|"
    r"official(?: ?[-–] ?| )sensitive|(?:draft|working paper|not) (?:for|not for) (?:discussion|consultation|"
    r"publication|distribution|circulation|citation)(?: only)?|(?:for|not for) (?:official|internal|limited|public) "
    r"(?:use|distribution|release)(?: only)?|controlled unclassified information|sensitive but unclassified|"
    r"law enforcement sensitive|pre-?decisional(?:.{0,40})|embargoed until .{4,60}|distr\.: ?[a-z]+|"
    r"(?:privileged|internal)(?: and confidential| use only)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:our |file |document )?ref(?:erence)?(?: ?(?:no|number))?\.?\s?: ?([\w./()-]{3,40})", re.IGNORECASE
)
_REFERENCE = re.compile(
    r"(?<![\w/.-])(?:[A-Z]{1,6}(?:/[A-Z0-9][A-Za-z0-9.]{0,14}){1,6}(?: \([A-Z][a-z]{2,9}\.? ?\d{1,3}\))?|"
    r"[A-Z]{1,6}\(\d{4}\) ?\d{1,5}(?: final)?|[A-Z]{1,6}(?:-\d{2,4}){1,2}-\d{1,7}[A-Z]{0,4}|"
    r"(?:HC|HL|CP|Cm|Cmd|Cmnd)\.? \d{2,5})(?![\w/-])"
)
_PAGE = re.compile(
    r"(?:page|p\.|seite|página)?\s*[-–—|]*\s*\d{0,4}\s*(?:(?:of|/|von|de)\s*\d{0,4})?\s*[-–—|]*", re.IGNORECASE
)


def running(heads: Iterable[str], feet: Iterable[str]) -> dict[str, str]:
    """What the lines above and below the pages say: "running head", "running foot", "marking", "reference", those
    that there are. Bare page numbers say nothing."""
    above, below = _lines(heads), _lines(feet)
    found = {
        "running head": " · ".join(above)[:_LONGEST],
        "running foot": " · ".join(below)[:_LONGEST],
        "marking": marking([*above, *below]),
        "reference": reference([*above, *below]),
    }
    return {key: value for key, value in found.items() if value}


def marking(lines: Sequence[str]) -> str:
    """The first security or handling marking in `lines`, as written; "" without one."""
    for line in lines:
        if _MARKING_LINE.fullmatch(line):
            return line
        if match := _MARKING.search(line):
            return match.group().strip()
    return ""


def reference(lines: Sequence[str]) -> str:
    """The first number that an issuer gives a document ("S/2025/153", "COM(2024) 12") in `lines`; "" without one."""
    for line in lines:
        if match := _NAMED.search(line):
            return match.group(1).rstrip(".")
        for match in _REFERENCE.finditer(line):
            if any(letter.isdigit() for letter in match.group()):
                return match.group()
    return ""


def _lines(lines: Iterable[str]) -> list[str]:
    """`lines` without white space, page numbers and repetitions."""
    found: dict[str, None] = {}
    for line in lines:
        text = " ".join(line.split())
        if text and not _PAGE.fullmatch(text):
            found.setdefault(text)
    return list(found)
