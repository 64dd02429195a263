"""A file name made of a title: safe on every system, and still readable."""

from __future__ import annotations

import unicodedata

_LONGEST = 80
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
_REFUSED = frozenset('<>:"/\\|?*')


def cleaned(title: str, suffix: str, otherwise: str = "annotated-summary") -> str:
    """`title` as the name of a file ending in `.suffix`: no separators, reserved names, controls, signs that turn the
    direction of writing, or leading or closing dots and blanks; `otherwise` when nothing is left."""
    plain = unicodedata.normalize("NFC", title)
    kept = "".join(" " if char in _REFUSED or unicodedata.category(char)[0] in "CZ" else char for char in plain)
    name = " ".join(kept.split())[:_LONGEST].strip(" .-")
    if not name or name.split(".")[0].casefold() in _RESERVED:
        name = otherwise
    return f"{name}.{suffix}"
