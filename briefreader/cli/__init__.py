"""The command line: the library's use cases as verbs, for people and (with `--json`) for other programs."""
