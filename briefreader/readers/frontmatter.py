"""Front matter: the fields some Markdown and text files begin with, between two lines of `---` (or `+++`)."""

from __future__ import annotations

import re
import tomllib

_MAX_LINES = 200
_KEY = re.compile(r"([A-Za-z_][\w .-]{0,60}?)\s*:(?:\s+(.*))?$")


def split(text: str) -> tuple[dict[str, str], str]:
    """The fields and the text behind them; no fields when `text` does not begin with front matter.

    Reads the part of YAML that front matter uses: `key: value`, quoted values, `[a, b]` and `- a` lists (joined by
    ", "), `|` and `>` texts. What it does not understand it leaves out; broken quotes and brackets are taken off.
    """
    fence = text[:4].rstrip()
    if fence not in ("---", "+++") or text[3:4] not in ("\n", " "):
        return {}, text
    head, rest = _cut(text, (fence, "...") if fence == "---" else (fence,))
    if head is None:
        return {}, text
    fields = _toml(head) if fence == "+++" else _yaml(head)
    return (fields, rest) if fields or not any(line.strip() for line in head) else ({}, text)


def _cut(text: str, fences: tuple[str, ...]) -> tuple[list[str] | None, str]:
    place = text.find("\n") + 1
    lines: list[str] = []
    while place and place < len(text) and len(lines) <= _MAX_LINES:
        end = text.find("\n", place)
        line = text[place:] if end < 0 else text[place:end]
        place = len(text) if end < 0 else end + 1
        if line.rstrip() in fences:
            return lines, text[place:]
        lines.append(line)
    return None, text


def _toml(lines: list[str]) -> dict[str, str]:
    try:
        table = tomllib.loads("\n".join(lines))
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}
    return {
        key: ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        for key, value in table.items()
        if not isinstance(value, dict)
    }


def _yaml(lines: list[str]) -> dict[str, str]:
    fields: dict[str, str] = {}
    key = ""
    parts: list[str] = []
    joint = ", "

    def keep() -> None:
        if key and parts:
            fields[key] = joint.join(part for part in parts if part)

    for line in lines:
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        indented = line[0] in " \t"
        match = None if indented else _KEY.match(stripped)
        if match:
            keep()
            key, value = match.group(1).strip(), (match.group(2) or "").strip()
            joint = " " if value[:1] in ("|", ">") else ", "
            parts = [] if not value or value[0] in "|>" else [_scalar(value)]
        elif key and stripped.startswith("- "):
            parts.append(_item(stripped[2:].strip()))
        elif key and indented:
            parts.append(_item(stripped) if joint == ", " else stripped)
    keep()
    return fields


def _item(value: str) -> str:
    """An entry of a list: a plain value, or the `name: value` of a small table."""
    match = _KEY.match(value)
    if match and match.group(2):
        return _scalar(match.group(2)) if match.group(1) in ("name", "title") else ""
    return _scalar(value)


def _scalar(value: str) -> str:
    value = value.strip()
    if value[:1] == "[":
        return ", ".join(filter(None, (_scalar(part) for part in value.strip("[]").split(","))))
    if value[:1] in ("'", '"'):
        quote = value[0]
        end = value.find(quote, 1)
        while end > 0 and quote == '"' and value[end - 1] == "\\":
            end = value.find(quote, end + 1)
        inner = value[1:] if end < 0 else value[1:end]
        return inner.replace('\\"', '"') if quote == '"' else inner
    comment = value.find(" #")
    value = value if comment < 0 else value[:comment].rstrip()
    return "" if value in ("null", "~") else value
