"""Search: a disposable Whoosh index over canonical texts, its query language, snippets, and a scan without an index.

    query.parse(text, *, typing=False) -> Query            SearchError when it holds no word; Query.notice: a sentence
    index.SearchIndex(folder)                               opening costs nothing; imports Whoosh (about 0.1 s)
        .state() -> "ready" | "missing" | "outdated" | "damaged"
        .search(query: str | Query, limit=20) -> Found      Found(total, ranked: ((id, score), ...), suggestion)
        .update(rows: Iterable[IndexRow], wait=10.0) -> int one commit; put in or replaced by id
        .delete(ids, wait=10.0, *, purge=False) -> None     purge: words leave the files at once ("forget this brief")
        .rebuild(rows, total=0, wait=10.0) -> Job[int]      beside, then swapped; yields Progress
        .fingerprints() -> {id: fingerprint};  len(index);  .check() -> "" or what is wrong;  .close()
    results.IndexRow(id, title, text, starts=(), fingerprint="")    starts: offsets where the text's blocks begin
    results.fingerprint(text_hash, title) -> str            what to give a row and to compare with fingerprints()
    results.NeedsRebuild(SearchError), .state               scan meanwhile, and run rebuild
    scan.scan(query: Query, rows: Iterable[IndexRow], limit=20) -> Found     same briefs, same ranking, no index
    snippets.make(document, query, limit=3, width=240) -> (tuple[Snippet, ...], matches)     best first, at least one
    matching.highlights(text, query, starts=()) -> [(start, end)]            sorted; phrases as whole phrases
    seeking.Seeker(leaves).find(text, starts=()) -> {step: [Occurrence, ...]}     without cutting up the whole text

Of the way a text becomes words: `words` (tokens with offsets), `folding` (accents, stems), `stopwords`. The query's
`tree` is one for the index (`ranking`), the scan and the highlights (`matching`), so that they agree. `schema`,
`blocks`, `writer`, `segments`, `ranking`, `files` and `index` know Whoosh; nothing else does.
"""

import warnings

# Whoosh 2.7.4 is no longer changed; where its files are not compiled beforehand, Python remarks on them to the user.
warnings.filterwarnings("ignore", r"invalid escape sequence|\"is\" with", SyntaxWarning)
warnings.filterwarnings("ignore", "invalid escape sequence", DeprecationWarning)
