"""Which files of the opened folders the user wants: patterns such as "*.pdf", "drafts", "2024/*"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import PurePath
from typing import Self

from briefreader.records import INSIDE
from briefreader.store import Store

_KEY = "files"


@dataclass(frozen=True, slots=True)
class Patterns:
    """A pattern without "/" fits any step of a path (a folder with all beneath it, or a file name); one with "/" fits
    successive steps. Capitals do not matter. Without `include`, all files are wanted but those `exclude` fits."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    @classmethod
    def kept(cls, store: Store) -> Self:
        """Those of the library."""
        value = store.settings.get(_KEY, {})
        value = value if isinstance(value, dict) else {}
        return cls(_clean(value.get("include", ())), _clean(value.get("exclude", ())))

    def keep(self, store: Store) -> None:
        store.settings.put(_KEY, {"include": list(_clean(self.include)), "exclude": list(_clean(self.exclude))})

    def want(self, path: str, root: str = "") -> bool:
        """Whether the file at `path` is wanted; only its steps beneath `root` count."""
        beneath = path.removeprefix(root).replace(INSIDE, "/")
        steps = [step.casefold() for step in PurePath(beneath).parts if step not in ("/", "\\")]
        if any(_fits(pattern, steps) for pattern in self.exclude):
            return False
        return not self.include or any(_fits(pattern, steps) for pattern in self.include)


def _fits(pattern: str, steps: list[str]) -> bool:
    wanted = [step for step in pattern.casefold().replace("\\", "/").split("/") if step]
    count = len(wanted)
    return count > 0 and any(
        all(fnmatchcase(step, one) for step, one in zip(steps[at:], wanted, strict=False))
        for at in range(len(steps) - count + 1)
    )


def _clean(patterns: object) -> tuple[str, ...]:
    if not isinstance(patterns, Iterable) or isinstance(patterns, str):
        return ()
    return tuple(dict.fromkeys(pattern.strip() for pattern in patterns if isinstance(pattern, str) and pattern.strip()))
