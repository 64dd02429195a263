"""BriefReader's index and snippets alone, without boxes, quotes and the user's own places: what the others do."""

from __future__ import annotations

from engines import ours
from search_corpus import Question

from briefreader.search import snippets
from briefreader.search.query import parse
from briefreader.search.results import top


class Engine(ours.Engine):
    name = "its index alone"

    def ask(self, question: Question, limit: int) -> tuple[int, list[str]]:
        library = self._library
        asked = parse(ours._words(question), typing=question.kind == "typed")
        there = library._answering._shelving.current()
        fitted, _ = library._indexing._index.fitted(asked, there, there.numbers)
        shown = []
        for at in top(fitted.scores, limit).tolist():
            document = library._answering.document(there.cards[fitted.numbers[at]].id)
            shown.append(snippets.make(document, asked, 1)[0][0].text)
        return len(fitted.numbers), shown
