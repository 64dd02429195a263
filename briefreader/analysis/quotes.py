"""Quotations and who said them."""

from __future__ import annotations

from collections.abc import Sequence

from briefreader.analysis.attribution import attribute
from briefreader.analysis.kinds import kind_of
from briefreader.analysis.scene import Scene
from briefreader.analysis.speakers import Speakers
from briefreader.text.document import Document
from briefreader.text.findings import Attribution, Mention, Quote


def find_quotes(document: Document, mentions: Sequence[Mention]) -> tuple[Quote, ...]:
    """All quotations of `document`, by start; offsets are code points into its text.

    `mentions` are those of the same document, sorted; they give the speakers their names. The time is linear in the
    text.
    """
    scene = Scene(document, mentions)
    speakers = Speakers(scene)
    found: list[Quote] = []
    for mark, attributed in zip(scene.marks, attribute(scene), strict=True):
        kind = kind_of(scene, mark, attributed)
        text = scene.text[mark.inner_start : mark.inner_end]
        named = speakers.name(attributed.subject) if attributed is not None and kind not in ("term", "title") else None
        if attributed is None or named is None:
            found.append(Quote(mark.inner_start, mark.inner_end, text, kind, None, "none"))
            continue
        how: Attribution = "explicit" if attributed.explicit and not named.inferred else "inferred"
        subject = attributed.subject
        found.append(
            Quote(
                mark.inner_start,
                mark.inner_end,
                text,
                kind,
                named.name,
                how,
                attributed.rule,
                subject.start,
                subject.end,
            )
        )
    return tuple(found)
