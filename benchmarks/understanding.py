"""How right names and quotations are, and how fast they are found.

    python benchmarks/understanding.py [--names FILE.jsonl ...] [--quotes FOLDER] [--half odd|even|all] [--errors N]

`--names`: JSON lines with "id", "text" and "entities", each {"start", "end", "type"} in code points. Types PER, ORG and
LOC (wikigold) are compared by exact spans without articles and possessives; person, organization, place of entities
that are "named" (GUM, whose spans hold whole phrases: "President Doe of Ruritania") by overlap with the innermost
phrase. `--half` takes the texts of a file whose SHA-256 is odd or even, so that the other half is left unseen; it holds
for files with exact spans only.

`--quotes`: a folder with `text/*.txt` and `attributions/*.ann` in the brat format of PolNeAR (Newell et al. 2018):
attributions with Source, Cue and Content; of several annotators the first by name counts. Compared are the contents
that stand between marks: *span* exactly, but for marks at the edges; *speaker* on quotations found, right when it
overlaps a source or ends in a capitalised word of one; *end to end*: both, or rightly none. *direct* are contents that
begin with a mark.

Each set is printed for the model alone, the model with the rules, and the rules alone; then words a second of processor
time and the highest memory of the process.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import resource
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefreader.analysis.entities import find_mentions
from briefreader.analysis.model import Model, load
from briefreader.analysis.quotes import find_quotes
from briefreader.text.document import Block, Document
from briefreader.text.findings import Quote

Span = tuple[int, int, str]
Finder = Callable[[str], Iterable[Span]]

_STRICT = {"PER": "person", "ORG": "organisation", "LOC": "place"}
_LOOSE = {"person": "person", "organization": "organisation", "place": "place"}
_OF_MODEL = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place"}
_OF_LAYER = {"person": "person", "organisation": "organisation", "country": "place", "place": "place"}
_TYPES = ("person", "organisation", "place")
_LEAD = re.compile(r"(?:the|an?)\s+", re.IGNORECASE)
_MARKS = '"“”«»'


@dataclass
class Tally:
    """Right, wrong and missed, by type, and the wrong and missed themselves."""

    right: Counter[str] = field(default_factory=Counter)
    recalled: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    errors: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def figures(self, kinds: Sequence[str]) -> tuple[float, float, float]:
        """Precision, recall and F1 in percent, over `kinds` together."""
        right = sum(self.right[kind] for kind in kinds)
        recalled = sum(self.recalled[kind] for kind in kinds)
        precision = right / max(1, sum(self.found[kind] for kind in kinds))
        recall = recalled / max(1, sum(self.wanted[kind] for kind in kinds))
        total = precision + recall
        return 100 * precision, 100 * recall, 100 * (2 * precision * recall / total if total else 0.0)


def document_of(text: str) -> Document:
    """The text with one paragraph a line."""
    blocks: list[Block] = []
    offset = 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block("paragraph", offset, offset + len(line), paragraph=len(blocks) + 1))
        offset += len(line) + 1
    return Document(text, tuple(blocks))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without spaces, marks, article and possessive at its edges."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if (lead := _LEAD.match(text, start, end)) and lead.end() < end:
        start = lead.end()
    if text[max(start, end - 2) : end] in ("'s", "’s"):
        end -= 2
    return start, end


def layer(model: Model | None) -> Finder:
    """The names that the program finds."""

    def find(text: str) -> Iterator[Span]:
        for mention in find_mentions(document_of(text), model):
            if mention.type in _OF_LAYER:
                yield mention.start, mention.end, _OF_LAYER[mention.type]

    return find


def raw(model: Model) -> Finder:
    """The names that the model alone finds, paragraph by paragraph."""

    def find(text: str) -> Iterator[Span]:
        offset = 0
        lines = text.split("\n")
        for line, spans in zip(lines, model.spans(lines), strict=True):
            for start, end, label in spans:
                if label in _OF_MODEL:
                    yield offset + start, offset + end, _OF_MODEL[label]
            offset += len(line) + 1

    return find


def read_names(path: Path, half: str) -> tuple[list[dict[str, Any]], bool]:
    """The rows of the half asked for, and whether their spans are strict."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    strict = any(entity["type"] in _STRICT for row in rows for entity in row["entities"])
    if strict and half != "all":
        odd = half == "odd"
        rows = [row for row in rows if (hashlib.sha256(row["text"].encode()).digest()[-1] % 2 == 1) is odd]
    return rows, strict


def score_names(rows: Sequence[dict[str, Any]], strict: bool, find: Finder) -> Tally:
    tally = Tally()
    for row in rows:
        text = row["text"]
        spans = {(*trimmed(text, start, end), kind) for start, end, kind in find(text)}
        if strict:
            _score_strictly(tally, text, row["entities"], spans)
        else:
            _score_loosely(tally, text, row["entities"], spans)
    return tally


def _score_strictly(tally: Tally, text: str, entities: Sequence[dict[str, Any]], spans: set[Span]) -> None:
    gold = {(*trimmed(text, e["start"], e["end"]), _STRICT[e["type"]]) for e in entities if e["type"] in _STRICT}
    for _, _, kind in gold:
        tally.wanted[kind] += 1
    for start, end, kind in spans:
        tally.found[kind] += 1
        if (start, end, kind) in gold:
            tally.right[kind] += 1
            tally.recalled[kind] += 1
        else:
            tally.errors["wrong", kind, text[start:end]] += 1
    for start, end, kind in gold - spans:
        tally.errors["missed", kind, text[start:end]] += 1


def _score_loosely(tally: Tally, text: str, entities: Sequence[dict[str, Any]], spans: set[Span]) -> None:
    named = [(e["start"], e["end"], _LOOSE.get(e["type"], "")) for e in entities if e["named"]]
    recalled: set[Span] = set()
    for start, end, kind in spans:
        tally.found[kind] += 1
        around = [gold for gold in named if gold[0] < end and start < gold[1]]
        covering = [gold for gold in around if gold[0] <= start and end <= gold[1]]
        inner = min(covering, key=lambda gold: gold[1] - gold[0], default=None)
        hits = [inner] if inner is not None else around
        if any(gold[2] == kind for gold in hits):
            tally.right[kind] += 1
            recalled.update(gold for gold in hits if gold[2] == kind)
        else:
            tally.errors["wrong", kind, text[start:end]] += 1
    for gold in set(named):
        if gold[2]:
            tally.wanted[gold[2]] += 1
            if gold in recalled:
                tally.recalled[gold[2]] += 1
            else:
                tally.errors["missed", gold[2], text[gold[0] : gold[1]]] += 1


@dataclass(frozen=True)
class Said:
    """A quotation as annotated: its span, the spans of its sources, whether it is all between marks."""

    start: int
    end: int
    sources: tuple[tuple[int, int], ...]
    direct: bool


def read_quotes(folder: Path) -> list[tuple[str, str, list[Said]]]:
    """(name, text, quotations) of each text that has annotations."""
    found: list[tuple[str, str, list[Said]]] = []
    for path in sorted((folder / "text").glob("*.txt")):
        annotations = sorted((folder / "attributions").glob(f"{path.stem}_????.ann"))
        if annotations:
            text = path.read_bytes().decode("utf-8")
            found.append((path.stem, text, list(_said(text, annotations[0].read_bytes().decode("utf-8")))))
    return found


def _said(text: str, annotation: str) -> Iterator[Said]:
    places: dict[str, list[tuple[int, int]]] = {}
    events: list[list[tuple[str, str]]] = []
    for line in annotation.split("\n"):
        fields = line.rstrip("\r").split("\t")
        if line.startswith("T"):
            spans = fields[1].split(" ", 1)[1].split(";")
            places[fields[0]] = [(int(span.split()[0]), int(span.split()[1])) for span in spans]
        elif line.startswith("E"):
            events.append([(part.split(":")[0], part.split(":")[1]) for part in fields[1].split() if ":" in part])
    for event in events:
        sources = tuple(s for role, place in event if role.startswith("Source") for s in places[place])
        contents = sorted(s for role, place in event if role.startswith("Content") for s in places[place])
        joined: list[tuple[int, int]] = []
        for start, end in contents:
            if joined and not text[joined[-1][1] : start].strip():
                joined[-1] = (joined[-1][0], end)
            else:
                joined.append((start, end))
        for start, end in joined:
            yield from _between_marks(text, start, end, sources)


def _between_marks(text: str, start: int, end: int, sources: tuple[tuple[int, int], ...]) -> Iterator[Said]:
    content = text[start:end]
    if content[:1] not in tuple(_MARKS):
        for match in re.finditer(r"[“\"][^“”\"\n]+[”\"]", content):
            yield Said(start + match.start(), start + match.end(), sources, direct=False)
        return
    last = max(content.rfind(mark) for mark in _MARKS)
    is_open = content.count("“") > content.count("”")
    if last > 0 and (not is_open or not content[last:].strip(_MARKS + " .,!?’'")):
        content = content[: last + 1]
    reached = 0
    for cut in re.finditer(r"[”\"]\s*\n+\s*[“\"]", content):
        yield Said(start + reached, start + cut.start() + 1, sources, direct=True)
        reached = cut.end() - 1
    yield Said(start + reached, start + len(content), sources, direct=True)


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def _is_speaker(text: str, quote: Quote, sources: Sequence[tuple[int, int]]) -> bool:
    start, end = quote.speaker_start, quote.speaker_end
    if start is None or end is None:
        return False
    if any(low < end and start < high for low, high in sources):
        return True
    words = re.findall(r"\w+", text[start:end])
    named = {word for low, high in sources for word in re.findall(r"\w+", text[low:high])}
    return bool(words) and words[-1][0].isupper() and words[-1] in named


@dataclass
class QuoteTally:
    """Counts of `score_quotes`, in all and by kind and by rule."""

    counts: Counter[str] = field(default_factory=Counter)
    rules: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    kinds: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    errors: list[tuple[str, ...]] = field(default_factory=list)

    def line(self) -> str:
        n = self.counts
        span = _f1(n["exact"], n["found"], n["wanted"])
        ends = _f1(n["both"], n["found"], n["wanted"])
        speaker = n["speaker right"] / max(1, n["speaker given"]), n["speaker right"] / max(1, n["speaker wanted"])
        direct = n["direct right"] / max(1, n["direct given"]), n["direct right"] / max(1, n["direct wanted"])
        return (
            f"span P {span[0]:.3f} R {span[1]:.3f} F1 {span[2]:.3f} | speaker P {speaker[0]:.3f} R {speaker[1]:.3f}, "
            f"direct P {direct[0]:.3f} R {direct[1]:.3f} | end to end P {ends[0]:.3f} R {ends[1]:.3f} F1 {ends[2]:.3f}"
        )


def _f1(right: int, found: int, wanted: int) -> tuple[float, float, float]:
    precision, recall = right / max(1, found), right / max(1, wanted)
    return precision, recall, (2 * precision * recall / (precision + recall) if right else 0.0)


def score_quotes(texts: Sequence[tuple[str, str, list[Said]]], find: Callable[[str], Sequence[Quote]]) -> QuoteTally:
    tally = QuoteTally()
    for _, text, wanted in texts:
        quotes = [quote for quote in find(text) if quote.kind in ("speech", "fragment", "block")]
        tally.counts["found"] += len(quotes)
        used: set[int] = set()
        for said in wanted:
            _score_said(tally, text, said, quotes, used)
        for quote in quotes:
            if not any(said.start < quote.end and quote.start < said.end for said in wanted):
                around = text[max(0, quote.start - 80) : quote.end + 60]
                tally.errors.append(("none said", quote.rule, quote.speaker or "", around))
    return tally


def _score_said(tally: QuoteTally, text: str, said: Said, quotes: Sequence[Quote], used: set[int]) -> None:
    counts = tally.counts
    counts["wanted"] += 1
    low, high = _bare(text, said.start, said.end)
    exact = next(
        (n for n, q in enumerate(quotes) if n not in used and _bare(text, q.start, q.end) == (low, high)), None
    )
    near = exact
    if near is None:
        near = next(
            (
                n
                for n, q in enumerate(quotes)
                if min(high, q.end) - max(low, q.start) > (max(high, q.end) - min(low, q.start)) / 2
            ),
            None,
        )
    around = text[max(0, said.start - 150) : said.end + 100]
    if exact is not None:
        counts["exact"] += 1
        used.add(exact)
    else:
        tally.errors.append(("span", str(said.direct), around))
    kind = "direct" if said.direct else "mixed"
    tally.kinds[kind]["wanted"] += 1
    tally.kinds[kind]["exact"] += exact is not None
    if near is None:
        return
    quote = quotes[near]
    if not said.sources:
        counts["both"] += exact is not None and quote.speaker is None
        return
    counts["speaker wanted"] += 1
    counts["direct wanted"] += said.direct
    if quote.speaker is None:
        tally.errors.append(("no speaker", *(text[a:b] for a, b in said.sources), around))
        return
    counts["speaker given"] += 1
    counts["direct given"] += said.direct
    right = _is_speaker(text, quote, said.sources)
    tally.rules[quote.rule]["right" if right else "wrong"] += 1
    tally.kinds[quote.kind]["right" if right else "wrong"] += 1
    if right:
        counts["speaker right"] += 1
        counts["direct right"] += said.direct
        counts["both"] += exact is not None
    else:
        sources = " | ".join(text[a:b] for a, b in said.sources)
        tally.errors.append(("speaker", quote.rule, quote.speaker, sources, around))


def print_names(path: Path, half: str, model: Model | None, errors: int) -> None:
    rows, strict = read_names(path, half)
    print(f"{path.name}: {len(rows)} texts, {sum(len(row['text'].split()) for row in rows)} words")
    ways: list[tuple[str, Finder]] = [("rules", layer(None))]
    if model is not None:
        ways = [("raw", raw(model)), ("layer", layer(model)), *ways]
    for name, find in ways:
        tally = score_names(rows, strict, find)
        cells = [(kind, tally.figures([kind])) for kind in _TYPES] + [("all", tally.figures(_TYPES))]
        print(f"  {name:6}", "  ".join(f"{kind} {p:.1f}/{r:.1f}/{f:.1f}" for kind, (p, r, f) in cells))
        if name == "layer" or model is None:
            for (what, kind, words), count in tally.errors.most_common(errors):
                print(f"      {count} {what} {kind}: {words}")


def print_quotes(folder: Path, model: Model | None, errors: int) -> None:
    texts = read_quotes(folder)
    words = sum(len(text.split()) for _, text, _ in texts)
    spent = [0.0, 0.0]

    def find(text: str) -> Sequence[Quote]:
        document = document_of(text)
        began = time.process_time()
        mentions = find_mentions(document, model)
        middle = time.process_time()
        quotes = find_quotes(document, mentions)
        spent[0] += middle - began
        spent[1] += time.process_time() - middle
        return quotes

    tally = score_quotes(texts, find)
    print(f"quotes: {len(texts)} texts, {words} words, {tally.counts['wanted']} quotations")
    print(" ", tally.line())
    for kind, counts in tally.kinds.items():
        print(f"    kind {kind}: " + ", ".join(f"{what} {count}" for what, count in counts.items()))
    for rule, counts in sorted(tally.rules.items(), key=lambda item: -sum(item[1].values())):
        print(f"    rule {rule}: right {counts['right']}, wrong {counts['wrong']}")
    for error in tally.errors[:errors]:
        print("     ", " || ".join(part.replace("\n", " ¶ ") for part in error))
    print(f"  words/s: names {words / spent[0]:.0f}, quotations {words / spent[1]:.0f}, both {words / sum(spent):.0f}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=Path, nargs="*", default=[])
    parser.add_argument("--quotes", type=Path)
    parser.add_argument("--half", choices=("odd", "even", "all"), default="odd")
    parser.add_argument("--errors", type=int, default=0, help="so many errors of each set are printed")
    asked = parser.parse_args()
    loaded = load()
    print(loaded.notice or f"model {loaded.model.name if loaded.model else ''}")
    for path in asked.names:
        print_names(path, asked.half, loaded.model, asked.errors)
    if asked.quotes is not None:
        print_quotes(asked.quotes, loaded.model, asked.errors)
    print(f"highest memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
