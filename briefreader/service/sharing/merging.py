"""What a reading would change here, and where it differs from what is here.

Of every passage three states are compared: as it is here, as it is in the reading, and as it last came from that
reader. What only one side has changed is taken from that side; what both have changed is a conflict. Nothing here is
written; the same reading planned again after it was taken plans nothing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from briefreader.service.sharing.blending import blended
from briefreader.service.sharing.briefs import BriefFinder
from briefreader.service.sharing.conflicts import DECISIONS, Conflict, ConflictKind, Decision, Decisions
from briefreader.service.sharing.correction_merge import TAKEN, CorrectionMerge
from briefreader.service.sharing.kept import packed, translated, unpacked
from briefreader.service.sharing.placing import Placer, nowhere
from briefreader.service.sharing.tag_merge import TagMerge
from briefreader.store import Arrival, Held, Intake, Received, Store
from briefreader.text.anchor import Placement
from briefreader.text.reading import Reader, Reading, SharedBrief, SharedPassage, TagUse

_ABOUT = 80  # code points of a passage that name it
_TOLD = 400  # code points of a note that are told
_STAYS = Placement(None, None, "orphan", 0.0)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a reading would do. The counts are of passages; `exact`, `guessed` and `unplaced` are of those that come
    in. `missing` are the briefs that are not in the library."""

    reading: Reading
    intake: Intake
    conflicts: tuple[Conflict, ...]
    missing: tuple[SharedBrief, ...]
    new: int
    changed: int
    removed: int
    same: int
    exact: int
    guessed: int
    unplaced: int
    tags: int
    corrections: int


def plan(store: Store, me: Reader, reading: Reading, decisions: Decisions) -> Plan:
    """What `reading` would do to the library of `me`, as decided. To be called within a snapshot or transaction."""
    return _Merge(store, me, reading, decisions).plan()


class _Merge:
    def __init__(self, store: Store, me: Reader, reading: Reading, decisions: Decisions) -> None:
        self._store = store
        self._me = me
        self._reading = reading
        self._decisions = decisions
        self._placer = Placer(store)
        self._their_tags = {tag.id: tag for tag in reading.tags}
        ids = {one.id for one in reading.passages}
        self._bases: dict[str, list[Received]] = defaultdict(list)
        for one in store.readings.received([*ids, *(f"tag:{tag.id}" for tag in reading.tags),
                                            *(f"brief:{brief.id}" for brief in reading.briefs),
                                            *(one.id for one in reading.corrections)]):  # fmt: skip
            self._bases[one.subject].append(one)
        self._tags = TagMerge(store, reading, self._own_base, decisions)
        self._briefs: dict[str, str | None] = {}
        self._held = store.readings.passages(ids)
        self._spans: dict[tuple[str, int, int], list[SharedPassage]] = {}
        self._arrivals: list[Arrival] = []
        self._removed: list[str] = []
        self._received: list[Received] = []
        self._conflicts: list[Conflict] = []
        self._new = self._changed = self._same = 0

    def plan(self) -> Plan:
        finder = BriefFinder(self._store, self._reading)
        self._briefs = {one.id: finder.find(one) for one in self._reading.briefs}
        passages = sorted(self._reading.passages, key=lambda one: (self._brief(one.brief), one.anchor.start, one.id))
        self._load_spans()
        for one in passages:
            self._passage(one)
        if self._reading.whole:
            self._not_there_any_more({one.id for one in passages})
        brief_tags = list(self._brief_tags())
        corrections = CorrectionMerge(self._store, self._reading, self._bases, self._brief, self._decisions)
        needed = {one.brief for one in self._arrivals} | {one.brief for one in corrections.new if one.brief}
        absent = [one for one in self._reading.briefs if self._briefs.get(one.id) is None]
        intake = Intake(
            [replace(one, tags=()) for one in absent if one.id in needed],
            self._tags.new,
            self._tags.values,
            self._arrivals,
            self._removed,
            brief_tags,
            corrections.new,
            corrections.removed,
            [*self._received, *self._tags.received, *corrections.received],
        )
        placed = [one for one in self._arrivals if one.with_anchor]
        return Plan(
            self._reading,
            intake,
            (*self._conflicts, *self._tags.conflicts, *corrections.conflicts),
            tuple(one for one in absent if one.id in needed or any(p.brief == one.id for p in passages)),
            self._new,
            self._changed,
            len(self._removed),
            self._same,
            sum(one.placement.status in ("exact", "moved") for one in placed),
            sum(one.placement.status in ("approximate", "ambiguous") for one in placed),
            sum(one.placement.start is None for one in placed),
            len(self._tags.new),
            len(corrections.new),
        )

    def _brief(self, brief: str) -> str:
        """The library's id of a brief of the reading; of one that is not here its own."""
        return self._briefs.get(brief) or brief

    def _own_base(self, subject: str) -> str | None:
        """What came of `subject` from this very reader."""
        return next((one.content for one in self._bases[subject] if one.reader == self._reading.reader.id), None)

    def _load_spans(self) -> None:
        """What stands where in the briefs concerned, to find the same words marked twice."""
        here = {brief for brief in self._briefs.values() if brief}
        for held in self._store.readings.passages((), here).values():
            if held.start is not None and held.end is not None:
                key = (held.passage.brief, held.start, held.end)
                self._spans.setdefault(key, []).append(held.passage)

    # One passage

    def _passage(self, raw: SharedPassage) -> None:
        theirs = self._translated(raw)
        held = self._held.get(raw.id)
        base_content = self._own_base(raw.id)
        base = self._base(base_content) if base_content else None
        if base is not None and theirs.state == base.state:
            self._same += 1
            self._rehome(raw, held)
            return
        if held is None:
            self._absent(raw, theirs, base)
        elif theirs.state == held.passage.state:
            self._same += 1
            self._rehome(raw, held)
        else:
            self._both(raw, theirs, held, base)
        self._receive(raw, own=held is not None and not any(not one.own for one in self._bases[raw.id]))

    def _absent(self, raw: SharedPassage, theirs: SharedPassage, base: SharedPassage | None) -> None:
        known = self._me.id in raw.basis
        if base is None and not known:
            self._arrive(theirs)
        elif base is not None or raw.edited:
            was = base or theirs
            decision = self._conflict("deleted here", raw, was, theirs, "theirs", ("mine", "theirs"), gone_here=True)
            if decision == "theirs":
                self._arrive(theirs)

    def _both(self, raw: SharedPassage, theirs: SharedPassage, held: Held, base: SharedPassage | None) -> None:
        """The passage is on both sides, and they differ."""
        mine = held.passage
        if self._is_older(raw, theirs, base):
            self._same += 1
        elif self._is_newer(raw, mine):
            self._change(held, replace(theirs, brief=mine.brief))
        else:
            choice = self._conflict("passage", raw, mine, theirs, "both")
            if choice == "theirs":
                self._change(held, replace(theirs, brief=mine.brief))
            elif choice == "both":
                self._change(held, blended(mine, theirs, base or self._ancestor(theirs)))

    def _is_older(self, raw: SharedPassage, theirs: SharedPassage, base: SharedPassage | None) -> bool:
        """Whether it came before, from whoever, or this reader has merely passed it on."""
        if base is not None:
            return False
        relayed = bool(raw.basis) and not raw.edited
        came = [self._base(one.content) for one in self._bases[raw.id]]
        return relayed or any(theirs.state == one.state or raw.state in one.basis.values() for one in came)

    def _is_newer(self, raw: SharedPassage, mine: SharedPassage) -> bool:
        """Whether it was made from what is here."""
        if mine.state in raw.basis.values():
            return True
        for one in self._bases[raw.id]:
            came = self._base(one.content)
            own = one.reader == self._reading.reader.id or self._reading.reader.id in came.basis
            if mine.state == came.state and own and not (came.edited and one.reader != self._reading.reader.id):
                return True
        ancestor = self._ancestor(self._translated(raw))
        return ancestor is not None and mine.state == ancestor.state

    def _ancestor(self, theirs: SharedPassage) -> SharedPassage | None:
        """What a passage was before its reader changed it, as far as the reading says."""
        if theirs.was is None:
            return None
        uses = tuple(TagUse(self._tags.ids[tag]) for tag in theirs.was.tags if tag in self._tags.ids)
        anchor = replace(theirs.anchor, exact=theirs.was.exact or theirs.anchor.exact)
        return replace(theirs, tags=uses, note=theirs.was.note, strength=theirs.was.strength, anchor=anchor)

    def _arrive(self, theirs: SharedPassage) -> None:
        brief = self._briefs.get(theirs.brief)
        arrival = self._placer.place(theirs, brief) if brief else nowhere(theirs, theirs.brief)
        placed = arrival.placement
        if brief and placed.start is not None and placed.end is not None:
            key = (brief, placed.start, placed.end)
            for mine in self._spans.get(key, ()):
                if mine.author != theirs.author and replace(mine, anchor=theirs.anchor).state != theirs.state:
                    decision = self._conflict("same words", theirs, mine, theirs, "both")
                    if decision == "mine":
                        return
                    if decision == "theirs" and mine.id not in self._removed:
                        self._removed.append(mine.id)
        self._new += 1
        self._arrivals.append(arrival)

    def _change(self, held: Held, now: SharedPassage) -> None:
        if now.state == held.passage.state:
            self._same += 1
            return
        self._changed += 1
        if now.anchor.exact == held.passage.anchor.exact or not self._store.briefs.text_hash(now.brief):
            now = replace(now, anchor=held.passage.anchor)
            self._arrivals.append(Arrival(now, now.brief, _STAYS, replacing=True, with_anchor=False))
        else:
            self._arrivals.append(replace(self._placer.place(now, now.brief), replacing=True))

    def _rehome(self, raw: SharedPassage, held: Held | None) -> None:
        """A passage that waited for its brief goes there when the brief has come meanwhile."""
        brief = self._briefs.get(raw.brief)
        if held is None or brief is None or held.passage.brief == brief or held.start is not None:
            return
        if not self._store.briefs.text_hash(held.passage.brief):
            self._arrivals.append(replace(self._placer.place(held.passage, brief), replacing=True))

    def _not_there_any_more(self, there: set[str]) -> None:
        """What the reader made, had sent, and has deleted since."""
        for one in self._store.readings.received_from(self._reading.reader.id):
            if one.subject in there or ":" in one.subject or one.own or one.content == TAKEN:
                continue
            base = self._base(one.content)
            held = self._store.readings.passages([one.subject]).get(one.subject) if not base.basis else None
            if held is None:
                continue
            if (
                held.passage.state == base.state
                or self._conflict("deleted there", base, held.passage, base, "mine", ("mine", "theirs")) == "theirs"
            ):
                self._removed.append(one.subject)

    # Around it

    def _brief_tags(self) -> list[tuple[str, str, str]]:
        """Tags of whole briefs that are new; one taken off here stays off."""
        found: list[tuple[str, str, str]] = []
        for brief in self._reading.briefs:
            here = self._briefs.get(brief.id)
            if here is None or not brief.tags:
                continue
            before = set((self._own_base(f"brief:{brief.id}") or "").split())
            added = [self._tags.ids[tag] for tag in brief.tags if tag not in before and tag in self._tags.ids]
            found += [(here, tag, self._reading.reader.name) for tag in added]
            if added:
                self._note(f"brief:{brief.id}", here, own=False, content=" ".join(brief.tags))
        return found

    def _translated(self, passage: SharedPassage) -> SharedPassage:
        known = replace(passage, tags=tuple(use for use in passage.tags if use.tag in self._tags.ids))
        return translated(known, self._tags.ids)

    def _base(self, content: str) -> SharedPassage:
        passage, paths = unpacked(content)
        return translated(passage, {tag: self._tags.local(tag, path) for tag, path in paths.items()})

    def _receive(self, raw: SharedPassage, own: bool) -> None:
        self._note(raw.id, self._brief(raw.brief), own, packed(raw, self._their_tags))

    def _note(self, subject: str, brief: str, own: bool, content: str) -> None:
        reader = self._reading.reader
        if self._own_base(subject) != content:
            own = next((one.own for one in self._bases[subject] if one.reader == reader.id), own)
            self._received.append(Received(subject, reader.id, brief, reader.name, own, content))

    def _conflict(
        self,
        kind: ConflictKind,
        raw: SharedPassage,
        mine: SharedPassage,
        theirs: SharedPassage,
        usual: Decision,
        choices: tuple[Decision, ...] = DECISIONS,
        *,
        gone_here: bool = False,
    ) -> Decision:
        """Note a conflict; what is to be done about it."""
        identity = f"passage:{raw.id}" if kind != "same words" else f"words:{raw.id}:{mine.id}"
        decision = self._decisions.of(identity, usual, choices)
        self._conflicts.append(
            Conflict(
                identity,
                kind,
                self._brief(raw.brief),
                _short(raw.anchor.exact, _ABOUT),
                "deleted" if gone_here else self._told(mine),
                "deleted" if kind == "deleted there" else self._told(theirs),
                self._me.name if gone_here else mine.author,
                "" if gone_here else mine.changed,
                self._reading.reader.name,
                theirs.changed if kind != "deleted there" else self._reading.made,
                decision,
                choices,
            )
        )
        return decision

    def _told(self, passage: SharedPassage) -> str:
        """Tags, strength and note in words."""
        tags = ", ".join(sorted(self._tags.path(use.tag) for use in passage.tags))
        parts = [tags or "no tag", passage.strength, _short(passage.note, _TOLD) and f"“{_short(passage.note, _TOLD)}”"]
        return "; ".join(filter(None, parts))


def _short(text: str, longest: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
