"""Modules that load when first used, so that the window opens without waiting for what only its workers need.

Whoosh, lxml, numpy and the language recogniser together cost about half a second at start.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any


class _Awaited(ModuleType):
    """Stands for a module until one of its names is asked for; its packages are not loaded before that either."""

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self.__name__), name)


def module(name: str) -> ModuleType:
    """The module `name`, executed at its first use, which raises ModuleNotFoundError when there is none."""
    return sys.modules.get(name) or _Awaited(name)
