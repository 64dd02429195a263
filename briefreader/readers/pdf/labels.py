"""Printed page labels: as the file declares them, else as the numbers printed in heads and feet tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from briefreader.readers.pdf.lines import Line

_LEAST_SHARE = 0.34  # of the pages that must bear a number of one count
_ARABIC = re.compile(r"(?<![\w./,:-])(\d{1,5})(?![\w.,:-]*\d)(?:\s?/\s?\d{1,5})?")
_ROMAN = re.compile(r"(?:^|(?:page|p\.)\s+|[-–—|]\s*)([ivxl]{1,7})(?:\s*[-–—|]|$)", re.IGNORECASE)
_PREFIXED = re.compile(r"\b([A-Z]|[IVX]{1,4}|\d{1,2})-(\d{1,3})$")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}


def page_labels(declared: list[str], edges: Sequence[list[Line]]) -> list[str]:
    """The label of each page. `edges` are the lines of each page's head and foot.

    Declared labels count unless they only count the pages from 1 while the pages themselves print other numbers.
    """
    count = len(declared)
    ordinals = [str(number) for number in range(1, count + 1)]
    if any(declared) and declared != ordinals and len(set(declared)) > count / 2:
        return [label or ordinal for label, ordinal in zip(declared, ordinals, strict=True)]
    return _printed(edges) or ordinals


def _printed(edges: Sequence[list[Line]]) -> list[str]:
    """The labels that the pages print, those of pages without one filled in; none when no count fits."""
    count = len(edges)
    arabic = [_numbers(lines) for lines in edges]
    votes: Counter[int] = Counter()
    for page, numbers in enumerate(arabic):
        for number, weight in numbers.items():
            votes[number - page] += weight
    if not votes:
        return []
    offset, most = max(votes.items(), key=lambda vote: (vote[1], vote[0] == 1))
    if most < 2 or sum(page + offset in numbers for page, numbers in enumerate(arabic)) < _LEAST_SHARE * count:
        return []
    labels = [""] * count
    for page, numbers in enumerate(arabic):
        if page + offset in numbers:
            labels[page] = str(page + offset)
    for page, lines in enumerate(edges):
        if not labels[page]:
            labels[page] = _other(lines)
    return _filled(labels, offset)


def _filled(labels: list[str], offset: int) -> list[str]:
    """`labels` with those of pages that print none: as the pages around them count, else as the most pages do."""
    first = next((page for page, label in enumerate(labels) if label == str(page + offset)), 0)
    last = max((page for page, label in enumerate(labels) if label == str(page + offset)), default=0)
    romans = [page - _value(label) for page, label in enumerate(labels[:first]) if label and not label[0].isdigit()]
    for page, label in enumerate(labels):
        if label:
            continue
        if page + offset >= 1 and (first <= page <= last or page > last or (not romans and page < first)):
            labels[page] = str(page + offset)
        elif romans and page < first and page - romans[0] >= 1:
            labels[page] = _roman(page - romans[0])
        else:
            labels[page] = f"[{page + 1}]"  # a cover before page 1
    return labels


def _numbers(lines: list[Line]) -> dict[int, int]:
    """The numbers in heads and feet, with how much each looks like a page number: most when it stands alone."""
    found: dict[int, int] = {}
    for line in lines:
        text = line.text.strip()
        for match in _ARABIC.finditer(text):
            if match.group(1)[0] == "0":
                continue  # a job number
            outer = (match.start() == 0) + (match.end() == len(text))
            number = int(match.group(1))
            found[number] = max(found.get(number, 0), 1 + outer)
    return found


def _other(lines: list[Line]) -> str:
    """A roman number or one with a prefix, when a line's end or beginning holds one."""
    for line in lines:
        text = line.text.strip()
        match = _ROMAN.search(text)
        if match and _value(match.group(1)) and _roman(_value(match.group(1))) == match.group(1).lower():
            return match.group(1)
        if prefixed := _PREFIXED.search(text):
            return prefixed.group()
    return ""


def _value(roman: str) -> int:
    """The value of a roman number up to 89; 0 for another text."""
    values = [_VALUES.get(letter, 0) for letter in roman.lower()]
    if not values or not all(values):
        return 0
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < follower else value for value, follower in pairs)


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    units = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[ones]
    return ("l" + "x" * (tens - 5) if tens >= 5 else "xl" if tens == 4 else "x" * tens) + units
