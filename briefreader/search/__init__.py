"""The Whoosh index: disposable, rebuilt at will."""
