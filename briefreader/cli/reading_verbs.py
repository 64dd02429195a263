"""The verbs about colleagues' readings, and what was marked elsewhere."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from briefreader.cli.answer import Answer, Verb, count, table
from briefreader.cli.reading_grammar import DECISIONS
from briefreader.errors import UsageError
from briefreader.service.library import Library
from briefreader.service.sharing import Conflict, Decision, Plan


def reading(library: Library, asked: Namespace) -> Answer:
    return _ACTS[asked.act](library, asked)


def _name(library: Library, asked: Namespace) -> Answer:
    reader = library.sharing.set_name(asked.name)
    return Answer({"id": reader.id, "name": reader.name}, f"You are {reader.name} from now on.")


def _export(library: Library, asked: Namespace) -> Answer:
    briefs = [library.brief(reference).id for reference in asked.brief]
    path, number = library.sharing.export(asked.file, briefs, own=asked.own)
    return Answer({"output": str(path), "passages": number}, f"{count(number, 'passage')} written to {path}.")


def _import(library: Library, asked: Namespace) -> Answer:
    decisions = decisions_of(asked)
    if asked.dry_run:
        plan = library.sharing.look(asked.file, decisions, rest=asked.rest)
    else:
        plan = library.sharing.take(asked.file, decisions, rest=asked.rest).plan
    return told(plan, asked.dry_run)


def _agreement(library: Library, asked: Namespace) -> Answer:
    found = library.sharing.agreement(asked.reader)
    value = [
        {
            "tag": one.tag, "both": one.both, "mine": one.mine, "theirs": one.theirs, "neither": one.neither,
            "percent": round(one.percent, 1), "kappa": None if one.kappa is None else round(one.kappa, 3),
        }
        for one in found
    ]  # fmt: skip
    lines = [
        (one.tag, f"{one.both:,}", f"{one.mine:,}", f"{one.theirs:,}", f"{one.neither:,}", f"{one.percent:.1f}",
         "" if one.kappa is None else f"{one.kappa:.2f}")
        for one in found
    ]  # fmt: skip
    head = ("TAG", "BOTH", "MINE", "THEIRS", "NEITHER", "PERCENT", "KAPPA")
    return Answer(value, table(head, lines) if found else "There is no brief in which both have marked something.")


def decisions_of(asked: Namespace) -> dict[str, Decision]:
    """What `--decide` says. Raises UsageError."""
    found: dict[str, Decision] = {}
    for one in asked.decide:
        identity, _, whose = one.rpartition("=")
        decision = next((name for name in DECISIONS if name == whose), None)
        if decision is None or not identity:
            raise UsageError(f"“{one}” decides nothing.", "Write it as ID=mine, ID=theirs or ID=both.")
        found[identity] = decision  # type: ignore[assignment]
    return found


def told(plan: Plan, only_looked: bool) -> Answer:
    """What a reading did, or would do."""
    value: dict[str, Any] = {
        "reader": plan.reading.reader.name,
        "new": plan.new,
        "changed": plan.changed,
        "removed": plan.removed,
        "unchanged": plan.same,
        "exact": plan.exact,
        "guessed": plan.guessed,
        "unplaced": plan.unplaced,
        "tags": plan.tags,
        "corrections": plan.corrections,
        "missing": [{"title": one.title, "file": one.file} for one in plan.missing],
        "conflicts": [_conflict(one) for one in plan.conflicts],
        "done": not only_looked,
    }
    lines = [
        f"{'Would take' if only_looked else 'Taken'} from {plan.reading.reader.name}: {plan.new:,} new, "
        f"{plan.changed:,} changed, {plan.removed:,} removed, {plan.same:,} as they were.",
        f"Placed exactly {plan.exact:,}, by best guess {plan.guessed:,}, not placed {plan.unplaced:,}.",
    ]
    if plan.tags or plan.corrections:
        lines.append(f"With {count(plan.tags, 'new tag')} and {count(plan.corrections, 'correction')}.")
    lines += [f"Not in this library: {one.title or one.file or one.id}" for one in plan.missing]
    if plan.conflicts:
        rows = [(one.id, one.kind, one.about, one.mine, one.theirs, one.decision) for one in plan.conflicts]
        lines += ["", table(("CONFLICT", "WHAT", "WHERE", "MINE", "THEIRS", "DECIDED"), rows)]
    return Answer(value, "\n".join(lines))


def _conflict(one: Conflict) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "brief": one.brief or None,
        "about": one.about,
        "mine": one.mine,
        "theirs": one.theirs,
        "me": one.me,
        "mine_at": one.mine_at,
        "by": one.by,
        "at": one.at,
        "decision": one.decision,
        "choices": list(one.choices),
    }


_ACTS: dict[str, Verb] = {"name": _name, "export": _export, "import": _import, "agreement": _agreement}
VERBS: dict[str, Verb] = {"reading": reading}
