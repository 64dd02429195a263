"""What `search.py` measures with: documents of the scale set, questions made from them, and judged questions."""

from __future__ import annotations

import json
import math
import random
import re
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from pathlib import Path

MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"
_WORD = re.compile("[a-z]+")
_SESSION = re.compile("(?P<who>[A-Z]+)_\\d+_(?P<year>\\d{4})")
_RELEASE = re.compile("(?P<day>\\d\\d?)(?P<month>[A-Z][a-z]{2})(?P<year>\\d{4})")
_STOP_WORDS = (
    "a about above after again against all am an and any are as at be because been before being below between both but "
    "by can could did do does doing down during each few for from further had has have having he her here hers him his "
    "how i if in into is it its just me more most my no nor not now of off on once only or other our out over own same "
    "she should so some such than that the their them then there these they this those through to too under until up "
    "upon us very was we were what when where which while who whom why will with would you your also may must shall "
    "one two said mr"
)
_STOP = frozenset(_STOP_WORDS.split())
PARTS = (1_200, 2_400, 4_800)  # characters of a part of a speech


@dataclass(frozen=True, slots=True)
class Text:
    """A document. `date` is ISO 8601; a line of `body` is a paragraph."""

    id: str
    title: str
    author: str
    date: str
    body: str


@dataclass(frozen=True, slots=True)
class Question:
    """A search: `words` mean what `kind` says (term, and, phrase, prefix, author, date, fuzzy, bool, typed)."""

    kind: str
    words: tuple[str, ...]
    author: str = ""
    years: tuple[str, str] = ("", "")


def texts(folder: Path, size: int) -> Iterator[Text]:
    """The first `size` documents: press releases, a tenth of 10,000 speeches, then the other speeches and parts."""
    speeches = list(_speeches(folder))
    random.Random(2).shuffle(speeches)
    releases = _releases(folder)
    few = max(1, min(size, 10_000) // 10)
    yield from islice(releases, min(size, 10_000) - few)
    yield from islice(speeches, few if size <= 10_000 else None)
    yield from islice(_parts(speeches), max(0, size - 9_000 - len(speeches)))


def fresh(folder: Path, count: int) -> list[Text]:
    """Documents in none of `texts`: parts of speeches cut otherwise."""
    chosen = random.Random(5)
    found = islice(_parts(list(_speeches(folder)), chosen), count)
    return [Text(f"fresh-{n}", one.title, one.author, one.date, one.body) for n, one in enumerate(found)]


def _members(archive: Path) -> list[tuple[str, str]]:
    with tarfile.open(archive) as packed:
        found = []
        for member in packed:
            file = packed.extractfile(member) if member.name.endswith(".txt") else None
            if file is not None:
                found.append((member.name, file.read().decode("utf-8", "replace")))
    return sorted(found)


def _speeches(folder: Path) -> Iterator[Text]:
    for name, text in _members(folder / "un-debates.tar.xz"):
        if about := _SESSION.search(name):
            body = re.sub("[ \\t]*\\n(?![ \\n])[ \\t]*", " ", text.lstrip("\ufeff"))
            body = re.sub("\\s*\\n\\s*", "\n", body).strip()
            yield Text(Path(name).stem, f"{about['who']} {about['year']}", about["who"], about["year"], body)


def _releases(folder: Path) -> Iterator[Text]:
    members = _members(folder / "senate-releases.tar.xz")
    random.Random(3).shuffle(members)
    for name, text in members:
        if about := _RELEASE.search(Path(name).stem):
            body = re.sub("[^\\S\\n]{3,}|\\n\\s*", "\n", text).strip()
            date = f"{about['year']}-{MONTHS.find(about['month']) // 3 + 1:02}-{about['day']:0>2}"
            yield Text(Path(name).stem, " ".join(body[:300].split()[:12]), Path(name).parts[-2], date, body)


def _parts(speeches: Sequence[Text], chosen: random.Random | None = None) -> Iterator[Text]:
    """Parts of speeches, cut at sentences; as many as are asked for."""
    chosen = chosen or random.Random(4)
    number = 0
    while True:
        whole = chosen.choice(speeches)
        length = chosen.choice(PARTS)
        start = whole.body.find(". ", chosen.randrange(max(1, len(whole.body) - length))) + 2
        end = whole.body.find(". ", start + length) + 1 or len(whole.body)
        number += 1
        yield Text(f"part-{number}", f"{whole.title} part {number}", whole.author, whole.date, whole.body[start:end])


def questions(documents: Sequence[Text]) -> tuple[list[Question], list[Question]]:
    """200 mixed questions, and the keystrokes of 20 pairs of words typed letter by letter."""
    chosen = random.Random(11)
    briefs: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    words_of = []
    for document in documents:
        words = _WORD.findall(document.body.lower())
        words_of.append(sorted(set(words)))
        briefs.update(words_of[-1])
        pairs.update({(a, b) for a, b in pairwise(words) if min(len(a), len(b)) > 2 and not {a, b} & _STOP})
    bands = [
        sorted(w for w, n in briefs.items() if low <= n <= high and len(w) > 3 and w not in _STOP)
        for low, high in ((5, 50), (51, 500), (501, 5000))
    ]
    _, middle, common = bands
    phrases = sorted(pair for pair, n in pairs.items() if 5 <= n <= 2000)
    long = [w for w in middle + common if len(w) > 5]
    authors = Counter(document.author for document in documents)
    known = sorted(author for author, n in authors.items() if n >= 20 and author.isalpha())

    def single() -> str:
        return chosen.choice(chosen.choice([bands[0], middle, middle, common, common]))

    def couple() -> list[str]:
        words = [w for w in chosen.choice(words_of) if briefs[w] >= 10 and len(w) > 3 and w not in _STOP]
        return chosen.sample(words, 2) if len(words) > 1 else couple()

    made = [Question("term", (single(),)) for _ in range(40)]
    made += [Question("and", tuple(couple())) for _ in range(40)]
    made += [Question("phrase", chosen.choice(phrases)) for _ in range(30)]
    made += [Question("prefix", (chosen.choice(middle + common)[: chosen.randint(3, 5)],)) for _ in range(20)]
    made += [Question("author", (chosen.choice(common),), author=chosen.choice(known)) for _ in range(10)]
    for _ in range(10):
        years = chosen.choice(["1990", "2000"]), chosen.choice(["2006", "2010"])
        made.append(Question("date", (chosen.choice(common),), years=years))
    made += [Question("fuzzy", (_slip(chosen.choice(long), chosen),)) for _ in range(20)]
    made += [Question("bool", (*couple(), chosen.choice(common))) for _ in range(30)]
    typed = []
    for one, other in (chosen.choice(phrases) for _ in range(20)):
        typed += [Question("typed", (one[:end],)) for end in range(2, len(one) + 1)]
        typed += [Question("typed", (one, other[:end])) for end in range(2, min(len(other), 7) + 1)]
    return made, typed


def _slip(word: str, chosen: random.Random) -> str:
    """`word` with two neighbours swapped, or of equal ones the first left out."""
    at = chosen.randint(1, len(word) - 2)
    if word[at] == word[at + 1]:
        return word[:at] + word[at + 1 :]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def slips(word: str) -> list[str]:
    """What is one edit from `word`, its first letter apart: for engines that have no search for slips themselves."""
    cuts = [(word[:at], word[at:]) for at in range(1, len(word) + 1)]
    letters = "abcdefghijklmnopqrstuvwxyz"
    found = {word}
    found |= {a + b[1:] for a, b in cuts if b} | {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    found |= {a + c + b[1:] for a, b in cuts if b for c in letters} | {a + c + b for a, b in cuts for c in letters}
    return sorted(found)


@dataclass(frozen=True, slots=True)
class Judged:
    """A collection with questions and what people judged to answer them."""

    name: str
    documents: list[Text]
    questions: dict[str, tuple[str, ...]]
    answers: Mapping[str, Mapping[str, int]]


def judged(folder: Path) -> Judged:
    rows = [json.loads(line) for line in (folder / "corpus.jsonl").read_text("utf-8").splitlines()]
    documents = [Text(row["_id"], row["title"], "", "", " ".join(row["text"].split())) for row in rows]
    asked = [json.loads(line) for line in (folder / "queries.jsonl").read_text("utf-8").splitlines()]
    words = {row["_id"]: tuple(w for w in _WORD.findall(row["text"].lower()) if w not in _STOP) for row in asked}
    answers: dict[str, dict[str, int]] = defaultdict(dict)
    for line in (folder / "qrels.tsv").read_text("utf-8").splitlines()[1:]:
        question, document, score = line.split("\t")
        answers[question][document] = int(score)
    return Judged(folder.name, documents, {key: words[key] for key in answers if words.get(key)}, answers)


def ndcg(found: Sequence[str], answers: Mapping[str, int], depth: int = 10) -> float:
    """Normalised discounted cumulative gain (Järvelin and Kekäläinen, 2002)."""
    ideal = sum(gain / math.log2(rank + 2) for rank, gain in enumerate(sorted(answers.values(), reverse=True)[:depth]))
    got = sum(max(answers.get(id_, 0), 0) / math.log2(rank + 2) for rank, id_ in enumerate(found[:depth]))
    return got / ideal if ideal else 0.0
