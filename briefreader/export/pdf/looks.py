"""How the paragraphs of a PDF look: sizes and distances in points."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from reportlab.lib.colors import HexColor  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.lib.units import mm  # type: ignore[import-untyped]

Style: TypeAlias = ParagraphStyle

INK, ACCENT, ALARM = "#22262b", "#1d5c86", "#a83632"
COLOURS = {"soft": "#5d636b", "alarm": ALARM}
LINE = HexColor("#dedcd4")
MARKING = HexColor("#8a1f1b")
SOFT = HexColor(COLOURS["soft"])
PAGE = A4
MARGIN = 24 * mm
WIDTH = PAGE[0] - 2 * MARGIN


def styles() -> Mapping[str, Style]:
    """The style of each kind of paragraph; "heading0" is the title's."""
    base = Style(
        "text", fontName="text", fontSize=10, leading=14, textColor=HexColor(INK), spaceAfter=4, bulletFontName="text",
        bulletFontSize=10, allowWidows=0, allowOrphans=0, splitLongWords=1,
    )  # fmt: skip

    def style(name: str, **more: object) -> Style:
        return Style(name, parent=base, **more)

    made = {
        "text": base,
        "about": style("about", fontSize=9, leading=12.5, textColor=SOFT, spaceAfter=6),
        "remark": style("remark", fontSize=9, leading=12.5, leftIndent=12, bulletIndent=2, spaceAfter=2),
        "point": style("point", leftIndent=18, bulletIndent=2),
        "quote": style("quote", leftIndent=12, spaceBefore=6, spaceAfter=2),
        "cited": style("cited", fontSize=8.5, leading=11.5, leftIndent=12, spaceAfter=2),
        "note": style("note", fontSize=9, leading=12.5, leftIndent=26, textColor=SOFT, spaceAfter=3),
        "definition": style("definition", fontSize=9, leading=12.5, textColor=SOFT, spaceAfter=3, keepWithNext=1),
        "source": style("source", fontSize=9, leading=12.5, leftIndent=24, bulletIndent=0, bulletFontSize=9),
        "page": style("page", fontSize=9, leading=12.5, spaceAfter=6),
        "cell": style("cell", fontSize=9, leading=12, spaceAfter=0),
        "contents1": style("contents1", fontSize=9.5, leading=13, spaceAfter=0),
        "contents2": style("contents2", fontSize=9.5, leading=13, leftIndent=14, spaceAfter=0),
    }
    sizes = ((20, 25, 0), (13.5, 17, 15), (12, 15, 11), (11, 14, 9), (10.5, 14, 7), (10, 14, 6), (10, 14, 6))
    for level, (size, leading, before) in enumerate(sizes):
        colour = HexColor(ACCENT if level == 1 else INK)
        made[f"heading{level}"] = style(
            f"heading{level}", fontSize=size, leading=leading, spaceBefore=before, spaceAfter=3, textColor=colour,
            keepWithNext=int(level > 0),
        )  # fmt: skip
    return made
