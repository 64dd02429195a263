"""Books and reports in EPUB: a ZIP of pages, in the order that its package file gives."""

from briefreader.readers.epub.book import read

__all__ = ["read"]
