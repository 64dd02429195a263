"""Searching and indexing beside other engines: the same documents, the same questions, in the same run.

    python benchmarks/search.py ../shared/data [--size 10000] [--rounds 3] [--engines ours,stock,...] [--json FILE]

FOLDER holds `scale/` (speeches and press releases, packed) and `ir/` (judged collections). Each engine answers in a
process of its own, one round after the other in turn; CPU milliseconds (of all its threads), each question's median of
the rounds. The first 20 hits with a snippet each and the exact total are asked for. tantivy (`pip install tantivy`)
and Xapian (`apt install python3-xapian`) are passed over where they are not installed.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import json
import multiprocessing
import os
import pickle
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from search_corpus import Question, Text, fresh, judged, ndcg, questions, texts

ENGINES = {
    "ours": "engines.ours",
    "core": "engines.ours_core",
    "stock": "engines.stock",
    "tantivy": "engines.tantivy_index",
    "fts5": "engines.fts5",
    "xapian": "engines.xapian_index",
}
SHARES = {"core": "ours"}  # asks the other's index
HITS = 20
ADDED = 20
_SPAWN = multiprocessing.get_context("spawn")


class Child:
    """An engine in a process of its own."""

    def __init__(self, module: str, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._pipe, there = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_serve, args=(there, module, folder), daemon=True)
        self._process.start()
        there.close()

    def do(self, what: str, *given: object) -> Any:
        self._pipe.send((what, given))
        answer = self._pipe.recv()
        if isinstance(answer, Exception):
            raise answer
        return answer

    def end(self) -> None:
        self._pipe.send(("end", ()))
        self._process.join()


def _serve(pipe: Connection, module: str, folder: Path) -> None:
    try:
        engine = importlib.import_module(module).Engine(folder)
    except ModuleNotFoundError as error:
        pipe.send(error)
        return
    before = _memory("VmRSS")
    engine.open()
    while (order := pipe.recv())[0] != "end":
        what, given = order
        try:
            match what:
                case "name":
                    answer: Any = engine.name
                case "index":
                    answer = _index(engine, *given)
                case "ask":
                    answer = [_timed(engine.ask, question, HITS) for question in given[0]]
                case "add":
                    answer = [_add(engine, text) for text in given[0]]
                case "memory":
                    answer = before, _memory("VmRSS"), _memory("VmHWM")
                case "judge":
                    answer = _judge(engine, given[0])
            pipe.send(answer)
        except Exception as error:  # noqa: BLE001 - told to the other side, which raises it
            pipe.send(RuntimeError(f"{engine.name}: {error!r}"))
    engine.close()


def _timed(ask: Any, question: Question, limit: int) -> tuple[float, float, int]:
    """CPU and wall milliseconds, and how many hits."""
    wall, cpu = time.perf_counter(), time.process_time()
    total, _ = ask(question, limit)
    return (time.process_time() - cpu) * 1e3, (time.perf_counter() - wall) * 1e3, total


def _index(engine: Any, source: Path) -> dict[str, float]:
    with source.open("rb") as file:
        documents: list[Text] = pickle.load(file)
    gc.collect()
    gc.freeze()
    wall, cpu = time.perf_counter(), time.process_time()
    engine.index(documents)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    stored = getattr(engine, "stored", 0.0)
    return {"cpu": cpu, "wall": wall, "stored": stored, "rate": len(documents) / (cpu - stored)}


def _add(engine: Any, text: Text) -> tuple[float, float]:
    """CPU and wall milliseconds until a new document can be found."""
    engine.prepare(text)
    wall, cpu = time.perf_counter(), time.process_time()
    engine.add(text)
    return (time.process_time() - cpu) * 1e3, (time.perf_counter() - wall) * 1e3


def _judge(engine: Any, folder: Path) -> float:
    told = judged(folder)
    engine.index(told.documents)
    ranked = {key: engine.ranked(words, 10) for key, words in told.questions.items()}
    return statistics.mean(ndcg(ranked[key], told.answers[key]) for key in told.questions)


def _memory(what: str) -> int:
    """Megabytes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith(what))


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def _bytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


class Run:
    """All measurements of one run."""

    def __init__(self, work: Path, names: Sequence[str], rounds: int) -> None:
        self._work, self._rounds = work, rounds
        self._children: dict[str, Child] = {}
        self.names: dict[str, str] = {}
        self.figures: dict[str, dict[str, Any]] = {}
        for name in names:
            child = Child(ENGINES[name], work / SHARES.get(name, name))
            try:
                self.names[name] = child.do("name")
                child.end()
                self.figures[name] = {}
            except ModuleNotFoundError as error:
                print(f"{name}: not installed ({error})", file=sys.stderr)

    def index(self, source: Path) -> None:
        for name in self.names:
            if name not in SHARES and not (self._work / name / "done").exists():
                child = Child(ENGINES[name], self._work / name)
                self.figures[name]["index"] = child.do("index", source)
                child.end()
                self.figures[name]["index"]["megabytes"] = _bytes(self._work / name)
                (self._work / name / "done").touch()
                print(self.names[name], self.figures[name]["index"], file=sys.stderr)

    def ask(self, made: list[Question], typed: list[Question]) -> None:
        for name in self.names:
            self._children[name] = Child(ENGINES[name], self._work / SHARES.get(name, name))
        answers: dict[str, dict[str, list[Any]]] = {name: {"mixed": [], "typed": []} for name in self.names}
        for _ in range(self._rounds):
            for what, asked in (("mixed", made), ("typed", typed)):
                for name, child in self._children.items():
                    answers[name][what].append(child.do("ask", asked))
        for name, rounds in answers.items():
            figures = self.figures[name]
            for what, asked in (("mixed", made), ("typed", typed)):
                cpu = [statistics.median(r[at][0] for r in rounds[what]) for at in range(len(asked))]
                wall = [statistics.median(r[at][1] for r in rounds[what]) for at in range(len(asked))]
                figures[what] = {
                    "p50": percentile(cpu, 0.5), "p95": percentile(cpu, 0.95), "max": max(cpu),
                    "wall p50": percentile(wall, 0.5), "wall p95": percentile(wall, 0.95),
                }  # fmt: skip
                for kind in dict.fromkeys(question.kind for question in asked):
                    at = [number for number, question in enumerate(asked) if question.kind == kind]
                    figures.setdefault("kinds", {})[kind] = {
                        "p50": percentile([cpu[n] for n in at], 0.5),
                        "p95": percentile([cpu[n] for n in at], 0.95),
                        "hits": statistics.mean(rounds[what][0][n][2] for n in at),
                    }
            figures["memory"] = self._children[name].do("memory")

    def add(self, more: list[Text]) -> None:
        for name, child in self._children.items():
            if name not in SHARES:
                took = child.do("add", more)
                self.figures[name]["add"] = {
                    "cpu p50": percentile([cpu for cpu, _ in took], 0.5),
                    "p50": percentile([wall for _, wall in took], 0.5),
                    "max": max(wall for _, wall in took),
                }
        for child in self._children.values():
            child.end()

    def judge(self, folder: Path) -> None:
        for collection in ("cranfield", "cisi"):
            for name in self.names:
                if name not in SHARES and (folder / collection).is_dir():
                    child = Child(ENGINES[name], self._work / f"{name}-{collection}")
                    self.figures[name].setdefault("ndcg", {})[collection] = child.do("judge", folder / collection)
                    child.end()

    def table(self) -> str:
        """The figures as a table of Markdown."""
        head = ["", *self.names.values()]
        rows = [
            ("texts a second of CPU, one process", lambda f: f"{f['index']['rate']:.0f}"),
            ("index and texts, MB", lambda f: f"{f['index']['megabytes']:.0f}"),
            ("add one, ms p50/max", lambda f: f"{f['add']['p50']:.1f}/{f['add']['max']:.0f}"),
            ("mixed, CPU ms p50/p95", lambda f: f"{f['mixed']['p50']:.1f}/{f['mixed']['p95']:.1f}"),
            ("as you type, CPU ms p50/p95", lambda f: f"{f['typed']['p50']:.1f}/{f['typed']['p95']:.1f}"),
            ("mixed, wall ms p50/p95", lambda f: f"{f['mixed']['wall p50']:.1f}/{f['mixed']['wall p95']:.1f}"),
            ("memory, MB: before, after", lambda f: f"{f['memory'][0]}, {f['memory'][1]}"),
            ("nDCG@10 Cranfield", lambda f: f"{f['ndcg']['cranfield']:.3f}"),
            ("nDCG@10 CISI", lambda f: f"{f['ndcg']['cisi']:.3f}"),
        ]
        kinds = dict.fromkeys(kind for figures in self.figures.values() for kind in figures.get("kinds", ()))
        rows += [(f"{kind}: p50/p95, hits", _kind(kind)) for kind in kinds]
        lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
        for label, cell in rows:
            cells = []
            for name in self.names:
                try:
                    cells.append(cell(self.figures[name]))
                except KeyError:
                    cells.append("-")
            lines.append(f"| {label} | {' | '.join(cells)} |")
        return "\n".join(lines)


def _kind(kind: str) -> Any:
    def cell(figures: dict[str, Any]) -> str:
        found = figures["kinds"][kind]
        return f"{found['p50']:.1f}/{found['p95']:.1f}, {found['hits']:.0f}"

    return cell


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--engines", default=",".join(ENGINES))
    parser.add_argument("--work", type=Path, help="where indexes are made and found again")
    parser.add_argument("--json", type=Path, help="write all figures there")
    asked = parser.parse_args()
    os.environ["PYTHONHASHSEED"] = "0"
    with tempfile.TemporaryDirectory(dir="/var/tmp" if Path("/var/tmp").is_dir() else None) as temporary:
        work = asked.work or Path(temporary)
        work.mkdir(parents=True, exist_ok=True)
        source = work / f"texts-{asked.size}.pickle"
        if not source.exists():
            source.write_bytes(pickle.dumps(list(texts(asked.folder / "scale", asked.size))))
        documents: list[Text] = pickle.loads(source.read_bytes())
        print(f"{len(documents)} documents, {sum(len(d.body) for d in documents) / 1e6:.0f} MB", file=sys.stderr)
        made, typed = questions(documents[:10_000])
        more = fresh(asked.folder / "scale", ADDED)
        del documents
        run = Run(work, asked.engines.split(","), asked.rounds)
        run.index(source)
        run.ask(made, typed)
        run.add(more)
        if (asked.folder / "ir").is_dir() and asked.size <= 10_000:
            run.judge(asked.folder / "ir")
        print(run.table())
        if asked.json:
            asked.json.write_text(json.dumps(run.figures, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
