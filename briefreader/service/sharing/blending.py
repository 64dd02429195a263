"""One passage out of two that differ: what either reader has added stays, what either has taken away goes."""

from __future__ import annotations

from dataclasses import replace

from briefreader.text.reading import SharedPassage, Strength

_CAREFUL: tuple[Strength, ...] = ("", "fact", "claim", "opinion")


def blended(mine: SharedPassage, theirs: SharedPassage, base: SharedPassage | None) -> SharedPassage:
    """Both in one, whichever comes first: the tags of both without those that one has taken off since `base`, the
    notes under one another, of two strengths the more careful. The words are those that were changed."""
    was = {use.tag for use in base.tags} if base else set()
    ours, others = {use.tag: use for use in mine.tags}, {use.tag: use for use in theirs.tags}
    gone = (was - ours.keys()) | (was - others.keys())
    uses = {**others, **ours}
    kept = tuple(uses[tag] for tag in sorted(uses) if tag not in gone)
    anchor = mine.anchor
    if base is not None and mine.anchor.exact == base.anchor.exact:
        anchor = theirs.anchor
    return replace(
        mine,
        anchor=anchor,
        tags=kept,
        note=_notes(mine.note, theirs.note, base.note if base else None),
        strength=_strength(mine.strength, theirs.strength, base.strength if base else None),
        changed=max(mine.changed, theirs.changed),
    )


def _notes(mine: str, theirs: str, base: str | None) -> str:
    if mine == base or mine in theirs:
        return theirs
    if theirs == base or theirs in mine:
        return mine
    return "\n\n".join(sorted((mine, theirs)))


def _strength(mine: Strength, theirs: Strength, base: Strength | None) -> Strength:
    if mine == base:
        return theirs
    if theirs == base:
        return mine
    return max(mine, theirs, key=_CAREFUL.index)
