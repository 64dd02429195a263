"""The renderers by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from briefreader.errors import UsageError
from briefreader.export import html, markdown
from briefreader.export.tree import Report

FORMATS: Mapping[str, Callable[[Report], str]] = MappingProxyType({"md": markdown.render, "html": html.render})


def render(format_name: str, report: Report) -> str:
    """`report` in one of `FORMATS`. Raises UsageError for any other."""
    renderer = FORMATS.get(format_name)
    if renderer is None:
        raise UsageError(f"There is no format “{format_name}”.", f"Choose one of: {', '.join(FORMATS)}.")
    return renderer(report)
