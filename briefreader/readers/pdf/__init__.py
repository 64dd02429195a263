"""The PDF reader: PDFium's characters into blocks, and the pages themselves for the page view."""

from briefreader.readers.pdf.reader import read

__all__ = ["read"]
