"""The sources of a report for reference managers: BibTeX, RIS and CSL-JSON. A field that is not known is left out."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from briefreader.export.tree import Report, Source

_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def bibtex(report: Report) -> bytes:
    """`@misc` entries for BibLaTeX and BibTeX in UTF-8; keys are the first word of author or title and the year."""
    entries: list[str] = []
    for key, source in zip(_keys(report.sources), report.sources, strict=True):
        year, month, _ = _date(source.day)
        fields = {
            "title": f"{{{_latex(source.title)}}}",
            "author": f"{{{_latex(source.author)}}}" if source.author else "",
            "date": source.day if year else "",
            "year": year,
            "month": str(int(month)) if month else "",
            "langid": source.language,
            "file": _latex(source.file),
            "note": _latex(_cited(source)),
        }
        lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
        entries.append(f"@misc{{{key},\n{lines}\n}}\n")
    return "\n".join(entries).encode()


def ris(report: Report) -> bytes:
    """RIS with the line ends its description asks for."""
    lines: list[str] = []
    for source in report.sources:
        year, month, day = _date(source.day)
        fields = [
            ("TY", "RPRT"),
            ("TI", source.title),
            ("AU", source.author),
            ("PY", year),
            ("DA", f"{year}/{month}/{day}/" if year else ""),
            ("LA", source.language),
            ("N1", _cited(source)),
            ("L1", source.file),
            ("ID", str(source.number)),
        ]
        lines.extend(f"{name}  - {' '.join(value.split())}" for name, value in fields if value)
        lines.extend(("ER  - ", ""))
    return "".join(f"{line}\r\n" for line in lines).encode()


def csl(report: Report) -> bytes:
    """CSL-JSON: https://github.com/citation-style-language/schema, `csl-data.json`. An author is given as one literal
    name, since files seldom tell people from offices."""
    items: list[dict[str, Any]] = []
    for key, source in zip(_keys(report.sources), report.sources, strict=True):
        parts = [int(part) for part in _date(source.day) if part]
        item: dict[str, Any] = {
            "id": key,
            "type": "report",
            "title": source.title,
            "author": [{"literal": source.author}] if source.author else [],
            "issued": {"date-parts": [parts]} if parts else {},
            "language": source.language,
            "note": _cited(source),
            "archive_location": source.file,
        }
        items.append({name: value for name, value in item.items() if value})
    return (json.dumps(items, ensure_ascii=False, indent=2) + "\n").encode()


def _keys(sources: Iterable[Source]) -> Sequence[str]:
    """A key for each source, of ASCII letters and digits, each another."""
    keys: dict[str, None] = {}
    for source in sources:
        plain = unicodedata.normalize("NFKD", source.author or source.title).encode("ascii", "ignore").decode()
        word = re.sub(r"[^a-z0-9 ]", "", plain.lower()).split()
        key = stem = f"{word[0] if word else 'source'}{_date(source.day)[0]}"
        number = 1
        while key in keys:
            number += 1
            key = f"{stem}-{number}"
        keys[key] = None
    return list(keys)


def _date(day: str) -> tuple[str, str, str]:
    match = _ISO.fullmatch(day)
    return (match[1], match[2] or "", match[3] or "") if match else ("", "", "")


def _cited(source: Source) -> str:
    places = "; ".join(place for place, _ in source.places if place)
    return f"Cited: {places}" if places else ""


def _latex(text: str) -> str:
    return "".join(_LATEX.get(char, char) for char in " ".join(text.split()))
