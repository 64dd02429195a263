"""What a verb answers: a value for programs, a text for people, and whether all that was asked was done."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TextIO

from briefreader.service.library import Library


@dataclass(frozen=True)
class Answer:
    """`value` is what `--json` prints, `text` what a person reads (ends without newline). `complaints` go to standard
    error, one line each; `failed` makes the exit code 1."""

    value: object
    text: str = ""
    complaints: Sequence[str] = field(default=())
    failed: bool = False


Verb = Callable[[Library, Namespace], Answer]


def write(answer: Answer, as_json: bool, out: TextIO, err: TextIO) -> int:
    """Print `answer`; returns the exit code."""
    for line in answer.complaints:
        print(f"briefreader: {line}", file=err)
    if as_json:
        print(json.dumps(answer.value, ensure_ascii=False, allow_nan=False), file=out)
    elif answer.text:
        print(answer.text, file=out)
    out.flush()
    return 1 if answer.failed else 0


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """`rows` in aligned columns under `head`; the last column is not padded."""
    cells = [[str(cell) for cell in row] for row in (head, *rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells
    )


def count(number: int, one: str, many: str = "") -> str:
    """`3 briefs`, `1 brief`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
